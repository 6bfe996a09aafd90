"""How an address says what is looked at: known choices by key, all else in a sentence."""

from hypothesis import given
from hypothesis import strategies as st

from lib.scenarios import looks
from lib.scenarios.looks import Choices

OFFERED = {
    "figure": Choices(labels={"a": "First", "b": "Second"}),
    "words": Choices(longest=9),
    "several": Choices(labels={"x": "X", "y": "Y", "z": "Z"}, most=2),
}
WORDS = st.one_of(st.sampled_from(["a", "b", "x", "y", "z", "First", "<b>"]), st.text(max_size=60))


@given(st.dictionaries(st.one_of(st.sampled_from([*OFFERED]), WORDS), st.lists(WORDS, min_size=1)))
def test_what_is_chosen_is_always_offered_and_all_else_has_a_sentence(sent) -> None:
    read = looks.read(sent, OFFERED.get)
    for name, chosen in read.chosen.items():
        if name == "words":
            assert 0 < len(chosen) <= OFFERED[name].longest and "\n" not in chosen
            continue
        keys = chosen if OFFERED[name].most > 1 else [chosen]
        assert keys and set(keys) <= OFFERED[name].labels.keys()
        assert len(keys) <= OFFERED[name].most
    assert not any("“words”" in line for line in read.unusable)
    assert len(read.unusable) >= len(sent.keys() - OFFERED.keys())
    assert all(len(line) < 140 for line in read.unusable)


def test_a_label_of_an_earlier_version_is_its_key_and_the_last_of_two_counts() -> None:
    assert looks.read({"figure": ["a", "Second"]}, OFFERED.get).chosen == {"figure": "b"}


def test_more_than_may_be_chosen_is_said() -> None:
    read = looks.read({"several": ["x", "y", "z"]}, OFFERED.get)
    assert read.chosen == {"several": ["x", "y"]} and "3 where 2" in read.cut[0]


def test_a_parameter_beside_is_checked_and_no_choice() -> None:
    read = looks.read({"figure": ["a"]}, OFFERED.get, beside="figure")
    assert read.chosen == {} and read.unusable == []
