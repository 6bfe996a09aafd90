"""Every file of the meeting pack: what it is called, how it is made. Add an output here and a
function beside the others."""

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lib.archives import with_fixed_dates
from lib.exports.briefing import briefing
from lib.exports.deck import deck
from lib.exports.open_data import csv, geojson
from lib.exports.pictures import pictures as drawings
from lib.exports.standalone import standalone
from lib.exports.workbook import workbook
from lib.findings.pack import Pack


@dataclass(frozen=True, kw_only=True)
class Output:
    """A kind of output: what a reader calls it, whom it is for, the end of its name, its media
    type, and how it is made."""

    key: str
    label: str
    use: str
    ending: str
    media: str
    make: Callable[[Pack], bytes]


def pictures(pack: Pack) -> bytes:
    """Map and charts as PNG and SVG in one zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as into:
        for shown in (shown for page in pack.pages for shown in page.pictures):
            for kind, content in drawings(pack, shown).items():
                into.writestr(pack.file_name(shown.key, kind), content)
    return with_fixed_dates(out.getvalue(), pack.made_on)


def scenario(pack: Pack) -> bytes:
    return pack.scenario.to_json().encode("utf-8")


OFFICE = "application/vnd.openxmlformats-officedocument."
OUTPUTS = {
    output.key: output
    for output in (
        Output(
            key="deck",
            label="Slides (PowerPoint)",
            use="for whoever speaks: to show in the room, with notes; charts can be edited",
            ending="pptx",
            media=f"{OFFICE}presentationml.presentation",
            make=deck,
        ),
        Output(
            key="briefing",
            label="Briefing, two pages (PDF)",
            use="for members, to read before the meeting or print",
            ending="pdf",
            media="application/pdf",
            make=briefing,
        ),
        Output(
            key="workbook",
            label="Workbook (Excel)",
            use="for those who check or use the figures: every table, each on a sheet",
            ending="xlsx",
            media=f"{OFFICE}spreadsheetml.sheet",
            make=workbook,
        ),
        Output(
            key="page",
            label="Page that works without a network (HTML)",
            use="for a room without a network, from a memory stick",
            ending="html",
            media="text/html",
            make=standalone,
        ),
        Output(
            key="pictures",
            label="Pictures (PNG and SVG)",
            use="for those who write a paper or slides of their own",
            ending="zip",
            media="application/zip",
            make=pictures,
        ),
        Output(
            key="data",
            label="Figures (CSV)",
            use="for other programs",
            ending="csv",
            media="text/csv",
            make=csv,
        ),
        Output(
            key="outlines",
            label="Figures with outlines (GeoJSON)",
            use="for programs that draw maps",
            ending="geojson",
            media="application/geo+json",
            make=geojson,
        ),
        Output(
            key="scenario",
            label="Scenario (JSON)",
            use="for a planner, to open it again on the Scenarios page",
            ending="json",
            media="application/json",
            make=scenario,
        ),
    )
}


@dataclass(frozen=True, kw_only=True)
class Made:
    """A finished file."""

    output: Output
    name: str
    content: bytes


def make(pack: Pack, keys: list[str]) -> Iterator[Made]:
    """The files asked for, one by one, so that a page can show how far it is."""
    for key in keys:
        output = OUTPUTS[key]
        yield Made(
            output=output, name=pack.file_name(key, output.ending), content=output.make(pack)
        )


def together(pack: Pack, files: list[Made]) -> Made:
    """All of them in one zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as into:
        for file in files:
            into.writestr(file.name, file.content)
    everything = Output(
        key="all",
        label="Everything in one file (zip)",
        use="for whoever sends it on",
        ending="zip",
        media="application/zip",
        make=pictures,
    )
    return Made(
        output=everything,
        name=pack.file_name("pack", "zip"),
        content=with_fixed_dates(out.getvalue(), pack.made_on),
    )
