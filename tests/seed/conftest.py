"""The demonstration bank as it is drawn, before it is published."""

from collections import defaultdict
from datetime import date

import polars as pl
import pytest

from seed.demo import SIZES, generate

UNTIL = date(2026, 9, 1)
AS_OF = date(2026, 10, 16)
Bank = dict[str, pl.DataFrame]


def whole(seed: int) -> Bank:
    """Every table of the tiny bank that this seed draws."""
    parts: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for name, frame in generate(SIZES["tiny"], seed, UNTIL):
        parts[name].append(frame)
    return {name: pl.concat(frames) for name, frames in parts.items()}


@pytest.fixture(scope="session")
def demo_bank() -> Bank:
    return whole(7)
