"""Short links of saved scenarios: to the page for those who read, or to one of the dashboard."""

from http import HTTPStatus

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from lib.errors import BadScenario, StaleScenario, StoreUnavailable
from lib.scenarios import link
from lib.scenarios.record import from_json
from lib.ui import cache, kept, private
from lib.ui.pages import PAGES
from lib.ui.server.bounded import address as address_of
from lib.ui.server.limits import LIMITER
from lib.ui.server.reading import BUSY, READ, later

SHORT = "/s"
AT_ONCE = 4
MOST_WAITING = 100
READERS = next(page.stem for page in PAGES if page.levers)  # the page that says what moves


def address(key: str, stem: str = "") -> str:
    """Below where the dashboard is served. stem: of a page; a reader's where not given.

    >>> address("x7Q"), address("x7Q", "present")
    ('/s/x7Q', '/s/x7Q/present')
    """
    return f"{SHORT}/{key}/{stem}" if stem else f"{SHORT}/{key}"


def routes() -> list[Route]:
    """The addresses of short links, below the base path."""
    start = f"{private.base_path()}{SHORT}/{{key}}"
    lookups = Lookups()

    async def answer(request: Request) -> Response:
        return await _answer(request, lookups)

    return [Route(start, answer), Route(f"{start}/{{stem}}", answer)]


class Lookups:
    """What asks the database of saved scenarios: AT_ONCE at a time, so that one which does not
    answer holds up nothing else."""

    def __init__(self) -> None:
        self.limiter, self.asking = anyio.CapacityLimiter(AT_ONCE), 0

    @property
    def full(self) -> bool:
        return self.asking >= AT_ONCE + MOST_WAITING

    async def long(self, key: str) -> str:
        """The parameters of the long link."""
        self.asking += 1
        try:
            return await anyio.to_thread.run_sync(_long, key, limiter=self.limiter)
        finally:
            self.asking -= 1


async def _answer(request: Request, lookups: Lookups) -> Response:
    stem = request.path_params.get("stem", "")
    if stem not in {"", *(page.stem for page in PAGES if page.levers)}:
        return PlainTextResponse("There is no such page.\n", HTTPStatus.NOT_FOUND)
    at = address_of(request.scope)
    if at and (seconds := LIMITER.wait("short", at)):
        return later(LIMITER.sentence("short", seconds), seconds, HTTPStatus.TOO_MANY_REQUESTS)
    if lookups.full:
        return later(BUSY, 5, HTTPStatus.SERVICE_UNAVAILABLE)
    try:
        query = await lookups.long(request.path_params["key"])
    except StaleScenario as fault:
        return PlainTextResponse(f"{fault}\n", HTTPStatus.NOT_FOUND)
    except BadScenario as fault:
        return PlainTextResponse(f"{fault}\n", HTTPStatus.CONFLICT)
    except StoreUnavailable as fault:
        return PlainTextResponse(f"{fault}\n", HTTPStatus.SERVICE_UNAVAILABLE)
    page = f"/{stem}" if stem else f"{READ}/{READERS}"
    # never kept: the next revision has another long link
    return RedirectResponse(
        f"{private.base_path()}{page}{f'?{query}' if query else ''}",
        HTTPStatus.TEMPORARY_REDIRECT,
        headers={"Cache-Control": "no-store"},
    )


def _long(key: str) -> str:
    """The parameters of a long link to the scenario as it is saved now."""
    saved, tables = kept.by_key(key), cache.deployed()
    scenario = from_json(saved.body, tables.areas.order, tables.areas.noun)
    query = link.query(scenario, cache.deployed_context().linked(), "percent")
    if scenario.data_version and not scenario.figures:
        query |= {link.DATA: [link.UPLOADED]}  # as `keeping.stamped` keeps those of a reader's own
    return link.text(query)
