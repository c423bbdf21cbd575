// The page on which photos come in: files are dropped anywhere, chosen or pasted, sent two at a time, and each says for
// itself what came of it. Nobody leaves by mistake while something is on its way.

import { announce, make } from "desk/dom"
import { watchProgress } from "desk/photo/progress"
import { Row } from "desk/photo/row"
import { send, Trouble } from "desk/photo/sending"
import { gettext } from "desk/words"

const AT_ONCE = 2
const SPOKEN_EVERY = 5000

const form = document.getElementById("upload")
const { sendUrl, progressUrl, libraryUrl, megabytes, tooLarge } = form.dataset
const list = document.querySelector("[data-rows]")
const section = document.querySelector("[data-files]")
const summary = document.querySelector("[data-summary]")
const total = document.querySelector("[data-total]")
const retry = document.querySelector("[data-retry]")
const library = document.querySelector("[data-library]")
const complaint = document.querySelector("[data-complaint]")
const rows = []
const watch = watchProgress(progressUrl, (id, known) => {
  for (const row of rows) if (String(row.photo?.id) === id) row.news(known)
  show()
})
let stopped = "" // why nothing more is sent for now
let spokenAt = 0

const count = (...states) => rows.filter((row) => states.includes(row.state)).length

function credit() {
  const fields = [...form.querySelectorAll("[data-common] :is(input, textarea)")]
  return Object.fromEntries(fields.map((field) => [field.name, field.value]))
}

function labels() {
  const names = ["creator", "agency"]
  return Object.fromEntries(names.map((name) => [name, form.querySelector(`label[for=id_${name}]`).textContent.trim()]))
}

function add(files) {
  const chosen = [...files].filter((file) => file.size || file.type) // a folder has neither
  for (const file of chosen) {
    const row = new Row(file, labels(), again)
    rows.push(row)
    list.append(row.element)
    if (file.size > megabytes * 1e6) row.turn("refused", [tooLarge])
  }
  section.hidden = !rows.length
  next()
}

function again(row) {
  stopped = ""
  row.turn("waiting")
  next()
}

function next() {
  while (!stopped && count("sending", "looking") < AT_ONCE) {
    const row = rows.find((each) => each.state === "waiting")
    if (!row) break
    start(row)
  }
  show()
}

async function start(row) {
  row.turn("sending")
  try {
    const answer = await send(sendUrl, row.file, { ...credit(), ...row.fields }, (part) => row.sent(part))
    row.answered(answer)
    if (answer.photo && !answer.photo.is_done) watch(answer.photo.id)
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble
    stopped = trouble.stops
    row.failed(trouble)
  }
  next()
}

// What one press sends again: a credit may be written above for all that lack one.
function isLeft({ state }) {
  return state === "failed" || state === "uncredited"
}

// What stands above the files, and what those hear who do not see it: not more often than it can be listened to.
function show() {
  const [taken, failed] = [count("taken"), count("failed")]
  const isOver = rows.every((row) => row.isOver)
  const words = [gettext("Taken in: %s of %s").replace("%s", taken).replace("%s", rows.length)]
  const others = [
    [gettext("there already: %s"), count("known")],
    [gettext("waiting for a credit: %s"), count("uncredited")],
    [gettext("refused: %s"), count("refused")],
    [gettext("not sent: %s"), failed],
  ]
  for (const [said, number] of others) if (number) words.push(said.replace("%s", number))
  summary.textContent = words.join(", ")
  total.max = rows.length
  total.value = rows.filter((row) => row.isOver).length
  total.hidden = isOver
  retry.hidden = !rows.some(isLeft)
  showTrouble()
  showLibrary()
  if (isOver || stopped || Date.now() - spokenAt > SPOKEN_EVERY) {
    spokenAt = Date.now()
    announce(summary.textContent)
  }
}

function showTrouble() {
  complaint.hidden = !stopped
  if (!stopped) return
  const words = {
    network: gettext("The network is away. Nothing is lost: send again what is left when it is back."),
    "signed-out": gettext("You are signed out. Nothing is lost: sign in on another page, come back and send again."),
  }
  const door = stopped === "signed-out" && make("a", { href: "/admin/", target: "_blank" }, gettext("Sign in"))
  complaint.replaceChildren(words[stopped], " ", door || "")
}

function showLibrary() {
  const ids = [...new Set(rows.filter((row) => row.photo).map((row) => row.photo.id))]
  library.hidden = !ids.length
  library.href = `${libraryUrl}?id=${ids.join(",")}`
}

const picker = form.querySelector("input[type=file]")
picker.addEventListener("change", () => {
  add(picker.files)
  picker.value = ""
})
form.addEventListener("submit", (event) => event.preventDefault())
retry.addEventListener("click", () => {
  stopped = ""
  for (const row of rows.filter(isLeft)) row.turn("waiting")
  next()
})
addEventListener("online", () => stopped === "network" && retry.click())

let depth = 0 // leaving a child is no leaving of the page
const carries = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files")
const over = (change) => {
  depth = Math.max(0, change)
  document.body.classList.toggle("is-dropping", depth > 0)
}
addEventListener("dragenter", (event) => carries(event) && over(depth + 1))
addEventListener("dragleave", (event) => carries(event) && over(depth - 1))
addEventListener("dragover", (event) => carries(event) && event.preventDefault())
addEventListener("drop", (event) => {
  if (!carries(event)) return
  event.preventDefault()
  over(0)
  add(event.dataTransfer.files)
})
addEventListener("paste", (event) => event.clipboardData?.files.length && add(event.clipboardData.files))
addEventListener("beforeunload", (event) => {
  if (count("waiting", "sending", "looking", "failed")) event.preventDefault()
})

form.dataset.ready = ""
