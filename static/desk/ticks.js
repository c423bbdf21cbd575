// The list of stories: one box ticks the page. Every box works without it.

const all = document.getElementById("tick-all");
const boxes = [...document.querySelectorAll("#result_list input[name=story]")];

const show = () => {
  const ticked = boxes.filter((box) => box.checked).length;
  all.checked = ticked === boxes.length;
  all.indeterminate = ticked > 0 && !all.checked;
};

if (all && boxes.length) {
  all.parentElement.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
  });
  for (const box of boxes) box.addEventListener("change", show);
  show(); // a browser that comes back remembers its ticks
}
