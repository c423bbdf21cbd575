// Word copies a list as paragraphs of the class MsoListParagraph with the bullet typed in: they become lists again.
// Used by pasting.js.

export function mendWordLists(body) {
  let list = null
  let name = ""
  for (const paragraph of body.querySelectorAll("p")) {
    const { listName, isNumbered } = read(paragraph)
    if (!listName) continue
    if (listName !== name || list !== paragraph.previousElementSibling) {
      name = listName
      list = document.createElement(isNumbered ? "ol" : "ul")
      paragraph.before(list)
    }
    const item = document.createElement("li")
    item.append(...paragraph.childNodes)
    list.append(item)
    paragraph.remove()
  }
}

// "mso-list:l0 level1 lfo1" on the paragraph names its list; what Word drew before the text lies in "mso-list:Ignore".
function read(paragraph) {
  const [, listName] = /mso-list:\s*(l\d+)/i.exec(paragraph.getAttribute("style") ?? "") ?? []
  if (!listName) return {}
  const drawn = [...paragraph.querySelectorAll("span")].filter((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute("style") ?? ""),
  )
  const marker = drawn.map((span) => span.textContent.trim()).join("")
  drawn.forEach((span) => span.remove())
  return { listName, isNumbered: /^\(?[\da-zа-я]{1,3}[.)]/i.test(marker) }
}
