// The point of a picture that every crop keeps: set by a click, by dragging, by the arrow keys or in its two fields, with
// a live look at every frame. Used by photo.js.

import { make } from "desk/dom"
import { gettext } from "desk/words"

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const STEP = 0.01
const BIG = 0.1

export function setFocalPoint(look) {
  const picture = look.querySelector("[data-focal-picture]")
  if (!picture) return // who may only look
  const handle = picture.querySelector("[data-focal-handle]")
  const [across, down] = ["x", "y"].map((name) => document.getElementById(`id_focal_${name}`))
  const point = () => [across, down].map((input) => within(Number(input.value.replace(",", ".")) || 0))

  function show() {
    const [x, y] = point()
    handle.style.left = `${x * 100}%`
    handle.style.top = `${y * 100}%`
    handle.setAttribute("aria-valuenow", Math.round(x * 100))
    handle.setAttribute("aria-valuetext", handle.dataset.words.replace("%x", Math.round(x * 100)).replace("%y", Math.round(y * 100)))
    for (const frame of look.querySelectorAll("[data-frame]")) cut(frame, look.dataset, x, y)
  }

  function put(x, y) {
    across.value = within(x).toFixed(3)
    down.value = within(y).toFixed(3)
    across.dispatchEvent(new Event("input", { bubbles: true }))
  }

  function putAt(event) {
    const box = picture.getBoundingClientRect()
    put((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
  }

  picture.addEventListener("click", (event) => {
    if (event.detail) putAt(event)
    handle.focus({ preventScroll: true })
  })
  picture.addEventListener("pointerdown", (event) => {
    // A finger on the picture scrolls the page; on the handle it moves the point.
    if (event.button || (event.pointerType !== "mouse" && event.target !== handle)) return
    event.preventDefault()
    picture.setPointerCapture(event.pointerId)
    picture.addEventListener("pointermove", putAt)
    picture.addEventListener("pointerup", () => picture.removeEventListener("pointermove", putAt), { once: true })
    picture.addEventListener("pointercancel", () => picture.removeEventListener("pointermove", putAt), { once: true })
  })
  handle.addEventListener("keydown", (event) => {
    const step = STEPS[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const [x, y] = point()
    const far = event.shiftKey ? BIG : STEP
    put(x + step[0] * far, y + step[1] * far)
  })
  for (const input of [across, down]) input.addEventListener("input", show)

  const middle = make("button", { type: "button", class: "button-quiet focal-middle", click: () => put(0.5, 0.5) }, gettext("To the middle"))
  down.closest(".photo-grid").append(middle)
  const names = { role: "slider", tabindex: 0, "aria-label": handle.dataset.label, "aria-describedby": handle.dataset.hint }
  for (const [name, value] of Object.entries({ ...names, "aria-valuemin": 0, "aria-valuemax": 100 })) handle.setAttribute(name, value)
  document.getElementById(handle.dataset.hint).hidden = false
  show()
  handle.hidden = false
}

// How the whole lies in a frame. Twin: `crop_box` of articles/renditions/frames.py.
function cut(frame, { width, height }, x, y) {
  const { cutWidth, cutHeight } = frame.dataset
  const image = frame.querySelector("img")
  image.style.left = `${(-100 * edge(width, cutWidth, x)) / cutWidth}%`
  image.style.top = `${(-100 * edge(height, cutHeight, y)) / cutHeight}%`
}

function edge(whole, part, focal) {
  return Math.min(Math.max(Math.round(whole * focal - part / 2), 0), whole - part)
}

function within(part) {
  return Math.min(Math.max(part, 0), 1)
}
