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

const WORDS = () => [
  ["caption", gettext("Caption"), gettext("Empty: the library's caption")],
  ["alt", gettext("Alternative text"), gettext("Empty: the library's text")],
]
const FIELDS = { photo: WORDS, embed: () => [["title", gettext("What it is"), ""]] }

export class CardView {
  constructor({ node, getPos, editor }, options) {
    Object.assign(this, { node, getPos, editor })
    const { kind } = node.attrs
    this.fields = new Map()
    this.dom = make("div", { class: `card card-${kind}`, contenteditable: "false" }, this.bar(kind))
    if (kind === "gallery") this.dom.append(this.gallery(options))
    else this.dom.append(this.preview(options), ...(FIELDS[kind]?.() ?? []).map((each) => this.field(...each)))
  }

  // Each photo with its words for this story, which the card keeps by the photo's id: captions='{"12":"…"}'.
  gallery(options) {
    const photos = (this.node.attrs.ids ?? "").split(",").filter(Boolean).map((id, index) => {
      const fields = WORDS().map(([name, label, placeholder]) => this.field(`${name}s`, label, placeholder, id))
      const group = { role: "group", class: "card-gallery-photo", "aria-label": `${gettext("Photo")} ${index + 1}` }
      return make("div", group, this.preview(options, id), ...fields)
    })
    return make("div", { class: "card-gallery-photos" }, ...photos)
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

  field(name, label, placeholder, photo = null) {
    const input = make("textarea", { rows: "1", placeholder, input: () => this.write(name, photo, input.value) })
    input.value = this.said(name, photo)
    this.fields.set(input, [name, photo])
    return make("label", { class: "card-field" }, make("span", {}, label), input)
  }

  preview({ previews }, id = this.node.attrs.id ?? "") {
    const { kind, url } = this.node.attrs
    const preview = make("div", { class: "card-preview" })
    if (kind === "embed") preview.append(make("span", { class: "card-address" }, url ?? ""))
    else fetchPreview(previews, `${kind === "related" ? "story" : "photo"}-${id}`).then((drawn) => preview.replaceChildren(drawn))
    return preview
  }

  said(name, photo) {
    const value = this.node.attrs[name] ?? ""
    return photo ? (byPhoto(value)[photo] ?? "") : value
  }

  write(name, photo, typed) {
    let value = typed.replace(/\s*\n\s*/g, " ")
    if (photo) {
      const words = { ...byPhoto(this.node.attrs[name]), [photo]: value || undefined }
      value = JSON.stringify(words)
      if (value === "{}") value = null
    }
    this.editor.view.dispatch(this.editor.state.tr.setNodeAttribute(this.getPos(), name, value))
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
    for (const [input, [name, photo]] of this.fields)
      if (input !== document.activeElement) input.value = this.said(name, photo)
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

function byPhoto(data) {
  try {
    return Object(JSON.parse(data || "{}"))
  } catch {
    return {} // the server takes it for nothing too
  }
}
