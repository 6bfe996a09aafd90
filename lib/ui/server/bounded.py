"""What comes in is no longer than it need be, and not too often."""

import ipaddress
import math

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.ui import private
from lib.ui.server import addresses, received
from lib.ui.server.limits import LIMITER, Limiter

LONGEST_ADDRESS = 16_000  # bytes of path and query: the longest link of a scenario is under 4,000
LONGEST_BODY = 64_000  # bytes of anything but a file, which `received` and Streamlit bound


class Bounded:
    """ASGI middleware that refuses what is too long, and holds back who signs in or uploads too
    often."""

    def __init__(self, app: ASGIApp, limiter: Limiter = LIMITER) -> None:
        self.app, self.limiter = app, limiter

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse with a sentence, or pass on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        kind = addresses.kind(scope["path"])
        refusal = too_long(scope, kind) or self.held_back(scope, kind)
        await (refusal or self.app)(scope, receive, send)

    def held_back(self, scope: Scope, kind: str) -> PlainTextResponse | None:
        """The answer to who must wait. A file too many is taken, and let go unread: the page then
        says so where it would have been."""
        uploads = kind == "upload" and scope["method"] == "PUT"
        if kind != "sign_in" and not uploads:
            return None
        seconds = self.limiter.wait(kind, reader(scope), address(scope))
        if not seconds:
            return None
        sentence = self.limiter.sentence(kind, seconds)
        if uploads and bytes_to_come(scope) < received.SMALL:
            received.refuse(scope["path"].rpartition("/")[2], sentence)
            return None
        return PlainTextResponse(sentence, 429, {"Retry-After": str(math.ceil(seconds))})


def too_long(scope: Scope, kind: str) -> PlainTextResponse | None:
    """The answer to an address or a body that says it is too long."""
    if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > LONGEST_ADDRESS:
        return PlainTextResponse("This link is too long to be one of this dashboard's.", 414)
    if kind != "upload" and bytes_to_come(scope) > LONGEST_BODY:
        return PlainTextResponse("More was sent than this address takes.", 413)
    return None


def bytes_to_come(scope: Scope) -> float:
    """Bytes that are to come; without end where they are not said."""
    headers = Headers(scope=scope)
    length = headers.get("content-length", "0")
    return float(length) if length.isdecimal() and "transfer-encoding" not in headers else math.inf


def reader(scope: Scope) -> bytes:
    """Which browser asks, as pages know it (`turns`)."""
    cookies = cookie_parser(Headers(scope=scope).get("cookie", ""))
    return private.browser(cookies.get(private.COOKIE, ""))


def address(scope: Scope) -> str:
    """Where a request comes from; "" from this machine, where everybody behind a proxy would be
    one."""
    host = (scope.get("client") or ("",))[0]
    try:
        return "" if ipaddress.ip_address(host).is_loopback else host
    except ValueError:
        return ""
