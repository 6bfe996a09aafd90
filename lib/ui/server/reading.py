"""What a shared link opens: pages for those who read, made whole on the server, with no script and
from the deployment's own safe figures alone."""

from collections.abc import Hashable
from dataclasses import dataclass, replace
from http import HTTPStatus
from math import ceil
from urllib.parse import urlencode

import anyio
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from lib.errors import BadLever, NotMeasured, StoreUnavailable
from lib.exports import card, reader
from lib.exports.reader import Links
from lib.findings.asked import Asked, as_written, asked
from lib.findings.reader import VIEWS
from lib.findings.reader_page import Reader
from lib.glossed import glossary_of
from lib.scenarios import link
from lib.scenarios.record import Scenario
from lib.scenarios.store import Kept
from lib.ui import cache, kept, private
from lib.ui.pages import PAGES
from lib.ui.parameters import PARAMETERS
from lib.ui.server.bounded import address
from lib.ui.server.desk import Desk
from lib.ui.server.limits import LIMITER
from lib.ui.statics import asset

READ = "/read"
EMBED = "embed"
LONGEST = 6_000  # characters of a link's parameters; a scenario of every area has room in it
MOST_NAMES = 100
BUSY = "More readers are asking than this server can answer. Try again in a few seconds.\n"
TOO_LONG = "This link is longer than any that this dashboard makes.\n"
Sent = dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page's reader and what was asked; the sentence that stands for it where there is none."""

    asked: Asked | None = None
    reader: Reader | None = None
    refusal: str = ""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What an address means: its page, the parameters that are settings of this dashboard, and
    where the page leads. saved: the scenarios that it may show, where it shows any."""

    stem: str
    sent: Sent
    embed: bool
    links: Links
    saved: list[Kept] | None = None

    def key(self, picture: bool) -> Hashable:
        """The same for every address that means the same."""
        said = tuple(sorted((name, *values) for name, values in self.sent.items()))
        as_saved = tuple((one.id, one.revision) for one in self.saved or ())
        what = (self.stem, said, as_saved)
        return what if picture else (*what, self.links.site, self.embed)


def routes() -> list[Route]:
    """The addresses of readers' pages, below the base path."""
    desk, base = Desk(), private.base_path()

    async def page(request: Request) -> Response:
        return await _answer(desk, request, picture=False)

    async def picture(request: Request) -> Response:
        return await _answer(desk, request, picture=True)

    return [
        Route(f"{base}{READ}", page),
        Route(f"{base}{READ}/glossary", _glossary),
        Route(f"{base}{READ}/icon.svg", _icon),
        Route(f"{base}{READ}/{{stem}}", page),
        Route(f"{base}{READ}/{{stem}}/picture.png", picture),
    ]


async def _answer(desk: Desk, request: Request, picture: bool) -> Response:
    sent = parameters(request)
    if sent is None:
        return PlainTextResponse(TOO_LONG, HTTPStatus.REQUEST_URI_TOO_LONG)
    stem = request.path_params.get("stem") or _stem(sent)
    if stem not in VIEWS:
        return PlainTextResponse("There is no such page.\n", HTTPStatus.NOT_FOUND)
    # in a thread: it may have to read the data first
    try:
        wanted = await anyio.to_thread.run_sync(_wanted, request, stem, sent)
    except StoreUnavailable as fault:
        return later(f"{fault}\n", 5, HTTPStatus.SERVICE_UNAVAILABLE)
    key, at = wanted.key(picture), address(request.scope)
    made = desk.kept.get(key, at)
    if made is None:
        if at and (seconds := LIMITER.wait("reading", at)):
            return later(LIMITER.sentence("reading", seconds), seconds, 429)
        make = _picture if picture else _page
        made = await desk.make(key, lambda: make(wanted), at)
    if made is None:
        return later(BUSY, 5, HTTPStatus.SERVICE_UNAVAILABLE)
    if picture:
        return Response(made, media_type="image/png", headers=_kept(3600))
    return HTMLResponse(made, headers=_kept(60))


def later(sentence: str, seconds: float, status: int) -> Response:
    """The answer to who is to ask again."""
    return PlainTextResponse(sentence, status, headers={"Retry-After": str(ceil(seconds))})


def _kept(seconds: int) -> dict[str, str]:
    """How long a browser may keep an answer."""
    return {"Cache-Control": f"public, max-age={seconds}"}


def _glossary(request: Request) -> Response:
    tables = cache.deployed()
    links = _links(request, next(iter(VIEWS)), {})
    shown = reader.glossary_page(tables, glossary_of(tables.place), links)
    return HTMLResponse(shown, headers=_kept(60))


def _icon(_request: Request) -> Response:
    return Response(asset("icon.svg"), media_type="image/svg+xml", headers=_kept(86_400))


def parameters(request: Request) -> Sent | None:
    """The parameters of a link; None where it is no link of this dashboard's."""
    if len(request.url.query) > LONGEST:
        return None
    sent: Sent = {}
    for name, value in request.query_params.multi_items():
        sent.setdefault(name, []).append(value)
    return sent if len(sent) <= MOST_NAMES else None


def _stem(sent: Sent) -> str:
    """The page of a link that names none: what a scenario does where it has one."""
    return "reallocate" if "moves" in sent else next(iter(VIEWS))


def _wanted(request: Request, stem: str, sent: Sent) -> Wanted:
    """What was asked for, as this dashboard writes it; what other programs put into links
    (`utm_source`) is left out."""
    context = cache.deployed_context()
    of_scenario, others = link.parted(sent, context.linked())
    known = of_scenario.keys() | (others.keys() & {*PARAMETERS, link.DATA})
    ours = as_written(context, {name: values for name, values in sent.items() if name in known})
    ours = {name: values for name, values in ours.items() if not _is_usual(name, values)}
    return Wanted(
        stem=stem,
        sent=ours,
        embed=sent.get(EMBED, [""])[-1] == "true",
        links=_links(request, stem, ours),
        saved=kept.public() if VIEWS[stem].saved else None,
    )


def _is_usual(name: str, values: list[str]) -> bool:
    """Whether a choice of how figures are looked at is what a link without it has."""
    return name in PARAMETERS and values == [PARAMETERS[name].usual]


def _links(request: Request, stem: str, sent: Sent) -> Links:
    base = private.base_path()

    def below(page: str, **instead: str) -> str:
        parameters = {**sent, **{name: [value] for name, value in instead.items()}}
        if instead.get("district") == "":
            parameters.pop("district")
        query = urlencode(parameters, doseq=True)
        return f"{base}{page}?{query}" if query else f"{base}{page}"

    here = f"{READ}/{stem}"
    return Links(
        here=below(here),
        dashboard=below(f"/{stem}"),
        areas={
            code: f"{below(here, district=code)}#about" for code in cache.deployed().areas.order
        },
        every=below(here, district=""),
        glossary=f"{base}{READ}/glossary",
        icon=f"{base}{READ}/icon.svg",
        picture=below(f"{here}/picture.png"),
        site=f"{request.url.scheme}://{request.url.netloc}",
    )


def _found(stem: str, sent: Sent, saved: list[Kept] | None) -> Page:
    """What the link asks for, worked out. saved: the scenarios that it may show."""
    context = cache.deployed_context()
    try:
        wanted = asked(context, sent, elsewhere=PARAMETERS, saved=saved)
        return Page(asked=wanted, reader=VIEWS[stem].read(context, wanted))
    except (NotMeasured, BadLever) as fault:
        return Page(refusal=str(fault))


def _page(wanted: Wanted) -> bytes:
    tables, found = cache.deployed(), _found(wanted.stem, wanted.sent, wanted.saved)
    if found.reader is None or found.asked is None:
        return reader.refusal(tables, found.refusal, wanted.links).encode()
    links = _opening(wanted.links, found.reader.opens)
    question = next(one for one in PAGES if one.stem == wanted.stem).asked(tables.place.name)
    words, faults = glossary_of(tables.place), found.asked.faults
    return reader.page(tables, found.reader, question, words, links, faults, wanted.embed).encode()


def _opening(links: Links, scenario: Scenario | None) -> Links:
    """scenario: that the full dashboard opens with, on the first page with levers, where that is
    another than the page's own."""
    if scenario is None:
        return links
    said = link.query(scenario, cache.deployed_context().linked(), "percent")
    stem = next(page.stem for page in PAGES if page.levers)
    query = f"?{link.text(said)}" if said else ""
    return replace(links, dashboard=f"{private.base_path()}/{stem}{query}")


def _picture(wanted: Wanted) -> bytes:
    """The picture of a link; of one that has nothing to show that of the page as it opens."""
    found = _found(wanted.stem, wanted.sent, wanted.saved)
    shown = found.reader or _found(next(iter(VIEWS)), {}, None).reader
    assert shown is not None
    return card.card(cache.deployed(), shown)
