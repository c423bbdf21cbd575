// Copies the address of a preview: a click into it takes the whole of it, the button puts it on the clipboard.

for (const field of document.querySelectorAll("[data-address]")) {
  field.addEventListener("focus", () => field.select())
  const button = field.parentElement.querySelector("[data-copy]")
  button.hidden = !navigator.clipboard
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value)
    button.textContent = button.dataset.copied
    document.getElementById("copied").textContent = button.dataset.copied
  })
}
