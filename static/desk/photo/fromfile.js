// What the file says of a field stands beside it where somebody wrote something else; a press takes the file's words
// back into the field, to be saved with the rest. Used by photo.js.

import { announce } from "desk/dom"
import { gettext } from "desk/words"

export function takeBack(form) {
  for (const button of form.querySelectorAll("[data-take-back]")) {
    const name = button.dataset.takeBack
    const inputs = [...form.querySelectorAll(`[name="${name}"], [name="${name}_0"], [name="${name}_1"]`)]
    button.hidden = false
    button.addEventListener("click", () => {
      JSON.parse(button.dataset.inputs).forEach((words, number) => (inputs[number].value = words))
      inputs[0].dispatchEvent(new Event("input", { bubbles: true }))
      inputs[0].focus()
      announce(gettext("The file’s words stand in the field."))
    })
  }
}
