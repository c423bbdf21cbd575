// Under the related news chosen by hand: what the newsroom would put into the empty places. One click takes a story
// into the list (ordered.js appends it). What stands in the list or as a card in the text is not offered.

import { announce, fetchFragment } from "desk/dom"
import { gettext } from "desk/words"

const PLACES = 4 // twin: articles/publishing/related.py
const PAUSE = 400 // ms after the last letter

const form = document.getElementById("article_form")
const box = document.getElementById("id_related")
const shown = document.querySelector("[data-suggestions]")
let timer

if (box && shown) load()

async function load() {
  const list = shown.querySelector("ul")
  try {
    list.append(await fetchFragment(shown.dataset.suggestions))
  } catch (error) {
    return console.warn("No suggestions", error)
  }
  list.addEventListener("click", take)
  form.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(sift, PAUSE)
  })
  new MutationObserver(sift).observe(box.querySelector("ol"), { childList: true })
  sift()
}

function take(event) {
  const row = event.target.closest("button")?.closest("li")
  if (!row) return
  const next = row.nextElementSibling ?? row.previousElementSibling
  box.dispatchEvent(new CustomEvent("ordered:take", { detail: { ...row.dataset } }))
  announce(gettext("Taken"))
  sift()
  const button = next && !next.hidden ? next.querySelector("button") : box.querySelector("[data-ordered-add]")
  button.focus()
}

function sift() {
  const chosen = [...box.querySelectorAll("ol input[type=hidden]")].map((input) => input.value)
  const taken = new Set([...chosen, ...cards()])
  let empty = PLACES - chosen.length
  let left = 0
  for (const row of shown.querySelectorAll("li")) {
    row.hidden = taken.has(row.dataset.id)
    row.querySelector("[data-fills]").hidden = row.hidden || empty <= 0
    if (row.hidden) continue
    left += 1
    empty -= 1
  }
  shown.hidden = !left
}

// Ids of the stories that stand as cards in the text.
function cards() {
  const body = new DOMParser().parseFromString(document.getElementById("id_body").value, "text/html")
  return [...body.querySelectorAll("news-card[data-kind=related]")].map((card) => card.dataset.id)
}
