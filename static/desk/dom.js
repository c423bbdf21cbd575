// Elements in one line, and a voice for those who listen to the page. Used by every module of the desk.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value)
    else if (value === true) element.setAttribute(name, "")
    else if (value !== false && value != null) element.setAttribute(name, value)
  }
  element.append(...children.filter((child) => child != null))
  return element
}

let voice

export function announce(text) {
  if (!voice?.isConnected) {
    voice = make("p", { role: "status", class: "visually-hidden" })
    document.body.append(voice)
  }
  voice.textContent = ""
  setTimeout(() => (voice.textContent = text), 50)
}

// A page of ours as a fragment; throws where the network, the sign-in or the permission failed.
export async function fetchFragment(url, options = {}) {
  const response = await fetch(url, { headers: { "X-Requested-With": "XMLHttpRequest" }, ...options })
  if (!response.ok || response.redirected) throw new Error(`${response.status} ${url}`)
  return document.createRange().createContextualFragment(await response.text())
}
