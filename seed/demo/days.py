"""RM days: levels by day between two month-ends, stepping when a client moves, and the flows of each day.

A client that keeps its outlet and RM moves evenly from one month-end to the next; one that comes, goes or is
handed over counts from its day on. So the last day of a month is the sum of its client-months.
"""

from dataclasses import dataclass
from functools import partial

import numpy as np
import polars as pl

from seed.demo.clients import Book
from seed.demo.draws import Rng, money, pick
from seed.demo.facts import SEGMENTS, Facts, Ids
from seed.demo.lending import Contracts, Standings
from seed.demo.seats import PERSONAL
from seed.demo.service import CARD, E_BANKING, FUND, INSURANCE, INTERNATIONAL, PAYROLL, TRADE, Sales, days_in
from seed.demo.sizes import NEVER, Calendar

LEVELS = ("deposit", "loan", "aum", "npl", "client_count", "premium_client_count", "profile_points")
FLOWS = (
    "npl_recovered", "loans_granted", "fee", "accounts_opened_count", "basic_accounts_opened_count", "premium_clients_won_count",
    "fund_sales", "insurance_sales", "cards_sold_count", "e_banking_sold_count", "payroll_sold_count", "trade_sales",
    "international_sales",
)  # fmt: skip
SOLD = {FUND: 6, INSURANCE: 7, CARD: 8, E_BANKING: 9, PAYROLL: 10, TRADE: 11, INTERNATIONAL: 12}


@dataclass(frozen=True)
class Days:
    """One month by key and day: outlet, RM (-1 for none) and segment of each key."""

    outlet: np.ndarray
    rm: np.ndarray
    segment: np.ndarray
    levels: np.ndarray  # keys × days × levels
    flows: np.ndarray  # keys × days × flows


def _key(outlet: np.ndarray, rm: np.ndarray, segment: np.ndarray) -> np.ndarray:
    return (outlet.astype(np.int64) * 1_000_000 + rm + 1) * 4 + segment


def _measures(facts: Facts, book: Book, who: np.ndarray) -> np.ndarray:
    premium = facts.contribution_class[who] <= 1
    parts = [facts.amounts[name][who] for name in ("deposit", "loan", "aum")]
    return np.stack([*parts, facts.npl[who], np.ones(len(who)), premium, book.profile[who]]).astype(np.int64)


def _summed(at: np.ndarray, values: np.ndarray, count: int) -> np.ndarray:
    """Levels × clients added up to keys × levels; exact, because all are whole and below 2^53."""
    return np.stack([np.bincount(at, part, minlength=count) for part in values]).astype(np.int64).T


def by_day(
    before: Facts, now: Facts, book: Book, cal: Calendar, contracts: Contracts, standing: Standings, sales: Sales, rng: Rng
) -> Days:  # fmt: skip
    t, start, length = now.t, cal.start(now.t), cal.length(now.t)
    was, stays = np.flatnonzero(before.alive), np.flatnonzero(now.alive)
    old = _key(before.outlet, before.rm, book.segment)
    new = _key(now.outlet, now.rm, book.segment)
    keys = np.unique(np.concatenate([old[was], new[stays], new[now.present]]))
    at_old, at_new, count = np.searchsorted(keys, old), np.minimum(np.searchsorted(keys, new), len(keys) - 1), len(keys)
    same = before.alive & now.alive & (old == new)
    both = np.flatnonzero(same)
    opening, closing = (_summed(at_new[both], _measures(facts, book, both), count) for facts in (before, now))
    share = np.arange(1, length + 1)
    levels = opening[:, None, :] + (closing - opening)[:, None, :] * share[None, :, None] // length
    gone, come = (np.flatnonzero(facts.alive & ~same) for facts in (before, now))
    levels += _steps(before, now, book, (gone, at_old[gone]), (come, at_new[come]), start, (count, length, len(LEVELS)))
    shown = cal.shown(t)
    flows = _flows(before, now, book, cal, contracts, standing, sales, at_new, count, rng)
    rest, segment = np.divmod(keys, 4)
    outlet, rm = np.divmod(rest, 1_000_000)
    return Days(outlet, rm - 1, segment, levels[:, :shown], flows)


def _steps(
    before: Facts, now: Facts, book: Book, gone: tuple[np.ndarray, np.ndarray], come: tuple[np.ndarray, np.ndarray], start: int,
    shape: tuple[int, int, int],
) -> np.ndarray:  # fmt: skip
    """Levels of clients that left a key (there until their day) or came to one (there from it on); each with its key."""
    count, length, many = shape
    steps = np.zeros((count, length + 1, many), dtype=np.int64)
    who, at = gone
    leaving = np.where(now.alive[who], book.moved_on[who], np.minimum(book.closed[who], book.moved_on[who]))
    np.add.at(steps, (at, 0), _measures(before, book, who).T)
    np.add.at(steps, (at, np.clip(leaving - start, 0, length)), -_measures(before, book, who).T)
    who, at = come
    coming = np.where(book.moved_on[who] != NEVER, book.moved_on[who], book.opened[who])
    np.add.at(steps, (at, np.clip(coming - start, 0, length - 1)), _measures(now, book, who).T)
    return steps[:, :length].cumsum(axis=1)


def _flows(
    before: Facts, now: Facts, book: Book, cal: Calendar, contracts: Contracts, standing: Standings, sales: Sales,
    at: np.ndarray, count: int, rng: Rng,
) -> np.ndarray:  # fmt: skip
    """Flows of each key and shown day, credited to the holder at the month's end."""
    t, start = now.t, cal.start(now.t)
    flows = np.zeros((count, cal.shown(t), len(FLOWS)), dtype=np.int64)
    put = partial(_put, flows, at, start)
    fresh = np.flatnonzero(now.present & (book.opened >= start))
    put(3, fresh, book.opened[fresh], 1)
    firms = fresh[book.segment[fresh] != PERSONAL]
    put(4, firms, book.opened[firms], 1)
    won = np.flatnonzero(now.alive & (now.contribution_class <= 1) & ~(before.alive & (before.contribution_class <= 1)))
    put(5, won, days_in(rng, cal, t, len(won)), 1)
    granted = ~contracts.off[standing.at]
    put(1, contracts.client[standing.at[granted]], standing.granted[granted], standing.principal[granted])
    fallen = np.flatnonzero(now.present & (before.npl > now.npl))
    put(0, fallen, days_in(rng, cal, t, len(fallen)), (before.npl - now.npl)[fallen])
    for product, flow in SOLD.items():
        mine = sales.product == product
        put(flow, sales.who[mine], sales.day[mine], 1 if product in (CARD, E_BANKING, PAYROLL) else sales.amount[mine])
    flows[:, :, 2] = _fees(now, cal, at, count, rng)
    return flows


def _put(
    flows: np.ndarray, at: np.ndarray, start: int, flow: int, who: np.ndarray, day: np.ndarray, amount: np.ndarray | int
) -> None:  # fmt: skip
    """Add amounts to a flow on their days; days outside the shown part of the month do not count."""
    good = (day >= start) & (day < start + flows.shape[1])
    values = np.broadcast_to(np.asarray(amount), who.shape)
    np.add.at(flows, (at[who[good]], day[good] - start, flow), values[good])


def _fees(now: Facts, cal: Calendar, at: np.ndarray, count: int, rng: Rng) -> np.ndarray:
    """The month's fees of each key laid on a few working days; the open month has had its share of them."""
    shown, working = cal.shown(now.t), cal.working(now.t)
    total = np.bincount(at[now.present], now.amounts["fee"][now.present], minlength=count)
    total = np.floor(total * shown / cal.length(now.t))
    weight = np.where(working[None, :] & (rng.random((count, shown)) < 0.3), rng.random((count, shown)), 0.0)
    weight[:, np.flatnonzero(working)[-1]] += 0.05
    edge = np.floor(total[:, None] * weight.cumsum(axis=1) / weight.sum(axis=1, keepdims=True))
    edge[:, np.flatnonzero(working)[-1] :] = total[:, None]
    return np.diff(edge, axis=1, prepend=0).astype(np.int64)


def rm_day(days: Days, t: int, cal: Calendar, ids: Ids) -> pl.DataFrame:
    """One row a key and day on which it has clients, a balance or a flow."""
    key, day = np.nonzero(days.levels.any(axis=2) | days.flows.any(axis=2))
    frame = {
        "day": pl.Series((cal.start(t) + day).astype(np.int32)).cast(pl.Date), "outlet_id": pick(ids.outlet, days.outlet[key]),
        "rm_id": pick(ids.rm, days.rm[key]).fill_null(""), "segment": pick(SEGMENTS, days.segment[key]),
    }  # fmt: skip
    for names, values in ((LEVELS, days.levels[key, day]), (FLOWS, days.flows[key, day])):
        for at, name in enumerate(names):
            if name.endswith("_count"):
                frame[name] = pl.Series(values[:, at].astype(np.int32))
            else:
                frame[name if name == "profile_points" else f"{name}_yuan"] = money(np.ascontiguousarray(values[:, at]))
    return pl.DataFrame(frame)
