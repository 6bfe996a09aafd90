"""The dashboard as readers get it: everything loaded before the first of them, files compressed,
and what comes in and goes out held to what it need be. `streamlit run server.py`."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit.starlette import App

from lib.ui import private
from lib.ui.server import documents, health, local_only, logs, reading, received, rehearsal, short
from lib.ui.server.bounded import Bounded
from lib.ui.server.closed import ClosedAddresses
from lib.ui.server.compressed import CompressedFiles
from lib.ui.server.few_at_once import FewAtOnce
from lib.ui.server.headers import SecureHeaders
from lib.ui.server.metrics import Metrics
from lib.ui.server.returns import Returns
from lib.ui.server.sessions import FewSessions
from lib.ui.server.settings import Settings
from lib.ui.server.small_files import SmallFiles
from lib.ui.your_data.exact_files import ForOneBrowser

settings = Settings.read(os.environ)
logs.start()
private.believe_proxies(settings.trusted_proxies)
local_only.start()
received.start()


@asynccontextmanager
async def ready(_app: App) -> AsyncIterator[dict[str, Any]]:
    """The server takes readers once this has come to its yield."""
    sweeping = asyncio.create_task(received.sweep(private.server()))
    rehearsed = await rehearsal.rehearse()
    logs.log.info("ready", extra={"facts": {"faults": len(rehearsed.faults)}})
    readiness.rehearsed = rehearsed
    yield {"rehearsed": rehearsed}
    sweeping.cancel()


readiness = health.Ready()
base = private.base_path()
app = App(
    "app.py",
    lifespan=ready,
    routes=[
        Route(f"{base}/healthz", health.alive),
        Route(f"{base}/readyz", readiness.answer),
        Route(f"{base}/metrics", Metrics(settings.metrics_token).answer),
        Route("/.well-known/security.txt", health.SecurityText(settings.contact).answer),
        *reading.routes(),
        *short.routes(),
        *documents.routes(),
    ],
    middleware=[
        Middleware(SecureHeaders, settings.embedders),
        Middleware(logs.Observed),
        Middleware(local_only.LocalOnly),
        Middleware(ClosedAddresses),
        Middleware(Bounded),
        Middleware(FewSessions),
        Middleware(Returns),
        Middleware(SmallFiles),
        Middleware(ForOneBrowser),
        Middleware(CompressedFiles),
        Middleware(FewAtOnce),
    ],
)
