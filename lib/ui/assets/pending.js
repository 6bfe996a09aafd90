const HELD = "[data-testid='stSlider']";

export default function ({ data }) {
  let held = null;
  let before = "";
  const say = (text) => {
    const budget = document.querySelector(".budget");
    if (!budget) return;
    const place = budget.querySelector(".pending") ?? budget.appendChild(document.createElement("span"));
    place.className = "pending";
    place.setAttribute("aria-hidden", "true"); // the slider itself says its value
    place.textContent = text;
  };
  const named = (input) => input.getAttribute("aria-label").replace(/ \([^)]*\)$/, "");
  const words = (input) => {
    const name = named(input);
    const shown = input.getAttribute("aria-valuetext");
    if (!(name in data.pounds)) return `${name}: ${shown}`;
    const share = shown.endsWith("%") ? (data.pounds[name] * input.value) / 100 : input.value * 1000;
    const pounds = Math.round(share / 1000) * 1000;
    return `${name}: ${pounds < 0 ? "-" : "+"}£${Math.abs(pounds).toLocaleString("en-GB")}`;
  };
  const mark = (name) =>
    document.querySelectorAll("iframe[title^='Map of']").forEach((frame) =>
      frame.contentDocument?.querySelectorAll("path.district").forEach((path) => {
        path.classList.toggle("moving", path.getAttribute("data-area") === name);
      }),
    );
  const sliderOf = (event) => event.target.closest?.(HELD)?.querySelector("input[type=range]");
  let finger = null;
  const down = (event) => {
    held = sliderOf(event) ?? null;
    before = held?.value;
    finger = held && event.pointerType === "touch" ? { x: event.clientX, y: event.clientY, sideways: null } : null;
  };
  // A finger that goes up or down, or slanting, means the page: the slider hears of it only once it has gone sideways.
  const slide = (event) => {
    if (!finger) return;
    const [dx, dy] = [event.clientX - finger.x, event.clientY - finger.y].map(Math.abs);
    if (finger.sideways === null && Math.max(dx, dy) > 8) finger.sideways = dx > dy;
    if (!finger.sideways) event.stopPropagation();
  };
  const up = () => {
    if (held) say(held.value === before ? "" : words(held));
    held = finger = null;
  };
  const focus = (event) => mark(sliderOf(event) ? named(sliderOf(event)) : "");
  const dragged = new MutationObserver((changes) => {
    if (held && changes.some((change) => change.target === held)) say(`${words(held)} (not yet let go)`);
  });
  dragged.observe(document.body, { subtree: true, attributeFilter: ["aria-valuetext"] });
  const app = document.querySelector("[data-testid='stApp']");
  const ran = new MutationObserver(() => {
    if (!held && app.getAttribute("data-test-script-state") === "notRunning") say("");
  });
  ran.observe(app, { attributeFilter: ["data-test-script-state"] });
  const heard = { pointerdown: down, pointerup: up, pointercancel: up, focusin: focus, pointermove: slide };
  Object.entries(heard).forEach(([kind, hear]) => document.addEventListener(kind, hear, true));
  return () => {
    dragged.disconnect();
    ran.disconnect();
    Object.entries(heard).forEach(([kind, hear]) => document.removeEventListener(kind, hear, true));
  };
}
