// The row of tools above the text: one Tab stop, arrows walk, Alt+F10 comes here from the text and Esc goes back.
// What the tools are and do is said in tools.js.

import { Extension } from "django-prose-editor/editor"
import { make } from "desk/dom"
import { icon } from "desk/icons"
import { toolGroups } from "desk/editor/tools"
import { gettext } from "desk/words"

export const Toolbar = Extension.create({
  name: "toolbar",

  addOptions() {
    return { label: "" }
  },

  addStorage() {
    return { buttons: [] }
  },

  onCreate() {
    const { editor, storage } = this
    editor.view.dom.setAttribute("aria-label", this.options.label)
    editor.view.dom.setAttribute("aria-multiline", "true")
    const bar = make("div", { class: "toolbar", role: "toolbar", "aria-label": gettext("Text tools") })
    for (const group of toolGroups()) {
      const buttons = group.map((tool) => ({ tool, button: makeButton(editor, tool) }))
      storage.buttons.push(...buttons)
      bar.append(make("div", { class: "toolbar-group", role: "group" }, ...buttons.map(({ button }) => button)))
    }
    bar.addEventListener("keydown", (event) => walk(event, bar, editor))
    editor.view.dom.before(bar)
    storage.bar = bar
    refresh(editor, storage.buttons)
  },

  onTransaction() {
    refresh(this.editor, this.storage.buttons)
  },

  onDestroy() {
    this.storage.bar?.remove()
  },

  addKeyboardShortcuts() {
    return {
      "Alt-F10": () => {
        this.storage.bar.querySelector("button[tabindex='0']").focus()
        return true
      },
    }
  },
})

function makeButton(editor, { name, title, label, shortcut, run }) {
  return make(
    "button",
    {
      type: "button",
      class: label ? "tool tool-wide" : "tool",
      title: shortcut ? `${title} (${shortcut})` : title,
      "aria-label": title,
      "data-tool": name,
      mousedown: (event) => event.preventDefault(), // the selection stays where it is
      click: (event) => event.currentTarget.getAttribute("aria-disabled") === "true" || run(editor),
    },
    label?.mark ?? icon(name),
    label?.text && make("span", { class: "tool-text" }, label.text),
  )
}

function refresh(editor, buttons) {
  for (const { tool, button } of buttons) {
    if (tool.active) button.setAttribute("aria-pressed", String(tool.active(editor)))
    button.setAttribute("aria-disabled", String(tool.enabled ? !tool.enabled(editor) : false))
    button.hidden = tool.shown ? !tool.shown(editor) : false
  }
  const stop = buttons.find(({ button }) => button.tabIndex === 0 && !button.hidden)
  for (const { button } of buttons) button.tabIndex = button === (stop ?? buttons[0]).button ? 0 : -1
}

function walk(event, bar, editor) {
  if (event.key === "Escape") return editor.view.focus()
  const buttons = [...bar.querySelectorAll("button:not([hidden])")]
  const here = buttons.indexOf(document.activeElement)
  const there = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: buttons.length - 1 }[event.key]
  if (there === undefined) return
  event.preventDefault()
  const next = buttons[(there + buttons.length) % buttons.length]
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1
  next.focus()
}
