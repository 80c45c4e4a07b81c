"""Measuring: work in a process of its own with its peak memory, medians of repeated work, and files put out of the cache."""

import multiprocessing
import os
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

REPEATS = 20
QUIET = "SET enable_progress_bar = false"  # to DuckDB a child process looks like a person who wants to watch
PATIENCE = 10.0  # seconds after which slow work is not repeated further


@dataclass(frozen=True, slots=True)
class Measured:
    """What came back, how long it took, and the most memory its process ever held."""

    value: Any
    seconds: float
    peak_bytes: int


def in_child(work: Callable[..., Any], *inputs: Any) -> Measured:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(_measured, work, inputs).result()


def _measured(work: Callable[..., Any], inputs: tuple[Any, ...]) -> Measured:
    begun = perf_counter()
    value = work(*inputs)
    seconds = perf_counter() - begun
    return Measured(value, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)


def seconds_of(work: Callable[[], Any]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


def warm_seconds(work: Callable[[], Any]) -> float:
    """Median of twenty runs after one that does not count; fewer where they take long."""
    first = seconds_of(work)
    times = [first] if first > PATIENCE else []
    while len(times) < REPEATS and sum(times) < PATIENCE:
        times.append(seconds_of(work))
    return median(times)


def evict(path: Path) -> None:
    """Put the file's pages out of the system's cache, so that the next reader fetches them from the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    finally:
        os.close(handle)
