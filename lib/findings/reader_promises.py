"""What was promised and how far it has come, for those who read."""

from lib import promise_words
from lib.findings.asked import Asked
from lib.findings.context import Context
from lib.findings.promises import promises
from lib.findings.reader_page import Reader, Section
from lib.sources import SafeTables


def about_promises(context: Context[SafeTables], asked: Asked) -> str:
    """What `of_promises` shows, before it is worked out."""
    return "The promises of the plans"


def of_promises(context: Context[SafeTables], asked: Asked) -> Reader:
    """The point, how many promises stand how, and the promises of each theme; that there is no plan
    where there is none."""
    place, view = context.tables.place, promises(context)
    own = "uploaded" in {one.known for one in view.standings}
    if not view.held:
        return Reader(
            about=about_promises(context, asked),
            message=view.message,
            place=place,
        )
    return Reader(
        about=about_promises(context, asked),
        message=view.message,
        place=place,
        own=own,
        known="published",
        sections=(
            Section(heading="How they stand", picture=view.bars),
            *(Section(heading=theme.title, table=view.table(theme)) for theme in view.themes),
        ),
        sure=(view.caution, promise_words.MOVES),
    )
