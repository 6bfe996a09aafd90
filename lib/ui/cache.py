"""What is kept between runs: the tables and what follows from them, for all sessions where they are
the deployment's, else in the session that brought them."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from lib import maps, sources
from lib.findings.context import Context, remembered
from lib.scenarios import slider, standing
from lib.scenarios.place import Place
from lib.scenarios.record import Scenario
from lib.scenarios.store import DEFAULT_URL, Store
from lib.sources import ExactTables, SafeTables, Tables
from lib.ui import access
from lib.ui.session import EXACT_HERE, OWN
from lib.uploads import own as uploads
from lib.uploads.confined import FileReader
from lib.uploads.own import Own


@dataclass(frozen=True, kw_only=True)
class Session:
    """A reader's own data and what was worked out from it. It lives in their session's memory and
    nowhere else."""

    own: Own
    exact: Context[ExactTables] = field(init=False)
    safe: Context[SafeTables] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "exact", Context(tables=self.own.exact))
        object.__setattr__(self, "safe", Context(tables=self.own.safe))


def session() -> Session | None:
    """This session's own data, if any were brought in."""
    return st.session_state.get(OWN)


@st.cache_resource(show_spinner="Reading and checking the data")
def deployed_context() -> Context[SafeTables]:
    """The deployment's tables after disclosure control: data/, or what DATA_FOLDER and DATA_URL (a
    database) name."""
    # the second is its name of version 0.3
    folder = os.environ.get("DATA_FOLDER") or os.environ.get("DATA_DIR")
    read = sources.read_all(
        Path(folder) if folder else sources.DATA, os.environ.get("DATA_URL", "")
    )
    return Context(tables=uploads.made_safe(read))


def deployed() -> SafeTables:
    return deployed_context().tables


def exact() -> bool:
    """Whether this page shows a reader's own figures to the child."""
    wanted = session() is not None and bool(st.session_state.get(EXACT_HERE))
    return wanted and access.may("exact")


def context() -> Context[Tables]:
    """What this page is made from: safe tables, but for the pages that show exact figures to the
    reader who brought them."""
    mine = session()
    return mine.exact if mine is not None and exact() else safe_context()


def safe_context() -> Context[SafeTables]:
    """What whatever leaves this session is made from."""
    mine = session()
    return deployed_context() if mine is None else mine.safe


def tables() -> Tables:
    return context().tables


@st.cache_resource(show_spinner=False)
def small_outlines() -> pd.Series:
    return maps.small_outlines(deployed().boundaries)


@st.cache_resource(show_spinner=False, on_release=FileReader.close)
def file_reader() -> FileReader:
    """The process that files are read in, one for all sessions."""
    return FileReader()


@st.cache_resource(show_spinner=False)
def store() -> Store:
    """Saved scenarios: SCENARIOS_URL names another database than the one in var/."""
    return Store(os.environ.get("SCENARIOS_URL", DEFAULT_URL))


def place() -> Place:
    """What links and widgets are read against."""
    return context().linked()


def usual_settings() -> dict[str, Any]:
    return _usual_settings(context())


@remembered()
def _usual_settings(here: Context[Tables]) -> dict[str, Any]:
    return standing.settings(Scenario(), here.linked(), slider.UNITS[0])
