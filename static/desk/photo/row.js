// A file on the page of uploading, from choosing it to its photo in the library. Used by photoupload.js.

import { make } from "desk/dom"
import { gettext } from "desk/words"

const WORDS = {
  waiting: gettext("Waits its turn"),
  sending: gettext("Is being sent"),
  looking: gettext("Is being looked at"),
  taken: gettext("In the library"),
  known: gettext("The library has this very picture already: here it is."),
}
const OVER = new Set(["taken", "known", "refused", "uncredited", "failed"])

export class Row {
  // `again` is called when this file is to be sent once more.
  constructor(file, credit, again) {
    this.file = file
    this.again = again
    this.fields = {}
    this.image = make("img", { alt: "", decoding: "async", src: URL.createObjectURL(file) })
    this.image.addEventListener("error", () => this.image.remove()) // no browser draws a TIFF
    this.bar = make("progress", { max: 1, value: 0, "aria-label": file.name })
    this.said = make("p", { class: "upload-said" })
    this.more = make("div", { class: "upload-more" })
    this.credit = credit
    this.element = make(
      "li",
      { class: "upload-row" },
      make("span", { class: "upload-preview" }, this.image),
      make("div", { class: "upload-words" }, make("p", { class: "upload-name" }, make("b", {}, file.name), " ", make("span", { class: "quiet" }, size(file.size))), this.said, this.bar, this.more),
    )
    this.turn("waiting")
  }

  get isOver() {
    return OVER.has(this.state)
  }

  turn(state, messages = []) {
    this.state = state
    this.element.dataset.state = state
    this.words = [WORDS[state], ...messages].filter(Boolean).join(" ")
    this.said.textContent = this.words
    this.bar.hidden = !["sending", "looking"].includes(state)
    if (state === "looking") this.bar.removeAttribute("value")
    this.more.replaceChildren()
  }

  sent(part) {
    this.bar.value = part
    if (part === 1 && this.state === "sending") this.turn("looking")
  }

  // What the desk answered: { kind, messages, photo }.
  answered({ kind, messages, photo }) {
    this.turn(kind, messages)
    if (photo) this.showPhoto(photo)
    if (kind === "uncredited") this.askCredit()
  }

  failed(trouble) {
    this.turn("failed", [trouble.message])
    this.more.replaceChildren(this.button(gettext("Send again"), () => this.again(this)))
  }

  showPhoto(photo) {
    this.photo = photo
    const name = make("span", { class: "visually-hidden" }, ` ${this.file.name}`)
    this.more.replaceChildren(
      make("span", { class: "credit" }, photo.credit),
      make("a", { href: photo.url, target: "_blank" }, gettext("Open"), name),
    )
    this.news(photo)
  }

  // How its public files get on.
  news({ made, wanted, is_done, failure, thumbnail }) {
    this.bar.hidden = is_done || !wanted
    if (!this.bar.hidden) {
      this.bar.max = wanted
      this.bar.value = made
    }
    if (failure) this.turnFailed(failure)
    else if (!is_done && this.state === "taken") this.said.textContent = gettext("In the library; its public files are being made")
    else this.said.textContent = this.words
    if (thumbnail && is_done && !failure) this.showThumbnail(thumbnail)
  }

  turnFailed(failure) {
    this.state = this.element.dataset.state = "refused" // it was taken in before all of it could be read
    this.said.textContent = failure
  }

  showThumbnail(address) {
    URL.revokeObjectURL(this.image.src)
    this.image.src = address
    if (!this.image.isConnected) this.element.querySelector(".upload-preview").append(this.image)
  }

  askCredit() {
    const inputs = Object.entries(this.credit).map(([name, label]) => make("input", { type: "text", name, maxlength: 200, list: `known_${name}`, "aria-label": `${label}: ${this.file.name}`, placeholder: label }))
    const button = make("button", { type: "submit", class: "button-quiet" }, gettext("Send again"))
    const form = make("form", { class: "upload-ask" }, ...inputs, button)
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      this.fields = Object.fromEntries(inputs.map((input) => [input.name, input.value]))
      this.again(this)
    })
    this.more.replaceChildren(form)
  }

  button(label, click) {
    return make("button", { type: "button", class: "button-quiet", "aria-label": `${label}: ${this.file.name}`, click }, label)
  }
}

function size(bytes) {
  const [unit, whole] = bytes < 1e3 ? ["byte", 1] : bytes < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6]
  const format = { style: "unit", unit, maximumFractionDigits: unit === "megabyte" ? 1 : 0 }
  return new Intl.NumberFormat(document.documentElement.lang, format).format(bytes / whole)
}
