// The story in the browser: every step stands in the document, one is shown, and a key, a swipe or the address moves it.
// No step asks the server for anything.
const ONWARD = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];
const OWN_OF_A_SLIDER = ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "Home", "End", " "];
const SWIPE = 48; // pixels sideways that a finger means the next step by
const LONG = 78; // characters of a message that takes smaller type
const BROAD = 6; // characters of a number that takes smaller type
const shownIn = new WeakMap(); // a holder and the story in it: Streamlit calls again for the same one

const make = (tag, kind, text) => {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  if (text !== undefined) made.textContent = text;
  return made;
};

// A text whose terms say what they mean while they are pointed at or focused (glossary.js).
function said(tag, kind, step, name, text) {
  const made = make(tag, kind);
  for (const [piece, meaning] of step.terms[name] ?? [[text, ""]]) {
    const part = meaning ? make("dfn", "", piece) : piece;
    if (meaning) part.setAttribute("aria-description", meaning);
    if (meaning) part.tabIndex = 0;
    made.append(part);
  }
  return made;
}

function picture(step, kind) {
  const drawn = new DOMParser().parseFromString(step[kind], "image/svg+xml").documentElement;
  drawn.setAttribute("class", kind);
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", step.alt);
  return document.importNode(drawn, true);
}

function section(step, i, steps) {
  const made = make("section", "step");
  made.hidden = true;
  made.dataset.step = step.key;
  made.setAttribute("aria-labelledby", `story-${step.key}`);
  const heading = make("h2", "", step.title);
  heading.id = `story-${step.key}`;
  const figure = make("figure");
  figure.append(picture(step, "wide"), picture(step, "narrow"));
  const told = make("div", "told");
  const known = make("p", "known");
  known.append(said("span", "", step, "known", step.known.toUpperCase()));
  told.append(
    make("p", step.number.length > BROAD ? "number wide" : "number", step.number),
    said("p", "counts", step, "counts", step.counts),
    known,
    said("p", "caution", step, "caution", step.caution),
  );
  const source = make("p", "source");
  source.append(make("span", "", step.source), make("span", "", `${i + 1} of ${steps.length}`));
  const long = step.message.length > LONG;
  const message = said("p", long ? "message long" : "message", step, "message", step.message);
  made.append(heading, message, figure, told, source);
  return made;
}

// The second window: what to say, what comes next, and the time. It hears of every step by a channel of this browser.
function openSpeaker(name, place, style) {
  const other = window.open("", "story-speaker", "popup,width=960,height=720");
  if (!other) return false;
  const page = other.document;
  const add = (tag, kind, text) => page.body.appendChild(Object.assign(page.createElement(tag), { className: kind, textContent: text }));
  page.title = `Speaker: ${place}`;
  page.documentElement.lang = "en-GB";
  page.head.replaceChildren(Object.assign(page.createElement("style"), { textContent: style }));
  page.body.replaceChildren();
  const [clock, title, message, number, note] = [["p", "clock"], ["h1", ""], ["p", "message"], ["p", "number"], ["p", "note"]].map(
    ([tag, kind]) => add(tag, kind, ""),
  );
  const next = add("p", "next", "");
  const channel = new other.BroadcastChannel(name);
  const began = Date.now();
  const tick = () => {
    const past = Math.floor((Date.now() - began) / 1000);
    const now = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    clock.textContent = `${now}, ${Math.floor(past / 60)} min ${String(past % 60).padStart(2, "0")} s since this window opened`;
  };
  tick();
  other.setInterval(tick, 1000);
  channel.onmessage = ({ data }) => {
    if (!data.title) return;
    title.textContent = `${data.place}: ${data.title}${data.blank ? " (screen blank)" : ""}`;
    message.textContent = data.message;
    number.textContent = data.number;
    note.textContent = data.note || "No note for this step.";
    next.textContent = data.next ? `Next: ${data.next}` : "This is the last step.";
  };
  page.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    channel.postMessage({ key: event.key });
    if ([...ONWARD, ...BACK].includes(event.key)) event.preventDefault();
  };
  return true;
}

const SPEAKER = `body { margin: 2rem; background: #0B0F14; color: #F2F2F2; font: 24px/1.35 "Source Sans", Arial, sans-serif; }
  h1 { font-size: 28px; margin: .5rem 0; } .clock { margin: 0; color: #C9CED3; font-size: 28px; font-variant-numeric: tabular-nums; }
  .number { font-size: 48px; font-weight: 700; margin: .5rem 0; } .message { margin: .5rem 0; color: #C9CED3; }
  .note { white-space: pre-wrap; font-size: 30px; border-left: 6px solid #4E97DA; padding-left: 1rem; }
  .next { color: #F5A04B; font-weight: 600; }`;

function begin(holder, data, send) {
  const steps = data.steps;
  const stage = make("div", "story");
  stage.tabIndex = -1;
  stage.setAttribute("role", "region");
  stage.setAttribute("aria-label", `Story of ${data.place}, ${steps.length} steps`);
  stage.setAttribute("aria-description", "Arrow keys, Page Up and Page Down go from step to step, digits jump, Escape leaves.");
  const blank = make("div", "blank");
  blank.hidden = true;
  const spoken = make("p", "spoken");
  spoken.setAttribute("role", "status");
  const ways = make("div", "ways");
  const leave = make("button", "leave", "Leave or edit (Escape)");
  leave.type = "button";
  const sections = steps.map(section);
  ways.append(leave);
  stage.append(...sections, ways, spoken, blank);
  holder.replaceChildren(stage);
  const name = `story ${Math.random().toString(36).slice(2)}`;
  const channel = new BroadcastChannel(name);
  const page = location.pathname;
  let at = 0;

  const asked = (key) => new URLSearchParams(location.search).get(key);
  const write = (key, value, how) => {
    const url = new URL(location.href);
    if (value === "") url.searchParams.delete(key);
    else url.searchParams.set(key, value);
    if (url.href !== location.href) history[how]({}, "", url);
  };
  const post = () => {
    const [step, next] = [steps[at], steps[at + 1]];
    channel.postMessage({
      place: `Step ${at + 1} of ${steps.length}`,
      title: step.title,
      message: step.message,
      number: `${step.number} ${step.counts}`,
      note: step.note,
      next: next && `${next.title}. ${next.message}`,
      blank: !blank.hidden,
    });
  };
  // The live step's own script hears of every step, and so does the speaker's window.
  const tell = () => {
    document.documentElement.toggleAttribute("data-tried", steps[at].live && blank.hidden);
    document.dispatchEvent(new CustomEvent("story:step", { detail: steps[at] }));
    post();
  };
  const measure = () => {
    const message = sections[at].querySelector(".message").getBoundingClientRect();
    stage.parentElement.ownerDocument.documentElement.style.setProperty("--live-top", `${message.bottom + 8}px`);
  };
  const blanked = (is) => {
    blank.hidden = !is;
    spoken.textContent = is ? "The screen is blank." : "";
    tell();
  };
  const sayStep = () => {
    stage.dataset.moved = "";
    spoken.textContent = `Step ${at + 1} of ${steps.length}: ${steps[at].title}. ${steps[at].message}`;
  };
  const show = (i, how) => {
    at = Math.min(Math.max(i, 0), steps.length - 1);
    const step = steps[at];
    sections.forEach((one, n) => (one.hidden = n !== at));
    blank.hidden = true;
    stage.toggleAttribute("data-live", step.live);
    if (step.live) measure();
    else if (document.activeElement?.closest(".st-key-live")) document.activeElement.blur();
    if (how) {
      write("step", step.key, how);
      sayStep();
    }
    tell();
  };
  const go = (i) => {
    if (!blank.hidden) return blanked(false);
    if (i !== at && i >= 0 && i < steps.length) show(i, "pushState");
  };
  const light = (room) => {
    stage.dataset.room = room;
    document.documentElement.dataset.room = room;
  };
  const turn = () => {
    const room = stage.dataset.room === "dark" ? "light" : "dark";
    light(room);
    write("room", room === "dark" ? room : "", "replaceState");
  };
  const speak = () => {
    if (!openSpeaker(name, data.place, SPEAKER)) spoken.textContent = "The browser did not let a second window open.";
    post();
  };
  const edit = () => send.now("edit", steps[at].key);
  const KEYS = { b: () => blanked(blank.hidden), ".": () => blanked(blank.hidden), d: turn, s: speak, e: edit, Home: () => go(0) };
  KEYS.End = () => go(steps.length - 1);
  const act = (key) => {
    if (ONWARD.includes(key)) go(at + 1);
    else if (BACK.includes(key)) go(at - 1);
    else if (/^[1-9]$/.test(key)) go(Number(key) - 1);
    else if (key === "Escape") edit();
    else if (KEYS[key] || KEYS[key.toLowerCase()]) (KEYS[key] || KEYS[key.toLowerCase()])();
    else return false;
    return true;
  };
  const pressed = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const on = event.target;
    if (on.closest?.("dfn") && event.key === "Escape") return on.blur(); // glossary.js takes its meaning away
    if (on.closest?.("button") && [" ", "Enter"].includes(event.key)) return;
    if (on.matches?.("input[type=range]")) {
      if (OWN_OF_A_SLIDER.includes(event.key)) return;
      if (event.key === "Escape") return on.blur();
    } else if (on.matches?.("input, textarea, select")) return;
    if (act(event.key)) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  // Back and Forward move at once; what else the address says is Streamlit's to read, and draws the story anew.
  const went = () => {
    if (location.pathname !== page) return;
    light(asked("room") || "light");
    show(Math.max(steps.findIndex((step) => step.key === asked("step")), 0));
    sayStep();
  };
  let finger = null;
  const touched = (event) => {
    const one = event.touches.length === 1 && !event.target.closest("[data-testid='stSlider']");
    finger = one ? { x: event.touches[0].clientX, y: event.touches[0].clientY } : null;
  };
  const lifted = (event) => {
    if (!finger) return;
    const [x, y] = [event.changedTouches[0].clientX - finger.x, event.changedTouches[0].clientY - finger.y];
    finger = null;
    if (Math.abs(x) > SWIPE && Math.abs(x) > 1.5 * Math.abs(y)) go(at + (x < 0 ? 1 : -1));
  };
  leave.onclick = edit;
  channel.onmessage = (message) => message.data.key && act(message.data.key);
  const heard = [
    [document, "keydown", pressed],
    [window, "popstate", went],
    [window, "resize", measure],
    [document, "touchstart", touched],
    [document, "touchend", lifted],
  ];
  heard.forEach(([on, kind, hear]) => on.addEventListener(kind, hear, { capture: true, passive: kind.startsWith("touch") }));
  light(asked("room") || data.room);
  show(Math.max(steps.findIndex((step) => step.key === asked("step")), 0));
  return () => {
    heard.forEach(([on, kind, hear]) => on.removeEventListener(kind, hear, true));
    channel.close();
    delete document.documentElement.dataset.room;
    delete document.documentElement.dataset.tried;
    stage.remove();
  };
}

export default function ({ data, parentElement, setTriggerValue }) {
  const holder = parentElement.querySelector(".story-holder");
  const text = JSON.stringify(data);
  const there = shownIn.get(holder);
  if (there?.text === text) {
    there.send.now = setTriggerValue;
    return there.end;
  }
  there?.end();
  const send = { now: setTriggerValue };
  const end = begin(holder, data, send);
  const leave = () => {
    end();
    shownIn.delete(holder);
  };
  shownIn.set(holder, { text, send, end: leave });
  return leave;
}
