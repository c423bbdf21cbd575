// The lead photo of a story: chosen on the wall of photos, drawn by the server as a card is. The hidden input holds its id.

import { choose } from "desk/chooser"
import { fetchPreview } from "desk/editor/cardpreviews"
import { gettext } from "desk/words"

for (const box of document.querySelectorAll("[data-photo-input]")) {
  const input = box.querySelector("input")
  const shown = box.querySelector("[data-photo-shown]")
  const take = box.querySelector("[data-photo-choose]")
  const drop = box.querySelector("[data-photo-drop]")

  const put = async (id) => {
    input.value = id
    input.dispatchEvent(new Event("input", { bubbles: true }))
    drop.hidden = !id
    shown.replaceChildren(...(id ? [await fetchPreview(box.dataset.previews, `photo-${id}`)] : []))
  }

  take.addEventListener("click", async () => {
    const chosen = await choose({
      title: gettext("Lead photo"),
      url: box.dataset.choose,
      placeholder: gettext("Search the photos"),
      narrow: { name: "unused", label: gettext("Never published") },
      add: box.dataset.upload && { url: box.dataset.upload, label: gettext("Upload a photo") },
    })
    if (chosen) await put(chosen[0].id)
    take.focus()
  })

  drop.addEventListener("click", () => {
    put("")
    take.focus()
  })
}
