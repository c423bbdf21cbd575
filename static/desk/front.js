// The front page at the desk: a story is chosen from the search dialog, moved by arrows, keys or the mouse, kept where
// it fills a place by itself, or taken out. What a place holds moves as a whole, fields too; the server saves all at once.

import { choose } from "desk/chooser"
import { announce } from "desk/dom"
import { gettext } from "desk/words"

const form = document.getElementById("front")
const note = form.querySelector("[data-unsaved-note]")
const places = [...form.querySelectorAll("[data-place]")]
let changed = "unsaved" in form.dataset
let leaving = false

document.body.classList.add("has-scripts")
form.addEventListener("input", tell)
form.addEventListener("change", tell)
form.addEventListener("submit", () => (leaving = true))
addEventListener("pageshow", () => (leaving = false))
addEventListener("beforeunload", (event) => {
  if (changed && !leaving) event.preventDefault()
})

const held = (place) => place.querySelector("[data-held]")
const number = (place) => place.querySelector("[name$=-story]")

function tell() {
  changed = true
  note.hidden = false
  for (const place of places) place.classList.toggle("is-by-hand", Boolean(number(place).value.trim()))
}

function hold(place, { id, title, detail = "" }) {
  const story = document.getElementById("spot-chosen").content.cloneNode(true)
  story.querySelector("[data-title]").textContent = title
  story.querySelector("[data-detail]").textContent = [`№ ${id}`, detail].filter(Boolean).join(" · ")
  place.querySelector("[data-story]").replaceChildren(story)
  put(place, id)
}

function empty(place) {
  const nothing = document.getElementById("spot-emptied").content.cloneNode(true)
  place.querySelector("[data-story]").replaceChildren(nothing)
  place.querySelector("[name$=-lasting]").value = ""
  put(place, "")
}

function put(place, id) {
  number(place).value = id
  place.querySelector("[data-keep]")?.remove()
  place.classList.add("is-changed")
  tell()
}

// Fields are named after their place: "place-3-story".
function swap(one, other) {
  const [first, second] = [held(one), held(other)]
  const mark = document.createComment("")
  first.replaceWith(mark)
  second.replaceWith(first)
  mark.replaceWith(second)
  for (const place of [one, other]) {
    for (const element of held(place).querySelectorAll("[name], [for], [id]")) {
      for (const name of ["name", "for", "id"]) {
        const value = element.getAttribute(name)
        if (value) element.setAttribute(name, value.replace(/place-\d/, `place-${place.dataset.place}`))
      }
    }
    place.classList.add("is-changed")
  }
  tell()
}

function move(place, step) {
  const other = places[places.indexOf(place) + step]
  if (!other || !number(place).value.trim()) return null
  swap(place, other)
  announce(step < 0 ? gettext("Moved up") : gettext("Moved down"))
  return other
}

form.addEventListener("click", async ({ target }) => {
  const button = target.closest("button[type=button]")
  const place = button?.closest("[data-place]")
  if (!place) return
  const { move: way } = button.dataset
  if (way === "remove") {
    empty(place)
    announce(gettext("Removed"))
    place.querySelector("[data-choose-story]").focus()
  } else if (way) {
    const other = move(place, way === "up" ? -1 : 1)
    other?.querySelector(`[data-move=${way}]`).focus()
  } else if (button.dataset.keep) {
    put(place, button.dataset.keep)
    place.querySelector("[name$=-lasting]").focus()
  } else {
    const { chooseTitle: title, choose: url, search: placeholder } = form.dataset
    const chosen = await choose({ title, url, placeholder })
    if (chosen) hold(place, chosen[0])
    button.focus()
  }
})

form.addEventListener("keydown", (event) => {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  const place = event.target.closest("[data-place]")
  if (!step || !event.altKey || !place) return
  event.preventDefault()
  move(place, step)?.querySelector("[data-choose-story]").focus()
})

// By mouse: what is dragged changes places with what it is dropped on.
let dragged = null
for (const place of places) {
  place.querySelector(".spot-head").draggable = true
  place.addEventListener("dragstart", (event) => {
    dragged = number(place).value.trim() ? place : null
    if (dragged) event.dataTransfer.setData("text/plain", number(place).value)
    else event.preventDefault()
  })
  place.addEventListener("dragover", (event) => dragged && event.preventDefault())
  place.addEventListener("drop", (event) => {
    event.preventDefault()
    if (dragged && dragged !== place) swap(dragged, place)
    dragged = null
  })
}

const ends = JSON.parse(form.dataset.ends)
function end(place) {
  const [lasting, day, time] = ["lasting", "until_0", "until_1"].map((name) => place.querySelector(`[name$=-${name}]`).value)
  return lasting === "at" ? `${day}T${time}` : ends[lasting]
}

// The preview shows what is arranged here, saved or not.
form.querySelector("[data-preview]").addEventListener("click", ({ currentTarget: link }) => {
  const url = new URL(link.href)
  for (const place of places) {
    const name = `place-${place.dataset.place}`
    const typed = number(place).value.trim()
    for (const each of [name, `${name}-until`]) url.searchParams.delete(each)
    if (!changed || !typed) continue
    url.searchParams.set(name, typed)
    if (end(place)) url.searchParams.set(`${name}-until`, end(place))
  }
  if (changed) url.searchParams.set("arranged", "1")
  link.href = url
})
