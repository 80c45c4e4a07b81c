"""What the same book, segment, region and tenure would give: each RM's expectation, from a fit that never saw that RM.

Least squares per segment on the logarithm of the book at the period's start or take-over, tenure and region, cross-fitted in ten folds
by a stable hash of the RM's number. Made at load by `seed.expectations`; `fairness` sets it beside what was achieved.
"""

import zlib
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from queries.indicators import FLOWS, INDICATORS

Numbers = NDArray[np.float64]
FOLDS = 10
LEAST = 50  # RMs of a segment that a fit rests on
SETTLED_MONTHS = 6  # in post, from which an RM's result is compared
SMALLEST_BOOK = 100_000.0  # yuan; less counts as this much, so that the logarithm exists
SMALL = 1e-10  # relative; what is less is a rounding of zero
KINDS = {one.column: (one.key, "flow") for one in INDICATORS if one.column in FLOWS} | {
    f"{one.grows}_growth_yuan": (one.key, "growth") for one in INDICATORS if one.grows
}  # the results that are expected, by their column
EXPECTED: dict[str, Any] = {
    "rm_id": pl.String, "segment": pl.String, "column": pl.String, "expected": pl.Float64, "r2_share": pl.Float64, "basis_count": pl.Int64,
}  # fmt: skip


def expected(people: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """EXPECTED: what each RM's result in each of the `columns` would be. Segments of too few RMs have none, nor have results nobody has.

    One row per RM with rm_id, segment, region_id, book_yuan, tenure_months, `part` (share of the period's days so far in post: a result
    is compared as if of the whole, and expected for its part) and the results.
    """
    found = [pl.DataFrame(schema=EXPECTED)]
    for _, segment in people.sort("segment", "rm_id").group_by("segment", maintain_order=True):
        found += _of_segment(segment, columns) if segment.height >= LEAST else []
    return pl.concat(found)


def _of_segment(people: pl.DataFrame, columns: Sequence[str]) -> Iterable[pl.DataFrame]:
    """A flow is never expected to be below nothing."""
    results = people.select(pl.col(name).cast(pl.Float64).fill_null(0) for name in columns).to_numpy()
    part = people["part"].cast(pl.Float64).to_numpy()[:, None]
    told = cross_fitted(traits(people), results / part, np.array([fold(rm_id) for rm_id in people["rm_id"]])) * part
    least = np.array([0.0 if KINDS.get(name, ("", ""))[1] == "flow" else -np.inf for name in columns])
    told = np.maximum(told, least)
    spread = ((results - results.mean(axis=0)) ** 2).sum(axis=0)
    missed = ((results - told) ** 2).sum(axis=0)
    for at, name in enumerate(columns):
        if spread[at] > 0:
            yield people.select(
                "rm_id", "segment", column=pl.lit(name), expected=pl.Series(told[:, at]), r2_share=pl.lit(float(1 - missed[at] / spread[at])),
                basis_count=pl.lit(people.height, dtype=pl.Int64),
            )  # fmt: skip


def traits(people: pl.DataFrame) -> Numbers:
    """One row per RM: log of the book, tenure, and a column per region."""
    regions = people["region_id"].unique().sort().to_list()
    found: Numbers = people.select(
        pl.col("book_yuan").cast(pl.Float64).fill_null(0).clip(SMALLEST_BOOK).log().alias("book"), pl.col("tenure_months").cast(pl.Float64),
        *((pl.col("region_id") == region).cast(pl.Float64).alias(f"region {region}") for region in regions),
    ).to_numpy()  # fmt: skip
    return found


def fold(rm_id: str) -> int:
    """The same for the same number, on every machine and at every load."""
    return zlib.crc32(rm_id.encode()) % FOLDS


def cross_fitted(known: Numbers, results: Numbers, folds: NDArray[np.int64]) -> Numbers:
    """For every row what the fit on the other folds' rows says; a region that those lack counts as the mean of regions."""
    told = np.zeros_like(results)
    for each in np.unique(folds):
        mine = folds == each
        told[mine] = _fit(known[~mine], results[~mine], known[mine]) if (~mine).any() else np.nan
    return told


def _fit(known: Numbers, results: Numbers, asked: Numbers) -> Numbers:
    """Least squares about the means, of all solutions the shortest, so that a column without a spread plays no part."""
    middle, width, mean = known.mean(axis=0), known.std(axis=0), results.mean(axis=0)
    width[width <= SMALL * np.maximum(np.abs(middle), 1)] = 1.0
    weights, *_ = np.linalg.lstsq((known - middle) / width, results - mean, rcond=SMALL)
    fitted: Numbers = mean + ((asked - middle) / width) @ weights
    return fitted
