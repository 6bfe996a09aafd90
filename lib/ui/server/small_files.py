"""Files that are larger than a scenario's come in from those alone who may bring in data: others
would only take the room that theirs wait in."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.ui import access, private
from lib.ui.server import addresses
from lib.ui.server.bounded import bytes_to_come

LARGEST = 1_100_000  # bytes: a scenario's file in its envelope
REFUSAL = "Files of this size come in from analysts alone."


class SmallFiles:
    """ASGI middleware that refuses the others with 403."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on."""
        is_upload = scope["type"] == "http" and addresses.kind(scope["path"]) == "upload"
        if is_upload and bytes_to_come(scope) > LARGEST and not may_bring_in(scope["path"]):
            await PlainTextResponse(REFUSAL, 403)(scope, receive, send)
            return
        await self.app(scope, receive, send)


def may_bring_in(path: str) -> bool:
    """Whether the session that the address of an upload names is one of somebody who may."""
    session_id = path.split("/")[-2]
    return access.person_of(private.claims_of(session_id)).may("bring_in")
