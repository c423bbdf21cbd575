// What the body editor is made of beyond the library's own parts. Loaded by it under these names; Blockquote, Link and
// OrderedList take the place of the library's. The list of extensions in force is BodyWidget's, in articles/admin/body.py.

export { Arrangement } from "desk/editor/arrangement"
export { NewsCard } from "desk/editor/card"
export { Link } from "desk/editor/links"
export { OrderedList } from "desk/editor/lists"
export { Pasting } from "desk/editor/pasting"
export { Blockquote } from "desk/editor/quotation"
export { Toolbar } from "desk/editor/toolbar"
