// Every text on the screen that is smaller than `least` pixels, with its size and where it stands: in the page, in
// open shadow roots, in frames, in drawings (as they are scaled) and what style sheets write before and after.
// Left out: what nobody sees, icons, and the parts of a formula, where an index is smaller by its nature.
(least) => {
  const small = new Map();
  const LEFT_OUT = "script, style, title, noscript, .katex";
  const styleOf = (element, side) => element.ownerDocument.defaultView.getComputedStyle(element, side);

  function clipped(element) {
    for (let up = element; up; up = up.parentElement) {
      const style = styleOf(up);
      if (style.clipPath === "inset(50%)" || style.clip === "rect(0px, 0px, 0px, 0px)") return true;
    }
    return false;
  }

  function seen(element) {
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !clipped(element);
  }

  function scaled(element) {
    const by = element.getScreenCTM?.();
    return by ? Math.hypot(by.a, by.b) : 1;
  }

  function written(element) {
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const typed = element.matches("input:not([type=range], [type=checkbox], [type=radio], [type=file]), textarea");
    return (own.map((node) => node.nodeValue).join(" ") + (typed ? element.value || element.placeholder : "")).trim();
  }

  function note(size, text, element) {
    if (size < least - 0.05) small.set(`${text.slice(0, 40)} (${size.toFixed(1)} px in ${element.localName}.${element.classList})`);
  }

  function look(root) {
    for (const element of root.querySelectorAll("*")) {
      if (element.shadowRoot) look(element.shadowRoot);
      if (element.localName === "iframe" && element.contentDocument && seen(element)) look(element.contentDocument);
      if (element.closest(LEFT_OUT) || styleOf(element).fontFamily.includes("Material Symbols")) continue;
      const text = written(element);
      if (text && seen(element)) note(parseFloat(styleOf(element).fontSize) * scaled(element), text, element);
      for (const side of ["::before", "::after"]) {
        const style = styleOf(element, side);
        if (/\w/.test(style.content.replace(/^(none|normal)$/, "")) && seen(element)) {
          note(parseFloat(style.fontSize), style.content, element);
        }
      }
    }
  }

  look(document);
  return [...small.keys()];
};
