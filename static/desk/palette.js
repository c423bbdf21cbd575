// The palette: Ctrl+K from any page of the desk. Type, walk with the arrows, Enter opens, Ctrl+Enter opens in a new tab,
// Esc leaves. The server answers the options. On every page, so it takes no other module; its words are in the dialog.

const PAUSE = 150 // ms after the last letter

const dialog = document.getElementById("palette")
const input = dialog.querySelector("input")
const list = dialog.querySelector("[role=listbox]")
const status = dialog.querySelector("[role=status]")
let timer
let asking
let active = -1
let isStale = true // the options are those of other letters, or not there yet
let waits = null // Enter was pressed before the answer came
let caret // where it stood in a text under the palette: focus alone would bring it back to the beginning

const options = () => [...list.querySelectorAll("[role=option]")]

function open() {
  if (document.querySelector("dialog[open]")) return
  const selection = getSelection()
  caret = selection.rangeCount ? selection.getRangeAt(0).cloneRange() : null
  input.value = ""
  waits = null
  isStale = true
  list.replaceChildren()
  dialog.showModal()
  search()
}

async function search() {
  clearTimeout(timer)
  asking?.abort()
  asking = new AbortController()
  const url = new URL(input.form.action)
  url.searchParams.set("q", input.value.trim())
  try {
    const headers = { "X-Requested-With": "XMLHttpRequest" }
    const answer = await fetch(url, { headers, signal: asking.signal })
    if (!answer.ok || answer.redirected) throw new Error(answer.status)
    show(await answer.text())
  } catch (error) {
    if (error.name !== "AbortError") fail()
  }
}

function show(html) {
  list.replaceChildren(document.createRange().createContextualFragment(html))
  list.scrollTop = 0
  const found = options().length
  status.textContent = found ? dialog.dataset.found.replace("%s", found) : dialog.dataset.nothing
  point(found ? 0 : -1)
  isStale = false
  if (waits) go(options()[0], waits.aside)
  waits = null
}

function fail() {
  waits = null
  const words = document.createElement("p")
  words.className = "palette-nothing"
  words.textContent = status.textContent = dialog.dataset.trouble
  list.replaceChildren(words)
  point(-1)
}

function point(index) {
  active = index
  options().forEach((option, place) => option.setAttribute("aria-selected", String(place === index)))
  const option = options()[index]
  if (!option) return input.removeAttribute("aria-activedescendant")
  option.scrollIntoView({ block: "nearest" })
  input.setAttribute("aria-activedescendant", option.id)
}

function walk(step) {
  const most = options().length
  if (most) point((active + step + most) % most)
}

addEventListener("keydown", (event) => {
  const wanted = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === "KeyK"
  if (!wanted || event.defaultPrevented) return // in the text, with words selected, it makes a link
  event.preventDefault()
  if (dialog.open) dialog.close()
  else open()
})

document.querySelector("[data-palette-open]")?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  open()
})

input.addEventListener("input", () => {
  clearTimeout(timer)
  asking?.abort() // its answer would pass for that to the new letters
  isStale = true
  timer = setTimeout(search, PAUSE)
})

input.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step) walk(step)
  else if (event.key === "Enter") choose(event.ctrlKey || event.metaKey)
  else if (event.key === "Escape") dialog.close() // a search field would only empty itself
  else return
  event.preventDefault()
})

function choose(aside) {
  if (isStale) waits = { aside }
  else go(options()[active], aside)
}

function go(option, aside) {
  if (!option) return
  if (aside) return window.open(option.href, "_blank", "noopener")
  dialog.close()
  location.assign(option.href)
}

dialog.addEventListener("close", () => {
  if (!caret || !document.activeElement.isContentEditable) return
  getSelection().removeAllRanges()
  getSelection().addRange(caret)
})
dialog.addEventListener("mousedown", (event) => event.target === dialog && dialog.close())
list.addEventListener("click", (event) => {
  const leaves = event.target.closest("[role=option]") && !(event.ctrlKey || event.metaKey || event.shiftKey)
  if (leaves) dialog.close()
})
