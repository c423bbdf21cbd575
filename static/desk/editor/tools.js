// The tools of the body editor, in groups: what each is called, does, and when it is pressed, offered or shown.
// Used by toolbar.js.

import { gettext } from "desk/words"

export function toolGroups() {
  return [blocks(), marks(), lists(), cards(), history(), table()]
}

function blocks() {
  return [
    heading(2, gettext("Heading")),
    heading(3, gettext("Smaller heading")),
    {
      name: "quote",
      title: gettext("Quotation"),
      shortcut: "Ctrl+Shift+B",
      run: (editor) => editor.chain().focus().toggleBlockquote().run(),
      active: (editor) => editor.isActive("blockquote"),
      enabled: (editor) => editor.can().toggleBlockquote(),
    },
  ]
}

function heading(level, title) {
  return {
    name: `heading${level}`,
    title,
    label: { mark: `H${level}` },
    shortcut: `Ctrl+Alt+${level}`,
    run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
    active: (editor) => editor.isActive("heading", { level }),
    enabled: (editor) => editor.can().toggleHeading({ level }),
  }
}

function marks() {
  return [
    mark("bold", gettext("Bold"), "bold", "Ctrl+B"),
    mark("italic", gettext("Italic"), "italic", "Ctrl+I"),
    mark("strike", gettext("Struck out"), "strike", "Ctrl+Shift+S"),
    {
      name: "link",
      title: gettext("Link"),
      shortcut: "Ctrl+K",
      run: (editor) => editor.commands.editLink(),
      active: (editor) => editor.isActive("link"),
    },
  ]
}

function mark(name, title, type, shortcut) {
  return {
    name,
    title,
    shortcut,
    run: (editor) => editor.chain().focus().toggleMark(type).run(),
    active: (editor) => editor.isActive(type),
    enabled: (editor) => editor.can().toggleMark(type),
  }
}

function lists() {
  return [
    {
      name: "bullets",
      title: gettext("List"),
      run: (editor) => editor.chain().focus().toggleBulletList().run(),
      active: (editor) => editor.isActive("bulletList"),
      enabled: (editor) => editor.can().toggleBulletList(),
    },
    {
      name: "numbers",
      title: gettext("Numbered list"),
      run: (editor) => editor.chain().focus().toggleOrderedList().run(),
      active: (editor) => editor.isActive("orderedList"),
      enabled: (editor) => editor.can().toggleOrderedList(),
    },
    {
      name: "table",
      title: gettext("Table"),
      run: (editor) => editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
      active: (editor) => editor.isActive("table"),
      enabled: (editor) => !editor.isActive("table"),
    },
  ]
}

function cards() {
  return [
    { ...card("photo", gettext("Photo")), label: { text: gettext("Photo") } },
    { ...card("related", gettext("Related story")), label: { text: gettext("Related story") } },
    card("gallery", gettext("Gallery")),
    card("embed", gettext("Link card")),
  ]
}

function card(kind, title) {
  const shown = (editor) => "chooseCard" in editor.commands // a standing page has no cards
  return { name: kind, title, run: (editor) => editor.commands.chooseCard(kind), shown }
}

function history() {
  return [
    {
      name: "undo",
      title: gettext("Undo"),
      shortcut: "Ctrl+Z",
      run: (editor) => editor.chain().focus().undo().run(),
      enabled: (editor) => editor.can().undo(),
    },
    {
      name: "redo",
      title: gettext("Redo"),
      shortcut: "Ctrl+Shift+Z",
      run: (editor) => editor.chain().focus().redo().run(),
      enabled: (editor) => editor.can().redo(),
    },
  ]
}

function table() {
  return [
    inTable("rowAdd", gettext("Add a row"), "addRowAfter"),
    inTable("rowRemove", gettext("Remove the row"), "deleteRow"),
    inTable("columnAdd", gettext("Add a column"), "addColumnAfter"),
    inTable("columnRemove", gettext("Remove the column"), "deleteColumn"),
    inTable("header", gettext("Heading row"), "toggleHeaderRow"),
    inTable("remove", gettext("Remove the table"), "deleteTable"),
  ]
}

function inTable(name, title, command) {
  return {
    name,
    title,
    run: (editor) => editor.chain().focus()[command]().run(),
    shown: (editor) => editor.isActive("table"),
  }
}
