"""Groups at greatest risk, and what the scenario offers them, as a page of the meeting pack."""

from lib import risk_words
from lib.findings.context import Context
from lib.findings.offers import offers
from lib.findings.outcome import Result
from lib.findings.page import Audience, Card, Page, Sheet
from lib.findings.risk import Risk, risk
from lib.sources import Tables


def page(context: Context[Tables], result: Result, audience: Audience) -> Page | None:
    """Three numbers that matter and every group in the workbook; for the details, what is counted
    of each on a slide for questions. None where no figure of a group is held."""
    view = risk(context)
    if not view.held:
        return None
    offered = offers(result)
    table = view.table
    return Page(
        key="risk",
        heading="Greatest risk",
        known="published",
        sentences=(
            view.message,
            risk_words.OVERLAP,
            *([f"{offered.message} (modelled; A11)"] if offered.held else []),
        ),
        cards=_cards(view),
        backup=(
            "For questions: what is counted of each group",
            tuple(f"{one.group.label}: {one.message}" for one in view.standings if one.counted),
        )
        if audience.technical
        else None,
        caption="Groups at greatest risk by area, never added up",
        table=table,
        sheet=Sheet(
            name="Risk",
            title="Groups at greatest risk by area, never added up",
            frame=table,
            note=f"{risk_words.OVERLAP} {risk_words.EXPECTED}",
            stamp=risk_words.STAMP,
        ),
    )


def _cards(view: Risk) -> tuple[Card, ...]:
    """How many groups are counted, how many nobody counts, and how often the first has a
    disorder."""
    counted, _, empty, _ = view.tiles
    first = next((one for one in view.standings if one.surveyed and one.counted), None)
    surveyed = (
        ()
        if first is None
        else (
            Card(
                number=risk_words.in_100(first.surveyed),
                text=f"{first.group.words} have a disorder, by surveys",
            ),
        )
    )
    return (
        *surveyed,
        Card(number=counted.value, text="groups are counted by authority"),
        Card(number=empty.value, text=f"groups nobody counts: {empty.note}"),
    )
