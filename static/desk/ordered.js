// Bylines and related news: rows in order, with arrows and a cross; a new row is filled from the search dialog.
// The row itself is the server's <template>; its [data-name] elements take what was chosen.

import { choose } from "desk/chooser"
import { announce } from "desk/dom"
import { gettext } from "desk/words"

for (const box of document.querySelectorAll("[data-ordered]")) {
  const list = box.querySelector("ol")
  const template = box.querySelector("template")
  const add = box.querySelector("[data-ordered-add]")
  const tell = () => box.dispatchEvent(new Event("input", { bubbles: true }))

  add.addEventListener("click", async () => {
    const { choose: url, search: placeholder } = box.dataset
    const chosen = await choose({ title: add.textContent.trim(), url, placeholder })
    if (chosen) append(chosen[0])
    add.focus()
  })

  const append = ({ id, title, detail = "" }) => {
    const row = template.content.cloneNode(true)
    row.querySelector("input[type=hidden]").value = id
    row.querySelector("[data-title]").textContent = title
    const small = row.querySelector("[data-detail]")
    if (small) small.textContent = detail
    list.append(row)
    tell()
  }
  box.addEventListener("ordered:take", ({ detail }) => append(detail)) // from suggestions.js

  list.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-move]")
    if (!button) return
    const row = button.closest("li")
    const { move } = button.dataset
    if (move === "up") row.previousElementSibling?.before(row)
    else if (move === "down") row.nextElementSibling?.after(row)
    else row.remove()
    tell()
    if (row.isConnected) button.focus()
    else add.focus()
    announce({ up: gettext("Moved up"), down: gettext("Moved down"), remove: gettext("Removed") }[move])
  })
}
