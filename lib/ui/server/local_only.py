"""A dashboard without sign-in answers its own machine alone, unless it is told otherwise."""

import sys

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.errors import NotAllowed
from lib.ui import access


def start() -> None:
    """Ends the program, with a sentence, where it would listen to other machines without sign-in.
    Called when the server is loaded."""
    fault = access.fault_at_start()
    if fault:
        sys.exit(fault)


class LocalOnly:
    """ASGI middleware that refuses requests and websockets which `access.answers` does not."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        client = (scope.get("client") or ("localhost",))[0]
        try:
            refusal = "" if access.answers(client, Headers(scope=scope)) else access.CLOSED
        except NotAllowed as fault:
            refusal = str(fault)
        if not refusal:
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse(refusal, 403)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})
