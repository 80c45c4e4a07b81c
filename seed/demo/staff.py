"""A history of the RMs: joining, leaving, moving, rising, falling and being away, month by month."""

import numpy as np

from seed.demo.draws import Rng
from seed.demo.roster import ASSISTANT, TRAINEE, Change, Person, Roster, Vacancy
from seed.demo.seats import PERSONAL, Seats
from seed.demo.sizes import NEVER, Calendar
from seed.demo.tree import Tree

CHANNELS = ("online", "job_fair", "campus", "counter", "competition")
CHANNEL_WEIGHTS = np.cumsum((0.24, 0.14, 0.32, 0.18, 0.12))
GRADE_WEIGHTS = np.cumsum((0.02, 0.05, 0.07, 0.11, 0.15, 0.19, 0.20, 0.15, 0.06))
ENTRY_WEIGHTS = np.cumsum((0.0, 0.01, 0.02, 0.04, 0.06, 0.09, 0.18, 0.35, 0.25))
REASONS = ("resigned", "poached", "performance", "breach", "not_renewed", "retired", "died")
REASON_WEIGHTS = np.cumsum((0.44, 0.2, 0.13, 0.04, 0.08, 0.1, 0.01))
FILL_CHANCE = 0.42


def drawn(rng: Rng, edges: np.ndarray) -> int:
    return int(min(edges.searchsorted(rng.random() * edges[-1], side="right"), len(edges) - 1))


def _share(rng: Rng) -> float:
    return float(rng.choice((0.5, 0.6, 0.8))) if rng.random() < 0.06 else 1.0


def _settle(roster: Roster, seat: int, cal: Calendar, rng: Rng) -> None:
    """Someone who was there before the history begins: an entry posting, and the present grade when older than a year."""
    grade, tenure = drawn(rng, GRADE_WEIGHTS), int(rng.exponential(1900)) + 40
    tenure = min(max(tenure, 0 if grade >= 7 else (8 - grade) * 260), 10_500) if grade != TRAINEE else int(rng.integers(40, 400))
    start = cal.start(-1)
    join = start - tenure
    rm = roster.hire(Person(join, CHANNELS[drawn(rng, CHANNEL_WEIGHTS)], float(rng.normal()), seat))
    more = {"share": _share(rng), "status": "active"}
    if grade < ASSISTANT and tenure > 365:
        entry = min(TRAINEE, grade + 1 + int(rng.integers(0, 3)))
        _quiet_post(roster, rm, seat, join, entry, more)
        _quiet_post(roster, rm, seat, start - int(rng.integers(20, tenure - 200)), grade, more)
    else:
        _quiet_post(roster, rm, seat, join, grade, more)
    roster.holder[seat] = rm


def _quiet_post(roster: Roster, rm: int, seat: int, day: int, grade: int, more: dict[str, object]) -> None:
    seats = roster.seats
    kind = "trainee" if grade == TRAINEE else "rm"
    places = {"outlet": int(seats.outlet[seat]), "segment": int(seats.segment[seat]), "team": int(seats.team[seat])}
    roster.post(rm, day, grade=grade, kind=kind, leader=-1, **places, **more)


def _name_leaders(roster: Roster) -> None:
    """The first leaders led their teams for as long as each member's present posting lasts."""
    for team in range(len(roster.seats.team_outlet)):
        members = roster.team_of(team)
        if members:
            chief = roster.leader[team] = min(members, key=lambda rm: (roster.now[rm].grade, rm))
            for rm in members:
                late = max(roster.now[rm].start, roster.people[chief].join)
                roster.post(rm, late, leader=chief if rm != chief else -1)


def _hazard(person: Person, grade: int, day: int) -> float:
    """Monthly chance of leaving: highest in the first year, and for the weak, the young grades and online hires."""
    years = (day - person.join) / 365
    base = 0.016 if years < 1 else 0.011 if years < 3 else 0.007
    base *= 1.3 if person.channel == "online" else 0.8 if person.channel == "competition" else 1.0
    return base * (1.4 if grade >= 6 else 0.8) * (1.5 if person.quality < -1 else 1.0)


def _leave(roster: Roster, rm: int, day: int, rng: Rng) -> None:
    person = roster.people[rm]
    reason = REASONS[drawn(rng, REASON_WEIGHTS)]
    if reason == "retired" and day - person.join < 5_000:
        reason = "resigned"
    if reason == "performance" and person.quality > 0.3:
        reason = "poached"
    person.leave, person.reason = day, reason
    roster.rise(rm, day, "rm_left")
    roster.end(rm, day)


def _regrade(roster: Roster, rm: int, day: int, grade: int) -> None:
    """A promotion or demotion; crossing the trainee's line opens or closes a book of clients."""
    old = roster.now[rm]
    if grade == TRAINEE:
        roster.changes.append(Change(day, "gone", rm, old.outlet, old.segment, "rm_moved"))
    new = roster.post(rm, day, grade=grade, kind="trainee" if grade == TRAINEE else "rm")
    if old.grade == TRAINEE:
        roster.changes.append(Change(day, "come", rm, new.outlet, new.segment, ""))


def _step(roster: Roster, rm: int, day: int, rng: Rng) -> None:
    """One person's month: at most one event."""
    person, posting = roster.people[rm], roster.now[rm]
    luck = rng.random()
    leave = _hazard(person, posting.grade, day)
    if person.sticky or day <= posting.start:
        return
    if posting.kind == "other_work":
        if luck < 0.03:
            _leave_quietly(roster, rm, day)
    elif posting.status == "long_leave":
        if day >= person.away_until:
            roster.post(rm, day, status="active")
    elif luck < leave:
        _leave(roster, rm, day, rng)
    elif luck < leave + 0.0022:
        roster.rise(rm, day, "rm_moved")
        roster.post(rm, day, kind="other_work", team=-1, leader=-1)
    elif luck < leave + 0.0042:
        person.away_until = day + int(rng.integers(60, 200))
        roster.post(rm, day, status="long_leave")
    elif luck < leave + 0.0042 + (0.07 if posting.grade == TRAINEE else 0.012) and posting.grade > 0:
        _regrade(roster, rm, day, posting.grade - 1)
    elif luck > 0.9985 and posting.grade < TRAINEE and person.quality < 0.5:
        _regrade(roster, rm, day, posting.grade + 1)


def _leave_quietly(roster: Roster, rm: int, day: int) -> None:
    roster.people[rm].leave, roster.people[rm].reason = day, "resigned"
    roster.end(rm, day)


def _mover(roster: Roster, seat: int, day: int, free: list[int], rng: Rng) -> int:
    """An RM of another outlet, or from other work, who takes the seat; most keep their segment. -1 for nobody."""
    for _ in range(6):
        rm = free[int(rng.integers(0, len(free)))]
        posting = roster.now.get(rm)
        if posting is None or posting.start >= day or posting.status != "active" or roster.people[rm].sticky:
            continue
        if posting.outlet != roster.seats.outlet[seat] and (posting.segment == roster.seats.segment[seat] or rng.random() < 0.1):
            return rm
    return -1


def _fill(roster: Roster, vacancy_at: int, day: int, free: list[int], rng: Rng) -> None:
    """Fill a vacancy: mostly by someone new, at times by an RM of another outlet or from other work."""
    vacancy = roster.vacancies[vacancy_at]
    rm = _mover(roster, vacancy.seat, day, free, rng) if rng.random() < 0.25 else -1
    if rm >= 0 and roster.people[rm].seat >= 0:
        roster.rise(rm, day, "rm_moved")
    if rm < 0:
        grade = drawn(rng, ENTRY_WEIGHTS)
        rm = roster.hire(Person(day, CHANNELS[drawn(rng, CHANNEL_WEIGHTS)], float(rng.normal()), vacancy.seat))
        more = {"grade": grade, "share": _share(rng), "kind": "trainee" if grade == TRAINEE else "rm"}
    else:
        more = {"kind": "trainee" if roster.now[rm].grade == TRAINEE else "rm"}
    vacancy.filled_by, vacancy.filled_on = rm, day
    roster.sit(rm, vacancy.seat, day, status="active", **more)


def _shut(roster: Roster, tree: Tree, day: int) -> None:
    """Close an outlet: its staff sit on at the heir; its clients follow in `covering`."""
    for seat, twin in sorted(roster.seats.twin.items()):
        rm = roster.holder.pop(seat, None)
        roster.leader.pop(int(roster.seats.team[seat]), None)
        if rm is None:
            roster.vacancies.append(Vacancy(twin, day, ASSISTANT))
        else:
            roster.sit(rm, twin, day)
    roster.changes.append(Change(day, "shut", -1, tree.closed_outlet, -1, "client_moved"))
    for vacancy in roster.vacancies:
        if vacancy.seat in roster.seats.twin and vacancy.filled_by < 0:
            vacancy.withdrawn_on = min(vacancy.withdrawn_on, day)


def _month(roster: Roster, cal: Calendar, t: int, rng: Rng) -> None:
    """All events of a month in the order of their days."""
    staff = list(roster.now)
    last = cal.shown(t)
    due = [(cal.start(t) + int(d), 0, rm) for d, rm in zip(rng.integers(1, last, len(staff)), staff, strict=True)]
    empty = [k for k, v in enumerate(roster.vacancies) if v.filled_by < 0 and v.withdrawn_on == NEVER]
    chosen = [k for k in empty if rng.random() < FILL_CHANCE * last / 31]
    due += [(max(cal.start(t) + int(rng.integers(1, last)), roster.vacancies[k].since + 1), 1, k) for k in chosen]
    for day, kind, which in sorted(due):
        if kind == 1 and day < cal.start(t) + last:
            _fill(roster, which, day, staff, rng)
        elif kind == 0 and which in roster.now:
            _step(roster, which, day, rng)


def history(tree: Tree, seats: Seats, cal: Calendar, rng: Rng, key_outlets: list[int]) -> Roster:
    """Everything that happened to the staff from the month before the first closed one to the as-of day."""
    roster = Roster(seats)
    for seat in np.flatnonzero(seats.opens < 0):
        if rng.random() < 0.96 or seats.outlet[seat] in key_outlets:
            _settle(roster, int(seat), cal, rng)
        else:
            roster.vacancies.append(Vacancy(int(seat), cal.start(-1) - int(rng.integers(5, 90)), ASSISTANT))
    _make_key_persons(roster, key_outlets)
    _name_leaders(roster)
    for t in range(-1, cal.count + 1):
        for seat in np.flatnonzero((seats.opens == t) & (seats.outlet == tree.new_outlet)):
            roster.vacancies.append(Vacancy(int(seat), cal.start(t), ASSISTANT))
        if t == tree.closes[tree.closed_outlet]:
            _shut(roster, tree, cal.start(t))
        _month(roster, cal, t, rng)
    return roster


def _make_key_persons(roster: Roster, outlets: list[int]) -> None:
    """In each of these outlets the first personal RM stays throughout, and will hold most of the deposits."""
    for outlet in outlets:
        mine = np.flatnonzero((roster.seats.outlet == outlet) & (roster.seats.segment == PERSONAL))
        rm = roster.holder[int(mine[0])]
        roster.people[rm].sticky = True
        roster.now[rm].grade, roster.now[rm].kind = min(roster.now[rm].grade, 2), "rm"
