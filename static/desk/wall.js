// The wall of photos: arrows walk it in two dimensions, Enter opens, Space picks, / goes to the search. Every photo is
// a plain link with a box, which work without it.

const wall = document.querySelector("[data-wall]")
const search = document.getElementById("searchbar")
const photos = wall ? [...wall.querySelectorAll("[data-wall-photo]")] : []
const picks = wall ? [...wall.querySelectorAll("[data-wall-pick]")] : []
const deeds = document.querySelector("[data-wall-deeds]")

const point = (photo) => {
  for (const each of photos) each.tabIndex = each === photo ? 0 : -1
}

const go = (photo) => {
  if (!photo) return
  point(photo)
  photo.focus()
}

const middle = (photo) => {
  const box = photo.getBoundingClientRect()
  return { x: box.left + box.width / 2, top: box.top }
}

// The row above or below begins where the top changes; of it, the one whose middle is nearest.
const across = (from, down) => {
  const here = middle(from)
  const beyond = photos.filter((each) => (middle(each).top - here.top) * down > 4)
  const rows = beyond.map((each) => middle(each).top * down)
  const next = Math.min(...rows) * down
  const row = beyond.filter((each) => Math.abs(middle(each).top - next) < 4)
  const distance = (each) => Math.abs(middle(each).x - here.x)
  return row.sort((one, other) => distance(one) - distance(other))[0]
}

const pick = (photo) => photo.closest("li").querySelector("[data-wall-pick]")

const steps = {
  ArrowRight: (from) => photos[photos.indexOf(from) + 1],
  ArrowLeft: (from) => photos[photos.indexOf(from) - 1],
  ArrowDown: (from) => across(from, 1),
  ArrowUp: (from) => across(from, -1),
  Home: () => photos[0],
  End: () => photos.at(-1),
}

const tell = () => {
  const number = picks.filter((box) => box.checked).length
  const count = deeds.querySelector("[data-wall-count]")
  deeds.hidden = !number
  count.textContent = `${count.dataset.said} ${number}`
}

const say = () => {
  tell()
  document.querySelector("[data-wall-said]").textContent = deeds.querySelector("[data-wall-count]").textContent
}

const pickAll = (checked) => {
  for (const box of picks) box.checked = checked
  say()
}

wall?.addEventListener("keydown", (event) => {
  const photo = event.target.closest("[data-wall-photo]")
  if (!photo || event.ctrlKey || event.altKey || event.metaKey) return
  if (event.key === " " && pick(photo)) {
    event.preventDefault()
    pick(photo).click()
  } else if (steps[event.key]) {
    event.preventDefault()
    go(steps[event.key](photo))
  }
})

wall?.addEventListener("focusin", (event) => {
  if (photos.includes(event.target)) point(event.target)
})

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return
  if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return
  event.preventDefault()
  search?.focus()
})

if (photos.length) {
  point(photos[0])
  const hint = document.querySelector("[data-wall-hint]")
  if (hint) hint.hidden = false
}

if (deeds) {
  for (const box of picks) {
    box.tabIndex = -1; // Space on the photo picks it
    box.addEventListener("change", say)
  }
  const all = deeds.querySelector("[data-wall-all]")
  const none = deeds.querySelector("[data-wall-none]")
  all.hidden = none.hidden = false
  all.addEventListener("click", () => pickAll(true))
  none.addEventListener("click", () => {
    pickAll(false)
    go(photos.find((each) => each.tabIndex === 0))
  })
  tell(); // a browser that comes back remembers its ticks
}
