// The browser checks the spelling in the language of the story, not in that of the desk: fields and the text's editor
// say which it is, and follow the choice.

const FIELDS = ["headline", "lead", "short_headline", "seo_title", "photo_caption", "photo_alt", "source", "note"]

const language = document.getElementById("id_language")

function say() {
  const written = FIELDS.map((name) => document.getElementById(`id_${name}`))
  for (const field of [...written, ...document.querySelectorAll(".ProseMirror")]) {
    if (!field) continue
    field.lang = language.value
    field.spellcheck = true
  }
}

language.addEventListener("change", say)
document.addEventListener("prose-editor:ready", () => setTimeout(say))
say()
