"""Seeded random streams, and the way from numpy arrays to columns of the schema.

Inside the generator money is int64 fen (1/100 yuan), days are numbers since 1970, and references are indexes
into a list of ids with -1 for none.
"""

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
import polars as pl
import pyarrow as pa

from seed.demo.sizes import NEVER

Rng = np.random.Generator


class Subject(IntEnum):
    """Each subject draws from a stream of its own, so that one can change without moving the others."""

    TREE = 1
    STAFF = 2
    CONDUCT = 3
    CLIENTS = 4
    COVERING = 5
    LEAVING = 6
    BALANCES = 7
    EARNINGS = 8
    CREDIT = 9
    LENDING = 10
    SERVICE = 11
    MATURITIES = 12
    DAYS = 13
    TARGETS = 14
    NAMES = 15
    RATES = 16
    POSTS = 17
    SALES = 18


def stream(seed: int, subject: Subject, t: int = 0) -> Rng:
    return np.random.Generator(np.random.PCG64([seed, int(subject), t + 10]))


def fen(yuan: np.ndarray) -> np.ndarray:
    """Yuan as floats to whole fen."""
    return np.rint(yuan * 100).astype(np.int64)


def money(amounts: np.ndarray, absent: np.ndarray | None = None) -> pl.Series:
    """Whole fen as an exact Decimal(18,2) column; null where `absent`."""
    wide = np.empty((len(amounts), 2), dtype=np.int64)
    wide[:, 0] = amounts
    wide[:, 1] = wide[:, 0] >> 63
    array = pa.Array.from_buffers(pa.decimal128(18, 2), len(amounts), [None, pa.py_buffer(wide)])
    column = pl.Series(pl.from_arrow(array))
    return column if absent is None else column.set(pl.Series(absent), None)


def dates(days: np.ndarray) -> pl.Series:
    """Day numbers as dates; NEVER becomes null."""
    column = pl.Series(np.asarray(days, dtype=np.int32)).cast(pl.Date)
    absent = np.asarray(days) == NEVER
    return column.set(pl.Series(absent), None) if absent.any() else column


def pick(words: Sequence[str] | pl.Series, at: np.ndarray) -> pl.Series:
    """The words at these indexes; -1 gives null."""
    listed = pl.Series(words, dtype=pl.String) if not isinstance(words, pl.Series) else words
    return listed.extend_constant(None, 1).gather(pl.Series(np.where(at < 0, len(listed), at).astype(np.int64)))


def numbered(prefix: str, first: int, count: int, width: int) -> pl.Series:
    """`count` running ids such as C0000001, starting at `first`."""
    digits = pl.Series(np.arange(first, first + count, dtype=np.int64)).cast(pl.String).str.zfill(width)
    return (prefix + digits).rename("")


def choose(rng: Rng, weights: Sequence[float], count: int) -> np.ndarray:
    """Indexes drawn with these weights."""
    edges = np.cumsum(np.asarray(weights, dtype=float))
    return np.minimum(np.searchsorted(edges / edges[-1], rng.random(count), side="right"), len(weights) - 1).astype(np.int64)


def yes(rng: Rng, chance: float | np.ndarray, count: int) -> np.ndarray:
    return rng.random(count) < chance
