"""The pages, in the order of the menu. Add one here and a file in pages/."""

from dataclasses import dataclass

from lib.roles import ANALYST, PLANNER, READER, Role


@dataclass(frozen=True, kw_only=True)
class PageRecord:
    """A page: file stem (also its address), menu title, and the question it answers ({place} where
    the partnership's name stands in it). exact: it may show a reader's own figures to the child;
    the others, from which links, scenarios and packs are made, never do. levers: its
    address says the scenario. role: the least that opens it."""

    stem: str
    title: str
    question: str
    exact: bool = False
    levers: bool = False
    role: Role = READER

    def asked(self, place: str) -> str:
        """Its question about a partnership, by name."""
        return self.question.format(place=place)


PAGES = (
    PageRecord(
        stem="access_map",
        title="Access map",
        question="How does access to children's mental-health services vary over {place}?",
        exact=True,
    ),
    PageRecord(
        stem="variation",
        title="Variation",
        question="How unequal is it, and is that more than chance?",
        exact=True,
    ),
    PageRecord(
        stem="reallocate",
        title="Reallocate",
        question="What would moving the money do?",
        levers=True,
    ),
    PageRecord(
        stem="waits",
        title="Waits",
        question="How long do children wait in {place}, and what would shorten it?",
        levers=True,
    ),
    PageRecord(
        stem="risk",
        title="Greatest risk",
        question="Who is at greatest risk, and what would an offer to them cost?",
        levers=True,
    ),
    PageRecord(
        stem="transition",
        title="Birth to 25",
        question="What happens at 18, and what would services to 25 take?",
        levers=True,
    ),
    PageRecord(
        stem="workforce",
        title="Schools and workforce",
        question="What would school teams and early help do, and can the staff be found?",
        levers=True,
    ),
    PageRecord(
        stem="places",
        title="Places",
        question="How far is help, and where should the next place be?",
        levers=True,
    ),
    PageRecord(
        stem="scenarios",
        title="Scenarios",
        question="Which scenario does what?",
        levers=True,
    ),
    PageRecord(
        stem="promises",
        title="Promises",
        question="What was promised, and how far has it come?",
    ),
    PageRecord(
        stem="plan",
        title="Plan and refresh",
        question="What was planned, and what happened?",
        levers=True,
    ),
    PageRecord(
        stem="present",
        title="Present",
        question="What shall we tell the room?",
        levers=True,
    ),
    PageRecord(
        stem="pack",
        title="Meeting pack",
        question="What does the meeting need?",
        levers=True,
        role=PLANNER,
    ),
    PageRecord(
        stem="your_data",
        title="Your data",
        question="What do your own figures show?",
        role=ANALYST,
    ),
    PageRecord(
        stem="methods",
        title="Methods and data",
        question="How is each figure made, and where does it come from?",
    ),
)
