// What stands in a card, drawn by the server: all cards of a page are asked for in one request. Used by cardview.js.

import { fetchFragment, make } from "desk/dom"
import { gettext } from "desk/words"

let asked = new Map()

// `name` is "photo-12" or "story-5". Answers an element, whatever happens.
export function fetchPreview(url, name) {
  if (!asked.size) setTimeout(() => fetchAll(url))
  return new Promise((resolve) => asked.set(name, [...(asked.get(name) ?? []), resolve]))
}

async function fetchAll(url) {
  const waiting = asked
  asked = new Map()
  const address = new URL(url, location.href)
  for (const name of waiting.keys()) address.searchParams.append("card", name)
  let drawn = null
  try {
    drawn = await fetchFragment(address)
  } catch (error) {
    console.warn("Cards stay without previews", error)
  }
  for (const [name, resolves] of waiting) {
    const found = drawn?.querySelector(`[data-card="${CSS.escape(name)}"]`)
    for (const resolve of resolves) resolve(found?.cloneNode(true) ?? missing(drawn))
  }
}

function missing(drawn) {
  return make("p", { class: "card-missing" }, drawn ? gettext("This is no longer there.") : gettext("No preview now."))
}
