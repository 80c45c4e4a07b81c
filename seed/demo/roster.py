"""Who works where: people, their postings, and the changes of a day."""

from dataclasses import dataclass, field

from seed.demo.seats import Seats
from seed.demo.sizes import NEVER

TRAINEE = 8  # index of the trainee among codes.GRADES; 0 is the senior expert
ASSISTANT = 7


@dataclass(slots=True)
class Posting:
    rm: int
    start: int
    end: int
    outlet: int
    segment: int
    team: int
    leader: int
    grade: int
    share: float
    kind: str
    status: str


@dataclass(slots=True)
class Person:
    """One RM over the whole history. `quality` is the hidden ability that scores, leaving and results follow."""

    join: int
    channel: str
    quality: float
    seat: int
    leave: int = NEVER
    reason: str | None = None
    sticky: bool = False
    away_until: int = NEVER


@dataclass(frozen=True, slots=True)
class Change:
    """What a book of clients notices of the staff: an RM comes to, or goes from, an outlet and segment."""

    day: int
    kind: str  # come | gone | shut
    rm: int
    outlet: int
    segment: int
    reason: str


@dataclass(slots=True)
class Vacancy:
    seat: int
    since: int
    grade: int
    filled_by: int = -1
    filled_on: int = NEVER
    withdrawn_on: int = NEVER


@dataclass
class Roster:
    """The running state: `now` is each person's posting that lasts, `holder` who sits on each seat."""

    seats: Seats
    people: list[Person] = field(default_factory=list)
    postings: list[Posting] = field(default_factory=list)
    now: dict[int, Posting] = field(default_factory=dict)
    holder: dict[int, int] = field(default_factory=dict)
    leader: dict[int, int] = field(default_factory=dict)
    vacancies: list[Vacancy] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    def hire(self, person: Person) -> int:
        self.people.append(person)
        return len(self.people) - 1

    def post(self, rm: int, day: int, **new: object) -> Posting:
        """Start a posting, ending the present one; the same day again only alters it."""
        old = self.now.get(rm)
        if old and old.start == day:
            for name, value in new.items():
                setattr(old, name, value)
            return old
        fields = {name: getattr(old, name) for name in Posting.__slots__} if old else {}
        fresh = Posting(**(fields | {"rm": rm, "start": day, "end": NEVER} | new))
        if old:
            old.end = day
        self.postings.append(fresh)
        self.now[rm] = fresh
        return fresh

    def end(self, rm: int, day: int) -> Posting:
        """Close the last posting of someone who leaves the bank."""
        last = self.now.pop(rm)
        last.end = day
        return last

    def sit(self, rm: int, seat: int, day: int, **more: object) -> None:
        """Put someone on a free seat from this day; covers clients unless a trainee."""
        outlet, segment, team = (int(part[seat]) for part in (self.seats.outlet, self.seats.segment, self.seats.team))
        self.people[rm].seat = seat
        self.holder[seat] = rm
        posting = self.post(rm, day, outlet=outlet, segment=segment, team=team, leader=-1, **more)
        if posting.grade != TRAINEE:
            self.changes.append(Change(day, "come", rm, outlet, segment, ""))
        self.lead(team, day)

    def rise(self, rm: int, day: int, reason: str) -> None:
        """Leave the seat: clients are handed over, the team may need a leader."""
        seat = self.people[rm].seat
        posting = self.now[rm]
        self.holder.pop(seat, None)
        self.people[rm].seat = -1
        if seat >= 0:
            self.vacancies.append(Vacancy(seat, day, posting.grade))
        if posting.grade != TRAINEE:
            self.changes.append(Change(day, "gone", rm, posting.outlet, posting.segment, reason))
        if self.leader.get(posting.team) == rm:
            del self.leader[posting.team]
        self.lead(posting.team, day)

    def team_of(self, team: int) -> list[int]:
        return [rm for seat in self.seats_of(team) if (rm := self.holder.get(seat)) is not None]

    def seats_of(self, team: int) -> range:
        first = int(self.seats.team.searchsorted(team))
        return range(first, int(self.seats.team.searchsorted(team, side="right")))

    def lead(self, team: int, day: int) -> None:
        """Name the highest grade leader where there is none, and tell the members who lacks one."""
        members = self.team_of(team)
        if not members:
            return
        chief = self.leader.setdefault(team, min(members, key=lambda rm: (self.now[rm].grade, rm)))
        for rm in members:
            wanted = chief if rm != chief else -1
            if self.now[rm].leader != wanted:
                self.post(rm, day, leader=wanted)
