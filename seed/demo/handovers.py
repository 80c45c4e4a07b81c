"""A month in the life of the books: what staff changes, closings, new clients and moves do to the cover."""

from collections import defaultdict
from collections.abc import Callable

import numpy as np

from seed.demo.covering import Coverage
from seed.demo.roster import Change
from seed.demo.seats import PERSONAL
from seed.demo.sizes import NEVER

FORGOTTEN_SHARE = 1 / 12
MOVING_SHARE = 0.0012
SMALL_DEPOSIT = 150_000


def changes_by_month(cover: Coverage) -> dict[int, list[Change]]:
    found: dict[int, list[Change]] = defaultdict(list)
    for change in cover.roster.changes:
        found[cover.cal.index(change.day)].append(change)
    return found


def month(cover: Coverage, t: int, changes: list[Change], chance: np.ndarray) -> None:
    """Staff changes by day, then closings, new clients, the forgotten, and moves between outlets."""
    cover.t, book, rng = t, cover.book, cover.rng
    start, shown = cover.cal.start(t), cover.cal.shown(t)
    book.moved_on[:] = NEVER
    for change in changes:
        ON_CHANGE[change.kind](cover, change)
    leaving = np.flatnonzero((book.close_month == t) & (book.rm >= 0))
    cover.close(leaving, book.closed[leaving])
    last = start + shown - 1
    fresh = np.flatnonzero((book.opened >= start) & (book.opened <= last) & (rng.random(len(book)) < chance))
    cover.spread(fresh, book.opened[fresh], "first")
    still = book.alive(last) & (book.moved_on == NEVER)
    left = np.flatnonzero((book.rm < 0) & (cover.now["rm"] >= 0) & still & (rng.random(len(book)) < 0.6))
    cover.spread(left, start + rng.integers(0, shown, len(left)), "rm_left")
    _move(cover, np.flatnonzero(still & (book.opened < start) & (book.moved_on == NEVER) & ~book.kept), start, shown)


def _come(cover: Coverage, change: Change) -> None:
    """A new RM takes an even part of the desk's clients, and all who are without one."""
    book, key = cover.book, change.outlet * 4 + change.segment
    cover.seat(change.rm, key)
    cover.since[change.rm] = change.day
    here = np.flatnonzero((cover.key == key) & (cover.now["rm"] >= 0) & ~book.kept)
    here = here[(book.close_month[here] != cover.t) & (book.closed[here] > change.day)]
    mates = max(1, sum(rm not in cover.planted for rm in cover.desks[key]))
    taken = here[(book.rm[here] < 0) | (cover.rng.random(len(here)) < 0.9 / mates)]
    taken = taken[book.rm[taken] != change.rm]
    cover.assign(taken, np.full(len(taken), change.rm, dtype=np.int32), np.full(len(taken), change.day), "rebalanced")


def _gone(cover: Coverage, change: Change) -> None:
    """Hand the book over at once; a twelfth of the small ones is forgotten for weeks."""
    book, day = cover.book, change.day
    cover.desks[cover.desk_of.pop(change.rm)].remove(change.rm)
    mine = np.flatnonzero(book.rm == change.rm)
    closed, mine = mine[book.closed[mine] <= day], mine[book.closed[mine] > day]
    cover.close(closed, book.closed[closed])
    small = (book.base[0, mine] < SMALL_DEPOSIT) & (book.segment[mine] == PERSONAL)
    forgotten = cover.rng.random(len(mine)) < np.where(small, FORGOTTEN_SHARE, FORGOTTEN_SHARE / 10)
    lacking = cover.spread(mine[~forgotten], np.full((~forgotten).sum(), day), change.reason, avoid=change.rm)
    cover.close(np.concatenate([mine[forgotten], lacking]), day)


def _shut(cover: Coverage, change: Change) -> None:
    """An outlet closes: all its clients go to the heir."""
    there = np.flatnonzero((cover.book.outlet == change.outlet) & (cover.book.closed > change.day))
    _settle(cover, there, np.full(len(there), cover.tree.heir), np.full(len(there), change.day))


ON_CHANGE: dict[str, Callable[[Coverage, Change], None]] = {"come": _come, "gone": _gone, "shut": _shut}


def _move(cover: Coverage, stayers: np.ndarray, start: int, shown: int) -> None:
    """A few clients move house, mostly within the branch; the new outlet draws some from its neighbours."""
    tree, rng, t, home = cover.tree, cover.rng, cover.t, cover.book.outlet
    stayers = stayers[cover.book.close_month[stayers] > t]
    branch = tree.branch_at(t)
    open_now = np.flatnonzero(tree.is_open(t + 1) & tree.is_open(t) & (np.arange(tree.outlets) >= tree.branches))
    target = open_now[rng.integers(0, len(open_now), len(stayers))]
    near = (branch[target] == branch[home[stayers]]) | (rng.random(len(stayers)) < 0.1)
    moves = near & (rng.random(len(stayers)) < MOVING_SHARE * tree.branches**0.7)
    if 0 <= t - tree.opens[tree.new_outlet] <= 2:
        drawn = (branch[home[stayers]] == branch[tree.new_outlet]) & (rng.random(len(stayers)) < 0.04)
        drawn &= cover.book.segment[stayers] == PERSONAL
        target, moves = np.where(drawn, tree.new_outlet, target), moves | drawn
    moves &= target != home[stayers]
    _settle(cover, stayers[moves], target[moves], start + rng.integers(1, shown, moves.sum()))


def _settle(cover: Coverage, who: np.ndarray, outlets: np.ndarray, days: np.ndarray) -> None:
    """Change the home outlet; covered clients get an RM of the new place, or lose theirs."""
    book = cover.book
    book.outlet[who] = outlets
    cover.key[who] = outlets * 4 + book.segment[who]
    book.moved_on[who] = days
    covered = np.flatnonzero(book.rm[who] >= 0)
    lacking = np.isin(who, cover.spread(who[covered], days[covered], "client_moved"))
    cover.close(who[lacking], days[lacking])
