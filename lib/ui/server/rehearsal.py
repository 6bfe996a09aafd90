"""A reader of the server's own, who uses every page before the first real one comes.

What a page loads late (solver, typesetting, a component's files) would make one reader wait, and
then be walked by Python's garbage collector after every run of every reader. So all of it is loaded
first, and taken out of the collector's sight.

Nothing here imports a page's parts: a component that is imported outside a session is never served.
"""

import asyncio
import gc
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lib.roles import LOCAL
from lib.ui import access, private
from lib.ui.pages import PAGES
from lib.ui.private import BackMsg, ForwardMsg, SessionClient, WidgetState

BUTTONS = ("Ask", "Make the pack")  # those that load what opening pages and sections does not
LONGEST_SECONDS = 120


@dataclass(frozen=True, kw_only=True)
class Button:
    """A button, an option of a segmented control, or a part that is folded away: what a browser
    would send when it is pressed, and its fragment."""

    state: WidgetState
    fragment: str

    @property
    def option(self) -> bool:
        return not self.state.trigger_value


@dataclass(kw_only=True)
class Reader(SessionClient):
    """A session without a browser. used: labels pressed so far; faults: errors that pages
    showed."""

    buttons: dict[str, Button] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    page_hash: str = ""
    open: WidgetState | None = None  # the option that stands, which a browser sends with every run
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Note what the server draws, and when a run is over."""
        kind = msg.WhichOneof("type")
        if kind == "new_session":
            self.page_hash = msg.new_session.page_script_hash
        elif kind == "delta":
            self.buttons |= dict(drawn(msg))
            if msg.delta.new_element.WhichOneof("type") == "exception":
                self.faults.append(msg.delta.new_element.exception.message)
        elif (
            kind == "script_finished" and msg.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
        ):
            self.ended.set()

    def next(self) -> str | None:
        """The label to press: a button that has come up, while its section is open, else an option
        that was not."""
        options = (label for label, button in self.buttons.items() if button.option)
        wanted = (*(label for label in BUTTONS if label in self.buttons), *options)
        return next((label for label in wanted if label not in self.used), None)

    def press(self, label: str) -> BackMsg:
        """What a browser sends when it is pressed."""
        button = self.buttons[label]
        self.used.append(label)
        message = BackMsg()
        message.rerun_script.page_script_hash = self.page_hash
        message.rerun_script.fragment_id = button.fragment
        message.rerun_script.widget_states.widgets.append(button.state)
        if button.option:
            self.open = button.state
        elif self.open is not None:
            message.rerun_script.widget_states.widgets.append(self.open)
        return message


def drawn(msg: ForwardMsg) -> Iterator[tuple[str, Button]]:
    """The buttons in a message, by label."""
    element, fragment = msg.delta.new_element, msg.delta.fragment_id
    if element.WhichOneof("type") == "button":
        yield (
            element.button.label,
            Button(state=WidgetState(id=element.button.id, trigger_value=True), fragment=fragment),
        )
    elif element.WhichOneof("type") == "button_group":
        for option in element.button_group.options:
            state = WidgetState(id=element.button_group.id)
            state.string_array_value.data.append(option.content)
            yield option.content, Button(state=state, fragment=fragment)
    folded = msg.delta.add_block.expandable
    if folded.id:
        yield (
            folded.label,
            Button(state=WidgetState(id=folded.id, bool_value=True), fragment=fragment),
        )


@dataclass(frozen=True, kw_only=True)
class Rehearsal:
    """Labels pressed, and errors that pages showed."""

    used: list[str]
    faults: list[str]


async def rehearse() -> Rehearsal:
    """Use every page, then freeze what was loaded."""
    readers = [await _use(page.stem) for page in PAGES]
    gc.collect()
    gc.freeze()
    return Rehearsal(
        used=[label for reader in readers for label in reader.used],
        faults=[f for reader in readers for f in reader.faults],
    )


async def _use(page: str) -> Reader:
    """Open a page, then each option of its segmented controls, and press those of BUTTONS that come
    up."""
    reader, server = Reader(), private.server()
    everything: dict[str, Any] = {access.REHEARSAL: LOCAL}
    session = server.connect_session(reader, everything)
    message = BackMsg()
    message.rerun_script.page_name = page
    while True:
        reader.ended.clear()
        server.handle_backmsg(session, message)
        await asyncio.wait_for(reader.ended.wait(), LONGEST_SECONDS)
        label = reader.next()
        if label is None:
            break
        message = reader.press(label)
    server.close_session(session)
    return reader
