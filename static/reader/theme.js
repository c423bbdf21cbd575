/* Light, dark or as the device has it: sets what the reader chose before anything is painted, so it is no module and
   stands in the head. Then it ticks the switch of the masthead, hears it, and follows other windows. */

(() => {
  const root = document.documentElement
  const themes = ["auto", "light", "dark"]

  const kept = () => {
    try {
      return localStorage.getItem("theme")
    } catch {
      return null // storage is forbidden: the choice lasts as long as the page
    }
  }

  const keep = (theme) => {
    try {
      localStorage.setItem("theme", theme)
    } catch {
      /* as above */
    }
  }

  const show = (theme) => {
    root.dataset.theme = themes.includes(theme) ? theme : "auto"
    for (const meta of document.querySelectorAll("meta[name=theme-color]")) {
      const own = meta.dataset.theme
      const chosen = root.dataset.theme === own ? "all" : "not all"
      meta.media = root.dataset.theme === "auto" ? `(prefers-color-scheme: ${own})` : chosen
    }
    for (const choice of document.querySelectorAll("input[name=theme]")) {
      choice.checked = choice.value === root.dataset.theme
    }
  }

  show(kept())
  document.addEventListener("DOMContentLoaded", () => show(root.dataset.theme))
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "theme") return
    keep(target.value)
    show(target.value)
  })
  addEventListener("storage", ({ key, newValue }) => {
    if (key === "theme" || key === null) show(newValue)
  })
  // a page come back from the browser's memory has slept through the choice, or has an older one ticked
  addEventListener("pageshow", () => show(kept() ?? root.dataset.theme))
})()
