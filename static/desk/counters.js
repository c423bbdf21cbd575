// Fields that count their letters: data-warns from where they are long, data-counts what is refused beyond. The number
// stands under the field; those who listen hear only that it has become long or too long.

import { announce, make } from "desk/dom"
import { gettext } from "desk/words"

for (const field of document.querySelectorAll("#article_form [data-warns]")) {
  const long = Number(field.dataset.warns)
  const most = Number(field.dataset.counts ?? Infinity)
  const counter = make("output", { class: "counter", for: field.id, "aria-live": "off" })
  const words = { fine: "", long: gettext("long"), over: gettext("too long") }

  const count = () => {
    const length = field.value.trim().length
    const level = length > most ? "over" : length > long ? "long" : "fine"
    const number = `${length} / ${length > long && most < Infinity ? most : long}`
    counter.textContent = words[level] ? `${number} · ${words[level]}` : number
    if (counter.dataset.level && counter.dataset.level !== level && words[level]) announce(counter.textContent)
    counter.dataset.level = level
  }
  field.addEventListener("input", count)
  field.after(counter)
  count()
}
