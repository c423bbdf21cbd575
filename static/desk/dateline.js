// Shows the dateline as readers will see it; a place chosen without a day gets today's.

import { make } from "desk/dom"

const fields = Object.fromEntries(
  ["place", "dateline_on", "dateline_agency", "language"].map((name) => [name, document.getElementById(`id_${name}`)]),
)
const shown = make("output", { class: "dateline-shown", for: "id_place id_dateline_on id_dateline_agency" })
const url = document.querySelector("[data-dateline]").dataset.dateline
document.querySelector("fieldset.dateline").append(shown)

async function show() {
  const address = new URL(url, location.href)
  address.searchParams.set("place", fields.place.value)
  address.searchParams.set("on", fields.dateline_on.value)
  address.searchParams.set("agency", fields.dateline_agency.value)
  address.searchParams.set("language", fields.language.value)
  const answer = await fetch(address)
  shown.textContent = answer.ok && !answer.redirected ? await answer.text() : ""
}

fields.place.addEventListener("change", () => {
  if (fields.place.value && !fields.dateline_on.value) fields.dateline_on.value = today()
})
for (const field of Object.values(fields)) field.addEventListener("change", show)
show()

// The day in the newsroom, whatever the clock of this machine: the admin says its offset in seconds.
function today() {
  const offset = Number(document.body.dataset.adminUtcOffset) * 1000
  return new Date(Date.now() + offset).toISOString().slice(0, 10)
}
