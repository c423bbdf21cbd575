// The news line: asks what is new every ten seconds while somebody looks, counts what this reader has not opened yet,
// and puts new stories into the strip when told to. Every word comes from the page. Without it, or without storage, the
// link leads to a page.

const LONGEST = 300
const REPEATED = 30 // an answer begins so many seconds before its cursor

const link = document.querySelector("[data-news]")
const strip = document.querySelector("[data-strip]")
const dialog = document.querySelector("dialog.lenta")
const plural = new Intl.PluralRules(document.documentElement.lang)
const NEWS = link.dataset.news
const PAUSED = "news paused"

let kept = { cursor: 0, known: [], unread: [] } // what all tabs of this reader share
let cursor = 0 // what this page asks with; 0 asks for the newest
let looking = false // whether the strip is on screen
let asking, timer
let failures = 0
let notBefore = 0
const pending = new Map() // stories that wait for the button, by id

const stored = (key) => JSON.parse(localStorage[key] ?? null)
const store = (key, value) => (localStorage[key] = JSON.stringify(value))
const words = (n) => (link.dataset[plural.select(n)] ?? link.dataset.many).replace(/\d+/, n)
const seconds = (item) => Date.parse(item.published_at) / 1000
const find = (selector) => strip?.querySelector(selector)
const lines = () => [...strip.querySelectorAll("ol > li")]

function show() {
  const count = kept.unread.length
  link.querySelector("b").textContent = count
  link.classList.toggle("has-unread", count)
  link.querySelector("span").textContent = count ? words(count) : ""
  if (!strip) return
  find(".lines-fresh").textContent = words(pending.size)
  find(".lines-fresh").hidden = !pending.size
  find(".lines-pause").ariaPressed = Boolean(stored(PAUSED))
}

// In the page and in the dialog: while that is open, the page behind it is silent.
function say(text) {
  for (const each of document.querySelectorAll("[data-news-said]")) each.textContent = text
}

function recall() {
  kept = stored(NEWS) ?? kept
}

// The strip is before the reader's eyes: only what waits for the button is unread.
function opened() {
  recall()
  kept.unread = kept.unread.filter((id) => pending.has(id))
  store(NEWS, kept)
  say("")
  show()
}

function hear({ cursor: now, items, removed, reset }) {
  recall()
  const ids = items.map((item) => item.id)
  const gone = (id) => removed.includes(id) || (reset && !ids.includes(id))
  const since = kept.cursor ? kept.cursor - REPEATED : Infinity // on a first visit nothing is new
  const arrived = items.filter((item) => seconds(item) > since && !kept.known.includes(item.id)).map((item) => item.id)
  const together = (some, more) => [...new Set([...some.filter((id) => !gone(id)), ...more])].slice(-200)
  kept = {
    cursor: Math.max(now, kept.cursor),
    known: together(kept.known, ids),
    unread: together(kept.unread, arrived),
  }
  store(NEWS, kept)
  cursor = now
  if (strip) {
    const oldest = reset && items.length ? seconds(items.at(-1)) : 0
    place(items, gone, (at) => !reset || (at <= now && at >= oldest))
  }
  if (looking) opened()
  if (arrived.some((id) => kept.unread.includes(id))) say(words(kept.unread.length))
  show()
}

// New stories wait, so that nothing moves under the reader's eyes; what is retitled or taken away changes at once.
function place(items, gone, isTold) {
  for (const each of lines()) if (gone(+each.dataset.id) && isTold(each.dataset.at)) take(each)
  for (const id of [...pending.keys()].filter(gone)) pending.delete(id)
  const oldest = Math.min(...lines().map((each) => each.dataset.at))
  for (const item of items) {
    const there = find(`[data-id="${item.id}"]`)
    if (there && item.number > there.dataset.number) there.replaceWith(written(item))
    if (!there && (seconds(item) >= oldest || oldest === Infinity)) pending.set(item.id, item)
  }
}

function take(each) {
  const day = each.closest("[data-day]")
  each.remove()
  if (!day.querySelector("li")) day.remove()
}

const make = (tag, ...parts) => {
  const made = document.createElement(tag)
  made.append(...parts)
  return made
}

function timed(text, dateTime) {
  return Object.assign(make("time", text), { dateTime })
}

function written(item) {
  const breaking = item.breaking ? [Object.assign(make("b", strip.dataset.breaking), { className: "lines-breaking" }), " "] : []
  const story = make("span", ...breaking, Object.assign(make("a", item.headline), { href: item.url }))
  const made = make("li", timed(item.published_at.slice(11, 16), item.published_at), " ", story)
  if (item.importance === 3) made.className = "lines-top"
  Object.assign(made.dataset, { id: item.id, number: item.number, at: seconds(item) })
  return made
}

function listOf(item) {
  const day = item.published_at.slice(0, 10)
  let there = find(`[data-day="${day}"]`)
  if (!there) {
    const name = make(`h${strip.dataset.level}`, timed(item.day, day))
    there = make("div", name, make("ol"))
    there.dataset.day = day
    strip.insertBefore(there, [...strip.children].find((each) => each.dataset.day < day) ?? null)
  }
  return there.querySelector("ol")
}

function putIn() {
  for (const item of pending.values()) {
    const list = listOf(item)
    const isOlder = ({ dataset: { at, id } }) => at < seconds(item) || (+at === seconds(item) && id < item.id)
    list.insertBefore(written(item), [...list.children].find(isOlder) ?? null)
  }
  pending.clear()
  if (strip.dataset.strip) lines().slice(strip.dataset.strip).forEach(take)
}

// Not in a tab that nobody looks at; after an error twice as long each time, and as long as the server says.
function plan(wait = notBefore - Date.now()) {
  clearTimeout(timer)
  if (!document.hidden && navigator.onLine && !stored(PAUSED)) timer = setTimeout(ask, wait)
}

async function request() {
  let later = 0
  try {
    const answer = await fetch(cursor ? `${NEWS}?after=${cursor}` : NEWS, {
      credentials: "omit",
      signal: AbortSignal.timeout(20_000),
    })
    const told = answer.headers.get("Retry-After")
    later = Number(told) || (Date.parse(told) - Date.now()) / 1000 || 0
    if (!answer.ok) throw new Error(answer.status)
    hear(await answer.json())
    failures = 0
  } catch {
    failures += 1
  }
  const wait = 1000 * Math.max(later, Math.min(LONGEST, 10 * 2 ** failures)) * (1 + Math.random() / 5)
  notBefore = failures ? Date.now() + wait : 0
  asking = undefined
  plan(wait)
}

function ask() {
  return (asking ??= request())
}

async function open(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  dialog.showModal()
  if (!lines().length) {
    await asking
    cursor = 0
    await ask()
  }
  putIn()
  opened()
  if (!lines().length) location = link.href // it could not be asked for: that page says why
}

const atOnce = () => plan()
recall()
show()

addEventListener("storage", ({ key }) => {
  recall()
  show()
  if (key === PAUSED) plan()
})
addEventListener("online", atOnce)
addEventListener("offline", atOnce)
document.addEventListener("visibilitychange", atOnce)
if (dialog) {
  cursor = kept.cursor
  link.ariaHasPopup = "dialog"
  link.addEventListener("click", open)
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close())
}
if (strip) {
  find(".lines-pause").hidden = false
  find(".lines-pause").addEventListener("click", () => {
    store(PAUSED, !stored(PAUSED))
    show()
    plan()
  })
  find(".lines-fresh").addEventListener("click", () => {
    putIn()
    opened()
    find("a").focus()
  })
  new IntersectionObserver(([entry]) => {
    looking = entry.isIntersecting
    if (looking) opened()
  }).observe(strip)
}
plan()
