export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".chooser");
  const cell = (tag, text, kind) => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  };
  const table = document.createElement("table");
  table.className = "cards";
  data.columns.forEach((name, i) => table.style.setProperty("--c" + (i + 1), JSON.stringify(name)));
  // Captions and headings come as HTML with the terms of the glossary marked; the server has escaped all else of them.
  table.createCaption().innerHTML = data.caption;
  const head = table.createTHead().insertRow();
  data.heads.forEach((html, i) => {
    const made = cell("th", "", i >= data.text ? "number" : "");
    made.innerHTML = html;
    made.scope = "col";
    head.append(made);
  });
  const body = table.createTBody();
  data.rows.forEach((row, r) => {
    const line = body.insertRow();
    row.forEach((text, i) => {
      if (i > 0) return line.append(cell("td", text, i >= data.text ? "number" : ""));
      const made = cell("th", "");
      made.scope = "row";
      if (data.codes[r]) {
        const button = cell("button", text);
        button.type = "button";
        button.setAttribute("aria-pressed", String(data.codes[r] === data.chosen));
        button.onclick = () => setTriggerValue("chosen", data.codes[r]);
        made.append(button);
      } else {
        made.textContent = text;
        line.className = "total";
      }
      line.append(made);
    });
  });
  root.replaceChildren(table);
}
