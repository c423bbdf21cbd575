// Links in the text, and the window to set one: Ctrl+K on chosen words or on a link; elsewhere the palette has that key.
// Takes the place of the library's Link.

import { Link as Plain } from "django-prose-editor/editor"
import { choose } from "desk/chooser"
import { ask } from "desk/dialog"
import { make } from "desk/dom"
import { keepSelection } from "desk/editor/arrangement"
import { gettext } from "desk/words"

export const Link = Plain.extend({
  addOptions() {
    return { ...this.parent?.(), stories: "", autolink: false, enableTarget: false, isAllowedUri: isOurs }
  },

  addAttributes() {
    return { href: this.parent?.().href }
  },

  addCommands() {
    return {
      ...this.parent?.(),
      editLink:
        () =>
        ({ editor }) => {
          editLink(editor, this.options)
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    const onWords = (editor) => {
      editor.view.domObserver.flush() // a quick hand's selection may not have been told yet
      return !editor.state.selection.empty || editor.isActive("link")
    }
    return { "Mod-k": ({ editor }) => onWords(editor) && editor.commands.editLink() }
  },
})

// Twin: the schemes of clean_body in articles/admin/body.py.
function isOurs(href) {
  return /^(https?:|mailto:|\/(?!\/))/i.test(href)
}

async function editLink(editor, { stories }) {
  if (editor.isActive("link")) editor.commands.extendMarkRange("link")
  const back = keepSelection(editor)
  const { href = "" } = editor.getAttributes("link")
  const values = await ask({
    title: gettext("Link"),
    submit: href ? gettext("Change") : gettext("Insert"),
    fields: [{ name: "href", label: gettext("Address"), value: href, placeholder: "https://" }],
    check: (values) => (address(values.href) ? "" : gettext("This is not an address of a page or of a mailbox.")),
    extras: (form) => [storyButton(form, stories), href && removeButton(editor, form, back)].filter(Boolean),
  })
  back()
  if (values) setLink(editor, address(values.href))
  editor.view.focus()
}

function storyButton(form, url) {
  const click = async () => {
    const chosen = await choose({ title: gettext("Link to a story"), url, placeholder: gettext("Search the stories") })
    if (chosen) form.elements.href.value = chosen[0].url ?? ""
    form.elements.href.focus()
  }
  return make("button", { type: "button", class: "button-quiet", click }, gettext("Our story…"))
}

function removeButton(editor, form, back) {
  const click = () => {
    back()
    editor.chain().unsetLink().run()
    form.closest("dialog").close()
  }
  return make("button", { type: "button", class: "button-quiet", click }, gettext("Remove the link"))
}

// "example.kz/a" -> "https://example.kz/a"; "a@b.kz" -> "mailto:a@b.kz"; null for what is no address.
export function address(text) {
  const typed = text.trim()
  if (/^\/(?!\/)/.test(typed)) return typed
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(typed)) return `mailto:${typed}`
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`
  if (!URL.canParse(whole)) return null
  const { protocol, hostname } = new URL(whole)
  if (protocol === "mailto:") return whole
  return ["https:", "http:"].includes(protocol) && hostname.includes(".") ? whole : null
}

function setLink(editor, href) {
  const { empty } = editor.state.selection
  const chain = editor.chain()
  if (empty && !editor.isActive("link")) chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] })
  else chain.setLink({ href })
  chain.run()
}
