// The page of a story: Ctrl+S saves, the headline counts its letters, fields grow with their text, nobody leaves
// unsaved text by mistake, a form goes out once, and the button says whether readers get the text now or later.

import { make } from "desk/dom"
import { gettext } from "desk/words"

const form = document.getElementById("article_form")
let changed = Boolean(form.querySelector(".errornote")) // what came back with an error is not saved
let leaving = false

form.addEventListener("input", () => (changed = true))
form.addEventListener("change", () => (changed = true))

addEventListener("beforeunload", (event) => {
  if (changed && !leaving) event.preventDefault()
})

addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === "KeyS") {
    event.preventDefault()
    if (!document.querySelector("dialog[open]")) document.querySelector("button[name=_save]")?.click()
  }
})

// The second click of an impatient hand would meet the first one's version; the button's name is sent all the same.
form.addEventListener("submit", (event) => {
  if (leaving) return event.preventDefault()
  leaving = true
  document.body.classList.add("is-saving")
  setTimeout(() => (leaving = document.body.classList.toggle("is-saving", false)), 8000)
})
addEventListener("pageshow", () => {
  leaving = false
  document.body.classList.remove("is-saving")
})

for (const field of form.querySelectorAll("textarea[rows='1'], #id_lead")) {
  const grow = () => {
    field.style.height = "auto"
    field.style.height = `${field.scrollHeight}px`
  }
  if (!CSS.supports("field-sizing", "content")) field.addEventListener("input", grow)
}
for (const field of form.querySelectorAll("textarea[rows='1']")) {
  field.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault())
}

for (const field of form.querySelectorAll("[data-counts]")) {
  const most = Number(field.dataset.counts)
  const long = Number(field.dataset.warns)
  const counter = make("output", { class: "counter", for: field.id })
  const count = () => {
    const length = field.value.trim().length
    counter.textContent = `${length} / ${length > long ? most : long}`
    counter.dataset.level = length > most ? "over" : length > long ? "long" : "fine"
    counter.title = length > long ? gettext("A long headline is cut in cards and in search engines.") : ""
  }
  field.addEventListener("input", count)
  field.after(counter)
  count()
}

const publish = document.querySelector("button[name=_publish]")
const day = document.getElementById("id_publish_at_0")
if (publish && day) {
  const now = publish.textContent
  const say = () => (publish.textContent = day.value ? gettext("Schedule") : now)
  day.addEventListener("input", say)
  say()
}
