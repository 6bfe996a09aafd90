"""One HTML file that works from a memory stick: map, bars, table and scenario, with nothing to
fetch and no script."""

from html import escape
from pathlib import Path

import pandas as pd

from lib import maps
from lib.exports.pictures import picture
from lib.findings.pack import Pack
from lib.findings.page import Page, Picture

STYLE = (Path(__file__).parent / "assets" / "standalone.css").read_text(encoding="utf-8")


def standalone(pack: Pack) -> bytes:
    """The page as UTF-8 bytes."""
    sentences = (*pack.decision, *pack.plain_words, *pack.districts)
    lines = "".join(f"<p>{escape(line)}</p>" for line in sentences)
    quality = "".join(f"<li>{escape(line)}</li>" for line in pack.quality)
    assumed = "".join(
        f"<li>{escape(f'{a.key} {a.title}: {a.value}. {a.why}'.strip())}</li>"
        for a in pack.assumptions
    )
    body = f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{escape(pack.title)}</title>
<style>{STYLE}</style></head><body><main>
<h1>{escape(pack.title)}</h1><p><strong>{escape(pack.message)}</strong></p>{lines}
{"".join(_page(pack, page) for page in pack.pages)}
<h2>How the figures are known</h2><ul>{quality}</ul><h2>Assumptions</h2><ul>{assumed}</ul></main>
<footer><p>{escape(pack.stamp())}</p><p>{escape(pack.cited)}</p>
<p>Opens again, with a network, at <a href="{escape(pack.link)}">{escape(pack.link)}</a></p>
</footer></body></html>
"""
    return body.encode("utf-8")


def _page(pack: Pack, page: Page) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in page.sentences)
    drawn = "".join(
        _map(pack, shown) if shown.kind == "map" else _inline(pack, shown)
        for shown in page.pictures
    )
    table = _table(page.table, page.caption) if page.caption else ""
    if page.in_words:
        table = table.replace("<table>", "<table class=words>")
    return f"<h2>{escape(page.heading)}</h2>{paragraphs}{drawn}{table}"


def _map(pack: Pack, shown: Picture) -> str:
    """A map that is no bigger than it has to be, with its legend."""
    classes, value = shown.classes, shown.frame.value
    paths = maps.small_outlines(pack.mapped.outlines.set_index("area_code"))
    legend = "".join(
        f'<span class="key" style="background:{colour}"></span>{escape(text)}'
        for colour, text in zip(classes.colours, classes.labels())
    )
    if value.isna().any():
        legend += f'<span class="key" style="background:{maps.HATCHED}"></span>* suppressed'
    drawn = _own_names(maps.small_map(paths, value, classes), shown.key).replace(
        "<svg ", f'<svg role="img" aria-label="{escape(shown.alt)}" ', 1
    )
    return f"{drawn}<p>{escape(shown.unit)}:{legend} ({escape(classes.meaning)})</p>"


def _inline(pack: Pack, shown: Picture) -> str:
    """A picture as SVG inside the page, with its words."""
    svg = picture(pack, shown, "svg").decode("utf-8")
    svg = svg[svg.index("<svg") :]
    # Two drawings on one page must not share the names of their parts.
    svg = _own_names(svg, shown.key)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(shown.alt)}" ', 1)


def _own_names(svg: str, key: str) -> str:
    return (
        svg.replace('id="', f'id="{key}-')
        .replace('href="#', f'href="#{key}-')
        .replace("url(#", f"url(#{key}-")
    )


def _table(frame: pd.DataFrame, caption: str) -> str:
    head = "".join(f"<th scope=col>{escape(c)}</th>" for c in frame.columns)
    rows = "".join(_row(*row) for row in frame.itertuples(index=False))
    return (
        f'<div class="scroll"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(name: object, *values: object) -> str:
    cells = "".join(f"<td>{escape(str(value))}</td>" for value in values)
    return f"<tr><th scope=row>{escape(str(name))}</th>{cells}</tr>"
