"""What a shared link opens: pages for those who read, made whole on the server, with no script and
from the deployment's own safe figures alone."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from http import HTTPStatus
from math import ceil
from threading import Lock
from urllib.parse import urlencode

import anyio
from cachetools import LRUCache
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from lib.errors import BadLever, NotMeasured
from lib.exports import card, reader
from lib.exports.reader import Links
from lib.findings.asked import Asked, asked
from lib.findings.reader import VIEWS, Reader
from lib.glossed import glossary_of
from lib.ui import cache, private
from lib.ui.pages import PAGES
from lib.ui.parameters import PARAMETERS
from lib.ui.server.bounded import address
from lib.ui.server.limits import LIMITER
from lib.ui.statics import asset

READ = "/read"
EMBED = "embed"
LONGEST = 6_000  # characters of a link's parameters; a scenario of every area has room in it
MOST_NAMES = 100
AT_ONCE = 1  # pages that are worked out at a time, so that readers of the dashboard go on
MOST_WAITING = 30
MOST_KEPT = 300  # pages of 50 kB and pictures of 100 kB
BUSY = "More readers are asking than this server can answer. Try again in a few seconds.\n"
TOO_LONG = "This link is longer than any that this dashboard makes.\n"
Sent = dict[str, list[str]]


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page's reader and what was asked; the sentence that stands for it where there is none."""

    asked: Asked | None = None
    reader: Reader | None = None
    refusal: str = ""


class Desk:
    """Makes pages and pictures one at a time, keeps the last of them, and lets a few wait."""

    def __init__(self) -> None:
        self.turns = anyio.CapacityLimiter(AT_ONCE)
        self.asking = 0
        self.kept: LRUCache = LRUCache(MOST_KEPT)
        self.lock = Lock()

    def known(self, key: Hashable) -> bytes | None:
        """What was made before; None where nothing is kept."""
        with self.lock:
            return self.kept.get(key)

    async def make(self, key: Hashable, make: Callable[[], bytes]) -> bytes | None:
        """What is made in its turn; None where too many wait."""
        if self.asking >= MOST_WAITING:
            return None
        self.asking += 1
        try:
            return await anyio.to_thread.run_sync(self._once, key, make, limiter=self.turns)
        finally:
            self.asking -= 1

    def _once(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        made = self.known(key)  # while this one waited, another may have made it
        if made is None:
            made = make()
            with self.lock:
                self.kept[key] = made
        return made


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
    sent = _sent(request)
    if sent is None:
        return PlainTextResponse(TOO_LONG, HTTPStatus.REQUEST_URI_TOO_LONG)
    stem = request.path_params.get("stem") or _stem(sent)
    if stem not in VIEWS:
        return PlainTextResponse("There is no such page.\n", HTTPStatus.NOT_FOUND)
    embed = sent.pop(EMBED, [""])[-1] == "true"
    links = _links(request, stem, sent)
    key = (links.picture,) if picture else (links.here, links.site, embed)
    made = desk.known(key)
    if made is None:
        at = address(request.scope)
        if at and (seconds := LIMITER.wait("reading", at)):
            return _later(LIMITER.sentence("reading", seconds), seconds, 429)
        made = await desk.make(
            key, lambda: _picture(stem, sent) if picture else _page(stem, sent, links, embed)
        )
    if made is None:
        return _later(BUSY, 5, HTTPStatus.SERVICE_UNAVAILABLE)
    if picture:
        return Response(made, media_type="image/png", headers=_kept(3600))
    return HTMLResponse(made, headers=_kept(60))


def _later(sentence: str, seconds: float, status: int) -> Response:
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


def _sent(request: Request) -> Sent | None:
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


def _found(stem: str, sent: Sent) -> Page:
    """What the link asks for, worked out."""
    context = cache.deployed_context()
    try:
        wanted = asked(context, sent, elsewhere=PARAMETERS)
        return Page(asked=wanted, reader=VIEWS[stem](context, wanted))
    except (NotMeasured, BadLever) as fault:
        return Page(refusal=str(fault))


def _page(stem: str, sent: Sent, links: Links, embed: bool) -> bytes:
    tables, found = cache.deployed(), _found(stem, sent)
    if found.reader is None or found.asked is None:
        return reader.refusal(tables, found.refusal, links).encode()
    question = next(one for one in PAGES if one.stem == stem).asked(tables.place.name)
    words, faults = glossary_of(tables.place), found.asked.faults
    return reader.page(tables, found.reader, question, words, links, faults, embed).encode()


def _picture(stem: str, sent: Sent) -> bytes:
    """The picture of a link; of one that has nothing to show that of the page as it opens."""
    found = _found(stem, sent)
    shown = found.reader or _found(next(iter(VIEWS)), {}).reader
    assert shown is not None
    return card.card(cache.deployed(), shown)
