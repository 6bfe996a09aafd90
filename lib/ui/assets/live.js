// The live step's slider says where it stands while it is dragged, and that the step was left.
const EVERY = 120; // milliseconds between two of the former
const SLIDER = ".st-key-live input[type=range]";

// The map in its frame has a room's type and its light; nothing in it can be chosen, so no key stops there. Behind
// other steps neither keys nor a screen reader find it.
function staged() {
  const live = document.querySelector(".st-key-live");
  const waits = !("tried" in document.documentElement.dataset);
  live?.toggleAttribute("inert", waits);
  live?.setAttribute("aria-hidden", String(waits));
  const frame = document.querySelector(".st-key-live iframe");
  const page = frame?.contentDocument?.documentElement;
  if (!page) return;
  frame.tabIndex = -1;
  page.classList.add("stage");
  page.classList.toggle("dark", document.documentElement.dataset.room === "dark");
}

export default function ({ setStateValue, setTriggerValue }) {
  const app = document.querySelector("[data-testid='stApp']");
  let said = null;
  let waiting = 0;
  let held = false;
  let touched = false;
  const say = () => {
    waiting = 0;
    const slider = document.querySelector(SLIDER);
    if (!slider || !held || slider.value === said) return;
    if (app.getAttribute("data-test-script-state") === "running") return later();
    said = slider.value;
    setStateValue("held", Number(said));
  };
  const later = () => {
    if (!waiting) waiting = setTimeout(say, EVERY);
  };
  const dragged = new MutationObserver((changes) => {
    if (!changes.some((change) => change.target.matches?.(SLIDER))) return;
    if (!held && document.activeElement !== document.querySelector(SLIDER)) return; // nobody moved it: it was drawn
    touched = true;
    if (held) later();
  });
  dragged.observe(document.body, { subtree: true, attributeFilter: ["aria-valuetext"] });
  const down = (event) => {
    held = Boolean(event.target.closest?.(".st-key-live [data-testid='stSlider']"));
  };
  const up = () => {
    held = false;
  };
  const step = (event) => {
    staged();
    if (event.detail.live || !touched) return;
    touched = false;
    setTriggerValue("left", true);
  };
  const room = new MutationObserver(staged);
  room.observe(document.documentElement, { attributeFilter: ["data-room"] });
  staged();
  const heard = { pointerdown: down, pointerup: up, pointercancel: up, load: staged, "story:step": step };
  Object.entries(heard).forEach(([kind, hear]) => document.addEventListener(kind, hear, true));
  return () => {
    dragged.disconnect();
    room.disconnect();
    clearTimeout(waiting);
    Object.entries(heard).forEach(([kind, hear]) => document.removeEventListener(kind, hear, true));
  };
}
