"""The dashboard's own pages as a browser first asks for them: Streamlit's page, in its head what
mail and chat show of the link. Nothing is worked out for it; the picture is made where it is asked
for."""

from html import escape
from textwrap import shorten
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from lib.errors import DataFault, NotMeasured
from lib.exports.reader import preview
from lib.findings.asked import asked
from lib.findings.reader import VIEWS, title
from lib.ui import cache, private
from lib.ui.pages import PAGES, PageRecord
from lib.ui.parameters import PARAMETERS
from lib.ui.server import reading
from lib.ui.server.headers import SHELL

TITLE = "<title>Streamlit</title>"  # in Streamlit's page
HEAD, TAIL = SHELL.read_text(encoding="utf-8").split(TITLE)
LONGEST = 200  # characters of a title, and of a description
STREAMLITS = ("embed", "embed_options")  # parameters that are no choice of ours


def routes() -> list[Route]:
    """The addresses of pages, below the base path; the front page has three."""
    pages = {"": PAGES[0], "home": PAGES[0]} | {page.stem: page for page in PAGES}
    return [_route(path, page) for path, page in pages.items()]


def _route(path: str, page: PageRecord) -> Route:
    def answer(request: Request) -> Response:
        return _document(page, request)

    return Route(f"{private.base_path()}/{path}", answer)


def _document(page: PageRecord, request: Request) -> Response:
    # kept by nobody, as Streamlit has it: it names the files of this version
    return HTMLResponse(
        f"{HEAD}{_head(page, request)}{TAIL}", headers={"Cache-Control": "no-cache"}
    )


def _head(page: PageRecord, request: Request) -> str:
    """Title, description and picture of what the address asks for."""
    try:
        context = cache.deployed_context()
    except DataFault:  # the page says so
        return TITLE
    place = context.tables.place
    sent = reading.parameters(request) or {}
    looks = {name: values for name, values in sent.items() if name not in STREAMLITS}
    shown = page.stem if page.stem in VIEWS else PAGES[0].stem
    called, question = page.title, page.asked(place.name)
    try:
        wanted = asked(context, looks, elsewhere=PARAMETERS)
        called = title(context, wanted, page.stem) if page.stem in VIEWS else called
        question = f"{question} {wanted.scenario.reason}"
    except NotMeasured:
        pass  # no such figure: the page says so
    below = f"{request.url.scheme}://{request.url.netloc}{private.base_path()}"
    query = f"?{urlencode(looks, doseq=True)}" if looks else ""
    return f"<title>{escape(f'{page.title} - {place.title}')}</title>" + preview(
        shorten(called, LONGEST, placeholder=" …"),
        shorten(f"{place.name}. {question}", LONGEST, placeholder=" …"),
        f"{below}/{page.stem}{query}",
        f"{below}{reading.READ}/{shown}/picture.png{query}",
        place,
    )
