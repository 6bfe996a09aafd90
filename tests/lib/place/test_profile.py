"""What a partnership is, read as it was written."""

import re

import pytest

from lib import sources
from lib.errors import DataFault
from lib.place import profile


def test_a_profile_is_read_as_it_was_written(tables) -> None:
    import tomli_w

    assert profile.read(tomli_w.dumps(profile.record_of(tables.place))) == tables.place


@pytest.mark.parametrize(
    ("was", "is_", "says"),
    [
        ("code = ", "kode = ", "place.toml: code: Field required"),
        ("zoom = 9", 'zoom = "near"', "place.toml: zoom: "),
        ("[area]", "[area", "place.toml cannot be read: "),
    ],
)
def test_a_profile_that_cannot_be_used_says_where(was: str, is_: str, says: str) -> None:
    text = (sources.DATA / profile.FILE).read_text(encoding="utf-8")
    with pytest.raises(DataFault, match=re.escape(says)):
        profile.read(text.replace(was, is_, 1))
