"""Slides, opened by a reader that did not write them."""

import io
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pypdf
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from lib.exports.files import OUTPUTS
from lib.findings.pack import Pack
from lib.scenarios.record import Scenario
from tests.lib.exports.packs import office, packed, pages
from tests.lib.exports.pictured import as_it_was, side_by_side


def test_every_figure_of_a_slide_has_its_interval(pack: Pack) -> None:
    slides = list(Presentation(io.BytesIO(OUTPUTS["deck"].make(pack))).slides)
    ranked, scenario = (
        shape.chart.plots[0] for slide in slides for shape in slide.shapes if shape.has_chart
    )
    order = pack.access.sort_values("value", kind="stable")
    for series, value, high in (
        (ranked.series[0], order.value, order.wide_upper),
        (scenario.series[0], *ends_of(pack, "after", "high")),
        (scenario.series[1], *ends_of(pack, "before", "before_high")),
    ):
        lengths = [
            float(v.text) for v in series._element.find("{*}errBars").find("{*}plus").iter("{*}v")
        ]
        assert lengths == pytest.approx((high - value).abs().tolist(), abs=0.01)


def ends_of(pack: Pack, value: str, high: str) -> tuple[pd.Series, pd.Series]:
    frame = pack.shown("scenario").frame.sort_values("before", kind="stable")
    return frame[value], frame[high]


def test_slides_say_the_point_and_hold_an_editable_chart_with_the_pages_figures(pack: Pack) -> None:
    slides = list(Presentation(io.BytesIO(OUTPUTS["deck"].make(pack))).slides)
    text = "\n".join(
        shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame
    )
    assert pack.message in text and pack.scenario.name in text and pack.stamp() in text
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    ranked = charts[0].plots[0]
    shown = dict(zip(ranked.categories, ranked.series[0].values))
    assert shown == {row.district: round(row.value, 1) for row in pack.access.itertuples()}
    assert list(ranked.categories)[-1] == pack.access.district[pack.access.value.idxmax()]
    assert [series.name for series in charts[1].plots[0].series] == ["After", "Today"]
    for slide in slides:
        assert len(slide.notes_slide.notes_text_frame.text) > 20
        for shape in slide.shapes:
            if shape.has_chart or shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
                assert len(next(shape._element.iter("{*}cNvPr")).get("descr")) > 60


def test_slides_hold_only_the_pages_asked_for(pack: Pack) -> None:
    few, all_ = (
        len(list(Presentation(io.BytesIO(OUTPUTS["deck"].make(p))).slides))
        for p in (replace(pack, parts=("access",)), pack)
    )
    # what the scenario would do in words, three pictures of it, the cards, their backup and pace
    assert all_ - few == 7


def test_councillors_get_plain_words_and_the_board_the_ranges(pack: Pack) -> None:
    made = {who: packed(Scenario(), who) for who in ("board", "councillors")}
    text = {
        who: "\n".join(
            shape.text_frame.text
            for slide in Presentation(io.BytesIO(OUTPUTS["deck"].make(one))).slides
            for shape in slide.shapes
            if shape.has_text_frame
        )
        for who, one in made.items()
    }
    assert "(0.5 to 1.0)" in text["board"] and "(0.5 to 1.0)" not in text["councillors"]
    assert "Gini" in text["board"] and "Gini" not in text["councillors"]
    assert "What is assumed, not known" in text["councillors"]
    slides = {
        who: len(list(Presentation(io.BytesIO(OUTPUTS["deck"].make(one))).slides))
        for who, one in made.items()
    }
    assert slides["councillors"] < slides["board"]
    for who, one in text.items():
        assert made[who].every["variation"].sentences[0] in one and "For " in one


def test_libreoffice_opens_the_slides_and_shows_each_in_16_to_9(pack: Pack, tmp_path: Path) -> None:
    content = OUTPUTS["deck"].make(pack)
    printed = office(content, "pptx", tmp_path)
    read = [
        " ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(printed)).pages
    ]
    assert len(read) == len(list(Presentation(io.BytesIO(content)).slides))
    assert " ".join(pack.message.split()) in " ".join(read) and "Sources" in " ".join(read[-3:])
    printed_pages = pages(printed, tmp_path)
    as_it_was(side_by_side(printed_pages), "pack_deck")
    for i, drawn in enumerate(printed_pages):
        assert abs(drawn.width / drawn.height - 16 / 9) < 0.02
        assert len(drawn.convert("L").getcolors()) > 20, f"slide {i + 1} is empty in grey"
