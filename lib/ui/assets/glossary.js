// Shows what a term of the glossary means while it is pointed at, focused or tapped; Escape closes it. A term refers to
// its meaning, which is fetched once and stands hidden on the page, or has it itself where it is inside a component. A
// screen reader has it from there, so the box is hidden from it.
const GAP = 6;
const TERMS = "dfn:is([aria-describedby], [aria-description])";
const meaningOf = (term) =>
  term.getAttribute("aria-description") ?? document.getElementById(term.getAttribute("aria-describedby"))?.textContent ?? "";

export default function ({ data }) {
  const meanings = document.createElement("div");
  meanings.hidden = true;
  document.body.append(meanings);
  const fetched = async () => {
    for (const [name, meaning] of Object.entries(await (await fetch(data)).json())) {
      const said = document.createElement("p");
      said.id = name;
      said.textContent = meaning;
      meanings.append(said);
    }
  };
  fetched().catch(() => setTimeout(() => fetched().catch(() => {}), 5000));
  const box = document.createElement("div");
  box.className = "meaning";
  box.setAttribute("aria-hidden", "true");
  box.hidden = true;
  document.body.append(box);
  let shown = null;
  const termOf = (event) => event.composedPath().find((at) => at.matches?.(TERMS)) ?? null;
  const place = () => {
    const at = shown.getBoundingClientRect();
    const most = document.documentElement.clientWidth - box.offsetWidth - GAP;
    box.style.left = `${Math.max(GAP, Math.min(at.left, most))}px`;
    const below = at.bottom + GAP;
    const fits = below + box.offsetHeight < window.innerHeight || at.top < box.offsetHeight + GAP;
    box.style.top = `${fits ? below : at.top - box.offsetHeight - GAP}px`;
  };
  const show = (term) => {
    if (!meaningOf(term)) return;
    shown = term;
    box.textContent = meaningOf(term);
    const style = getComputedStyle(document.querySelector("[data-testid='stApp']"));
    box.style.fontFamily = style.fontFamily;
    box.hidden = false;
    place();
  };
  const hide = () => {
    shown = null;
    box.hidden = true;
  };
  const over = (event) => {
    const term = termOf(event);
    if (term) show(term);
    else if (shown && !event.composedPath().includes(box) && !shown.matches(":focus")) hide();
  };
  const focus = (event) => (termOf(event) ? show(termOf(event)) : hide());
  const down = (event) => {
    const term = termOf(event);
    if (term) show(term);
    else if (!event.composedPath().includes(box)) hide();
  };
  // The Tab key stops at a term once on a page, where it stands first.
  const stopOnce = () => {
    const seen = new Set();
    const inside = [...document.querySelectorAll("[data-testid='stBidiComponentIsolated']")].map((host) => host.shadowRoot);
    const terms = [document, ...inside].flatMap((root) => [...(root?.querySelectorAll(TERMS) ?? [])]);
    for (const term of terms) {
      const step = term.closest("[data-step]")?.dataset.step ?? ""; // of the story, each a page of its own
      const said = `${step} ${meaningOf(term) || term.getAttribute("aria-describedby")}`;
      const wanted = seen.has(said) ? "-1" : "0";
      if (term.getAttribute("tabindex") !== wanted) term.setAttribute("tabindex", wanted);
      seen.add(said);
    }
  };
  let waiting = 0;
  const drawn = new MutationObserver(() => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(stopOnce);
  });
  drawn.observe(document.body, { childList: true, subtree: true });
  stopOnce();
  const key = (event) => event.key === "Escape" && hide();
  const follow = () => shown && (shown.isConnected ? place() : hide());
  const heard = { pointerover: over, pointerdown: down, focusin: focus, focusout: hide, keydown: key, scroll: follow };
  Object.entries(heard).forEach(([kind, hear]) => document.addEventListener(kind, hear, true));
  return () => {
    drawn.disconnect();
    cancelAnimationFrame(waiting);
    box.remove();
    meanings.remove();
    Object.entries(heard).forEach(([kind, hear]) => document.removeEventListener(kind, hear, true));
  };
}
