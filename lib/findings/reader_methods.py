"""How figures are made, and what is in no link, for those who read."""

from lib import provenance
from lib.catalogue.indicators import INDICATORS
from lib.figures.measured import about, offered
from lib.findings.asked import Asked
from lib.findings.assumed import declared
from lib.findings.context import Context
from lib.findings.reader_page import Reader, Section
from lib.sources import SafeTables

OWN_DATA = (
    "Figures that someone brings in are theirs alone: no link has them, so there is nothing of"
    " them to read here."
)
WAY = "Whoever may bring in files does so on the full dashboard, where only they see them."


def about_methods(context: Context[SafeTables], asked: Asked) -> str:
    """What `of_methods` shows, before it is worked out."""
    return "How each figure is made and known"


def of_methods(context: Context[SafeTables], asked: Asked) -> Reader:
    """How figures are known, what each is, and what the model assumes."""
    tables = context.tables
    kinds = provenance.kinds(tables.place)
    own = "uploaded" in set(tables.counts.provenance)
    known = [kind for kind in kinds if own or kind != "uploaded"]
    first, last = ", ".join(known[:-1]), known[-1]
    figures = (about(tables, one) for one in INDICATORS.values() if offered(tables, one))
    return Reader(
        about=about_methods(context, asked),
        message=f"Beside every figure stands how it is known: {first} or {last}.",
        place=tables.place,
        own=own,
        sections=(
            Section(heading="How a figure is known", lines=tuple(kinds[kind] for kind in known)),
            *(
                Section(
                    heading=one.label,
                    lines=(
                        one.question,
                        f"{one.definition} Unit: {one.unit}.",
                        f"When it misleads: {tables.place.say(one.misleads)}",
                    ),
                )
                for one in figures
            ),
            Section(
                heading="What the model assumes",
                table=declared(context)[["Assumption", "Value", "Why"]],
            ),
        ),
    )


def about_own_data(context: Context[SafeTables], asked: Asked) -> str:
    """What `of_own_data` shows."""
    return "Figures that someone brings in"


def of_own_data(context: Context[SafeTables], asked: Asked) -> Reader:
    """That there is nothing to read, and the way to where there is."""
    return Reader(
        about=about_own_data(context, asked),
        message=OWN_DATA,
        place=context.tables.place,
        more=(WAY,),
    )
