"""Has a distribution two humps? Hartigan's dip: how far the sample lies from the nearest distribution with one hump.

The dip is half the largest distance between the empirical distribution and the closest unimodal one (Hartigan and Hartigan, Annals of
Statistics 13, 1985), found by fitting the greatest convex minorant to the left of the mode and the least concave majorant to its right.
"""

from collections.abc import Sequence
from math import sqrt

import numpy as np

from queries.policy import HUMPS_LEAST

# √n × dip that one-humped samples of that size (uniform, the hardest case) exceed once in twenty
CRITICAL = {50: 0.4972, 100: 0.5099, 200: 0.5212, 500: 0.5301, 1000: 0.5345, 2000: 0.5360, 5000: 0.5390}


def has_two_humps(values: Sequence[float]) -> bool | None:
    """Whether one hump would give such a dip less than once in twenty; nothing under the least size of the policy."""
    if len(values) < int(HUMPS_LEAST.value):
        return None
    limit = float(np.interp(len(values), list(CRITICAL), list(CRITICAL.values())))
    return sqrt(len(values)) * dip(values) > limit


def dip(values: Sequence[float]) -> float:
    """The dip of a sample; 0 where all values are one, else 1 ÷ 2n at least, as for one that is evenly spread."""
    x = np.sort(np.asarray(values, dtype=np.float64))
    n, low, high, best = len(x), 0, len(x) - 1, 1.0
    if n < 2 or x[0] == x[-1]:
        return 0.0
    left, right = _minorant(x), _majorant(x)
    while True:
        below, above = _knots(left, high, low), _knots(right, low, high)
        distance, at, to = _widest(x, below, above)
        if distance < best:
            break
        best = max(best, _bend(x, below[at:], -1), _bend(x, above[to:], 1))
        if (low, high) == (below[at], above[to]):
            break
        low, high = below[at], above[to]
    return float(best / (2 * n))


def _minorant(x: np.ndarray) -> list[int]:
    """For each point the knot before it on the greatest convex minorant of the points up to it."""
    before = [0] * len(x)
    for j in range(1, len(x)):
        before[j] = j - 1
        while (m := before[j]) != 0 and (x[j] - x[m]) * (m - before[m]) >= (x[m] - x[before[m]]) * (j - m):
            before[j] = before[m]
    return before


def _majorant(x: np.ndarray) -> list[int]:
    """For each point the knot after it on the least concave majorant of the points from it on."""
    last = len(x) - 1
    after = [last] * len(x)
    for k in range(last - 1, -1, -1):
        after[k] = k + 1
        while (m := after[k]) != last and (x[k] - x[m]) * (m - after[m]) >= (x[m] - x[after[m]]) * (k - m):
            after[k] = after[m]
    return after


def _knots(links: list[int], start: int, end: int) -> list[int]:
    found = [start]
    while found[-1] != end:
        found.append(links[found[-1]])
    return found


def _widest(x: np.ndarray, below: list[int], above: list[int]) -> tuple[float, int, int]:
    """The largest distance between the two hulls, and the knots of each between which it lies (from the high end, from the low end)."""
    if len(below) == 2 and len(above) == 2:
        return 1.0, 1, 1
    ix, iv, widest, at, to = len(below) - 2, 1, 0.0, len(below) - 1, len(above) - 1
    while True:
        g, a = below[ix], above[iv]
        if g > a:
            before = below[ix + 1]
            gap = (a - before + 1) - (x[a] - x[before]) * (g - before) / (x[g] - x[before])
            iv += 1
            if gap >= widest:
                widest, at, to = gap, ix + 1, iv - 1
        else:
            before = above[iv - 1]
            gap = (x[g] - x[before]) * (a - before) / (x[a] - x[before]) - (g - before - 1)
            ix -= 1
            if gap >= widest:
                widest, at, to = gap, ix + 1, iv
        ix, iv = max(ix, 0), min(iv, len(above) - 1)
        if below[ix] == above[iv]:
            return widest, at, to


def _bend(x: np.ndarray, knots: list[int], sign: int) -> float:
    """How far the points lie from the hull between its knots, in steps of the distribution."""
    worst = 0.0
    for a, b in zip(knots, knots[1:], strict=False):
        first, last = min(a, b), max(a, b)
        farthest = 1.0
        if last - first > 1 and x[last] != x[first]:
            line = (x[first : last + 1] - x[first]) * (last - first) / (x[last] - x[first])
            steps = np.arange(last - first + 1)
            farthest = max(farthest, float((line - steps + 1 if sign > 0 else steps + 1 - line).max()))
        worst = max(worst, farthest)
    return worst
