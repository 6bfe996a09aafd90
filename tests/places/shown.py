"""What a page puts before a reader's eyes and ears, without names of things inside it."""

import json
import re
from collections.abc import Iterator

from google.protobuf.message import Message
from streamlit.testing.v1 import AppTest

from tests.app.figures import APART, CHANGES, KINDS_APART, LAYOUT

PICTURE = re.compile(r"data:[^\"')]*")
NAMES = {"field", "name", "params", "type"}  # of a chart's specification: not shown
INSIDE = (APART - {"spec", "html_content"}) | {"selection_mode"}


def shown(app: AppTest) -> str:
    """Sentences, labels, tables, titles of charts, and what a screen reader is told of them."""
    texts: list[str] = []
    for element in [*app.main, *app.sidebar]:
        if getattr(element.proto, "anchor", "") == CHANGES:
            break  # the history of the program, which names what it was first made for
        if isinstance(element.proto, Message) and element.type not in LAYOUT:
            texts += _texts(element.proto)
    return PICTURE.sub("", " ".join(texts))


def _texts(message: Message) -> Iterator[str]:
    for field, value in message.ListFields():
        if field.name in INSIDE or field.type in KINDS_APART:
            continue
        for one in value if field.is_repeated else [value]:
            if isinstance(one, Message):
                yield from _texts(one)
            elif field.name == "spec":
                yield from _of_chart(json.loads(one))
            else:
                yield one.decode(errors="replace") if isinstance(one, bytes) else str(one)


def _of_chart(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        for key, value in part.items():
            if key not in NAMES:
                yield from _of_chart(value)
    elif isinstance(part, list):
        for value in part:
            yield from _of_chart(value)
    elif isinstance(part, str):
        yield part
