// The search dialog: type, walk with the arrows, Enter takes, Esc leaves. The server answers a list of
// role="option" elements whose data-* attributes are what the caller gets. Used by cards, lead photo, bylines, links.

import { openDialog } from "desk/dialog"
import { fetchFragment, make } from "desk/dom"
import { gettext } from "desk/words"

const PAUSE = 200 // ms after the last letter

// Answers an array of datasets (one, unless `multiple`), or null.
export function choose({ title, url, placeholder, multiple = false, add = null }) {
  return new Promise((resolve) => new Chooser({ title, url, placeholder, multiple, add, resolve }))
}

class Chooser {
  constructor({ title, url, placeholder, multiple, add, resolve }) {
    Object.assign(this, { url, multiple, answer: null, active: -1, walking: false, taken: new Map() })
    this.list = make("div", {
      class: "chooser-list",
      role: "listbox",
      id: "chooser-list",
      "aria-label": title,
      "aria-multiselectable": multiple && "true",
    })
    this.input = make("input", {
      type: "search",
      class: "chooser-search",
      role: "combobox",
      placeholder,
      "aria-label": placeholder,
      "aria-controls": "chooser-list",
      "aria-expanded": "true",
      "aria-autocomplete": "list",
      autocomplete: "off",
      spellcheck: "false",
    })
    this.status = make("p", { class: "chooser-status", role: "status" })
    this.dialog = openDialog({
      title,
      className: "chooser",
      content: [this.input, this.status, this.list, this.foot(add)],
      closed: () => {
        this.asking?.abort()
        window.removeEventListener("focus", this.refresh)
        resolve(this.answer)
      },
    })
    this.input.addEventListener("input", () => this.later())
    this.dialog.addEventListener("keydown", (event) => this.key(event))
    this.list.addEventListener("click", (event) => this.click(event))
    this.refresh = () => this.search()
    if (add) window.addEventListener("focus", this.refresh) // back from uploading in another tab
    this.input.focus()
    this.search()
  }

  foot(add) {
    this.done = make("button", { type: "button", class: "button-main", click: () => this.finish() })
    const hint = make("span", { class: "chooser-hint" }, gettext("↑ ↓ to walk, Enter to take, Esc to leave"))
    const link = add && make("a", { href: add.url, target: "_blank", class: "button-quiet" }, add.label)
    this.count()
    return make("footer", { class: "chooser-foot" }, hint, link, this.multiple ? this.done : null)
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")]
  }

  later() {
    clearTimeout(this.timer)
    this.walking = false
    this.timer = setTimeout(() => this.search(), PAUSE)
  }

  async search() {
    this.asking?.abort()
    const asking = (this.asking = new AbortController())
    const url = new URL(this.url, location.href)
    url.searchParams.set("q", this.input.value.trim())
    this.list.setAttribute("aria-busy", "true")
    try {
      this.show(await fetchFragment(url, { signal: asking.signal }))
    } catch (error) {
      if (error.name !== "AbortError") this.fail()
    }
  }

  show(fragment) {
    this.list.replaceChildren(fragment)
    this.list.removeAttribute("aria-busy")
    this.list.scrollTop = 0
    this.options.forEach((option, index) => {
      option.id = `chooser-option-${index}`
      option.setAttribute("aria-selected", String(this.taken.has(option.dataset.id)))
    })
    const found = this.options.length
    this.status.textContent = found
      ? gettext("Found: %s").replace("%s", found)
      : gettext("Nothing found. Try another word or its beginning.")
    this.status.classList.toggle("is-empty", !found)
    this.point(found ? 0 : -1)
  }

  fail() {
    const again = make("button", { type: "button", class: "button-quiet", click: () => this.search() }, gettext("Try again"))
    this.list.replaceChildren(again)
    this.list.removeAttribute("aria-busy")
    this.status.textContent = gettext("The search does not answer: check the network and whether you are still signed in.")
    this.status.classList.add("is-empty")
    this.point(-1)
  }

  point(index) {
    const options = this.options
    options[this.active]?.classList.remove("is-active")
    this.active = index
    options[index]?.classList.add("is-active")
    options[index]?.scrollIntoView({ block: "nearest" })
    if (options[index]) this.input.setAttribute("aria-activedescendant", options[index].id)
    else this.input.removeAttribute("aria-activedescendant")
  }

  key(event) {
    if (event.key === "Escape") {
      event.preventDefault() // a search field would only empty itself
      return this.dialog.close()
    }
    if (event.target.closest("button, a")) return
    const step = this.step(event.key)
    if (step) {
      event.preventDefault()
      this.walking = true
      this.point(Math.max(0, Math.min(this.options.length - 1, this.active + step)))
    } else if (event.key === "Enter") {
      event.preventDefault()
      if (this.multiple && event.ctrlKey) this.finish()
      else this.take(this.options[this.active])
    }
  }

  // On a wall of photos up and down go by a row; left and right walk only once somebody walks: else they edit the words.
  step(key) {
    const top = this.options[0]?.offsetTop
    const columns = this.options.filter((option) => option.offsetTop === top).length || 1
    if (key === "ArrowDown") return columns
    if (key === "ArrowUp") return -columns
    if (!this.walking || columns === 1) return 0
    return { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0
  }

  click(event) {
    const option = event.target.closest("[role=option]")
    if (option) this.take(option)
  }

  take(option) {
    if (!option) return
    const chosen = { ...option.dataset }
    if (!this.multiple) {
      this.answer = [chosen]
      return this.dialog.close()
    }
    if (!this.taken.delete(chosen.id)) this.taken.set(chosen.id, chosen)
    option.setAttribute("aria-selected", String(this.taken.has(chosen.id)))
    this.count()
  }

  count() {
    this.done.textContent = gettext("Insert") + (this.taken.size ? ` (${this.taken.size})` : "")
    this.done.disabled = !this.taken.size
  }

  finish() {
    if (!this.taken.size) return
    this.answer = [...this.taken.values()]
    this.dialog.close()
  }
}
