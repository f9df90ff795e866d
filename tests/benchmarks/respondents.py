"""A respondent without a browser: Streamlit's own messages over its websocket."""

import asyncio
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE: Final = 120.0
"""Longest time that one rerun may take, in seconds."""

_GOES_ON: Final = ForwardMsg.FINISHED_EARLY_FOR_RERUN


@dataclass
class Respondent:
    """
    One open page.

    Attributes:
        url: Address of the websocket.
        page_name: Page of the app; empty for its first.
        query: Query string, kept up to date as a browser keeps it.
        options: Options of each radio now on the page, by widget id.
        heartbeats: Seconds between two runs of each fragment that asks for them, by its id.
    """

    url: str
    page_name: str = ""
    query: str = ""
    options: dict[str, tuple[str, ...]] = field(default_factory=dict)
    heartbeats: dict[str, float] = field(default_factory=dict)
    _values: dict[str, str] = field(default_factory=dict)
    _page: str = ""
    _socket: ClientConnection | None = None
    _beaten: float = field(default_factory=time.monotonic)

    async def __aenter__(self) -> Self:
        """Open the page, and wait until it is drawn."""
        self._socket = await connect(
            self.url, subprotocols=[Subprotocol("streamlit")], max_size=None, open_timeout=PATIENCE
        )
        await self.run()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        if self._socket is not None:
            await self._socket.close()

    async def choose(self, radio: str, option: str) -> float:
        """Choose an option, and return how long the page took to be drawn again, in seconds."""
        self._values[radio] = option
        start = time.perf_counter()
        await self.run()
        return time.perf_counter() - start

    async def beat(self) -> None:
        """Run the fragments that run by themselves, where it is time."""
        due = [each for each, gap in self.heartbeats.items() if self._since_beat() >= gap]
        for fragment in due:
            await self.run(fragment)
            self._beaten = time.monotonic()

    async def run(self, fragment: str = "") -> None:
        """Run the page, or one of its fragments, to the end."""
        message = BackMsg()
        script = message.rerun_script
        script.query_string, script.page_script_hash = self.query, self._page
        script.page_name, script.fragment_id = self.page_name, fragment
        script.is_auto_rerun = bool(fragment)
        script.widget_states.CopyFrom(self._states())
        if not fragment:
            self.options, self.heartbeats = {}, {}
        assert self._socket is not None
        await self._socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while not self._is_end(ForwardMsg.FromString(await self._received())):
                pass

    async def _received(self) -> bytes:
        assert self._socket is not None
        return await self._socket.recv(decode=False)

    def _is_end(self, message: ForwardMsg) -> bool:
        match message.WhichOneof("type"):
            case "delta":
                self._see(message.delta.new_element)
            case "navigation":
                self._page, self.page_name = message.navigation.page_script_hash, ""
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "auto_rerun":
                self.heartbeats[message.auto_rerun.fragment_id] = message.auto_rerun.interval
            case "new_session":
                self._page = self._page or message.new_session.page_script_hash
            case "script_finished":
                return message.script_finished != _GOES_ON
        return False

    def _see(self, element: Element) -> None:
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(element.exception.message)
        if element.WhichOneof("type") == "radio":
            radio = element.radio
            self.options[radio.id] = tuple(radio.options)
            if radio.HasField("default"):
                self._values.setdefault(radio.id, radio.options[radio.default])
        elif element.WhichOneof("type") == "text_input":
            self._values.setdefault(element.text_input.id, element.text_input.default)

    def _states(self) -> WidgetStates:
        states = WidgetStates()
        for widget, value in self._values.items():
            states.widgets.add(id=widget, string_value=value)
        return states

    def _since_beat(self) -> float:
        return time.monotonic() - self._beaten


def turns(options: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Radio after radio, option after option, for ever: each choice changes what was there."""
    step = 0
    while True:
        for radio, choices in options.items():
            yield radio, choices[step % len(choices)]
        step += 1
