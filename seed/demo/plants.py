"""What is planted on purpose: connected groups, limits broken and near, key persons."""

import numpy as np

from seed.demo.clients import BUSINESS, Book
from seed.demo.credit import TIER1_SHARE, Credit
from seed.demo.draws import Rng
from seed.demo.roster import Roster
from seed.demo.seats import CORPORATE, PERSONAL, Seats
from seed.demo.sizes import Calendar
from seed.demo.tree import Tree

SINGLES = (0.109, 0.089, 0.084)  # loans to net capital; the limit is 10 %
PLANTED_GROUPS = (0.216, 0.176)  # exposure to tier-1; the limit is 20 %
MEMBERS = 4
ON_BALANCE_SHARE = 0.55
CONCEDED, CONCEDED_TO = 0.021, 3  # price given away to so many borrowers who then earn the bank nothing
KEY_SHARE = 0.62  # of the outlet's deposits


def key_outlets(tree: Tree, seats: Seats) -> list[int]:
    """Up to three ordinary outlets with most seats that neither open, close nor move."""
    special = {tree.closed_outlet, tree.new_outlet, tree.heir, *np.flatnonzero(tree.sub_by_month[0] != tree.sub_by_month[-1])}
    count = np.bincount(seats.outlet[seats.segment == PERSONAL], minlength=tree.outlets)
    ordinary = [o for o in range(tree.branches, tree.outlets) if o not in special]
    return sorted(ordinary, key=lambda o: (-count[o], o))[: 1 if tree.outlets < 50 else 3]


def make_groups(book: Book, tree: Tree, cal: Calendar, rng: Rng) -> int:
    """Connected groups of companies over several branches, some with the family's own accounts. Returns how many."""
    old = book.opened < cal.start(-1)
    firms = np.flatnonzero((book.segment == CORPORATE) & old)
    firms = rng.permutation(firms)
    wanted = max(2 * MEMBERS + 6, round(0.04 * (book.segment != PERSONAL).sum()))
    count = 2 + (wanted - 2 * MEMBERS) // 3
    at = 0
    for group in range(count):
        many = MEMBERS if group < 2 else 3
        book.group[firms[at : at + many]] = group
        at += many
    persons = rng.permutation(np.flatnonzero((book.segment == PERSONAL) & old & ~book.dormant))
    family = rng.permutation(count)[: max(1, round(0.6 * count))]
    book.group[persons[: len(family)]] = np.where(family < 2, -1, family)
    lead = np.flatnonzero(book.group == 0)
    branch = tree.branch_at(0)
    if len(set(branch[book.outlet[lead]])) < 2:
        book.outlet[lead[0]] = (branch[book.outlet[lead[0]]] + 1) % tree.branches
    return count


def plant_limits(book: Book, credit: Credit, cal: Calendar) -> None:
    """Three single clients and two groups on both sides of their limits, as shares of net capital."""
    alone = np.flatnonzero((book.segment == CORPORATE) & (book.group < 0) & (book.opened < cal.start(-1)) & (credit.base > 0))
    largest = alone[np.argsort(-credit.base[alone], kind="stable")][: len(SINGLES)]
    credit.ratio_on[largest] = SINGLES
    for group, share in enumerate(PLANTED_GROUPS):
        members = np.flatnonzero(book.group == group)
        each = share * TIER1_SHARE / len(members)
        credit.ratio_on[members], credit.ratio_off[members] = each * ON_BALANCE_SHARE, each * (1 - ON_BALANCE_SHARE)
    planted = credit.ratio_on > 0
    book.kept |= planted
    credit.since[planted], credit.until[planted] = -99, 999
    book.industry[planted] = BUSINESS[np.flatnonzero(planted).sum() % 5]


def plant_concessions(book: Book, credit: Credit) -> None:
    """Of the first planted group, the members who keep least money beside their loan get a price the bank loses on."""
    members = np.flatnonzero(book.group == 0)
    chosen = members[np.argsort(book.base[0, members] / credit.ratio_on[members], kind="stable")][:CONCEDED_TO]
    credit.conceded[chosen] = CONCEDED


def key_persons(book: Book, roster: Roster, cal: Calendar) -> dict[int, np.ndarray]:
    """The clients of each planted RM: the outlet's largest personal depositors, raised to a dangerous share."""
    found = {}
    for rm, person in enumerate(roster.people):
        if not person.sticky:
            continue
        outlet = int(roster.seats.outlet[person.seat])
        here = np.flatnonzero((book.outlet == outlet) & (book.opened < cal.start(-1)))
        own = here[(book.segment[here] == PERSONAL) & ~book.dormant[here]]
        own = own[np.argsort(-book.base[0, own], kind="stable")][: max(8, len(own) // 6)]
        rest = book.base[0, here].sum() - book.base[0, own].sum()
        book.base[0, own] *= max(1.0, KEY_SHARE / (1 - KEY_SHARE) * rest / book.base[0, own].sum())
        book.kept[own], book.trend[own], book.walk[own] = True, 0.003, 0.0
        found[rm] = own
    return found
