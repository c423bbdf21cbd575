// Moving and placing whole blocks: Alt+↑ and Alt+↓, and "put this card here". Used by cards and the toolbar.

import { Extension, pm } from "django-prose-editor/editor"
import { announce } from "desk/dom"
import { gettext } from "desk/words"

const { NodeSelection, Selection, TextSelection } = pm.state

export const Arrangement = Extension.create({
  name: "arrangement",

  addCommands() {
    return {
      moveBlock:
        (by) =>
        ({ state, tr, dispatch }) =>
          move(state, tr, dispatch, by),
      placeBlock:
        (content) =>
        ({ state, tr, dispatch }) =>
          place(state, tr, dispatch, content),
    }
  },

  addKeyboardShortcuts() {
    return {
      "Alt-ArrowUp": () => this.editor.commands.moveBlock(-1) || true,
      "Alt-ArrowDown": () => this.editor.commands.moveBlock(1) || true,
    }
  },
})

// A window takes the focus, and with it the selection: call what this answers to have it back.
export function keepSelection(editor) {
  const kept = editor.state.selection.toJSON()
  return () => {
    const { state, view } = editor
    view.dispatch(state.tr.setSelection(Selection.fromJSON(state.doc, kept)))
  }
}

function move(state, tr, dispatch, by) {
  const { selection, doc } = state
  const index = selection.$from.index(0)
  const other = doc.maybeChild(index + by)
  const block = doc.maybeChild(index)
  if (!other || !block) return false
  if (!dispatch) return true
  const start = positionOf(doc, Math.min(index, index + by))
  const pair = by < 0 ? [block, other] : [other, block]
  tr.replaceWith(start, start + block.nodeSize + other.nodeSize, pair)
  const shift = Math.sign(by) * other.nodeSize
  tr.setSelection(
    selection instanceof NodeSelection
      ? NodeSelection.create(tr.doc, selection.from + shift)
      : TextSelection.create(tr.doc, selection.anchor + shift, selection.head + shift),
  )
  tr.scrollIntoView()
  announce(by < 0 ? gettext("Moved up") : gettext("Moved down"))
  return true
}

function positionOf(doc, index) {
  let position = 0
  for (let each = 0; each < index; each++) position += doc.child(each).nodeSize
  return position
}

// A card never splits a paragraph: it stands after the block with the cursor, or instead of an empty one.
function place(state, tr, dispatch, content) {
  if (!dispatch) return true
  const { doc, selection, schema } = state
  const node = schema.nodeFromJSON(content)
  const index = Math.min(selection.$from.index(0), doc.childCount - 1)
  const here = doc.child(index)
  const start = positionOf(doc, index)
  const end = start + here.nodeSize
  const empty = here.type.name === "paragraph" && here.content.size === 0
  tr.replaceWith(empty ? start : end, end, node)
  const after = (empty ? start : end) + node.nodeSize
  if (!tr.doc.nodeAt(after)) tr.insert(after, schema.nodes.paragraph.create())
  tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1)))
  tr.scrollIntoView()
  return true
}
