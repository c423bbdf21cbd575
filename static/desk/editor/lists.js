// A numbered list is just that: its number, letter or start is no matter of the text. Takes the place of the library's.

import { OrderedList as Plain } from "django-prose-editor/editor"

export const OrderedList = Plain.extend({
  addAttributes() {
    return {}
  },

  addNodeView() {
    return null
  },
})
