// How the public files of photos get on: one address is asked for all that are watched, ever more seldom, and not while
// nobody looks. Used by the page of uploading and the page of a photo.

const AT_ONCE = 100
const SOON = 1000
const SELDOM = 10_000

// `onNews` is called with an id and what is known: { made, wanted, is_done, failure, thumbnail }.
export function watchProgress(url, onNews) {
  const watched = new Set()
  let wait = SOON
  let timer

  async function ask() {
    const ids = [...watched].slice(0, AT_ONCE)
    const known = await fetchKnown(ids)
    for (const id of ids) {
      if (!known?.[id]) continue
      if (known[id].is_done) watched.delete(id)
      onNews(id, known[id])
    }
    wait = Math.min(wait * 1.5, SELDOM)
    plan()
  }

  async function fetchKnown(ids) {
    try {
      const answer = await fetch(`${url}?${new URLSearchParams(ids.map((id) => ["id", id]))}`, { redirect: "error" })
      return answer.ok ? await answer.json() : null
    } catch {
      return null // no network for now: asked again later
    }
  }

  function plan() {
    clearTimeout(timer)
    if (watched.size && !document.hidden) timer = setTimeout(ask, wait)
  }

  document.addEventListener("visibilitychange", plan)
  return (id) => {
    watched.add(String(id))
    wait = SOON
    plan()
  }
}
