export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".share");
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  const rows = data.links.map((link, i) => {
    const row = document.createElement("div");
    const label = document.createElement("label");
    const shown = document.createElement("textarea");
    const button = document.createElement("button");
    label.textContent = link.label;
    shown.value = link.text;
    shown.readOnly = true;
    shown.rows = Math.min(4, Math.ceil(link.text.length / 70));
    shown.id = label.htmlFor = "link" + i;
    shown.onfocus = () => shown.select();
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy: " + link.label);
    button.onclick = async () => {
      try {
        // only where the page came over TLS, or from this machine
        await navigator.clipboard.writeText(link.text);
      } catch {
        shown.select();
        document.execCommand("copy");
      }
      said.textContent = "Copied: " + link.label;
    };
    row.append(label, shown, button);
    return row;
  });
  root.replaceChildren(...rows, said);
}
