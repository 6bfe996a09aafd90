"""What the server writes of itself: a line of JSON an event, and in none of them anything that a
reader is, chose, typed or uploaded.

So a line names what kind of address was asked for and never the address, an error by its type and
where it arose and never by its message, and what other programs write without what they fill in.
"""

import json
import logging
import re
import sys
import time
import traceback
import warnings
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.ui import private
from lib.ui.server import addresses, metrics

ROOT = Path(__file__).parents[3]
DEEPEST = 12  # frames of an error, the last ones
LEFT_OUT = "…"
# where a record fills its text in, by place or by name; %% is a sign of its own
PLACE = re.compile(r"%(?:%|(?:\(\w+\))?[-+ #0]*[\d*]*(?:\.[\d*]+)?[a-zA-Z])")
log = logging.getLogger("dashboard")


class Line(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """facts: what this program's own records carry, made of fixed words and numbers."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": event(record),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line |= fault(record.exc_info[0], record.exc_info[2])
        return json.dumps(line)


def event(record: logging.LogRecord) -> str:
    """What happened: the record's fixed text, filled in with numbers alone; what else was to be
    filled in is LEFT_OUT."""
    text, given = str(record.msg), record.args
    if isinstance(given, tuple) and given and all(isinstance(each, int | float) for each in given):
        return text % given
    if not given:
        return text
    return PLACE.sub(lambda place: "%" if place[0] == "%%" else LEFT_OUT, text)


def fault(kind: type[BaseException], where: TracebackType | None) -> dict[str, Any]:
    """An error's type, and the lines it came through."""
    frames = traceback.extract_tb(where)[-DEEPEST:]
    return {
        "fault": kind.__name__,
        "where": [f"{_short(each.filename)}:{each.lineno} {each.name}" for each in frames],
    }


def _short(filename: str) -> str:
    """A file below this folder or that of the packages; nothing of the machine."""
    path = Path(filename)
    parts = path.parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


class Counted(logging.StreamHandler):
    """Writes a line, and counts the errors among them."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write it."""
        if record.levelno >= logging.ERROR:
            metrics.FAULTS.labels(record.name).inc()
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:
        """A line that cannot be written, for instance on a full disk, is counted; Python's own way
        would write down what was to be filled in."""
        metrics.LINES_LOST.inc()


def start() -> None:
    """From now on every record of this process is such a line, on its standard error."""
    handler = Counted(sys.stderr)
    handler.setFormatter(Line())
    logging.root.handlers = [handler]
    private.log_through_the_root()
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    # Observed says the same of each request, and says what
    logging.getLogger("uvicorn.access").disabled = True
    log.setLevel(logging.INFO)
    warnings.showwarning = _warned  # type: ignore[assignment]


def _warned(
    message: Warning | str, category: type[Warning], filename: str, lineno: int, *_: object
) -> None:
    facts = {"kind": category.__name__, "where": [f"{_short(filename)}:{lineno}"]}
    log.warning("warning", extra={"facts": facts})


class Observed:
    """ASGI middleware that writes a line for each request, and counts it. Files of the dashboard's
    own that were found are counted alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and look at how it ends."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._session(scope, receive, send)
        else:
            await self._request(scope, receive, send)

    async def _session(self, scope: Scope, receive: Receive, send: Send) -> None:
        began = time.perf_counter()
        metrics.SESSIONS.inc()
        log.info("a reader came")
        try:
            await self.app(scope, receive, send)
        finally:
            metrics.SESSIONS.dec()
            seconds = round(time.perf_counter() - began, 1)
            log.info("a reader left", extra={"facts": {"seconds": seconds}})

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, kind, status, size = time.perf_counter(), addresses.kind(scope["path"]), 500, 0

        async def sent(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, sent)
        finally:
            seconds = time.perf_counter() - began
            metrics.REQUESTS.labels(kind, status).inc()
            metrics.SECONDS.labels(kind).observe(seconds)
            if kind not in QUIET or status >= 400:
                facts = {
                    "kind": kind,
                    "method": scope["method"],
                    "status": status,
                    "bytes": size,
                    "seconds": round(seconds, 3),
                }
                log.info("request", extra={"facts": facts})


QUIET = ("asset", "component", "core", "operator")
