"""The seats of RMs: which outlet, segment and team each belongs to. A seat outlives who sits on it."""

from dataclasses import dataclass

import numpy as np

from seed.demo.draws import Rng
from seed.demo.sizes import Size
from seed.demo.tree import Tree

CORPORATE, INSTITUTIONAL, INTERBANK, PERSONAL = range(4)
OWN_OFFICE_SHARE = 0.3
TEAM_SIZE = 9


@dataclass(frozen=True)
class Seats:
    outlet: np.ndarray
    segment: np.ndarray
    team: np.ndarray
    team_outlet: np.ndarray
    team_segment: np.ndarray
    opens: np.ndarray  # month index from which the seat exists
    closes: np.ndarray
    twin: dict[int, int]  # where the holder of a closing outlet's seat goes on sitting

    def __len__(self) -> int:
        return len(self.outlet)


def _own_office(rms_per_branch: float) -> list[int]:
    """Segments of one branch's own-office seats."""
    total = max(4, round(OWN_OFFICE_SHARE * rms_per_branch))
    interbank = max(1, round(0.08 * total)) if total >= 6 else 0
    institutional, personal = max(1, round(0.2 * total)), max(1, round(0.2 * total))
    corporate = total - interbank - institutional - personal
    return [CORPORATE] * corporate + [INSTITUTIONAL] * institutional + [INTERBANK] * interbank + [PERSONAL] * personal


def lay_out(size: Size, tree: Tree, rng: Rng) -> Seats:
    """Own offices carry corporate, institutional and interbank work; ordinary outlets are mostly personal."""
    own = _own_office(size.rms / size.branches)
    outlet = [o for o in range(size.branches) for _ in own]
    segment = own * size.branches
    rest = max(size.rms - len(outlet), size.outlets - size.branches)
    at = size.branches + np.arange(rest) % (size.outlets - size.branches)
    turn = np.arange(rest) // (size.outlets - size.branches)
    corporate = (turn % 3 == 1) | ((turn > 0) & (rng.random(rest) < 0.05))
    outlet_of = np.concatenate([np.array(outlet), at])
    segment_of = np.concatenate([np.array(segment), np.where(corporate, CORPORATE, PERSONAL)])
    shut = np.flatnonzero(outlet_of == tree.closed_outlet)
    origin = np.concatenate([np.full(len(outlet_of), -1), shut])
    outlet_of = np.concatenate([outlet_of, np.full(len(shut), tree.heir)])
    segment_of = np.concatenate([segment_of, segment_of[shut]])
    order = np.lexsort((segment_of, outlet_of))
    place = np.argsort(order)
    twin = {int(place[old]): int(place[new]) for new, old in enumerate(origin) if old >= 0}
    return _teams(tree, outlet_of[order], segment_of[order], twin)


def _teams(tree: Tree, outlet: np.ndarray, segment: np.ndarray, twin: dict[int, int]) -> Seats:
    """Teams of at most nine within one outlet and segment; an outlet of four seats or fewer is one team."""
    size_of = np.bincount(outlet)
    side = np.where(size_of[outlet] <= 4, 0, segment + 1)
    key = outlet * 8 + side
    starts = np.concatenate([[True], key[1:] != key[:-1]])
    within = np.arange(len(key)) - np.maximum.accumulate(np.where(starts, np.arange(len(key)), 0))
    team = np.cumsum(starts | (within % TEAM_SIZE == 0)) - 1
    first = np.concatenate([[0], np.flatnonzero(np.diff(team)) + 1])
    opens = tree.opens[outlet].copy()
    opens[list(twin.values())] = tree.closes[tree.closed_outlet]
    team_segment = np.where(side[first] == 0, -1, segment[first])
    return Seats(outlet, segment, team, outlet[first], team_segment, opens, tree.closes[outlet], twin)
