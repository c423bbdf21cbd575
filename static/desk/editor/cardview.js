// A card as the journalist sees it: bar with handle, arrows and cross, the server's preview, words typed in place.
// Made by card.js for every card; previews come from cardpreviews.js.

import { pm } from "django-prose-editor/editor"
import { announce, make } from "desk/dom"
import { icon } from "desk/icons"
import { fetchPreview } from "desk/editor/cardpreviews"
import { gettext } from "desk/words"

const KINDS = {
  photo: () => gettext("Photo"),
  gallery: () => gettext("Gallery"),
  related: () => gettext("Related story"),
  embed: () => gettext("Link card"),
}

const FIELDS = {
  photo: () => [
    ["caption", gettext("Caption"), gettext("Empty: the library's caption")],
    ["alt", gettext("Alternative text"), gettext("Empty: the library's text")],
  ],
  embed: () => [["title", gettext("What it is"), ""]],
}

export class CardView {
  constructor({ node, getPos, editor }, options) {
    Object.assign(this, { node, getPos, editor })
    const { kind } = node.attrs
    this.fields = new Map()
    this.preview = make("div", { class: "card-preview" })
    this.dom = make("div", { class: `card card-${kind}`, contenteditable: "false" }, this.bar(kind), this.preview)
    for (const [name, label, placeholder] of FIELDS[kind]?.() ?? []) this.dom.append(this.field(name, label, placeholder))
    this.draw(options)
  }

  bar(kind) {
    const name = KINDS[kind]?.() ?? gettext("Unknown card")
    return make(
      "div",
      { class: "card-bar" },
      make("span", { class: "card-handle", title: gettext("Drag, or Alt+↑ and Alt+↓") }, icon("handle")),
      make("b", {}, name),
      this.button("up", gettext("Move up"), () => this.move(-1)),
      this.button("down", gettext("Move down"), () => this.move(1)),
      this.button("remove", gettext("Remove the card"), () => this.remove()),
    )
  }

  button(name, title, click) {
    return make("button", { type: "button", class: "card-button", title, "aria-label": title, click }, icon(name))
  }

  field(name, label, placeholder) {
    const input = make("textarea", { rows: "1", placeholder, input: () => this.write(name, input.value) })
    input.value = this.node.attrs[name] ?? ""
    this.fields.set(name, input)
    return make("label", { class: "card-field" }, make("span", {}, label), input)
  }

  async draw({ previews }) {
    const { kind, id, ids, url } = this.node.attrs
    if (kind === "embed") return this.preview.replaceChildren(make("span", { class: "card-address" }, url ?? ""))
    const noun = kind === "related" ? "story" : "photo"
    const found = await Promise.all((ids ?? id ?? "").split(",").map((each) => fetchPreview(previews, `${noun}-${each}`)))
    this.preview.replaceChildren(...found)
  }

  write(name, value) {
    this.editor.view.dispatch(this.editor.state.tr.setNodeAttribute(this.getPos(), name, value.replace(/\s*\n\s*/g, " ")))
  }

  select() {
    const { state, view } = this.editor
    view.dispatch(state.tr.setSelection(pm.state.NodeSelection.create(state.doc, this.getPos())))
  }

  move(by) {
    const parts = (dom) => [...dom.querySelectorAll("button, textarea")]
    const focused = parts(this.dom).indexOf(document.activeElement)
    const { editor } = this
    this.select()
    editor.commands.moveBlock(by)
    parts(editor.view.nodeDOM(editor.state.selection.from))[focused]?.focus() // moving may have drawn it anew
  }

  remove() {
    this.select()
    this.editor.commands.deleteSelection()
    this.editor.view.focus()
    announce(gettext("The card is removed; Ctrl+Z brings it back"))
  }

  // Keys within the card's own fields; the editor does not hear them.
  key(event) {
    if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault()
      this.move(event.key === "ArrowUp" ? -1 : 1)
    } else if (event.target.tagName === "TEXTAREA" && ["Enter", "Escape"].includes(event.key)) {
      event.preventDefault()
      event.stopPropagation()
      this.select()
      this.editor.view.focus()
    }
  }

  // From here on ProseMirror's node view.

  update(node) {
    if (node.type !== this.node.type || ["kind", "id", "ids", "url"].some((name) => node.attrs[name] !== this.node.attrs[name]))
      return false
    this.node = node
    for (const [name, input] of this.fields) {
      const value = node.attrs[name] ?? ""
      if (input !== document.activeElement) input.value = value
    }
    return true
  }

  selectNode() {
    this.dom.classList.add("is-selected")
  }

  deselectNode() {
    this.dom.classList.remove("is-selected")
  }

  stopEvent(event) {
    if (!event.target.closest?.("textarea, button")) return false
    if (event.type === "keydown") this.key(event)
    return !event.type.startsWith("drag")
  }

  ignoreMutation() {
    return true
  }
}
