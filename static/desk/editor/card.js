// The card in the text: <news-card data-kind data-id …>, one atom for photo, gallery, related story and embed.
// It is drawn by cardview.js; what its data mean is decided by the server when the story is frozen.

import { Node, pm } from "django-prose-editor/editor"
import { choose } from "desk/chooser"
import { ask } from "desk/dialog"
import { keepSelection } from "desk/editor/arrangement"
import { CardView } from "desk/editor/cardview"
import { gettext } from "desk/words"

const ATTRIBUTES = ["kind", "id", "ids", "url", "caption", "alt", "captions", "alts", "title"]

export const NewsCard = Node.create({
  name: "newsCard",
  group: "block",
  atom: true,
  draggable: true,
  selectable: true,

  addOptions() {
    return { photos: "", stories: "", previews: "", upload: "" }
  },

  addAttributes() {
    return Object.fromEntries(ATTRIBUTES.map((name) => [name, attribute(name)]))
  },

  parseHTML() {
    return [{ tag: "news-card[data-kind]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["news-card", HTMLAttributes]
  },

  addNodeView() {
    return (props) => new CardView(props, this.options)
  },

  addCommands() {
    return {
      chooseCard:
        (kind) =>
        ({ editor }) => {
          const back = keepSelection(editor)
          choosers[kind](this.options).then((attrs) => {
            back()
            if (attrs) editor.commands.placeBlock({ type: this.name, attrs: { kind, ...attrs } })
            editor.view.focus()
          })
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    return { Enter: ({ editor }) => enterCard(editor) }
  },
})

function attribute(name) {
  return {
    default: null,
    parseHTML: (element) => element.getAttribute(`data-${name}`),
    renderHTML: (attrs) => (attrs[name] ? { [`data-${name}`]: attrs[name] } : {}),
  }
}

const choosers = {
  async photo({ photos, upload }) {
    const chosen = await choose({
      title: gettext("Photo"),
      url: photos,
      placeholder: gettext("Search the photos"),
      narrow: unpublished(),
      add: uploading(upload),
    })
    return chosen && { id: chosen[0].id }
  },
  async gallery({ photos, upload }) {
    const chosen = await choose({
      title: gettext("Gallery"),
      url: photos,
      placeholder: gettext("Search the photos"),
      narrow: unpublished(),
      multiple: true,
      add: uploading(upload),
    })
    return chosen && { ids: chosen.map((photo) => photo.id).join(",") }
  },
  async related({ stories }) {
    const chosen = await choose({ title: gettext("Related story"), url: stories, placeholder: gettext("Search the stories") })
    return chosen && { id: chosen[0].id }
  },
  embed() {
    return ask({
      title: gettext("Link card"),
      submit: gettext("Insert"),
      fields: [
        { name: "url", label: gettext("Address"), placeholder: "https://" },
        { name: "title", label: gettext("What it is") },
      ],
      hint: gettext("The address of a video on YouTube, Vimeo, Rutube or VK Video becomes a player."),
      check: ({ url }) => (isWebAddress(url) ? "" : gettext("An address begins with https:// or http://")),
    })
  },
}

function unpublished() {
  return { name: "unused", label: gettext("Never published") }
}

function uploading(url) {
  return url && { url, label: gettext("Upload a photo") }
}

function isWebAddress(text) {
  return URL.canParse(text) && ["https:", "http:"].includes(new URL(text).protocol)
}

function enterCard(editor) {
  const { selection } = editor.state
  if (!(selection instanceof pm.state.NodeSelection) || selection.node.type.name !== "newsCard") return false
  const field = editor.view.nodeDOM(selection.from)?.querySelector("textarea, input")
  field?.focus()
  return Boolean(field)
}
