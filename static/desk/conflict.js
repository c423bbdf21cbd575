// Two wrote over the same text: a click anywhere on a text chooses it, and the page says how many places are left.
// Without this the same buttons do the same.

const form = document.getElementById("conflict_form")
const left = form.querySelector(".conflict-left")
const questions = [...form.querySelectorAll(".question")]

form.addEventListener("click", ({ target }) => {
  const side = target.closest(".side")
  if (!side || target.closest("a, label, summary, input") || String(getSelection())) return
  side.querySelector("input").click()
})

form.addEventListener("change", count)

function count() {
  const chosen = questions.filter((question) => question.querySelector(":checked")).length
  left.textContent = questions.length > 1 ? `${chosen} / ${questions.length}` : ""
}

count()
