"""Readers without a browser: raw sessions on the server, speaking Streamlit's own messages.

A change of filter is asked for as the browser does it for a link: with another query string.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from time import perf_counter

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.benchmarks.served import Served

PATIENCE = 900.0  # a crowd is served one after another
AT_ONCE = 8  # sessions that open at the same time
ROUNDS = 2


@dataclass(slots=True)
class Answered:
    """What the server did. Times in seconds; by the number of sessions open at the time where it says so.

    `new` and `again` are runs by the clock, `busy_again` is the processor time of one of the latter.
    """

    new: list[float] = field(default_factory=list)
    again: list[float] = field(default_factory=list)
    busy_again: list[float] = field(default_factory=list)
    runs_a_second: dict[int, float] = field(default_factory=dict)
    bytes_a_session: dict[int, float] = field(default_factory=dict)


def measure(served: Served, links: Sequence[str], crowds: Sequence[int]) -> Answered:
    return asyncio.run(_measure(served, links, crowds))


async def _measure(served: Served, links: Sequence[str], crowds: Sequence[int]) -> Answered:
    """One reader alone with each link, twice; then ever more readers, who stay."""
    answered = Answered()
    async with AsyncExitStack() as stay:
        alone = await _enter(stay, served, links[0])
        answered.new = [await _run(alone, link) for link in links[1:]]
        idle = served.busy_seconds
        answered.again = [await _run(alone, link) for link in links[1:]]
        answered.busy_again = [(served.busy_seconds - idle) / len(answered.again)]
        before, readers = served.resident_bytes, [alone]
        for crowd in crowds:
            readers += await _few_at_once(_opening(stay, served, links), crowd - len(readers))
            answered.bytes_a_session[crowd] = (served.resident_bytes - before) / (crowd - 1)
            answered.runs_a_second[crowd] = await _all_at_once(readers, links)
    return answered


async def _enter(stay: AsyncExitStack, served: Served, link: str) -> ClientConnection:
    """Nobody asks whether the server is still there: one that is busy answers late, which is what is measured."""
    address = f"ws://127.0.0.1:{served.port}/_stcore/stream"
    reader = await stay.enter_async_context(
        connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None, ping_interval=None)
    )
    await _run(reader, link)
    return reader


def _opening(stay: AsyncExitStack, served: Served, links: Sequence[str]) -> Callable[[int], Awaitable[ClientConnection]]:
    return lambda number: _enter(stay, served, links[number % len(links)])


async def _few_at_once(open_one: Callable[[int], Awaitable[ClientConnection]], count: int) -> list[ClientConnection]:
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(number: int) -> ClientConnection:
        async with gate:
            return await open_one(number)

    return list(await asyncio.gather(*(one(number) for number in range(count))))


async def _all_at_once(readers: Sequence[ClientConnection], links: Sequence[str]) -> float:
    """Runs a second where everybody asks again as soon as they are answered."""

    async def asks(number: int, reader: ClientConnection) -> None:
        for turn in range(ROUNDS):
            await _run(reader, links[(number + turn) % len(links)])

    begun = perf_counter()
    await asyncio.gather(*(asks(number, reader) for number, reader in enumerate(readers)))
    return len(readers) * ROUNDS / (perf_counter() - begun)


async def _run(reader: ClientConnection, link: str) -> float:
    """Seconds from asking for a run until its last message."""
    asked = BackMsg()
    asked.rerun_script.query_string = link
    begun = perf_counter()
    await reader.send(asked.SerializeToString())
    while True:
        said = ForwardMsg.FromString(await asyncio.wait_for(reader.recv(decode=False), PATIENCE))
        if said.WhichOneof("type") == "delta" and said.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(said.delta.new_element.exception.message)
        if said.WhichOneof("type") == "script_finished" and said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            return perf_counter() - begun
