"""Who covers whom: first assignments, hand-overs, re-balancing and moves of clients, as coverage rows."""

from collections import defaultdict

import numpy as np

from queries import codes
from seed.demo.clients import Book
from seed.demo.draws import Rng
from seed.demo.roster import TRAINEE, Roster
from seed.demo.seats import CORPORATE, PERSONAL
from seed.demo.sizes import NEVER, Calendar
from seed.demo.tree import Tree

REASONS = tuple(codes.COVERAGE_REASONS)
LATE_SHARE, NEVER_SHARE = 0.1, 0.05
COLUMNS = ("client", "start", "end", "rm", "previous", "outlet", "orally", "in_writing", "contact", "reason")


def deadline(days: np.ndarray) -> np.ndarray:
    """The same day of the next month, or its last day if there is none."""
    months = days.astype("datetime64[D]").astype("datetime64[M]")
    within = days - months.astype("datetime64[D]").astype(np.int64)
    following = (months + 1).astype("datetime64[D]").astype(np.int64)
    last = (months + 2).astype("datetime64[D]").astype(np.int64) - 1
    return np.minimum(following + within, last).astype(np.int32)


class Coverage:
    """The present cover of each client, and the rows of cover that has ended.

    A change on the very day a cover began replaces it, so that no row is empty. `now["rm"]` remembers the last
    RM of a client who has none at present.
    """

    def __init__(self, book: Book, roster: Roster, tree: Tree, cal: Calendar, rng: Rng) -> None:
        never = ("orally", "in_writing", "contact")
        self.book, self.roster, self.tree, self.cal, self.rng = book, roster, tree, cal, rng
        self.now = {name: np.full(len(book), NEVER if name in never else -1, dtype=np.int32) for name in COLUMNS}
        self.now["client"] = np.arange(len(book), dtype=np.int32)
        self.key = book.outlet * 4 + book.segment
        self.ended: list[dict[str, np.ndarray]] = []
        self.desks: dict[int, list[int]] = defaultdict(list)
        self.desk_of: dict[int, int] = {}
        self.since: dict[int, int] = {}
        self.planted = {rm for rm, person in enumerate(roster.people) if person.sticky}
        self.t = -1

    def begin(self, chance: np.ndarray, planted: dict[int, np.ndarray]) -> None:
        """The cover that was there when the history begins."""
        start, book = self.cal.start(-1), self.book
        for p in self.roster.postings:
            if p.kind == "rm" and p.grade != TRAINEE and p.start < start:
                self.since.setdefault(p.rm, p.start)
                if p.end >= start:
                    self.seat(p.rm, p.outlet * 4 + p.segment)
        for rm, clients in planted.items():
            self.assign(clients, np.full(len(clients), rm), np.maximum(book.opened[clients], self.since[rm]), "first")
        wanted = np.flatnonzero((book.opened < start) & (book.rm < 0) & (self.rng.random(len(book)) < chance))
        self.spread(wanted, book.opened[wanted], "first")

    def candidates(self, key: int) -> list[int]:
        """RMs of an outlet and segment; failing them, of the branch's own office; there firms go to corporate RMs at last."""
        outlet, segment = divmod(key, 4)
        office = int(self.tree.branch_at(self.t)[outlet])
        of_office = self.desks.get(office * 4 + segment)
        return self.desks.get(key) or of_office or (self.desks.get(office * 4 + CORPORATE) if segment != PERSONAL else None) or []

    def close(self, who: np.ndarray, day: int | np.ndarray) -> None:
        """End the cover of these clients; a cover that would have no day vanishes."""
        book, days = self.book, np.broadcast_to(np.asarray(day, dtype=np.int32), who.shape)
        lasting = (book.rm[who] >= 0) & (self.now["start"][who] < days)
        row = {name: column[who[lasting]] for name, column in self.now.items()}
        self.ended.append(row | {"end": days[lasting]})
        book.rm[who] = -1
        book.moved_on[who] = np.where(days >= self.cal.start(self.t), days, book.moved_on[who])
        book.reachable_from[who] = NEVER

    def assign(self, who: np.ndarray, rms: np.ndarray, days: np.ndarray, reason: str) -> None:
        """Give clients to RMs from these days. A change of RM is told and followed by a first contact, or not."""
        book, now = self.book, self.now
        same_day = (book.rm[who] >= 0) & (now["start"][who] >= days)
        previous = np.where(same_day, now["previous"][who], now["rm"][who])
        self.close(who, days)
        handed = (previous >= 0) & (previous != rms)
        book.rm[who] = rms
        now["start"][who], now["rm"][who], now["outlet"][who] = days, rms, book.outlet[who]
        now["previous"][who] = np.where(handed, previous, -1)
        now["reason"][who] = np.where(previous >= 0, REASONS.index(reason), 0)
        self._tell(who, days, handed)
        book.rm_changed[who] = np.where(handed, self.t, book.rm_changed[who])

    def _tell(self, who: np.ndarray, days: np.ndarray, handed: np.ndarray) -> None:
        """Dates of telling and of the first contact; only a hand-over can be late."""
        count, limit, rng = len(who), deadline(days), self.rng
        luck = rng.random(count)
        in_time = days + (rng.random(count) ** 2 * (limit - days + 1)).astype(np.int32)
        late = limit + 1 + rng.integers(0, 45, count)
        contact = np.select([~handed, luck < NEVER_SHARE, luck < NEVER_SHARE + LATE_SHARE], [days, NEVER, late], in_time)
        orally = np.where(handed & (rng.random(count) < 0.9), days + rng.integers(0, 6, count), NEVER)
        written = np.where(handed & (rng.random(count) < 0.84), days + rng.integers(1, 12, count), NEVER)
        for name, column in (("orally", orally), ("in_writing", written), ("contact", contact)):
            self.now[name][who] = column
        self.book.reachable_from[who] = contact

    def seat(self, rm: int, key: int) -> None:
        old = self.desk_of.get(rm)
        if old is not None:
            self.desks[old].remove(rm)
        self.desk_of[rm] = key
        self.desks[key].append(rm)

    def spread(self, who: np.ndarray, days: np.ndarray, reason: str, avoid: int = -1) -> np.ndarray:
        """Assign clients at random to RMs of their outlet and segment; returns those for whom nobody is there."""
        order = np.argsort(self.key[who], kind="stable")
        edges = np.flatnonzero(np.diff(self.key[who[order]])) + 1
        lacking = [who[:0]]
        for part in np.split(order, edges) if len(who) else ():
            rms = [rm for rm in self.candidates(int(self.key[who[part[0]]])) if rm != avoid and rm not in self.planted]
            if not rms:
                lacking.append(who[part])
                continue
            since = np.array([self.since[rm] for rm in rms], dtype=np.int32)
            taker = self.rng.integers(0, len(rms), len(part))
            self.assign(who[part], np.array(rms, dtype=np.int32)[taker], np.maximum(days[part], since[taker]), reason)
        return np.concatenate(lacking)
