"""For whoever runs the dashboard, on the Methods and data page: the version of the data, and how it
is used. Nothing of a reader is in it but the names on what they saved."""

import pandas as pd
import streamlit as st

from lib.errors import NotAllowed, StoreUnavailable
from lib.markdown import verbatim
from lib.scenarios.store import Kept
from lib.ui import access, cache, kept
from lib.ui.parts import blocks
from lib.ui.server.metrics import REGISTRY

COUNTED = {
    "dashboard_sessions": "Readers connected now",
    "dashboard_requests_total": "Requests answered",
    "dashboard_asked_to_wait_total": "Readers asked to wait",
    "dashboard_faults_total": "Faults written to the log",
}


def show_usage() -> None:
    """For admins, where there is sign-in."""
    if not access.has_sign_in() or not access.may("usage"):
        return
    st.header("How this dashboard is used", anchor="usage")
    st.markdown(f"Version of the data: {verbatim(cache.deployed_context().data_version())}.")
    blocks.table(_counted(), "This server since it was started", text_columns=1)
    try:
        blocks.table(_by_owner(kept.listed()), "Saved scenarios by owner", text_columns=1)
    except (NotAllowed, StoreUnavailable) as fault:
        st.warning(verbatim(str(fault)))


def _counted() -> pd.DataFrame:
    """What the server counts of itself, whatever its labels."""
    samples = [sample for metric in REGISTRY.collect() for sample in metric.samples]
    rows = [
        (words, f"{sum(sample.value for sample in samples if sample.name == name):,.0f}")
        for name, words in COUNTED.items()
    ]
    return pd.DataFrame(rows, columns=["What", "Number"])


def _by_owner(every: list[Kept]) -> pd.DataFrame:
    """How many scenarios each has, how many of them are public, and when the last was saved."""
    rows = []
    for owner in dict.fromkeys(one.owner for one in every):
        own = [one for one in every if one.owner == owner]
        name = own[0].owner_name or "saved without sign-in"
        public = sum(one.is_public for one in own)
        last = max(one.saved_at for one in own)
        rows.append((name, f"{len(own)}", f"{public}", f"{last:%d %B %Y}"))
    return pd.DataFrame(rows, columns=["Owner", "Scenarios", "Public", "Last saved"])
