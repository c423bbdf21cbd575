// The page of a story: Ctrl+S saves, fields grow with their text, nobody leaves unsaved text by mistake, and the button
// says whether readers get the text now or later. Sending is in sending.js, counting in counters.js.

import { leaving } from "desk/sending"
import { gettext } from "desk/words"

const form = document.getElementById("article_form")
let changed = Boolean(document.querySelector(".errornote, .rescued")) // what came back with an error is not saved

form.addEventListener("input", () => (changed = true))
form.addEventListener("change", () => (changed = true))

addEventListener("beforeunload", (event) => {
  if (changed && !leaving()) event.preventDefault()
})

addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === "KeyS") {
    event.preventDefault()
    if (!document.querySelector("dialog[open]")) document.querySelector("button[name=_save]")?.click()
  }
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

// Select2 draws a search field of its own, whenever it likes, and gives it no name.
const tags = form.querySelector(".field-tags")
function nameSearch() {
  for (const search of tags.querySelectorAll(".select2-search__field:not([aria-label])")) {
    search.setAttribute("aria-label", tags.querySelector("label").textContent)
  }
}
if (tags) {
  const select = django.jQuery(tags).find("select")
  select.one("select2:opening", () => {
    // What is typed stands after the tags that there are: Enter takes the first of these, a comma what was typed.
    select.data("select2").dataAdapter.insertTag = (found, typed) => found.push(typed)
  })
  new MutationObserver(nameSearch).observe(tags, { childList: true, subtree: true })
  nameSearch()
}

const publish = document.querySelector("button[name=_publish]")
const day = document.getElementById("id_publish_at_0")
if (publish && day) {
  const now = publish.textContent
  const say = () => (publish.textContent = day.value ? gettext("Schedule") : now)
  day.addEventListener("input", say)
  say()
}
