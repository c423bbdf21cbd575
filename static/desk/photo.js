// The page of a photo: what was chosen is shown before it is sent, and a click on the picture sets its focal point.

const picture = document.querySelector("[data-focal-picture]")
const file = document.querySelector("input[type=file][name=file]")
const shown = document.querySelector("[data-photo-shown]")

if (file && shown) {
  file.addEventListener("change", () => {
    const [chosen] = file.files
    shown.hidden = !chosen
    if (chosen) shown.querySelector("img").src = URL.createObjectURL(chosen)
  })
}

if (picture) {
  const across = document.getElementById("id_focal_x")
  const down = document.getElementById("id_focal_y")
  const mark = picture.querySelector("[data-focal-mark]")
  const show = () => {
    mark.style.left = `${across.value * 100}%`
    mark.style.top = `${down.value * 100}%`
  }
  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect()
    across.value = ((event.clientX - box.left) / box.width).toFixed(3)
    down.value = ((event.clientY - box.top) / box.height).toFixed(3)
    show()
  })
  for (const input of [across, down]) input.addEventListener("input", show)
  show()
}
