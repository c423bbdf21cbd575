// An open form tells the desk every few seconds that it is open, and what stands in it: text that was typed is not lost
// with the browser, the sign-in or the network. Works on the form of form.js; sending.js says when it is being saved.
// The server keeps the text; where it cannot be reached, this browser does, until it can.

import { leaving } from "desk/sending"
import { gettext } from "desk/words"

const PAUSE = 3_000 // after the last key
const LONGEST = 10_000 // while somebody types without a pause
const IDLE = 20_000
const SLOWEST = 120_000
const FAREWELL = 60_000 // bytes that a browser sends for a page that is going away

const form = document.getElementById("article_form")
const sitting = form.elements.sitting
const state = document.getElementById("sitting-state")
const { beat: address, person, article } = sitting.dataset
const shelf = `desk-typed-${person}-${article || "new"}-`

let touched = 0 // when the first key was pressed that nobody has kept yet
let touches = 0
let delivered = ""
let timer
let failures = 0
let speaking = false

form.addEventListener("input", touch)
form.addEventListener("change", touch)
window.django?.jQuery?.(form).on("change", touch) // Select2 tells jQuery alone

function touch() {
  touches += 1
  touched ||= Date.now()
  plan(Math.max(0, Math.min(PAUSE, touched + LONGEST - Date.now())))
}

function plan(wait) {
  clearTimeout(timer)
  timer = setTimeout(beat, wait)
}

// {field: [values]}, as the form would send them.
function typed() {
  const fields = {}
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !["csrfmiddlewaretoken", "sitting", "version"].includes(name)) {
      ;(fields[name] ??= []).push(value)
    }
  }
  return JSON.stringify(fields)
}

function message(token, version, text, more = {}) {
  const data = new FormData()
  const sent = { sitting: token, person, article, version, ...(text ? { typed: text } : {}), ...more }
  for (const [name, value] of Object.entries(sent)) data.append(name, value)
  return data
}

function send(data, options = {}) {
  const token = /(?:^|; |__Host-)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? form.elements.csrfmiddlewaretoken.value
  return fetch(address, { method: "POST", body: data, redirect: "manual", headers: { "X-CSRFToken": token }, ...options })
}

async function beat() {
  if (leaving()) return
  if (speaking) return plan(PAUSE)
  if (document.hidden && !touched) return // somebody who looks elsewhere is not here
  speaking = true
  const before = touches
  const text = touched ? typed() : ""
  const news = text === delivered ? "" : text
  try {
    const answer = await send(message(sitting.value, form.elements.version.value, news))
    if (answer.status === 410) renew()
    else if (answer.ok) await heard(answer, news, before)
    else failed(trouble(answer), text)
  } catch {
    failed(gettext("Not being rescued: no connection. The text is kept in this browser."), text)
  }
  speaking = false
  plan(touches > before && !failures ? PAUSE : Math.min(IDLE * 2 ** failures, SLOWEST))
}

// The form was saved and is open again: the browser's "back". It goes on as a form of its own.
function renew() {
  sitting.value = crypto.randomUUID()
  delivered = ""
}

async function heard(answer, news, before) {
  const told = document.createRange().createContextualFragment(await answer.text())
  const { now } = told.querySelector("[data-now]").dataset
  const kept = told.querySelector("[data-kept]") // nothing is, where all of it is saved already
  show(told)
  failures = 0
  localStorage.removeItem(shelf + sitting.value)
  if (touches === before) touched = 0
  else touched = Date.now()
  if (news) delivered = news
  if (news) say(kept ? `${gettext("Kept until you save it:")} ${now}` : "")
  else if ("trouble" in state.dataset) say("")
}

function trouble(answer) {
  if (answer.status === 413 || answer.status === 400) return gettext("Not being rescued: the text is too long. Save it.")
  if (answer.type === "opaqueredirect" || answer.status === 403) {
    return gettext("Not being rescued: signed out. The text is kept in this browser.")
  }
  return gettext("Not being rescued: the desk does not answer. The text is kept in this browser.")
}

function failed(words, text) {
  failures = Math.min(failures + 1, 4)
  say(words, true)
  if (text) shelve(text)
}

function shelve(text) {
  try {
    const kept = { text, version: form.elements.version.value }
    localStorage.setItem(shelf + sitting.value, JSON.stringify(kept))
  } catch {
    say(gettext("Not being rescued: this browser keeps nothing. Save the text."), true)
  }
}

// Heard by those who listen only where something is wrong: a voice every few seconds would be in the way.
function say(words, isTrouble = false) {
  if (state.textContent === words) return
  state.setAttribute("aria-live", isTrouble ? "polite" : "off")
  state.toggleAttribute("data-trouble", isTrouble)
  state.textContent = words
}

// Only what says something else is drawn anew, and nothing under somebody's hands.
function show(fragment) {
  for (const part of fragment.querySelectorAll("[data-part]")) {
    const shown = document.querySelector(`[data-part="${part.dataset.part}"]`)
    const kept = shown.querySelector(".rescued")
    if (kept) part.prepend(kept.cloneNode(true))
    const same = said(shown) === said(part)
    if (!same && !shown.contains(document.activeElement)) shown.replaceChildren(...part.childNodes)
  }
}

function said(part) {
  const links = [...part.querySelectorAll("[action], [href]")]
  const addresses = links.map((link) => link.getAttribute("action") ?? link.getAttribute("href"))
  return part.textContent.replace(/\s+/g, " ").trim() + addresses.join(" ")
}

// What an earlier page could not tell goes to the desk, which offers it.
async function bringBack() {
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(shelf))) {
    const token = key.slice(shelf.length)
    if (token === sitting.value) continue
    try {
      const { text, version } = JSON.parse(localStorage.getItem(key))
      const answer = await send(message(token, version, text))
      if (answer.ok || answer.status === 410) localStorage.removeItem(key) // what is refused has no other copy
      if (answer.ok) await send(message(token, version, "", { left: "1" }))
    } catch (error) {
      if (error instanceof SyntaxError) localStorage.removeItem(key)
    }
  }
}

addEventListener("pagehide", () => {
  clearTimeout(timer)
  if (leaving()) return
  const text = touched ? typed() : ""
  const news = text === delivered ? "" : text
  if (news) shelve(news)
  const data = message(sitting.value, form.elements.version.value, news.length * 2 < FAREWELL ? news : "", { left: "1" })
  send(data, { keepalive: true }).catch(() => {})
})
addEventListener("pageshow", (event) => event.persisted && plan(0))
document.addEventListener("visibilitychange", () => plan(0))
addEventListener("online", () => plan(0))
form.addEventListener("submit", () => clearTimeout(timer))

await bringBack()
beat()
