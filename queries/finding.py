"""A finding: one sentence that needs attention, the money in it, and where it is seen.

A subject offers its findings as a query whose name ends in `findings`, so that they pass the same door as everything else.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import polars as pl

from queries.text import Text

COLUMNS: dict[str, Any] = {
    "amount_yuan": pl.Decimal(38, 2), "sentence_zh": pl.String, "sentence_en": pl.String, "page": pl.String, "choices": pl.String,
    "is_good": pl.Boolean, "urgency": pl.Int64,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """`amount_yuan` ranks it among all others of its urgency: 2 a limit broken, 1 nearly reached, 0 anything else. `choices` are the filters of `page` that show it."""

    amount_yuan: Decimal
    sentence: Text
    page: str
    choices: dict[str, list[str]] = field(default_factory=dict)
    is_good: bool | None = False
    urgency: int = 0


def as_frame(found: Iterable[Finding]) -> pl.DataFrame:
    """One row per finding, the most urgent first, then the largest amount."""
    rows = [(abs(f.amount_yuan), f.sentence.zh, f.sentence.en, f.page, json.dumps(f.choices), f.is_good, f.urgency) for f in found]
    return pl.DataFrame(rows, schema=COLUMNS, orient="row").sort("urgency", "amount_yuan", "sentence_en", descending=[True, True, False])


def of_frames(frames: Iterable[pl.DataFrame], most: int) -> pl.DataFrame:
    """The `most` weighty findings of several subjects, urgent ones first."""
    every = [frame for frame in frames if frame.height]
    rows = pl.concat(every) if every else pl.DataFrame(schema=COLUMNS)
    return rows.sort("urgency", "amount_yuan", "sentence_en", descending=[True, True, False]).head(most)


def listed(frame: pl.DataFrame) -> Iterator[Finding]:
    """The rows of a frame as findings again."""
    for row in frame.iter_rows(named=True):
        sentence = Text(row["sentence_zh"], row["sentence_en"])
        yield Finding(row["amount_yuan"], sentence, row["page"], json.loads(row["choices"]), row["is_good"], row["urgency"])
