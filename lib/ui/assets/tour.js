// Three steps for a reader who comes for the first time and by no link with anything chosen in it; skipped or read,
// they never come again in this browser.
const SEEN = "first-visit-seen";

// A browser that keeps nothing would show them every time: better never.
function firstTime() {
  try {
    return localStorage.getItem(SEEN) === null && location.search === "";
  } catch {
    return false;
  }
}

export default function ({ data, parentElement }) {
  const panel = parentElement.querySelector(".tour");
  if (panel.dataset.opened) return;
  panel.dataset.opened = "yes";
  if (!firstTime()) return;
  const [text, count] = panel.querySelectorAll("p");
  const [back, next, skip] = panel.querySelectorAll("button");
  let step = 0;
  const show = (to) => {
    step = to;
    text.textContent = data.steps[step];
    count.textContent = `${step + 1} of ${data.steps.length}`;
    back.hidden = step === 0;
    next.textContent = step + 1 < data.steps.length ? "Next" : "Done";
    skip.hidden = step + 1 === data.steps.length;
  };
  const close = () => {
    const within = panel.contains(panel.getRootNode().activeElement);
    localStorage.setItem(SEEN, "yes");
    panel.hidden = true;
    const heading = document.querySelector("h1");
    if (!within || !heading) return;
    heading.tabIndex = -1;
    heading.focus();
  };
  back.onclick = () => {
    show(step - 1);
    if (back.hidden) next.focus();
  };
  next.onclick = () => (step + 1 < data.steps.length ? show(step + 1) : close());
  skip.onclick = close;
  panel.addEventListener("keydown", (event) => event.key === "Escape" && close());
  // Over the foot of the page, and not of the menu beside it.
  const main = document.querySelector("[data-testid='stMain']");
  const place = () => {
    const box = main.getBoundingClientRect();
    panel.style.left = `${box.left + box.width / 2}px`;
    panel.style.maxWidth = `${box.width - 16}px`;
  };
  const resized = new ResizeObserver(place);
  resized.observe(main);
  show(0);
  panel.hidden = false;
  return () => resized.disconnect();
}
