"""Two groups compared within strata: the Mantel–Haenszel difference of shares and its interval (Sato, Greenland and Robins).

The interval holds for many thin strata as well as for a few thick ones.
"""

from collections.abc import Iterable
from math import sqrt
from typing import NamedTuple

Z95 = 1.959963984540054


class Stratum(NamedTuple):
    """Clients and losses of both groups; a group may weigh less than its heads where it is counted more than once."""

    clients: float
    lost: float
    other_clients: float
    other_lost: float


class Difference(NamedTuple):
    """Shares lost of both groups in the matched strata, their difference and its 95% interval (none where nobody was lost), and how many clients were matched."""

    share: float
    other_share: float
    difference: float
    low: float | None
    high: float | None
    matched: float


def compare(strata: Iterable[Stratum]) -> Difference | None:
    """None where no stratum holds clients of both groups."""
    both = [s for s in strata if s.clients and s.other_clients]
    if not both:
        return None
    weights = [s.clients * s.other_clients / (s.clients + s.other_clients) for s in both]
    total = sum(weights)
    share = sum(w * s.lost / s.clients for w, s in zip(weights, both, strict=True)) / total
    other = sum(w * s.other_lost / s.other_clients for w, s in zip(weights, both, strict=True)) / total
    spread = Z95 * sqrt(max((share - other) * sum(map(_p, both)) + sum(map(_q, both)), 0.0)) / total
    low, high = (share - other - spread, share - other + spread) if share or other else (None, None)
    return Difference(share, other, share - other, low, high, sum(s.clients for s in both))


def _p(s: Stratum) -> float:
    both = s.clients + s.other_clients
    return (s.clients**2 * s.other_lost - s.other_clients**2 * s.lost + s.clients * s.other_clients * (s.other_clients - s.clients) / 2) / both**2


def _q(s: Stratum) -> float:
    both = s.clients + s.other_clients
    return (s.lost * (s.other_clients - s.other_lost) + s.other_lost * (s.clients - s.lost)) / (2 * both)
