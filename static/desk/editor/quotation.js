// A quotation: its paragraphs, and who said it and where, typed in place. Takes the place of the library's Blockquote.

import { Blockquote as Plain } from "django-prose-editor/editor"
import { make } from "desk/dom"
import { gettext } from "desk/words"

export const Blockquote = Plain.extend({
  content: "paragraph+",

  addAttributes() {
    return { speaker: attribute("speaker"), source: attribute("source") }
  },

  addNodeView() {
    return (props) => new QuotationView(props)
  },
})

function attribute(name) {
  return {
    default: null,
    parseHTML: (element) => element.getAttribute(`data-${name}`),
    renderHTML: (attrs) => (attrs[name] ? { [`data-${name}`]: attrs[name] } : {}),
  }
}

class QuotationView {
  constructor({ node, getPos, editor }) {
    Object.assign(this, { node, getPos, editor })
    this.contentDOM = make("div", { class: "quotation-text" })
    this.speaker = this.field("speaker", gettext("Who says it"))
    this.source = this.field("source", gettext("Where it was said"))
    this.words = make("div", { class: "quotation-by", contenteditable: "false" }, this.speaker, this.source)
    this.dom = make("blockquote", { class: "quotation" }, this.contentDOM, this.words)
  }

  field(name, label) {
    const input = make("input", {
      type: "text",
      placeholder: label,
      "aria-label": label,
      input: () =>
        this.editor.view.dispatch(this.editor.state.tr.setNodeAttribute(this.getPos(), name, input.value || null)),
    })
    input.value = this.node.attrs[name] ?? ""
    return input
  }

  update(node) {
    if (node.type !== this.node.type) return false
    this.node = node
    for (const name of ["speaker", "source"]) {
      if (this[name] !== document.activeElement) this[name].value = node.attrs[name] ?? ""
    }
    return true
  }

  stopEvent(event) {
    if (!this.words.contains(event.target)) return false
    if (event.type === "keydown" && ["Enter", "Escape"].includes(event.key)) {
      event.preventDefault()
      event.stopPropagation()
      this.leave()
    }
    return true
  }

  // On to the text after the quotation; a new paragraph where there is none.
  leave() {
    const after = this.getPos() + this.node.nodeSize
    const chain = this.editor.chain()
    if (!this.editor.state.doc.nodeAt(after)) chain.insertContentAt(after, { type: "paragraph" })
    chain.setTextSelection(after + 1).run()
    this.editor.view.focus()
  }

  ignoreMutation(mutation) {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target)
  }
}
