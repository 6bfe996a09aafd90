"""A story in a link: whole where it fits, never half, and without the speaker's notes."""

import json
from urllib.parse import quote_plus

import pytest

from lib.errors import BadScenario
from lib.scenarios import story_link
from lib.scenarios.record import Scenario, Story, Told, from_json
from tests.bundled import HERE


def test_a_story_that_nobody_touched_is_in_no_link_and_no_file() -> None:
    assert story_link.written(Story()) == "" and story_link.read("") == Story()
    assert '"story"' not in Scenario().to_json()


def test_a_note_to_the_speaker_is_in_the_file_and_in_no_link() -> None:
    story = Story(told={"where": Told(message="Here", note="Do not say this aloud")})
    assert "aloud" not in story_link.written(story)
    assert "aloud" in Scenario(story=story).to_json()
    forged = '{"told":{"where":{"message":"Here","note":"aloud"}}}'
    assert story_link.read(forged).told["where"] == Told(message="Here")


def test_what_is_too_long_goes_without_words_but_in_its_order() -> None:
    words = {key: Told(message="é" * 200) for key in ("where", "ask", "sure")}
    story = Story(order=("ask", "where"), hidden=("sure",), told=words)
    text = story_link.written(story)
    assert len(quote_plus(text)) <= story_link.LONGEST and not story_link.carries_all(story)
    assert story_link.read(text) == story.model_copy(update={"told": {}})
    assert story_link.carries_all(Story(told={"where": Told(message="short")}))


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        "1",
        '{"order": "where"}',
        '{"order": ["<b>"]}',
        '{"told": {"where": {"message": 3}}}',
        json.dumps({"told": {"where": {"message": "x" * 201}}}),
        json.dumps({"hidden": ["where"] * 21}),
        '{"colour": "red"}',
        '{"indicator": "<b>"}',
        json.dumps({"period": "2" * 41}),
        "[" * 5_000,
        "9" * 5_000,
    ],
)
def test_what_is_no_story_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(BadScenario, match="is not a value of “story”"):
        story_link.read(text)


def test_a_file_of_a_version_without_stories_still_opens() -> None:
    old = Scenario(name="Old").to_json()
    assert from_json(old, HERE.tables.areas.order).story == Story()


def test_a_story_has_its_figure_in_its_file_and_its_link_however_long_its_words() -> None:
    words = {key: Told(message="é" * 200) for key in ("where", "ask", "sure")}
    for told in ({}, words):
        story = Story(indicator="mean_wait", period=HERE.base_period(), told=told)
        sent = story_link.read(story_link.written(story))
        assert (sent.indicator, sent.period) == ("mean_wait", HERE.base_period())
        kept = Scenario(story=story).to_json()
        assert from_json(kept, HERE.tables.areas.order).story == story


def test_control_characters_are_left_out_of_an_authors_words() -> None:
    assert Told(message="a\x00b\nc", note="a\x1bb\nc") == Told(message="ab c", note="ab\nc")


def test_going_back_takes_the_addresss_words_and_keeps_what_no_address_has() -> None:
    noted = Told(message="Later", note="Breathe")
    known = Story(order=("ask",), told={"where": noted, "ask": Told(note="Wait")})
    for sent in (Story(), Story(told={"where": Told(message="Before")}), Story(hidden=("sure",))):
        back = story_link.gone_back_to(sent, known)
        assert story_link.written(back) == story_link.written(sent)
        assert {key: one.note for key, one in back.told.items() if one.note} == {
            "where": "Breathe",
            "ask": "Wait",
        }
    assert story_link.gone_back_to(story_link.read(story_link.written(known)), known) == known
    assert story_link.gone_back_to(known.without_notes(), Story()) == known.without_notes()


def test_going_back_keeps_words_that_were_too_long_for_an_address() -> None:
    words = {key: Told(message="é" * 200) for key in ("where", "ask", "sure")}
    back = story_link.gone_back_to(Story(order=("ask", "where")), Story(told=words))
    assert back == Story(order=("ask", "where"), told=words)
