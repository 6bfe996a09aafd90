"""Every number that a page shows, to hold one release against the next.

`python -m tests.app.figures` writes tests/golden/figures.json anew. Do that only for a release
whose CHANGELOG says which numbers changed.
"""

import io
import json
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pyarrow as pa
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from lib.catalogue.indicators import INDICATORS
from lib.model.need import BASES
from lib.ui.pages import PAGES
from lib.ui.reallocate.sections import SECTIONS
from tests.app.pages import open_section, opened
from tests.app.test_your_data import MINE
from tests.app.test_your_data import opened as opened_on
from tests.bundled import LATER, ORDER

GOLDEN = Path(__file__).parents[1] / "golden" / "figures.json"
# of the data in use, or of a chart's: the digits in it are no figure
HASH = re.compile(r"\b(?=[0-9]*[a-f])[0-9a-f]{12,}\b")
NUMBER = re.compile(r"[+−-]?£?\d[\d,]*(?:\.\d+)?%?")
# Not shown: names of things inside the page, and how charts and styles are drawn.
APART = {
    "id",
    "form_id",
    "element_id",
    "url",
    "icon",
    "spec",
    "theme",
    "js_content",
    "css_content",
    "html_content",
    "component_name",
}
APART |= {
    "js_source_path",
    "css_source_path",
    "link_url",
    "file_id",
    "deferred_file_id",
    "page_script_hash",
    "query_param_key",
}
CHANGES = "changes"  # the heading of the history of the program, last on the Methods page
KINDS_APART = {
    getattr(FieldDescriptor, f"TYPE_{kind}")
    for kind in ("INT32", "INT64", "UINT32", "UINT64", "BOOL", "ENUM")
}
# What these widgets stand at is read of the widget itself, or is no figure.
WIDGETS = (
    "button_group",
    "checkbox",
    "multiselect",
    "number_input",
    "selectbox",
    "slider",
    "toggle",
)
STAND = {"raw_value", "value", "default"}
STANDING = ("slider", "number_input")  # widgets that stand at a number
LAYOUT = ("column", "flex_container", "main", "sidebar")
HIDDEN = re.compile(r"<style.*?</style>|<svg.*?</svg>|<[^>]*>|#[0-9A-Fa-f]{6}", re.DOTALL)
SAID = re.compile(r'"(?:message|number|counts|caution)": "([^"]*)"')  # of a step of the story
PAINT = re.compile(r'\{\\?"colours.*?"alt\\?":.*?\}')
# Pounds in thousands by an area's place, as links before 0.4 had them.
AT_PLACE = {2: 250, 5: -250}
MOVES = "_".join(str(AT_PLACE.get(place, 0)) for place in range(len(ORDER)))
MOVED = {"moves": MOVES, "early": "3", "growth": "2", "unit": "pounds"}


def shown(app: AppTest) -> Iterator[str]:
    """The numbers of a page as they are written on it, in its order; a chart's are those of its
    data."""
    for element in [*app.main, *app.sidebar]:
        if getattr(element.proto, "anchor", "") == CHANGES:
            return  # what each release changed is no figure
        if isinstance(element.proto, Message) and element.type not in LAYOUT:
            apart = APART | STAND if element.type in WIDGETS else APART
            for text in _texts(element.proto, apart):
                yield from _numbers(text)
        if element.type in STANDING:
            yield f"{element.value:.6g}"


def _numbers(text: str) -> list[str]:
    """Those of a text, without those of a fingerprint, today's date and those that follow from
    it."""
    today = date.today()
    return NUMBER.findall(
        re.sub(rf"\d{{4}}.{today:%m}.{today:%d}\b|{today:%-d %B} \d{{4}}", "", HASH.sub("", text))
    )


def _texts(message: Message, apart: set[str]) -> Iterator[str]:
    """What a message says, but for the fields set apart."""
    for field, value in message.ListFields():
        if field.name in apart or field.type in KINDS_APART:
            continue
        for one in value if field.is_repeated else [value]:
            if isinstance(one, Message):
                yield from _texts(one, apart)
            elif isinstance(one, bytes):
                yield from _cells(one)
            elif field.name in ("json_args", "json"):
                yield from (HIDDEN.sub(" ", paint) for paint in PAINT.findall(one))
                yield from SAID.findall(one)
            else:
                yield HIDDEN.sub(" ", str(one)) if isinstance(one, str) else f"{one:.6g}"


def _cells(arrow: bytes) -> Iterator[str]:
    """A table of a chart, a text a cell; a number of it to six figures."""
    for row in pa.ipc.open_stream(arrow).read_all().to_pylist():
        yield from (
            f"{cell:.6g}" if isinstance(cell, int | float) else str(cell)
            for cell in row.values()
            if cell is not None
        )


def packed(app: AppTest) -> Iterator[str]:
    """The numbers in the workbook of a meeting pack."""
    next(button for button in app.button if button.label == "Make the pack").click().run()
    assert not app.exception
    workbook = next(
        file for file in app.session_state["pack_files"][1] if file.name.endswith(".xlsx")
    )
    for sheet in openpyxl.load_workbook(io.BytesIO(workbook.content), data_only=True):
        for row in sheet.iter_rows(values_only=True):
            for cell in row:
                text = f"{cell:.6g}" if isinstance(cell, int | float) else str(cell or "")
                yield from _numbers(text)


def pages() -> dict[str, dict[str, str]]:
    """Every page that is looked at: its name and address, by what it is called in the record."""
    found: dict[str, dict[str, str]] = {page.stem: {"page": page.stem} for page in PAGES}
    for key, indicator in INDICATORS.items():
        found[f"access_map, {key}"] = {"page": "access_map", "indicator": indicator.label}
        found[f"variation, {key}"] = {"page": "variation", "measure": indicator.label}
    for key, basis in BASES.items():
        found |= {
            f"{page}, {key}, weighted": {"page": page, "basis": basis.label, "weighted": "true"}
            for page in ("access_map", "reallocate")
        }
    found["access_map, a later year"] = {"page": "access_map", "period": LATER[-1]}
    found["reallocate, moved"] = {"page": "reallocate"} | MOVED
    return found


def collected() -> Iterator[tuple[str, list[str]]]:
    """What each page shows, and what each page shows on a reader's own figures."""
    for name, address in pages().items():
        yield name, list(shown(opened(**address)))
    for section in ("Ask the model", *SECTIONS):
        app = opened("reallocate", **MOVED)
        open_section(app, section)
        yield f"reallocate, {section}", list(shown(app.run()))
    yield "the pack's workbook", list(packed(opened("pack", **MOVED)))
    for page in PAGES:
        yield f"{page.stem}, own data", list(shown(opened_on(page.stem, MINE)))


if __name__ == "__main__":
    found = {name: " ".join(numbers) for name, numbers in collected()}
    Path(sys.argv[1] if len(sys.argv) > 1 else GOLDEN).write_text(
        json.dumps(found, indent=0, ensure_ascii=False) + "\n"
    )
