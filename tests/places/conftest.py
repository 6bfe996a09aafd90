"""The app on three data folders in turn: the bundled one and the two made-up ones
(tests/places/made_up.py)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit as st

from data.build.__main__ import build
from lib import sources
from lib.findings.context import Context
from lib.place.profile import Profile
from lib.sources import SafeTables, Tables
from lib.ui import statics
from lib.uploads import own
from tests.places import made_up

KEYS = ("bundled", *made_up.PLACES)


@dataclass(frozen=True, kw_only=True)
class Here:
    """The partnership that the app is served for, and what its pages must not say: names of the
    others, and what they call their areas."""

    key: str
    folder: Path
    context: Context[SafeTables]
    foreign: tuple[str, ...]
    nouns_elsewhere: tuple[str, ...]

    @property
    def tables(self) -> SafeTables:
        return self.context.tables

    @property
    def profile(self) -> Profile:
        return self.tables.place

    def foreign_nouns(self, text: str) -> list[str]:
        """What another partnership calls its areas, in a text of this one, with what is around."""
        words = "|".join(re.escape(noun) for noun in self.nouns_elsewhere)
        found = re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE) if words else ()
        return [text[max(0, one.start() - 60) : one.end() + 30] for one in found]

    def strangers(self, text: str) -> list[str]:
        """Names in a text that belong to another partnership, each as words of its own."""
        return [name for name in self.foreign if re.search(rf"\b{re.escape(name)}\b", text)]


def names(tables: Tables) -> set[str]:
    """What only this partnership is called, its areas and what lies between them and the whole."""
    level = (
        {tables.place.level.one, tables.place.level.many, tables.place.level.population}
        if tables.place.level
        else set()
    )
    words = {word for word in tables.place.name.split() if len(word) > 3 and word[0].isupper()}
    made_of = {tables.place.boundaries.rstrip(".")} - {""}
    return {
        *words,
        *tables.areas.name,
        *tables.areas.partnership,
        *tables.crosswalk.names,
        *level,
        *made_of,
    }


def nouns(tables: Tables) -> set[str]:
    """What this partnership calls its areas and those that counts are published for."""
    levels = filter(None, (tables.place.area, tables.place.level))
    said = {noun for one in levels for noun in (one.one, one.many, one.long, one.short)}
    return said | {noun.removesuffix("s") for noun in said} - {""}


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The data folder of each partnership."""
    made = tmp_path_factory.mktemp("places")
    for key, one in made_up.PLACES.items():
        build(made_up.write(one, made / key / "source"), made / key / "data")
    return {"bundled": sources.DATA} | {key: made / key / "data" for key in made_up.PLACES}


@pytest.fixture(scope="session")
def everywhere(folders: dict[str, Path]) -> dict[str, Tables]:
    return {key: sources.read_all(folder) for key, folder in folders.items()}


@pytest.fixture(scope="module", params=KEYS)
def place(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    folders: dict[str, Path],
    everywhere: dict[str, Tables],
) -> Iterator[Here]:
    """Each partnership in turn, as the deployment that the app runs for."""
    key = request.param
    others = set().union(*(names(tables) for other, tables in everywhere.items() if other != key))
    foreign = tuple(sorted(others - names(everywhere[key])))
    # of a real place others' nouns may stand in the names of its publishers
    elsewhere = nouns(everywhere["bundled"]) - nouns(everywhere[key])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATA_FOLDER", str(folders[key]))
        # what a browser fetches stays as it is
        patch.setattr(statics, "STATIC", tmp_path_factory.mktemp("static"))
        st.cache_resource.clear()
        yield Here(
            key=key,
            folder=folders[key],
            context=Context(tables=own.made_safe(everywhere[key])),
            foreign=foreign,
            nouns_elsewhere=tuple(sorted(elsewhere)),
        )
    st.cache_resource.clear()
