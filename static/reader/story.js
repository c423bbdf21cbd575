/* A story's page: sharing without a third party, players that come when they are asked for, galleries that count and
   turn. Works with the partials share, player and gallery; without it links remain, and a strip that scrolls. */

const TURNED = 150 // milliseconds without a scroll

function share(box) {
  const { url, headline } = box.dataset
  const said = box.querySelector("[role=status]")
  const offer = (way, isThere, go) => {
    const button = box.querySelector(`[data-share=${way}]`)
    button.parentElement.hidden = !isThere
    button.addEventListener("click", go)
  }
  const tell = (key) => () => {
    said.textContent = said.dataset[key]
  }
  offer("copy", navigator.clipboard, () => navigator.clipboard.writeText(url).then(tell("done"), tell("failed")))
  // A reader who closes the browser's own sheet has changed their mind: nothing to say.
  offer("native", navigator.share, () => navigator.share({ url, title: headline }).catch(() => {}))
}

function player(stage) {
  stage.hidden = false
  stage.querySelector("button").addEventListener("click", () => {
    stage.replaceChildren(stage.querySelector("template").content)
    stage.firstElementChild.focus()
  })
}

function gallery(frame) {
  const [strip, turn] = frame.children
  const photos = [...strip.children]
  const place = turn.querySelector("[role=status]")
  const [back, on] = turn.querySelectorAll("button")
  const start = (photo) => photo.offsetLeft - photos[0].offsetLeft
  let wanted = 0
  let turning = 0

  const show = (number) => {
    wanted = number
    const words = `${number + 1} / ${photos.length}`
    if (place.textContent !== words) place.textContent = words
    back.setAttribute("aria-disabled", number === 0)
    on.setAttribute("aria-disabled", number === photos.length - 1)
  }
  const seen = () => {
    const end = strip.scrollWidth - strip.clientWidth
    if (strip.scrollLeft > end - 2) return photos.length - 1
    const distances = photos.map((photo) => Math.abs(start(photo) - strip.scrollLeft))
    return distances.indexOf(Math.min(...distances))
  }
  const step = (event) => {
    const button = event.target.closest("button")
    if (!button || button.getAttribute("aria-disabled") === "true") return
    show(wanted + Number(button.dataset.step))
    strip.scrollTo({ left: start(photos[wanted]) })
  }

  show(0)
  new ResizeObserver(() => {
    turn.hidden = strip.scrollWidth <= strip.clientWidth + 2
  }).observe(strip)
  turn.addEventListener("click", step)
  strip.addEventListener("scroll", () => {
    clearTimeout(turning)
    turning = setTimeout(() => show(seen()), TURNED)
  }, { passive: true })
}

document.querySelectorAll(".share").forEach(share)
document.querySelectorAll(".player-stage").forEach(player)
document.querySelectorAll(".gallery-frame").forEach(gallery)
