"""Who the clients are: segment, home outlet, industry, age, and the holdings each tends to."""

from dataclasses import dataclass

import numpy as np

from queries import codes
from seed.demo.draws import Rng, choose, yes
from seed.demo.seats import CORPORATE, INSTITUTIONAL, INTERBANK, PERSONAL
from seed.demo.sizes import NEVER, Calendar, Size
from seed.demo.tree import Tree

INDUSTRIES = tuple(codes.INDUSTRIES)
BUSINESS = tuple(k for k, name in enumerate(INDUSTRIES) if name not in ("finance", "government"))
BUSINESS_WEIGHTS = (0.3, 0.2, 0.06, 0.09, 0.06, 0.04, 0.02, 0.05, 0.09, 0.05, 0.02, 0.02)
PUBLIC = tuple(INDUSTRIES.index(name) for name in ("government", "health_education", "public_works"))
EXPOSURE_CLASSES = tuple(codes.EXPOSURE_CLASSES)
CLOSE_REASONS = tuple(codes.CLOSE_REASONS)
LINES = ("deposit", "wealth", "fund", "insurance", "securities")
HOLDING = {  # chance of ever holding each line, and its size against the client's deposits (median, log spread)
    CORPORATE: ((1.0, 1.0, 0.0), (0.08, 0.4, 0.8), (0.01, 0.1, 0.5), (0.03, 0.02, 0.5), (0.01, 0.2, 0.5)),
    INSTITUTIONAL: ((1.0, 1.0, 0.0), (0.05, 0.3, 0.6), (0.0, 0.1, 0.5), (0.02, 0.01, 0.5), (0.0, 0.1, 0.5)),
    INTERBANK: ((1.0, 1.0, 0.0), (0.2, 0.3, 0.5), (0.1, 0.2, 0.5), (0.0, 0.1, 0.5), (0.2, 0.3, 0.5)),
    PERSONAL: ((1.0, 1.0, 0.0), (0.24, 0.9, 0.9), (0.13, 0.35, 0.9), (0.14, 0.25, 0.8), (0.05, 0.4, 0.9)),
}
DEPOSIT_MEDIAN = (330_000, 1_000_000, 4_000_000, 34_000)
DEPOSIT_SPREAD = (1.5, 1.2, 0.8, 1.15)


@dataclass
class Book:
    """All clients there ever are, one array element each. The lower half changes from month to month."""

    segment: np.ndarray
    opened: np.ndarray
    group: np.ndarray
    industry: np.ndarray
    exposure_class: np.ndarray
    base: np.ndarray  # lines × clients, yuan
    adopts: np.ndarray  # lines × clients: month index from which the line is held
    time_share: np.ndarray
    trend: np.ndarray
    extras: np.ndarray  # cards, e-banking, payroll: month index from which each is held, 999 for never
    phone_valid: np.ndarray
    profile: np.ndarray  # hundredths
    activity: np.ndarray
    outlet: np.ndarray
    rm: np.ndarray
    closed: np.ndarray
    close_month: np.ndarray
    close_cause: np.ndarray
    dormant: np.ndarray
    rundown: np.ndarray
    walk: np.ndarray
    rm_changed: np.ndarray  # month index of the last change of RM
    complained: np.ndarray  # month index of the last complaint
    moved_on: np.ndarray  # day of this month's last change of outlet or RM
    kept: np.ndarray  # never moved, never lost: planted clients
    reachable_from: np.ndarray  # day of the present RM's first contact, NEVER for none

    def __len__(self) -> int:
        return len(self.segment)

    def alive(self, day: int) -> np.ndarray:
        """Open at the end of a day."""
        return (self.opened <= day) & (self.closed > day)


def _segments(rng: Rng, total: int) -> np.ndarray:
    parts = [round(total * 0.03), round(total * 0.008), max(2, round(total * 0.002))]
    segment = np.full(total, PERSONAL, dtype=np.int8)
    edge = 0
    for code, part in zip((CORPORATE, INSTITUTIONAL, INTERBANK), parts, strict=True):
        segment[edge : edge + part] = code
        edge += part
    return rng.permutation(segment)


def _opened(rng: Rng, cal: Calendar, total: int) -> np.ndarray:
    """Most clients were there before; the rest open evenly up to the as-of day."""
    start = cal.start(-1)
    old = start - 1 - np.minimum(rng.exponential(2_100, total), 9_000).astype(np.int32)
    new = rng.integers(start, cal.as_of + 1, total)
    months = (cal.count + 2) * 0.0055
    return np.where(rng.random(total) < months / (1 + months), new, old).astype(np.int32)


def _outlets(rng: Rng, tree: Tree, cal: Calendar, segment: np.ndarray, opened: np.ndarray) -> np.ndarray:
    """Personal clients live at ordinary outlets; others half at own offices, interbank always."""
    total, own = len(segment), tree.branches
    weight = rng.uniform(0.6, 1.6, tree.outlets - own)
    ordinary = own + choose(rng, weight, total)
    at_own = yes(rng, np.array((0.5, 0.7, 1.0, 0.04))[segment], total)
    outlet = np.where(at_own, rng.integers(0, own, total), ordinary).astype(np.int32)
    month = np.searchsorted(cal.starts, opened, side="right") - 2
    shut = (tree.opens[outlet] > month) | (tree.closes[outlet] <= month)
    return np.where(shut, tree.heir, outlet).astype(np.int32)


def _industries(rng: Rng, segment: np.ndarray) -> np.ndarray:
    total = len(segment)
    business = np.array(BUSINESS)[choose(rng, BUSINESS_WEIGHTS, total)]
    public = np.array(PUBLIC)[choose(rng, (0.4, 0.4, 0.2), total)]
    finance = INDUSTRIES.index("finance")
    return np.choose(segment, (business, public, finance, -1)).astype(np.int8)


def _exposure_classes(rng: Rng, segment: np.ndarray) -> np.ndarray:
    luck = rng.random(len(segment))
    institutional = np.where(luck < 0.05, 2, 0)
    interbank = np.select([luck < 0.06, luck < 0.12], [5, 4], 1)
    return np.choose(segment, (0, institutional, interbank, 0)).astype(np.int8)


def _holdings(rng: Rng, cal: Calendar, segment: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Base sizes of the five lines, and the month from which each is held (999: never)."""
    total = len(segment)
    deposit = np.array(DEPOSIT_MEDIAN)[segment] * np.exp(rng.normal(0, 1, total) * np.array(DEPOSIT_SPREAD)[segment])
    base, adopts = np.empty((len(LINES), total)), np.full((len(LINES), total), 999, dtype=np.int16)
    for line in range(len(LINES)):
        chance, size, spread = (np.array([HOLDING[s][line][part] for s in range(4)])[segment] for part in range(3))
        wealthy = np.where(segment == PERSONAL, np.clip((deposit / 60_000) ** 0.35, 0.6, 2.4), 1.0)
        holds = rng.random(total) < (chance * wealthy if line else chance)
        since = np.where(rng.random(total) < 0.7, -99, rng.integers(0, cal.count + 1, total))
        adopts[line] = np.where(holds, since if line else -99, 999)
        base[line] = deposit * size * np.exp(rng.normal(0, 1, total) * spread)
    return base, adopts


def _extras(rng: Rng, cal: Calendar, segment: np.ndarray) -> np.ndarray:
    total, personal = len(segment), segment == PERSONAL
    chances = (np.where(personal, 0.55, 0.1), np.where(personal, 0.65, 0.8), np.where(personal, 0.22, 0.35))
    since = [np.where(rng.random(total) < 0.75, -99, rng.integers(0, cal.count + 1, total)) for _ in chances]
    held = [rng.random(total) < chance for chance in chances]
    return np.where(np.array(held), np.array(since), 999).astype(np.int16)


def enrol(size: Size, tree: Tree, cal: Calendar, rng: Rng) -> Book:
    """All clients as they stand when the history begins; groups and loans come in modules of their own."""
    months = (cal.count + 2) * 0.0055
    total = round(size.clients * 0.97 * (1 + months))
    segment, opened = _segments(rng, total), _opened(rng, cal, total)
    base, adopts = _holdings(rng, cal, segment)
    riser = rng.random(total) < 0.03
    ints = {name: np.full(total, -1, dtype=np.int32) for name in ("group", "rm", "close_cause")}
    days = {name: np.full(total, NEVER, dtype=np.int32) for name in ("closed", "moved_on", "reachable_from")}
    never = {name: np.full(total, -99, dtype=np.int16) for name in ("rm_changed", "complained")}
    return Book(
        segment=segment, opened=opened, industry=_industries(rng, segment), exposure_class=_exposure_classes(rng, segment),
        base=base, adopts=adopts, time_share=np.where(rng.random(total) < 0.38, rng.uniform(0.2, 0.9, total), 0.0),
        trend=np.where(riser, rng.uniform(0.015, 0.04, total), rng.normal(0.002, 0.006, total)),
        extras=_extras(rng, cal, segment), phone_valid=rng.random(total) > 0.045,
        profile=np.clip(np.rint(rng.normal(84, 12, total)), 20, 100).astype(np.int64), activity=rng.gamma(2.0, 0.5, total),
        outlet=_outlets(rng, tree, cal, segment, opened), close_month=np.full(total, 999, dtype=np.int16),
        dormant=(rng.random(total) < 0.12) & (segment == PERSONAL), rundown=np.ones(total), walk=rng.normal(0, 0.1, total),
        kept=np.zeros(total, dtype=bool), **ints, **days, **never,
    )  # fmt: skip
