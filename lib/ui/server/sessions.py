"""How many sessions a browser, and an address, may have open: each holds memory and takes time of
all. A council behind one address has room; who opens without end is told so."""

from collections import Counter

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.ui.server import addresses, metrics
from lib.ui.server.bounded import address, reader

MOST_OF_A_BROWSER = 30  # tabs
MOST_OF_AN_ADDRESS = 600
MOST_OF_ALL = 1500  # where nothing tells one address from another: what a replica has memory for


class FewSessions:
    """ASGI middleware that counts websockets. A page that could have no session is refused with a
    sentence, and so is the session."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.open: Counter[tuple[str, bytes | str]] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        kind = addresses.kind(scope["path"]) if scope["type"] in ("http", "websocket") else ""
        if kind not in ("page", "session"):
            await self.app(scope, receive, send)
            return
        mine = whose(scope)
        if refusal := self.refusal(mine):
            await refused(refusal, scope, receive, send)
        elif scope["type"] == "websocket":
            self.open.update(mine.keys())
            try:
                await self.app(scope, receive, send)
            finally:
                self.open -= Counter(mine.keys())  # and forget who has none
        else:
            await self.app(scope, receive, send)

    def refusal(self, mine: dict[tuple[str, bytes | str], int]) -> str:
        """Why there can be no more, "" where there can."""
        full = next((key for key, most in mine.items() if self.open[key] >= most), None)
        if full is None:
            return ""
        metrics.ASKED_TO_WAIT.labels("session").inc()
        return (
            f"This dashboard is open {mine[full]:,} times {WHERE[full[0]]}, the most that may be,"
            " so that there is room for others. Close it where it is not needed and load this page"
            " again; nothing saved is lost."
        )


WHERE = {
    "browser": "in this browser",
    "address": "at the internet address that you come from",
    "all": "on this server",
}


def whose(scope: Scope) -> dict[tuple[str, bytes | str], int]:
    """Under what a session counts, and how many there may be of each."""
    most: dict[tuple[str, bytes | str], int] = {("all", ""): MOST_OF_ALL}
    if browser := reader(scope):
        most["browser", browser] = MOST_OF_A_BROWSER
    if at := address(scope):
        most["address", at] = MOST_OF_AN_ADDRESS
    return most


async def refused(sentence: str, scope: Scope, receive: Receive, send: Send) -> None:
    """A page is the sentence; a websocket that is not opened says it where its server can."""
    answer = PlainTextResponse(f"{sentence}\n", 429, {"Retry-After": "60"})
    if scope["type"] == "http":
        await answer(scope, receive, send)
    elif "websocket.http.response" in scope.get("extensions", {}):
        start = {"type": "websocket.http.response.start", "status": answer.status_code}
        await send(start | {"headers": answer.raw_headers})
        await send({"type": "websocket.http.response.body", "body": answer.body})
    else:
        await send({"type": "websocket.close", "code": 1013, "reason": "too many are open"})
