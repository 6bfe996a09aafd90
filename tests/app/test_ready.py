"""Readiness is cheap to ask, however often and by however many at once."""

import asyncio
import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from lib.ui.server import health


def test_many_who_ask_at_once_cost_one_look(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[float] = []

    def slow() -> bool:
        looked.append(time.monotonic())
        time.sleep(0.2)
        return True

    monkeypatch.setattr(health, "_database_answers", slow)

    async def ask() -> list[bytes]:
        ready = health.Ready()
        answers = await asyncio.gather(*(ready.answer(None) for _ in range(50)))  # type: ignore
        return [answer.body for answer in answers]

    with ThreadPoolExecutor(1) as thread:
        bodies = thread.submit(asyncio.run, ask()).result()
    assert len(looked) == 1 and len(bodies) == 50
    assert {json.loads(body)["database"] for body in bodies} == {True}
