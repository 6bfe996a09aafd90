"""The pieces pages are made of: tiles, legends, maps, bars, tables. Everything drawn carries its
words."""

import json
import re
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
from lib.findings.tiles import Tile
from lib.glossed import whole
from lib.ui import cache, state, statics
from lib.ui.parts.terms import glossary, marked

MAP_HEIGHT = 370
CARDS = statics.asset("cards.css")
WORD = re.compile(r"[^\W\d_]{3}")  # a cell of numbers has none, and is written faster
STYLE = statics.asset("page.css") + CARDS + statics.asset("reallocate.css")


def page_style() -> None:
    st.html(f"<style>{STYLE}</style>")


def summary(sentence: str, tiles: Iterable[Tile]) -> None:
    """The page's point in a sentence, and its headline figures."""
    already: set[str] = set()
    point = marked(sentence, already)
    cells = "".join(
        f"<div><dt>{marked(tile.label, already)}<dd>{escape(tile.value)}"
        f"<small>{marked(tile.note, already)}</small></div>"
        for tile in tiles
    )
    st.html(f'<h2 class="point">{point}</h2><dl class="tiles">{cells}</dl>')


def cards(few: Iterable[tuple[str, str]]) -> None:
    """The few figures that matter, each large over its sentence."""
    already: set[str] = set()
    shown = "".join(
        f'<div><p class="number">{escape(number)}</p><p>{marked(text, already)}</p></div>'
        for number, text in few
    )
    st.html(f'<div class="tiles few">{shown}</div>')


def badge(provenance: str, period: str, caution: str) -> None:
    """How the figures are known, in words, beside what they are."""
    already: set[str] = set()
    kind = marked(provenance.upper(), already)
    st.html(
        f'<p style="margin:0"><span class="badge">{kind}</span>'
        f" {marked(f'{period}. {caution}', already)}</p>"
    )


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
    st.html(
        '<ul class="legend" aria-label="Legend">'
        f"<li><strong>{marked(title)}</strong></li>{''.join(items)}{meaning}</ul>"
    )


def _swatch(colour: str, label: str) -> str:
    return f'<li><i style="background:{colour}"></i>{escape(label)}</li>'


def bivariate_legend(first: str, second: str) -> None:
    """A square of nine colours: the first figure across, the second up."""
    areas = cache.tables().place.area.many
    rows = []
    for r, name in ((2, "high"), (1, "middle"), (0, "low")):
        cells = "".join(
            f'<td style="background:{maps.BIVARIATE[3 * r + c]}"></td>' for c in range(3)
        )
        rows.append(f"<tr><th scope=row>{name}</th>{cells}</tr>")
    named = marked(f"Up: {second}. Across: {first}. Thirds of the {areas}.")
    st.html(
        f'<table class="bivariate"><caption>{named}</caption>'
        f"<tbody>{''.join(rows)}</tbody><tfoot><tr><td></td><th scope=col>low</th><th"
        " scope=col>middle</th><th scope=col>high</th></tr>"
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
    base.fetched_from(statics.served())
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
    """Small SVG pictures side by side: title, alternative text, SVG. Streamlit takes drawings out
    of HTML, but not images."""
    figures = "".join(
        f'<figure><figcaption>{escape(title)}</figcaption><img alt="{escape(alt)}"'
        f' src="data:image/svg+xml,{quote(svg)}"></figure>'
        for title, alt, svg in drawn
    )
    st.html(f'<div class="small-maps">{figures}</div>')


def table_html(
    frame: pd.DataFrame,
    caption: str,
    text_columns: int = 1,
    names: str | None = None,
    sentences: bool = False,
) -> str:
    """A frame of words as an HTML table a screen reader can walk; the first column heads each row.

    text_columns: how many columns from the left hold words; the others hold numbers and align
    right. names: the columns' names as `column_names` writes them, "" where the page has them
    already. sentences: that its cells are, each across the whole of a card. Rows and cells have no
    end tags: HTML does not ask for them, and they were a fifth of what travels with a slider.
    """

    known, already = glossary(), set[str]()
    title = known.marked(caption, already)

    def cells(tag: str, values: list[Any], extra: str = "") -> str:
        return "".join(
            f"<{tag}{extra}{' class=t' if 0 < i < text_columns else ''}>{written(i, str(value))}"
            for i, value in enumerate(values)
        )

    def written(column: int, text: str) -> str:
        words = column < text_columns or WORD.search(text)
        return known.marked(text, already) if words else escape(text)

    headings = "".join(
        f"<th scope=col{' class=t' if 0 < i < text_columns else ''}>"
        f"{known.marked(str(name), already)}"
        for i, name in enumerate(frame.columns)
    )
    rows = (
        f"<tr><th scope=row>{known.marked(str(row[0]), already)}{cells('td', ['', *row[1:]])[4:]}"
        for row in frame.itertuples(index=False)
    )
    kind = "figures cards" if len(frame.columns) > 2 else "figures"
    kind += " sentences" if sentences else ""
    style = column_names(frame.columns) if names is None else names
    styled = f' style="{escape(style)}"' if style else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table'
        f' class="{kind}"{styled}>'
        f"<caption>{title}</caption><thead><tr>{headings}"
        f"<tbody>{''.join(rows)}</table></div>"
    )


def column_names(columns: Iterable[Any]) -> str:
    """The columns' names but the first as CSS, for the cards that rows become on a phone."""
    return "".join(
        f"--c{i}:{json.dumps(str(name), ensure_ascii=False)};"
        for i, name in enumerate(columns, 1)
        if i > 1
    )


def table(
    frame: pd.DataFrame, caption: str, text_columns: int = 1, names: str | None = None
) -> None:
    st.html(table_html(frame, caption, text_columns, names))


def sentences(frame: pd.DataFrame, caption: str) -> None:
    """A table whose cells are sentences."""
    st.html(table_html(frame, caption, len(frame.columns), sentences=True))


@st.cache_resource(show_spinner=False)
def _chooser() -> Callable[..., Any]:
    called = f"Table of {cache.tables().place.area.many}"
    return st.components.v2.component(
        "district_table",
        html=(
            f'<div class="chooser" tabindex="0" role="region" aria-label="{escape(called)}"></div>'
        ),
        css=statics.asset("chooser.css") + CARDS,
        js=statics.asset("chooser.js"),
    )


def choosing_table(
    frame: pd.DataFrame,
    codes: list[str | None],
    caption: str,
    key: str,
    text_columns: int,
    chosen: str | None,
) -> None:
    """A table whose districts are buttons: choosing one opens its panel. codes: area_code a row,
    None for a total."""
    known, already = glossary(), set[str]()
    data = {
        "caption": known.marked(caption, already, whole),
        "columns": [str(c) for c in frame.columns],
        "heads": [known.marked(str(c), already, whole) for c in frame.columns],
        "rows": frame.astype(str).to_numpy().tolist(),
        "codes": codes,
        "chosen": chosen,
        "text": text_columns,
    }
    _chooser()(
        data=data, key=key, on_chosen_change=lambda: state.choose(st.session_state[key].chosen)
    )
