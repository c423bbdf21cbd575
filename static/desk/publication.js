// Before readers get a story, a dialog says what is wrong, when they get it, and what changes for them. All of it is
// the server's answer to the form as it is typed; nothing is saved until its one button sends the form (sending.js).

import { openDialog } from "desk/dialog"
import { announce, fetchFragment, make } from "desk/dom"
import { findTrouble, leaving, renewToken } from "desk/sending"
import { gettext } from "desk/words"

const NAMES = ["edition", "publish_at_0", "publish_at_1", "until_0", "until_1", "change", "note", "waiting", "reason"]
const PAUSE = 200
const form = document.getElementById("article_form")
const button = document.querySelector("button[name=_publish]")
const { publication: address } = form.querySelector("[data-publication]").dataset

let dialog = null
let asking = null // the dialog's form
let opening = false
let isBehind = false // something was chosen that the server has not answered yet

if (button) {
  document.body.classList.add("asks-before-publishing")
  button.setAttribute("aria-haspopup", "dialog")
  button.addEventListener("click", (event) => {
    event.preventDefault()
    open()
  })
}

async function open() {
  if (dialog || opening || leaving()) return
  opening = true
  button.setAttribute("aria-busy", "true")
  try {
    show((await look()).querySelector("form"))
  } catch {
    complain()
  }
  opening = false
  button.removeAttribute("aria-busy")
}

function show(content) {
  asking = content
  asking.addEventListener("submit", confirm)
  asking.addEventListener("input", ask)
  asking.addEventListener("change", ask)
  asking.addEventListener("click", click)
  asking.addEventListener("keydown", key)
  requireNote()
  dialog = openDialog({
    title: asking.dataset.title,
    className: "dialog-publication",
    content: [asking],
    closed: () => asking && keep(),
  })
  asking.querySelector("[data-first]")?.focus()
}

// The whole form, with what the dialog says in place of the fields of the same names.
function look() {
  renewToken()
  const body = new FormData(form)
  if (dialog) {
    for (const name of NAMES) body.delete(name)
    for (const [name, value] of new FormData(asking)) body.append(name, value)
  }
  return fetchFragment(address, { method: "POST", body })
}

async function complain() {
  const trouble = (await findTrouble()) ?? {
    title: gettext("The story could not be looked at"),
    content: [make("p", {}, gettext("The text is still here, unsaved. Save the draft and try once more."))],
  }
  openDialog({ title: trouble.title, className: "dialog-small", content: trouble.content })
}

let timer
function ask({ target }) {
  if (!("asks" in target.dataset)) return
  if (target.name === "when" && target.value === "later") propose()
  if (target.name.startsWith("publish_at")) asking.elements.when.value = "later"
  requireNote()
  isBehind = true
  asking.setAttribute("aria-busy", "true")
  clearTimeout(timer)
  timer = setTimeout(refresh, PAUSE)
}

function propose() {
  const { day, time } = asking.querySelector("[data-day]").dataset
  if (!asking.elements.publish_at_0.value) asking.elements.publish_at_0.value = day
  if (!asking.elements.publish_at_1.value) asking.elements.publish_at_1.value = time
}

function requireNote() {
  const chosen = asking.querySelector("[name=change]:checked")
  if (chosen) asking.elements.note.required = "tells" in chosen.dataset
}

let number = 0
async function refresh() {
  const mine = ++number
  const isNews = () => mine === number && asking
  try {
    const news = await look()
    if (isNews()) swap(news)
  } catch {
    if (isNews()) leave(complain)
  }
}

// What was typed while the server answered stays, and so does the focus.
function swap(news) {
  const { reason, waiting } = asking.elements
  const focused = document.activeElement
  for (const part of asking.querySelectorAll("[data-part]")) {
    part.replaceChildren(...news.querySelector(`[data-part=${part.dataset.part}]`).childNodes)
  }
  if (reason && asking.elements.reason) asking.elements.reason.replaceWith(reason)
  if (waiting?.value && asking.elements.waiting) asking.elements.waiting.value = waiting.value
  if (!asking.contains(focused) || focused === reason) (focused === reason ? reason : confirmation())?.focus()
  isBehind = false
  asking.removeAttribute("aria-busy")
  announce(confirmation()?.textContent ?? asking.querySelector("[data-part=errors]").textContent)
}

function confirmation() {
  return asking.querySelector("[data-confirm]")
}

// What the button says is what happens: who was quicker than the answer looks once more.
async function confirm(event) {
  event.preventDefault()
  if (isBehind) {
    clearTimeout(timer)
    await refresh()
    return confirmation()?.focus()
  }
  if (confirmation()) leave(() => form.requestSubmit(button))
}

function leave(then) {
  const left = dialog
  keep()
  left.close()
  then?.()
}

function click(event) {
  if (event.target.closest("[data-close]")) return leave()
  const link = event.target.closest("[data-field]")
  if (!link) return
  event.preventDefault()
  leave(() => goTo(link.hash.slice(1)))
}

function goTo(id) {
  const row = document.getElementById(id)?.closest(".form-row")
  row?.closest("details")?.setAttribute("open", "")
  row?.scrollIntoView({ block: "center" })
  row?.querySelector("[contenteditable=true], input:not([type=hidden]), textarea, select, button")?.focus()
}

function key(event) {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) asking.requestSubmit()
}

// What was answered stands in the form under the dialog: sent with it, and there again when the dialog is next opened.
function keep() {
  clearTimeout(timer)
  number++
  const said = new FormData(asking)
  const now = said.get("when") === "now"
  for (const name of NAMES) {
    if (!asking.elements[name]) continue
    put(name, now && name.startsWith("publish_at") ? "" : (said.get(name) ?? ""))
  }
  dialog = asking = null
  isBehind = false
}

function put(name, value) {
  const field = form.elements[name]
  if (!field) return value && form.append(make("input", { type: "hidden", name, value }))
  field.value = value
  if (field instanceof Element) field.dispatchEvent(new Event("input", { bubbles: true }))
}
