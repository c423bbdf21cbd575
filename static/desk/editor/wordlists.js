// Word copies a list as paragraphs of the class MsoListParagraph with the bullet typed in: they become lists again.
// Used by pasting.js.

export function mendWordLists(body) {
  let list = null
  for (const paragraph of body.querySelectorAll("p")) {
    const { isItem, isNumbered } = read(paragraph)
    if (!isItem) continue
    if (!list || list !== paragraph.previousElementSibling) {
      list = document.createElement(isNumbered ? "ol" : "ul")
      paragraph.before(list)
    }
    const item = document.createElement("li")
    item.append(...paragraph.childNodes)
    list.append(item)
    paragraph.remove()
  }
}

// "mso-list:l0 level1 lfo1" on the paragraph says item; what Word drew before the text lies in "mso-list:Ignore".
function read(paragraph) {
  if (!/mso-list:\s*l\d/i.test(paragraph.getAttribute("style") ?? "")) return { isItem: false }
  const drawn = [...paragraph.querySelectorAll("span")].filter((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""),
  )
  const marker = drawn.map((span) => span.textContent.trim()).join("")
  drawn.forEach((span) => span.remove())
  return { isItem: true, isNumbered: /^\(?[\da-zа-я]{1,3}[.)]/i.test(marker) }
}
