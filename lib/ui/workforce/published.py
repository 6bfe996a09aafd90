"""What is published of school teams, early help and staff; none of it follows a lever."""

import streamlit as st

from lib import workforce_charts, workforce_words
from lib.findings.schools import Facts, facts
from lib.ui import cache
from lib.ui.parts import blocks, terms


def show_published() -> None:
    """Coverage in England, offers with their costs and effects, and every other fact; that none is
    held where none is."""
    known, place = facts(cache.safe_context()), cache.tables().place
    st.markdown("### What is published")
    if known.held:
        _show_coverage(known)
        blocks.badge("published", "Periods as each row says", known.here)
        blocks.sentences(known.offers, "Early help: costs and effects as published")
        terms.note(workforce_words.TRAINED)
        blocks.sentences(known.facts, "School teams, pay and staff as published")
    else:
        terms.paragraph(f"{known.message} {workforce_words.MISSING}")
    terms.note(place.say(workforce_words.HOW.format(period=place.measured_period)))


def _show_coverage(known: Facts) -> None:
    said = ", ".join(f"{row.period} {row.text}" for row in known.coverage.itertuples())
    st.altair_chart(
        workforce_charts.coverage(known.coverage),
        alt=f"Pupils with a school team, in 100, the last one only expected: {said}.",
    )
