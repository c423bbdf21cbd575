// The search dialog: type, walk with the arrows, Enter takes, Esc leaves. The server answers a list of
// role="option" elements whose data-* attributes are what the caller gets. Used by cards, lead photo, bylines, links.

import { openDialog } from "desk/dialog"
import { fetchFragment, make } from "desk/dom"
import { gettext } from "desk/words"

const PAUSE = 200 // ms after the last letter

// Answers an array of datasets (one, unless `multiple`), or null.
// `narrow`: { name, label } of a box that asks the server for fewer.
export function choose({ title, url, placeholder, multiple = false, add = null, narrow = null }) {
  return new Promise((resolve) => new Chooser({ title, url, placeholder, multiple, add, narrow, resolve }))
}

function told(found, more) {
  const words = more ? gettext("Shown: %s. There are more: type to find them.") : gettext("Found: %s")
  return words.replace("%s", found)
}

class Chooser {
  constructor({ title, url, placeholder, multiple, add, narrow, resolve }) {
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
      content: [this.head(narrow), this.status, this.list, this.foot(add)],
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

  head(narrow) {
    if (!narrow) return this.input
    this.narrow = make("input", { type: "checkbox", name: narrow.name, change: () => this.search() })
    return make("div", { class: "chooser-head" }, this.input, make("label", {}, this.narrow, narrow.label))
  }

  foot(add) {
    this.done = make("button", { type: "button", class: "button-main", click: () => this.finish() })
    const hint = make("span", { class: "chooser-hint" }, this.hint)
    const link = add && make("a", { href: add.url, target: "_blank", class: "button-quiet" }, add.label)
    this.count()
    return make("footer", { class: "chooser-foot" }, hint, link, this.multiple ? this.done : null)
  }

  get hint() {
    return this.multiple
      ? gettext("Arrows walk, Space picks several, Ctrl+Enter inserts, Esc leaves")
      : gettext("↑ ↓ to walk, Enter to take, Esc to leave")
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
    if (this.narrow?.checked) url.searchParams.set(this.narrow.name, "1")
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
    const more = this.list.querySelector("template[data-more]")
    more?.remove()
    this.status.textContent = found ? told(found, more) : gettext("Nothing found. Try another word or its beginning.")
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
    if (event.target.closest("button, a, [type=checkbox]")) return
    const next = this.next(event.key)
    if (next !== null) {
      event.preventDefault()
      this.walking = true
      this.point(next)
    } else if (event.key === " " && this.multiple && this.walking) {
      event.preventDefault()
      this.take(this.options[this.active])
    } else if (event.key === "Enter") {
      event.preventDefault()
      if (this.multiple && event.ctrlKey) this.finish()
      else this.take(this.options[this.active])
    }
  }

  // On a wall of photos up and down go by a row; left and right walk only once somebody walks: else they edit the words.
  next(key) {
    const last = this.options.length - 1
    if (key === "ArrowDown" || key === "ArrowUp") return this.inNextRow(key === "ArrowDown" ? 1 : -1)
    if (!this.walking || !this.isWall) return null
    const step = { ArrowLeft: -1, ArrowRight: 1, Home: -last, End: last }[key]
    return step ? Math.max(0, Math.min(last, this.active + step)) : null
  }

  // Photos differ in width, so a row is told by its top; of it, the one whose middle is nearest.
  inNextRow(down) {
    const options = this.options
    const here = options[this.active]
    const beyond = options.filter((option) => (option.offsetTop - here?.offsetTop) * down > 0)
    if (!beyond.length) return Math.max(0, this.active)
    const top = (down > 0 ? beyond[0] : beyond.at(-1)).offsetTop
    const middle = (option) => option.offsetLeft + option.offsetWidth / 2
    const distance = (option) => Math.abs(middle(option) - middle(here))
    const row = beyond.filter((option) => option.offsetTop === top)
    return options.indexOf(row.reduce((best, option) => (distance(option) < distance(best) ? option : best)))
  }

  get isWall() {
    return this.options.some((option) => option.matches(".choice-photo"))
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
