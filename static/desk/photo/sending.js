// One file on its way to the library: how much of it is there, and what the library answered. Used by photoupload.js.

import { gettext } from "desk/words"

// Why nothing was answered. The file is still here: it can be sent again, at once or after `stops` is mended.
export class Trouble extends Error {
  constructor(message, stops = "") {
    super(message)
    this.stops = stops
  }
}

// `fields` are the words that go with it. Resolves with what the desk answered, rejects with Trouble.
export function send(url, file, fields, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    body.append("file", file)
    request.open("POST", url)
    request.setRequestHeader("X-CSRFToken", token())
    request.upload.addEventListener("progress", (event) => event.lengthComputable && onProgress(event.loaded / event.total))
    request.addEventListener("load", () => {
      try {
        resolve(read(request))
      } catch (trouble) {
        reject(trouble)
      }
    })
    request.addEventListener("error", () => reject(new Trouble(gettext("No connection"), "network")))
    request.send(body)
  })
}

function read(request) {
  if (request.status === 413) throw new Trouble(gettext("This file is too large to be sent."))
  const isOurs = (request.getResponseHeader("Content-Type") ?? "").startsWith("application/json")
  if (request.status === 200 && isOurs) return JSON.parse(request.responseText)
  if (request.status === 200 || request.status === 403) throw new Trouble(gettext("You are signed out"), "signed-out")
  throw new Trouble(gettext("The desk did not answer as it should."))
}

// Signing in anew on another page changes it.
function token() {
  return /(?:^|; |__Host-)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]").value
}
