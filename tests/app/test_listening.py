"""Who can reach a server, and what it tells them."""

import json
import socket
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import serving

# Linux answers for every 127.x.y.z: a server that listens on every address of its machine does too,
# one on localhost does not.
ELSEWHERE = "127.0.0.2"


def reached(base: str, host: str) -> bool:
    with socket.socket() as asked:
        asked.settimeout(5)
        return asked.connect_ex((host, urlsplit(base).port)) == 0


def status(address: str, method: str = "GET") -> int:
    try:
        with urllib.request.urlopen(
            urllib.request.Request(address, method=method), timeout=10
        ) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


def test_it_listens_on_this_machine_alone_and_keeps_its_metrics_to_itself() -> None:
    with serving() as base:
        assert reached(base, "127.0.0.1") and not reached(base, ELSEWHERE)
        assert status(f"{base}/_stcore/health") == 200
        for path in (
            "/_stcore/metrics",
            "/_stcore/metrics/",
            "/_stcore/%6detrics",
            "/_stcore/metrics?families=session_events",
            "/_stcore/agent",
            "/_stcore/agent/openapi.json",
            "/metrics",
        ):
            for method in ("GET", "OPTIONS", "HEAD"):
                assert status(base + path, method) in (404, 405), (path, method)
        it_says_how_it_is(base)


def it_says_how_it_is(base: str) -> None:
    """Health, readiness, headers and what it refuses, of a server that is told nothing."""
    assert status(f"{base}/healthz") == 200
    with urllib.request.urlopen(f"{base}/readyz", timeout=10) as answer:
        assert json.load(answer) == {"data": True, "database": True, "rehearsal": True}
    with urllib.request.urlopen(f"{base}/reallocate", timeout=10) as answer:
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Strict-Transport-Security"] is None
    assert status(f"{base}/reallocate?moves={'x' * 20_000}") == 414
    assert status(f"{base}/.well-known/security.txt") == 404  # no contact is named
    # who writes where they come from, or that it was by https, is not believed
    asked = urllib.request.Request(base, headers={"X-Forwarded-Proto": "https"})
    with urllib.request.urlopen(asked, timeout=10) as answer:
        assert answer.headers["Strict-Transport-Security"] is None


def test_it_listens_further_where_it_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_ADDRESS", "0.0.0.0")
    with serving(script="app.py") as base:
        assert reached(base, ELSEWHERE)
