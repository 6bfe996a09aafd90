"""Slides, opened by a reader that did not write them."""

import io
from dataclasses import replace

import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from lib.exports.deck import deck
from lib.findings.pack import Pack
from lib.promise_words import STAMP
from lib.scenarios.record import Scenario
from tests.lib.exports.packs import Files, packed


def test_every_figure_of_a_slide_has_its_interval(pack: Pack, files: Files) -> None:
    slides = list(Presentation(io.BytesIO(files["deck"])).slides)
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


def test_slides_say_the_point_and_hold_an_editable_chart_with_the_pages_figures(
    pack: Pack, files: Files
) -> None:
    slides = list(Presentation(io.BytesIO(files["deck"])).slides)
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


def test_slides_hold_only_the_pages_asked_for(pack: Pack, files: Files) -> None:
    few, all_ = (
        len(list(Presentation(io.BytesIO(made)).slides))
        for made in (Files(replace(pack, parts=("access",)))["deck"], files["deck"])
    )
    # what the scenario would do in words, three pictures of it, the cards, their backup and pace
    assert all_ - few == 7


def test_councillors_get_plain_words_and_the_board_the_ranges(
    pack: Pack, councillors: Pack, files: Files
) -> None:
    packs = {"board": pack, "councillors": councillors}
    made = {"board": files["deck"], "councillors": Files(councillors)["deck"]}
    slides = {who: list(Presentation(io.BytesIO(one)).slides) for who, one in made.items()}
    text = {
        who: "\n".join(
            shape.text_frame.text for slide in of for shape in slide.shapes if shape.has_text_frame
        )
        for who, of in slides.items()
    }
    assert "(0.5 to 1.0)" in text["board"] and "(0.5 to 1.0)" not in text["councillors"]
    assert "Gini" in text["board"] and "Gini" not in text["councillors"]
    assert "What is assumed, not known" in text["councillors"]
    assert len(slides["councillors"]) < len(slides["board"])
    for who, one in text.items():
        assert packs[who].every["variation"].sentences[0] in one and "For " in one


def test_the_link_is_one_and_a_long_one_has_words_in_its_place(pack: Pack, files: Files) -> None:
    long = replace(pack, parts=(), link=f"{pack.link}&more={'x' * 3000}")
    for one, made in ((pack, files["deck"]), (long, Files(long)["deck"])):
        last = list(Presentation(io.BytesIO(made)).slides)[-1]
        runs = [
            run
            for shape in last.shapes
            if shape.has_text_frame
            for part in shape.text_frame.paragraphs
            for run in part.runs
        ]
        (link,) = [run for run in runs if run.hyperlink.address]
        assert link.hyperlink.address == one.link
        assert (one.link in link.text) == (one is pack)


def test_slides_of_promises_do_not_say_the_packs_own_period_at_their_foot() -> None:
    pack = packed(Scenario(), parts=("promises",))
    (page,) = pack.pages
    slides = [
        [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        for slide in Presentation(io.BytesIO(deck(pack))).slides
    ]
    ours = [said for said in slides if said[0].startswith((page.heading, page.backup[0]))]
    assert len(ours) >= 2 and page.sheet.stamp == STAMP
    for said in slides:
        assert (STAMP in said, pack.short_stamp() in said) == (said in ours, said not in ours)
