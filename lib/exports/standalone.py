"""One HTML file that works from a memory stick: map, bars, table and scenario, with nothing to fetch and no script."""

from html import escape

import pandas as pd

from lib import maps
from lib.exports.pack import Pack
from lib.exports.pictures import described, picture
from lib.words import signed

STYLE = """body{font:16px/1.5 Arial,sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem;color:#111;background:#fff}
svg,img{max-width:100%;height:auto}table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:700}
th,td{border-bottom:1px solid #888;padding:.25rem .5rem;text-align:right}th:first-child{text-align:left;font-weight:400}
.words td{text-align:left}
.scroll{overflow-x:auto}.key{display:inline-block;width:1.2rem;height:.9rem;border:1px solid #111;margin:0 .3rem 0 .9rem}
footer{font-size:.85rem;border-top:2px solid #12436D;margin-top:2rem}@media print{body{max-width:none}}"""


def standalone(pack: Pack) -> bytes:
    """The page as UTF-8 bytes."""
    lines = "".join(f"<p>{escape(line)}</p>" for line in (*pack.plain_words, *pack.districts))
    quality = "".join(f"<li>{escape(line)}</li>" for line in pack.quality)
    assumed = "".join(f"<li>{escape(f'{a.key} {a.title}: {a.value}. {a.why}')}</li>" for a in pack.assumptions)
    body = f"""<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(pack.title)}</title>
<style>{STYLE}</style></head><body><main>
<h1>{escape(pack.title)}</h1><p><strong>{escape(pack.message)}</strong></p>{lines}
{"".join(PART_HTML[part](pack) for part in pack.parts)}
<h2>How the figures are known</h2><ul>{quality}</ul><h2>Assumptions</h2><ul>{assumed}</ul></main>
<footer><p>{escape(pack.stamp)}</p><p>{escape(pack.cited)}</p>
<p>Opens again, with a network, at <a href="{escape(pack.link)}">{escape(pack.link)}</a></p></footer></body></html>
"""
    return body.encode("utf-8")


def _access_part(pack: Pack) -> str:
    paths = maps.small_outlines(pack.outlines.set_index("area_code"))
    legend = "".join(
        f'<span class="key" style="background:{colour}"></span>{escape(text)}'
        for colour, text in zip(pack.classes.colours, pack.classes.labels())
    )
    if pack.access.value.isna().any():
        legend += f'<span class="key" style="background:{maps.HATCHED}"></span>* suppressed'
    drawn = maps.small_map(paths, pack.access.value, pack.classes).replace(
        "<svg ", f'<svg role="img" aria-label="{escape(described(pack, "map"))}" ', 1
    )
    table = _table(_access(pack), f"Children reached by district, {pack.period}")
    return f"<h2>Access today</h2>{drawn}<p>{escape(pack.unit)}:{legend} ({escape(pack.classes.meaning)})</p>{_inline(pack, 'bars')}{table}"


def _scenario_part(pack: Pack) -> str:
    table = _table(_moves(pack), "What the scenario would do, by district (modelled)")
    said = f"<h2>{escape(pack.scenario_name)}</h2><p>{escape(pack.scenario_message)} {escape(pack.scenario_span)}</p>"
    return f"{said}{_inline(pack, 'scenario')}{table}"


def _pace_part(pack: Pack) -> str:
    return f"<h2>Getting there</h2><p>{escape(pack.pace_message)}</p>{_inline(pack, 'pace')}"


def _variation_part(pack: Pack) -> str:
    table = _table(pd.DataFrame(pack.statistics, columns=["Statistic", "Question", "Answer"]), "Measures of variation in words")
    return f"<h2>How unequal</h2><p>{escape(pack.spread_message)}</p>{table.replace('<table>', '<table class=words>')}"


PART_HTML = {"access": _access_part, "variation": _variation_part, "scenario": _scenario_part, "pace": _pace_part}


def _inline(pack: Pack, key: str) -> str:
    """A picture as SVG inside the page, with its words."""
    svg = picture(pack, key, "svg").decode("utf-8")
    svg = svg[svg.index("<svg") :]
    # Two drawings on one page must not share the names of their parts.
    svg = _own_names(svg, key)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(described(pack, key))}" ', 1)


def _own_names(svg: str, key: str) -> str:
    return svg.replace('id="', f'id="{key}-').replace('href="#', f'href="#{key}-').replace("url(#", f"url(#{key}-")


def _access(pack: Pack) -> pd.DataFrame:
    rows = [
        (r.district, r.text, _span(r.lower, r.upper, 1), _span(r.wide_lower, r.wide_upper, 0), r.source) for r in pack.access.itertuples()
    ]
    columns = ["District", pack.unit.capitalize(), "Published rate, 95%", "District by itself, 95%", "Rate from former CCG"]
    return pd.DataFrame(rows, columns=columns)


def _span(low: float, high: float, decimals: int) -> str:
    return f"{low:.{decimals}f} to {high:.{decimals}f}" if low == low else "*"


def _moves(pack: Pack) -> pd.DataFrame:
    rows = [
        (r.district, signed(f"{r.change / 1000:,.0f}"), f"{r.before:.1f}", f"{r.after:.1f}", f"{r.low:.0f} to {r.high:.0f}")
        for r in pack.moves.itertuples()
    ]
    return pd.DataFrame(rows, columns=["District", "Change, £000", "Reached today, in 100", "After", "95% interval"])


def _table(frame: pd.DataFrame, caption: str) -> str:
    head = "".join(f"<th scope=col>{escape(c)}</th>" for c in frame.columns)
    rows = "".join(
        f"<tr><th scope=row>{escape(str(row[0]))}</th>{''.join(f'<td>{escape(str(v))}</td>' for v in row[1:])}</tr>"
        for row in frame.itertuples(index=False)
    )
    return (
        f'<div class="scroll"><table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )
