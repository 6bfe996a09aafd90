"""What the server says of its own health, and whom to tell of a weakness."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from lib.errors import DataFault, StoreUnavailable
from lib.ui import cache
from lib.ui.server.rehearsal import Rehearsal

KEPT_SECONDS = 2.0  # that an answer stands, so that asking often costs the database nothing
VALID_DAYS = 180  # that the address to report to is good for, from each start of the server


async def alive(_request: Request) -> Response:
    """Whether the process answers at all: else start it anew."""
    return PlainTextResponse("ok")


class Ready:
    """Whether it can serve everything: its data are valid, the database of saved scenarios answers
    and every page was opened without a fault before the first reader."""

    def __init__(self) -> None:
        self.rehearsed: Rehearsal | None = None  # until it is over
        self._checked, self._at = dict[str, bool](), float("-inf")
        self._checking = asyncio.Lock()

    async def answer(self, _request: Request) -> Response:
        """Each check by name; 503 where one fails."""
        async with self._checking:  # however many ask meanwhile
            if time.monotonic() > self._at + KEPT_SECONDS:
                self._checked = await run_in_threadpool(self.checks)
                self._at = time.monotonic()
        return JSONResponse(self._checked, 200 if all(self._checked.values()) else 503)

    def checks(self) -> dict[str, bool]:
        """By name."""
        return {
            "data": _valid_data(),
            "database": _database_answers(),
            "rehearsal": self.rehearsed is not None and not self.rehearsed.faults,
        }


def _valid_data() -> bool:
    try:
        cache.deployed()
    except DataFault:
        return False
    return True


def _database_answers() -> bool:
    try:
        cache.store().check()
    except StoreUnavailable:
        return False
    return True


class SecurityText:
    """/.well-known/security.txt (RFC 9116), where the deployment names a contact."""

    def __init__(self, contact: str) -> None:
        self.contact = contact
        self.expires = datetime.now(UTC) + timedelta(days=VALID_DAYS)

    async def answer(self, _request: Request) -> Response:
        """Whom to write to, and until when that holds."""
        if not self.contact:
            return Response(status_code=404)
        return PlainTextResponse(
            f"Contact: {self.contact}\nExpires: {self.expires:%Y-%m-%dT%H:%M:%SZ}\n"
            "Preferred-Languages: en\n"
        )
