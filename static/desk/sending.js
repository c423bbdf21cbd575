// The form of a story goes out once, and only where somebody takes it: who was signed out, or has no network, keeps the
// text on the screen and is told so. Works on the form of form.js, which asks `leaving` before it warns.

import { openDialog } from "desk/dialog"
import { make } from "desk/dom"
import { gettext } from "desk/words"

const form = document.getElementById("article_form")
const { alive } = form.querySelector("[data-alive]").dataset
let sending = false

export const leaving = () => sending

form.addEventListener("submit", async (event) => {
  event.preventDefault()
  if (sending) return // the second click of an impatient hand
  sending = true
  document.body.classList.add("is-saving")
  const trouble = await findTrouble()
  if (!trouble) return send(event.submitter)
  stay()
  openDialog({ title: trouble.title, className: "dialog-small", content: trouble.content })
})
addEventListener("pageshow", stay)

function stay() {
  sending = false
  document.body.classList.remove("is-saving")
}

// Nothing, or what to say. The address asked answers staff alone, and with next to nothing.
export async function findTrouble() {
  try {
    const answer = await fetch(alive, { redirect: "manual", cache: "no-store" })
    if (answer.status >= 500) return silent()
    return answer.ok ? null : signedOut()
  } catch {
    const words = gettext("The text is still here, unsaved. Try again when the network is back.")
    return { title: gettext("No connection"), content: [say(words)] }
  }
}

function silent() {
  const words = gettext("The text is still here, unsaved. Try again in a minute.")
  return { title: gettext("The desk cannot answer now"), content: [say(words)] }
}

function signedOut() {
  const link = make("a", { href: "/admin/", target: "_blank", class: "button-main" }, gettext("Sign in"))
  return {
    title: gettext("You are signed out"),
    content: [say(gettext("The text is still here, unsaved. Sign in on another page, come back and save again.")), link],
  }
}

function say(text) {
  return make("p", {}, text)
}

// Signing in anew changes the token that the form carried.
export function renewToken() {
  const token = /(?:^|; |__Host-)csrftoken=([^;]+)/.exec(document.cookie)
  if (token) form.elements.csrfmiddlewaretoken.value = token[1]
}

function send(button) {
  renewToken()
  if (button) form.append(make("input", { type: "hidden", name: button.name, value: button.value }))
  form.submit()
}
