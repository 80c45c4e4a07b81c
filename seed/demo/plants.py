"""What is planted on purpose: connected groups, limits broken and near, key persons."""

from collections.abc import Sequence

import numpy as np

from seed.demo.clients import BUSINESS, EXPOSURE_CLASSES, Book
from seed.demo.credit import TIER1_SHARE, Credit
from seed.demo.draws import Rng
from seed.demo.roster import Roster
from seed.demo.seats import CORPORATE, INSTITUTIONAL, INTERBANK, PERSONAL, Seats
from seed.demo.sizes import Calendar
from seed.demo.tree import Tree

SINGLES = (0.109, 0.089, 0.084)  # loans to net capital; the limit is 10 %
EXPOSED = ((0.065, 0.066), (0.06, 0.056))  # on and off balance to net capital; together, to tier-1, the limit is 15 %
BANKS = ((0.15, 0.07), (0.13, 0.06))  # the same of banks; the limit is 25 % of tier-1
GSIB = (0.08, 0.035)  # the same of a G-SIB; between G-SIBs the limit is 15 % of tier-1
EXEMPT = 0.12  # loans to a part of the central government, to which no limit applies
PLANTED_GROUPS = (0.216, 0.176, 0.19)  # exposure to tier-1; the limit is 20 %, that on credit 15 % of net capital
MEMBERS = 4
ON_BALANCE_SHARE = 0.55
CONCEDED, CONCEDED_TO = 0.014, 3  # price given away to so many borrowers who then earn the bank nothing
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
    planted = len(PLANTED_GROUPS)
    wanted = max(planted * MEMBERS + 6, round(0.04 * (book.segment != PERSONAL).sum()))
    count = planted + (wanted - planted * MEMBERS) // 3
    at = 0
    for group in range(count):
        many = MEMBERS if group < planted else 3
        book.group[firms[at : at + many]] = group
        at += many
    persons = rng.permutation(np.flatnonzero((book.segment == PERSONAL) & old & ~book.dormant))
    family = rng.permutation(count)[: max(1, round(0.6 * count))]
    book.group[persons[: len(family)]] = np.where(family < planted, -1, family)
    lead = np.flatnonzero(book.group == 0)
    branch = tree.branch_at(0)
    if len(set(branch[book.outlet[lead]])) < 2:
        book.outlet[lead[0]] = (branch[book.outlet[lead[0]]] + 1) % tree.branches
    return count


def plant_limits(book: Book, credit: Credit, cal: Calendar) -> None:
    """Clients, groups and banks on both sides of their limits, as shares of net capital; and one to whom no limit applies."""
    alone = np.flatnonzero((book.segment == CORPORATE) & (book.group < 0) & (book.opened < cal.start(-1)) & (credit.base > 0))
    largest = alone[np.argsort(-credit.base[alone], kind="stable")]
    credit.ratio_on[largest[: len(SINGLES)]] = SINGLES
    _owe(credit, largest[len(SINGLES) :], EXPOSED)
    for group, share in enumerate(PLANTED_GROUPS):
        members = np.flatnonzero(book.group == group)
        each = share * TIER1_SHARE / len(members)
        _owe(credit, members, [(each * ON_BALANCE_SHARE, each * (1 - ON_BALANCE_SHARE))] * len(members))
    business = np.flatnonzero(credit.ratio_on > 0)
    book.industry[business] = BUSINESS[business.sum() % 5]
    _plant_banks(book, credit, cal)
    planted = credit.ratio_on > 0
    book.kept |= planted
    credit.since[planted], credit.until[planted] = -99, 999


def _owe(credit: Credit, who: np.ndarray, shares: Sequence[tuple[float, float]]) -> None:
    """The first clients of `who` owe these shares of net capital on and off the balance sheet."""
    for client, (on, off) in zip(who, shares, strict=False):
        credit.ratio_on[client], credit.ratio_off[client] = on, off


def _plant_banks(book: Book, credit: Credit, cal: Calendar) -> None:
    """Two banks, a G-SIB, and a part of the central government; they have been clients for long."""
    banks = np.flatnonzero(book.segment == INTERBANK)[: len(BANKS) + 1]
    government = np.flatnonzero(book.segment == INSTITUTIONAL)[:1]
    _owe(credit, banks, (*BANKS, GSIB))
    credit.ratio_on[government] = EXEMPT
    for who, name in ((banks[: len(BANKS)], "bank"), (banks[len(BANKS) :], "gsib"), (government, "central_government")):
        book.exposure_class[who] = EXPOSURE_CLASSES.index(name)
        book.opened[who] = np.minimum(book.opened[who], cal.start(-1) - 400)


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
