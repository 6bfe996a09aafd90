"""The pieces pages are made of: tiles, legends, maps, bars, tables. Everything drawn carries its words."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterable
from html import escape
from typing import Any
from urllib.parse import quote

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from lib import maps, words
from lib.classes import Classes
from lib.figures.measured import Measured
from lib.ui import cache, state
from lib.ui.statics import ASSETS

MAP_HEIGHT = 370
CARDS, DESK = ((ASSETS / name).read_text(encoding="utf-8") for name in ("cards.css", "reallocate.css"))
STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding: 3.2rem 2rem 2rem; }
[data-testid="stMainBlockContainer"] h1 { font-size: 1.35rem; padding: 0; }
[data-testid="stMainBlockContainer"] h2 { font-size: 1.25rem; padding: .15rem 0 .3rem; }
[data-testid="stMainBlockContainer"] h3 { font-size: 1.1rem; padding: .15rem 0 .3rem; }
h2.point { margin: 0 0 .4rem; font-size: 1.25rem; line-height: 1.3; }
@media (min-width: 641px) { .st-key-head { flex-wrap: nowrap !important; } .st-key-head .st-key-to_pack { flex: none; } }
.st-key-pack_pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(380px, 100%), 1fr)); gap: 1rem; }
.st-key-compared_maps { display: grid; grid-template-columns: repeat(auto-fit, minmax(250px, 1fr)); gap: 1rem; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: inherit; opacity: 1; }
dl.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: .6rem; margin: 0; padding: 0; }
.tiles div { border: 1px solid rgba(128, 134, 140, .7); border-left: 5px solid #2073BC; border-radius: 4px;
  padding: .35rem .7rem; }
.tiles dt { font-size: .85rem; }
.tiles dd { margin: 0; font-size: 1.35rem; font-weight: 650; line-height: 1.25; }
.tiles dd small { display: block; font-size: .8rem; font-weight: 400; }
ul.legend { display: flex; flex-wrap: wrap; gap: .25rem .9rem; align-items: center; font-size: .85rem; margin: 0; padding: 0;
  list-style: none; }
.legend li { display: flex; align-items: center; gap: .35rem; margin: 0; }
.legend i { width: 1.4rem; height: .95rem; border: 1px solid #1d1d1d; display: inline-block; }
.figures { width: 100%; border-collapse: collapse; font-size: .88rem; }
.figures caption { text-align: left; padding-bottom: .3rem; font-weight: 600; }
.figures th, .figures td { border-bottom: 1px solid rgba(128, 134, 140, .5); padding: .25rem .5rem; text-align: right;
  font-variant-numeric: tabular-nums; }
.figures th:first-child, .figures .t { text-align: left; }
.figures tbody th { font-weight: 400; }
.figures td:not(.t) { white-space: nowrap; }
.figures .t { overflow-wrap: anywhere; min-width: 6rem; }
.scroll { overflow-x: auto; container-type: inline-size; }
.badge { display: inline-block; border: 1px solid currentColor; border-radius: 3px; padding: 0 .4rem; font-size: .8rem; font-weight: 650; }
@media (max-width: 640px) { [data-testid="stMainBlockContainer"] { padding: 4.5rem 1rem 2rem; } }
.budget { margin: 0; padding: .3rem .7rem; border-left: 5px solid #2073BC; font-weight: 650; }
[data-testid="stBaseButton-primary"], [data-testid="stMultiSelect"] :has(> span[title]) {
  background: #12436D; color: #fff; border: 1px solid currentColor; }
.small-maps { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: .5rem; }
.small-maps figure { margin: 0; }
.small-maps figcaption { font-size: .85rem; }
.small-maps img { width: 100%; }
.answer { margin: 0; padding: .5rem .7rem; border-left: 5px solid #2073BC; font-weight: 600; }
.budget.over { border-color: #D4351C; background: #D4351C; color: #fff; }
@container (max-width: 520px) { [class*="st-key-faults"] tbody th::before { content: "row "; } }
.bivariate { border-collapse: collapse; font-size: .8rem; }
.bivariate caption { text-align: left; }
.bivariate tbody td { width: 2.4rem; height: 1.7rem; border: 1px solid #1d1d1d; }
.bivariate th { font-weight: 400; padding: 0 .3rem; }
</style>"""


def page_style() -> None:
    st.html(f"{STYLE}<style>{CARDS}{DESK}</style>")


def summary(sentence: str, items: list[tuple[str, str, str]]) -> None:
    """The page's point in a sentence, and its headline figures: label, value, note."""
    cells = "".join(f"<div><dt>{escape(label)}<dd>{escape(value)}<small>{escape(note)}</small></div>" for label, value, note in items)
    st.html(f'<h2 class="point">{escape(sentence)}</h2><dl class="tiles">{cells}</dl>')


def badge(provenance: str, period: str, caution: str) -> None:
    """How the figures are known, in words, beside what they are."""
    st.html(f'<p style="margin:0"><span class="badge">{escape(provenance.upper())}</span> {escape(period)}. {escape(caution)}</p>')


def caution(measured: Measured) -> str:
    """What the reader must know of how the figures are made."""
    if cache.exact():
        return "Exact figures as you brought them in, for your eyes: small numbers are not hidden."
    return words.caution(measured, cache.tables().areas)


def legend(classes: Classes, title: str, missing: bool = False) -> None:
    """The classes of a map with their unit; a folium legend is lost inside st_folium."""
    items = [_swatch(colour, label) for colour, label in zip(classes.colours, classes.labels())]
    if missing:
        items.append(_swatch(maps.HATCHED, "* suppressed"))
    meaning = f"<li>({escape(classes.meaning)})</li>" if classes.edges else ""
    st.html(f'<ul class="legend" aria-label="Legend"><li><strong>{escape(title)}</strong></li>{"".join(items)}{meaning}</ul>')


def _swatch(colour: str, label: str) -> str:
    return f'<li><i style="background:{colour}"></i>{escape(label)}</li>'


def bivariate_legend(first: str, second: str) -> None:
    """A square of nine colours: the first figure across, the second up."""
    rows = []
    for r, name in ((2, "high"), (1, "middle"), (0, "low")):
        cells = "".join(f'<td style="background:{maps.BIVARIATE[3 * r + c]}"></td>' for c in range(3))
        rows.append(f"<tr><th scope=row>{name}</th>{cells}</tr>")
    st.html(
        f'<table class="bivariate"><caption>Up: {escape(second)}. Across: {escape(first)}. Thirds of the districts.</caption>'
        f"<tbody>{''.join(rows)}</tbody><tfoot><tr><td></td><th scope=col>low</th><th scope=col>middle</th><th scope=col>high</th></tr>"
        "</tfoot></table>"
    )


def district_map(
    base: maps.DistrictMap,
    layer: folium.FeatureGroup,
    key: str,
    height: int = MAP_HEIGHT,
    pick: bool = False,
) -> None:
    """Show a map; with pick, a click chooses the district for the whole dashboard."""
    st_folium(
        base,
        key=key,
        height=height,
        use_container_width=True,
        returned_objects=["last_clicked"] if pick else [],
        feature_group_to_add=layer,
        on_change=_choose_from_map(key) if pick else None,
    )


def _choose_from_map(key: str) -> Callable[[], None]:
    def choose() -> None:
        code = maps.area_from_click(st.session_state.get(key), cache.tables().boundaries)
        if code:
            state.choose(code)

    return choose


def choose_from_bar(key: str) -> Callable[[], None]:
    """Callback of a ranked bar: choose the district of the bar clicked."""

    def choose() -> None:
        picked = st.session_state[key].selection.get("district") or []
        if picked:
            state.choose(picked[0]["area_code"])

    return choose


def small_pictures(drawn: list[tuple[str, str, str]]) -> None:
    """Small SVG pictures side by side: title, alternative text, SVG. Streamlit takes drawings out of HTML, but not images."""
    figures = "".join(
        f'<figure><figcaption>{escape(title)}</figcaption><img alt="{escape(said)}" src="data:image/svg+xml,{quote(svg)}"></figure>'
        for title, said, svg in drawn
    )
    st.html(f'<div class="small-maps">{figures}</div>')


def png(content: bytes, said: str) -> None:
    """A picture with its words for those who do not see it, which st.image has no place for."""
    st.html(f'<img style="width:100%" alt="{escape(said)}" src="data:image/png;base64,{b64encode(content).decode()}">')


def table_html(frame: pd.DataFrame, caption: str, text_columns: int = 1, names: str | None = None) -> str:
    """A frame of words as an HTML table a screen reader can walk; the first column heads each row.

    text_columns: how many columns from the left hold words; the others hold numbers and align right. names: the columns' names as
    `column_names` writes them, "" where the page has them already. Rows and cells have no end tags: HTML does not ask for them,
    and they were a fifth of what travels with a slider.
    """

    def cells(tag: str, values: list[Any], extra: str = "") -> str:
        return "".join(f"<{tag}{extra}{' class=t' if 0 < i < text_columns else ''}>{escape(str(value))}" for i, value in enumerate(values))

    rows = (f"<tr><th scope=row>{escape(str(row[0]))}{cells('td', ['', *row[1:]])[4:]}" for row in frame.itertuples(index=False))
    kind = "figures cards" if len(frame.columns) > 2 else "figures"
    style = column_names(frame.columns) if names is None else names
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="{kind}" style="{escape(style)}">'
        f"<caption>{escape(caption)}</caption><thead><tr>{cells('th', list(frame.columns), ' scope=col')}"
        f"<tbody>{''.join(rows)}</table></div>"
    )


def column_names(columns: Iterable[Any]) -> str:
    """The columns' names but the first as CSS, for the cards that rows become on a phone."""
    return "".join(f"--c{i}:{json.dumps(str(name), ensure_ascii=False)};" for i, name in enumerate(columns, 1) if i > 1)


def table(frame: pd.DataFrame, caption: str, text_columns: int = 1, names: str | None = None) -> None:
    st.html(table_html(frame, caption, text_columns, names))


CHOOSER_JS = """
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
  table.append(cell("caption", data.caption));
  const head = table.createTHead().insertRow();
  data.columns.forEach((name, i) => {
    const made = cell("th", name, i >= data.text ? "number" : "");
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
"""
CHOOSER_CSS = """
.chooser { overflow-x: auto; container-type: inline-size; color: var(--st-text-color); font-family: var(--st-font); }
table { width: 100%; border-collapse: collapse; font-size: .88rem; }
caption { text-align: left; font-weight: 600; padding-bottom: .3rem; }
th, td { border-bottom: 1px solid var(--st-border-color); padding: .2rem .5rem; text-align: left; font-weight: 400; }
thead th { font-weight: 650; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
.total th, .total td { font-weight: 650; }
button { all: unset; cursor: pointer; color: var(--st-link-color); text-decoration: underline; padding: .1rem 0; }
button:focus-visible { outline: 3px solid #F46A25; outline-offset: 2px; }
button[aria-pressed="true"] { font-weight: 700; }
button[aria-pressed="true"]::after { content: " (chosen)"; }
"""


@st.cache_resource(show_spinner=False)
def _chooser() -> Callable[..., Any]:
    return st.components.v2.component(
        "district_table",
        html='<div class="chooser" tabindex="0" role="region" aria-label="Table of districts"></div>',
        css=CHOOSER_CSS + CARDS,
        js=CHOOSER_JS,
    )


def choosing_table(frame: pd.DataFrame, codes: list[str | None], caption: str, key: str, text_columns: int, chosen: str | None) -> None:
    """A table whose districts are buttons: choosing one opens its panel. codes: area_code a row, None for a total."""
    data = {
        "caption": caption,
        "columns": [str(c) for c in frame.columns],
        "rows": frame.astype(str).to_numpy().tolist(),
        "codes": codes,
        "chosen": chosen,
        "text": text_columns,
    }
    _chooser()(data=data, key=key, on_chosen_change=lambda: state.choose(st.session_state[key].chosen))
