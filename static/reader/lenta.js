// The news line: asks what is new every ten seconds while somebody looks, counts what this reader has not opened yet,
// and puts new stories into the strip when told to. Every word comes from the page. Without this, or without storage,
// the link leads to a page.

const link = document.querySelector("[data-news]")
const strip = document.querySelector("[data-strip]")
const dialog = document.querySelector("dialog.lenta")
const [pause, fresh] = strip?.querySelectorAll("button") ?? []
const plural = new Intl.PluralRules(document.documentElement.lang)
const NEWS = link.dataset.news
const PAUSED = "news paused"

let kept = { cursor: 0, known: [], unread: [] } // what all tabs of this reader share
let cursor = 0 // what this page asks with; 0 asks for the newest
let looking = false // whether the strip is on screen
let asking, timer
let failures = 0
let notBefore = 0
let hole = 0 // lines older than that do not follow those that wait
const pending = new Map() // stories that wait for the button, by id

// Another version may have kept another shape.
function stored(key) {
  try {
    return JSON.parse(localStorage[key] ?? null)
  } catch {
    return null
  }
}

const store = (key, value) => (localStorage[key] = JSON.stringify(value))
const words = (n) => (n ? (link.dataset[plural.select(n)] ?? link.dataset.many).replace(/\d+/, n) : "")
const seconds = (item) => Date.parse(item.published_at) / 1000
const lines = () => [...(strip?.querySelectorAll("li") ?? [])]

function show() {
  kept = { ...kept, ...stored(NEWS) }
  const count = kept.unread.length
  link.querySelector("b").textContent = count
  link.querySelector("span").textContent = words(count)
  link.classList.toggle("has-unread", count)
  if (!strip) return
  fresh.textContent = words(pending.size)
  fresh.hidden = !pending.size
  const paused = Boolean(stored(PAUSED))
  pause.classList.toggle("is-paused", paused)
  ;[...pause.children].forEach((words, index) => (words.hidden = paused !== Boolean(index)))
}

// In the page and in the dialog: while that is open, the page behind it is silent.
function say(text) {
  for (const each of document.querySelectorAll("[data-news-said]")) each.textContent = text
}

function keep(change) {
  kept = { ...kept, ...stored(NEWS), ...change }
  store(NEWS, kept)
  show()
}

// The strip is before the reader's eyes: only what waits for the button is unread.
function opened() {
  keep({ unread: [...pending.keys()].filter((id) => kept.unread.includes(id)) })
  say("")
}

function hear({ cursor: now, items, removed, reset }) {
  show()
  const { length } = kept.unread
  const ids = items.map((item) => item.id)
  const gone = (id) => removed.includes(id) || (reset && !ids.includes(id))
  const joined = (some, more) => [...new Set([...some.filter((id) => !gone(id)), ...more])].slice(-200)
  // An answer begins thirty seconds before its cursor. On a first visit nothing is new.
  const isNew = (item) => kept.cursor && seconds(item) > kept.cursor - 30 && !kept.known.includes(item.id)
  cursor = now
  if (strip) place(items, gone, reset ? seconds(items.at(-1) ?? {}) || 0 : -Infinity, reset ? now : Infinity)
  keep({
    cursor: Math.max(now, kept.cursor),
    known: joined(kept.known, ids),
    unread: joined(kept.unread, ids.filter((id, index) => isNew(items[index]))),
  })
  if (looking) opened()
  if (kept.unread.length !== length) say(words(kept.unread.length))
}

// New stories wait, so that nothing moves under the reader's eyes; what is retitled or taken away changes at once.
function place(items, gone, from, to) {
  for (const each of lines()) {
    const { id, at } = each.dataset
    if (at >= from && at <= to && gone(+id)) take(each)
  }
  if (to < Infinity) hole = lines().some(({ dataset }) => dataset.at >= from) ? 0 : from
  for (const id of [...pending.keys()].filter(gone)) pending.delete(id)
  const oldest = lines().at(-1)?.dataset.at ?? -1
  for (const item of items) {
    const there = lines().find((each) => each.dataset.id == item.id)
    if (!there && seconds(item) > oldest) pending.set(item.id, item)
    if (there && item.number > there.dataset.number) there.replaceWith(written(item))
  }
}

function take(each) {
  const day = each.closest("[data-day]")
  each.remove()
  if (!day.querySelector("li")) day.remove()
}

function make(tag, { dataset, ...properties }, ...parts) {
  const made = Object.assign(document.createElement(tag), properties)
  Object.assign(made.dataset, dataset)
  made.append(...parts)
  return made
}

function written(item) {
  const at = item.published_at
  return make(
    "li",
    { dataset: { id: item.id, number: item.number, at: seconds(item) }, className: item.importance === 3 ? "lines-top" : "" },
    make("time", { dateTime: at }, at.slice(11, 16)),
    " ",
    make(
      "span",
      {},
      ...(item.breaking ? [make("b", { className: "lines-breaking" }, strip.dataset.breaking), " "] : []),
      ...(item.outside ? [make("b", { className: "lines-outside" }, item.outside), " "] : []),
      make("a", { href: item.url }, item.headline),
    ),
  )
}

function dayOf(item) {
  const day = item.published_at.slice(0, 10)
  const days = [...strip.querySelectorAll("[data-day]")]
  const there = days.find((each) => each.dataset.day === day)
  if (there) return there
  const name = make(`h${strip.dataset.level}`, {}, make("time", { dateTime: day }, item.day))
  const made = make("div", { dataset: { day } }, name, make("ol", {}))
  strip.insertBefore(made, days.find((each) => each.dataset.day < day) ?? null)
  return made
}

function putIn() {
  lines().filter(({ dataset }) => dataset.at < hole).forEach(take)
  hole = 0
  for (const item of pending.values()) {
    const list = dayOf(item).querySelector("ol")
    const isOlder = ({ dataset: { at, id } }) => at - seconds(item) || id - item.id
    list.insertBefore(written(item), [...list.children].find((each) => isOlder(each) < 0) ?? null)
  }
  pending.clear()
  if (strip.dataset.strip) lines().slice(strip.dataset.strip).forEach(take)
  opened()
}

// Not in a tab that nobody looks at; after an error twice as long each time, and as long as the server says.
function plan() {
  clearTimeout(timer)
  if (!document.hidden && navigator.onLine && !stored(PAUSED)) timer = setTimeout(ask, notBefore - Date.now())
}

function ask() {
  return (asking ??= request())
}

async function request() {
  let later = 0
  try {
    const address = cursor ? `${NEWS}?after=${cursor}` : NEWS
    const answer = await fetch(address, { credentials: "omit", signal: AbortSignal.timeout(20_000) })
    const told = answer.headers.get("Retry-After")
    later = Number(told) || (Date.parse(told) - Date.now()) / 1000 || 0
    if (!answer.ok) throw new Error(answer.status)
    hear(await answer.json())
    failures = 0
  } catch {
    failures += 1
  }
  const wait = 1000 * Math.max(later, Math.min(300, 10 * 2 ** failures)) * (1 + Math.random() / 5)
  asking = undefined
  notBefore = Date.now() + wait
  plan()
  if (!failures) notBefore = 0 // whoever comes back asks at once
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
  if (!lines().length && dialog.open) location = link.href // it could not be asked for: that page says why
}

show()
addEventListener("online", plan)
addEventListener("offline", plan)
document.addEventListener("visibilitychange", plan)
addEventListener("storage", ({ key }) => {
  show()
  if (key === PAUSED) plan()
})
if (dialog) {
  cursor = kept.cursor
  link.ariaHasPopup = "dialog"
  link.addEventListener("click", open)
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close())
}
if (strip) {
  pause.hidden = false
  pause.addEventListener("click", () => {
    store(PAUSED, !stored(PAUSED))
    show()
    plan()
  })
  fresh.addEventListener("click", () => {
    if (hole && !dialog && !strip.dataset.strip) return location.reload()
    putIn()
    lines()[0].querySelector("a").focus()
  })
  new IntersectionObserver(([entry]) => {
    looking = entry.isIntersecting
    if (looking) opened()
  }).observe(strip)
}
plan()
