// A modal window, and a small form in one. Used by the chooser, links and embeds. Focus goes back by itself.

import { make } from "desk/dom"
import { icon } from "desk/icons"
import { gettext } from "desk/words"

let number = 0

export function openDialog({ title, className, content, closed }) {
  const id = `desk-dialog-${++number}`
  const close = make(
    "button",
    { type: "button", class: "dialog-close", "aria-label": gettext("Close"), click: () => dialog.close() },
    icon("remove"),
  )
  const dialog = make(
    "dialog",
    { class: `desk-dialog ${className ?? ""}`, "aria-labelledby": id },
    make("header", { class: "dialog-head" }, make("h2", { id }, title), close),
    ...content,
  )
  dialog.addEventListener("mousedown", (event) => event.target === dialog && dialog.close())
  dialog.addEventListener("close", () => {
    dialog.remove()
    closed?.()
  })
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

// fields: [{ name, label, value, type, required, placeholder }]; check(values) answers a complaint or nothing;
// extras: elements beside the buttons, made by a function that gets the form. Answers the values, or null.
export function ask({ title, fields, hint, submit, check, extras }) {
  return new Promise((resolve) => {
    let answer = null
    const complaint = make("p", { class: "dialog-complaint", role: "alert" })
    const form = make("form", { class: "dialog-form", novalidate: true }, ...fields.map(row), complaint)
    if (hint) complaint.before(make("p", { class: "dialog-hint" }, hint))
    form.append(
      make(
        "div",
        { class: "dialog-buttons" },
        make("button", { type: "submit", class: "button-main" }, submit),
        ...(extras?.(form) ?? []),
      ),
    )
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      event.stopPropagation()
      const values = Object.fromEntries(new FormData(form))
      complaint.textContent = check?.(values) ?? ""
      if (complaint.textContent) return form.elements[fields[0].name].focus()
      answer = values
      dialog.close()
    })
    const dialog = openDialog({ title, className: "dialog-small", content: [form], closed: () => resolve(answer) })
    form.elements[fields[0].name].select()
  })
}

function row({ name, label, value = "", type = "text", placeholder }) {
  return make("label", {}, make("span", {}, label), make("input", { name, type, value, placeholder, autocomplete: "off" }))
}
