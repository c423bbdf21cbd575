// Line icons on a grid of 24, drawn for the desk. Used by the toolbar, cards and lists.

const PATHS = {
  bold: "M7 5h6a3.5 3.5 0 0 1 0 7H7zM7 12h7a3.5 3.5 0 0 1 0 7H7z",
  italic: "M10 5h8M6 19h8M14 5l-4 14",
  strike: "M4 12h16M16 7.5C15.5 6 14 5 12 5 9.5 5 8 6.3 8 8c0 1.2.7 2 1.8 2.6M8 16c.5 1.8 2 3 4 3 2.6 0 4.2-1.3 4.2-3.2 0-.6-.1-1.1-.4-1.6",
  bullets: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  numbers: "M10 6h10M10 12h10M10 18h10M4 5l1.5-1v5M4 14.5c.3-.9 2.5-1 2.5.5 0 1.2-2.5 2-2.5 3.5h2.7",
  quote: "M5 17c2.5-1 4-3 4-6V7H4v5h3M14 17c2.5-1 4-3 4-6V7h-5v5h3",
  link: "M10 14a4 4 0 0 0 6 .5l3-3a4.2 4.2 0 0 0-6-6l-1.5 1.5M14 10a4 4 0 0 0-6-.5l-3 3a4.2 4.2 0 0 0 6 6l1.5-1.5",
  table: "M4 5h16v14H4zM4 10h16M4 14.5h16M12 10v9",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 17M15.5 9h.01",
  gallery: "M8 4h12v11H8zM8 12l3.5-3.5L15 12l1.5-1.5L20 14M4 8v12h12",
  related: "M5 4h14v16H5zM8.5 8h7M8.5 12h7M8.5 16h4",
  embed: "M4 6h16v12H4zM10.5 9.5v5l4-2.5z",
  undo: "M8 5L4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11h-3",
  redo: "M16 5l4 4-4 4M20 9H10a5.5 5.5 0 0 0 0 11h3",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  remove: "M6 6l12 12M18 6L6 18",
  handle: "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01",
  add: "M12 5v14M5 12h14",
  rowAdd: "M4 5h16v6H4zM12 15v5M9.5 17.5h5",
  rowRemove: "M4 5h16v6H4zM9.5 17.5h5",
  columnAdd: "M5 4h6v16H5zM15 12h5M17.5 9.5v5",
  columnRemove: "M5 4h6v16H5zM15 12h5",
  header: "M4 5h16v14H4zM4 10h16M4 6.5h16M4 8h16",
}

const SVG = "http://www.w3.org/2000/svg"

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg")
  const path = document.createElementNS(SVG, "path")
  svg.setAttribute("viewBox", "0 0 24 24")
  svg.setAttribute("class", "icon")
  svg.setAttribute("aria-hidden", "true")
  path.setAttribute("d", PATHS[name])
  svg.append(path)
  return svg
}
