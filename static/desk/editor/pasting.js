// Text from Word, Google Docs and web pages becomes plain paragraphs, headings, lists, tables, bold, italic and links;
// looks, empty lines, hard spaces and pictures stay behind. Lists out of Word are mended by wordlists.js.

import { Extension, Plugin } from "django-prose-editor/editor"
import { announce } from "desk/dom"
import { mendWordLists } from "desk/editor/wordlists"
import { gettext } from "desk/words"

const UNWANTED =
  "style, script, meta, link, title, template, noscript, iframe, object, svg, img, picture, video, audio, button, input, " +
  "select, textarea, form > label, hr, [hidden], [aria-hidden=true], o\\:p:empty"
const KEPT_ATTRIBUTES = { A: ["href"], TD: ["colspan", "rowspan"], TH: ["colspan", "rowspan"] }
const HEADINGS = { H1: "h2", H4: "h3", H5: "h3", H6: "h3" }
const STANDING = "p, div, ul, ol, table, blockquote, h2, h3"
const BLOCKS = "p, div, h2, h3, li, td, th, blockquote"

export const Pasting = Extension.create({
  name: "pasting",

  addProseMirrorPlugins() {
    return [new Plugin({ props: { transformPastedHTML: cleanPasted, handlePaste: refuseFiles, handleDrop: refuseFiles } })]
  },
})

export function cleanPasted(html) {
  if (html.includes("data-pm-slice")) return html // out of an editor like this one: the schema reads it as it is
  const { body } = new DOMParser().parseFromString(withoutOffice(html), "text/html")
  body.querySelectorAll(UNWANTED).forEach((element) => element.remove())
  mendWordLists(body)
  body.querySelectorAll("b, strong, i, em, span, font").forEach(keepMeaning)
  body.querySelectorAll(Object.keys(HEADINGS).join()).forEach((element) => rename(element, HEADINGS[element.tagName]))
  body.querySelectorAll("h2 :is(b, strong), h3 :is(b, strong), th :is(b, strong)").forEach(unwrap)
  body.querySelectorAll("a").forEach(mendLink)
  tidyText(body)
  body.querySelectorAll("br").forEach((br) => isBetweenBlocks(br) && br.remove())
  body.querySelectorAll("p, div").forEach(splitAtBreaks)
  body.querySelectorAll("*").forEach(dropAttributes)
  body.querySelectorAll("p, h2, h3, li, blockquote").forEach((element) => element.textContent.trim() || element.remove())
  return body.innerHTML
}

// Word's conditional comments and the marks that the clipboard puts round what was copied.
function withoutOffice(html) {
  const from = html.indexOf("<!--StartFragment-->")
  const until = html.lastIndexOf("<!--EndFragment-->")
  const inner = from >= 0 && until > from ? html.slice(from, until) : html
  return inner.replace(/<!\[if !supportLists\]>/g, "").replace(/<!\[endif\]>/g, "")
}

// Google Docs and Word say bold by style and wrap whole texts in a <b> that is not bold.
function keepMeaning(element) {
  const { fontWeight, fontStyle, textDecoration, textDecorationLine } = element.style
  const bold = fontWeight ? fontWeight === "bold" || Number(fontWeight) >= 600 : /^(B|STRONG)$/.test(element.tagName)
  const italic = fontStyle ? fontStyle === "italic" : /^(I|EM)$/.test(element.tagName)
  const struck = /line-through/.test(textDecoration + textDecorationLine)
  const holdsBlocks = element.querySelector("p, div, ul, ol, table, h1, h2, h3, h4, h5, h6")
  const marks = holdsBlocks ? [] : [bold && "strong", italic && "em", struck && "s"].filter(Boolean)
  const nodes = [...element.childNodes]
  const outer = marks.reduceRight((inner, mark) => {
    const made = document.createElement(mark)
    made.append(...inner)
    return [made]
  }, nodes)
  element.replaceWith(...outer)
}

function rename(element, name) {
  const renamed = document.createElement(name)
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
}

function unwrap(element) {
  element.replaceWith(...element.childNodes)
}

// Google wraps the links of a document in its own; what is no address of the web or of a mailbox is only text.
function mendLink(link) {
  const href = link.getAttribute("href") ?? ""
  const url = URL.canParse(href) && new URL(href)
  if (!url || !["https:", "http:", "mailto:"].includes(url.protocol)) return unwrap(link)
  const real = url.hostname === "www.google.com" && url.pathname === "/url" && url.searchParams.get("q")
  if (real) link.setAttribute("href", real)
}

// Hard spaces are set by typography when the story is frozen; soft hyphens and invisible marks are nobody's text.
function tidyText(body) {
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT)
  const nodes = []
  while (texts.nextNode()) nodes.push(texts.currentNode)
  for (const node of nodes) {
    if (node.nodeType === Node.COMMENT_NODE) node.remove()
    else node.data = node.data.replace(/[\u00ad\u200b\u2060\ufeff]/g, "").replace(/[\s\u00a0\u202f]+/g, " ")
  }
}

function isBetweenBlocks({ previousElementSibling: before, nextElementSibling: after }) {
  return Boolean(before?.matches(STANDING) || after?.matches(STANDING))
}

// Two line breaks are a new paragraph; one at an edge is nothing.
function splitAtBreaks(block) {
  if (block.querySelector(BLOCKS) || !block.querySelector("br")) return
  const parts = [[]]
  let breaks = 0
  for (const node of [...block.childNodes]) {
    if (node.nodeName === "BR") breaks += 1
    else if (node.nodeType === Node.TEXT_NODE && !node.data.trim() && breaks) continue
    else {
      if (breaks > 1) parts.push([])
      else if (breaks && parts.at(-1).length) parts.at(-1).push(document.createElement("br"))
      parts.at(-1).push(node)
      breaks = 0
    }
  }
  const paragraphs = parts.map((nodes) => {
    const paragraph = document.createElement("p")
    paragraph.append(...nodes)
    return paragraph
  })
  block.replaceWith(...paragraphs)
}

function dropAttributes(element) {
  const kept = KEPT_ATTRIBUTES[element.tagName] ?? []
  for (const { name } of [...element.attributes]) if (!kept.includes(name)) element.removeAttribute(name)
}

function refuseFiles(view, event) {
  const data = event.clipboardData ?? event.dataTransfer
  if (!data?.files.length || data.types.includes("text/html")) return false
  announce(gettext("A picture goes to the photo library first: press Photo above."))
  return true
}
