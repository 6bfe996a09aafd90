"""What the server counts of itself, for Prometheus: never of a reader. Closed until whoever runs it
names a token."""

import hmac

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from starlette.requests import Request
from starlette.responses import Response

__all__ = ["REGISTRY"]

SESSIONS = Gauge("dashboard_sessions", "Readers connected now")
REQUESTS = Counter("dashboard_requests", "Requests answered", ("kind", "status"))
SECONDS = Histogram(
    "dashboard_request_seconds",
    "Seconds from a request to the end of its answer",
    ("kind",),
    buckets=(0.01, 0.05, 0.1, 0.5, 1, 5, 30),
)
ASKED_TO_WAIT = Counter("dashboard_asked_to_wait", "Readers asked to wait", ("limit",))
LINES_LOST = Counter("dashboard_lines_lost", "Lines that could not be written to the log")
FAULTS = Counter("dashboard_faults", "Errors written to the log", ("logger",))


class Metrics:
    """The address that a collector asks."""

    def __init__(self, token: str) -> None:
        self.token = token

    async def answer(self, request: Request) -> Response:
        """What was counted, to who knows the token; to others there is nothing here."""
        given = request.headers.get("authorization", "").encode()
        if not self.token or not hmac.compare_digest(given, f"Bearer {self.token}".encode()):
            return Response(status_code=404)
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
