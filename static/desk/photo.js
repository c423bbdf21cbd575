// The page of a photo: its focal point, the file's own words, and how its public files get on. Nobody leaves with words
// unsaved by mistake.

import { announce } from "desk/dom"
import { setFocalPoint } from "desk/photo/focal"
import { takeBack } from "desk/photo/fromfile"
import { watchProgress } from "desk/photo/progress"

const form = document.getElementById("photo_form")
const look = document.querySelector("[data-look]")
const making = document.querySelector("[data-making]")

takeBack(form)
setFocalPoint(look)

if (making) {
  const bar = making.querySelector("progress")
  const watch = watchProgress(making.dataset.progressUrl, (id, known) => {
    bar.max = known.wanted || 1
    bar.value = known.made
    if (known.thumbnail) showPicture(known.thumbnail)
    if (known.is_done) finish(known)
  })
  watch(making.dataset.making)

  const finish = ({ failure }) => {
    making.textContent = failure || making.dataset.done
    making.classList.toggle("photo-failed", Boolean(failure))
    announce(making.textContent)
  }
}

function showPicture(address) {
  for (const image of look.querySelectorAll("[data-shown][hidden]")) {
    image.src = address
    image.hidden = false
  }
  look.querySelector(".focal-picture").classList.remove("is-empty")
}

let changed = Boolean(document.querySelector(".errornote, .errorlist")) // what came back with an error is not saved
form.addEventListener("input", () => (changed = true))
form.addEventListener("submit", () => (changed = false))
addEventListener("beforeunload", (event) => changed && event.preventDefault())
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === "KeyS") {
    event.preventDefault()
    form.querySelector("button[name=_continue]")?.click()
  }
})
