"""The RMs as tables: who they are, their postings, teams, establishment, posts, and all staff."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from queries import codes
from seed.demo import names
from seed.demo.draws import Rng, choose, dates, numbered, pick
from seed.demo.facts import SEGMENTS
from seed.demo.roster import TRAINEE, Roster
from seed.demo.sizes import Calendar
from seed.demo.tree import Tree

GRADES, BANDS = tuple(codes.GRADES), tuple(codes.GRADE_BANDS)
BAND_OF_GRADE = np.array((0, 0, 0, 1, 1, 1, 1, 2, 2))


@dataclass(frozen=True)
class Postings:
    """All postings as arrays, ordered by RM and start."""

    rm: np.ndarray
    start: np.ndarray
    end: np.ndarray
    outlet: np.ndarray
    segment: np.ndarray
    team: np.ndarray
    leader: np.ndarray
    grade: np.ndarray
    share: np.ndarray
    is_rm: np.ndarray
    kind: list[str]
    status: list[str]

    def on(self, day: int) -> np.ndarray:
        """Postings to RM work that are valid on a day."""
        return np.flatnonzero(self.is_rm & (self.start <= day) & (day < self.end))


def postings_of(roster: Roster) -> Postings:
    listed = sorted(roster.postings, key=lambda p: (p.rm, p.start))
    fields = ("rm", "start", "end", "outlet", "segment", "team", "leader", "grade", "share")
    arrays = [np.array([getattr(p, name) for p in listed]) for name in fields]
    kinds = [p.kind for p in listed]
    return Postings(*arrays, np.array([kind == "rm" for kind in kinds]), kinds, [p.status for p in listed])


def posting(held: Postings, ids: pl.Series, outlets: list[str]) -> pl.DataFrame:
    team = numbered("T", 1, int(held.team.max()) + 1, 4)
    return pl.DataFrame({
        "rm_id": pick(ids, held.rm), "valid_from": dates(held.start), "valid_to": dates(held.end),
        "outlet_id": pick(outlets, held.outlet), "segment": pick(SEGMENTS, held.segment), "team_id": pick(team, held.team),
        "leader_id": pick(ids, held.leader), "grade": pick(GRADES, held.grade), "working_share": held.share, "kind": held.kind,
        "status": held.status,
    })  # fmt: skip


def rm(roster: Roster, ids: pl.Series, rng: Rng) -> pl.DataFrame:
    people, count = roster.people, len(roster.people)
    zh, en = names.people(rng, count)
    join = np.array([p.join for p in people])
    years = np.where(rng.random(count) < 0.4, 0, rng.exponential(900, count)).astype(np.int64)
    return pl.DataFrame({
        "rm_id": ids, "rm_name_zh": zh, "rm_name_en": en, "join_on": dates(join),
        "leave_on": dates(np.array([p.leave for p in people])),
        "leave_reason": pl.Series([p.reason for p in people], dtype=pl.String),
        "join_channel": [p.channel for p in people],
        "education": pick(tuple(codes.EDUCATIONS), choose(rng, (0.12, 0.6, 0.26, 0.02), count)),
        "is_finance_degree": rng.random(count) < 0.58,
        "contract": pick(tuple(codes.CONTRACTS), choose(rng, (0.62, 0.22, 0.16), count)), "banking_since": dates(join - years),
    })  # fmt: skip


def team(roster: Roster, outlets: list[str]) -> pl.DataFrame:
    seats = roster.seats
    count = len(seats.team_outlet)
    words = [codes.SEGMENTS[SEGMENTS[s]] if s >= 0 else None for s in seats.team_segment]
    turn = [f"{k + 1}" for k in range(count)]
    return pl.DataFrame({
        "team_id": numbered("T", 1, count, 4), "outlet_id": pick(outlets, seats.team_outlet),
        "team_name_zh": [f"{w.zh if w else '综合'}业务{n}组" for w, n in zip(words, turn, strict=True)],
        "team_name_en": [f"{w.en if w else 'General'} team {n}" for w, n in zip(words, turn, strict=True)],
    })  # fmt: skip


def establishment(roster: Roster, held: Postings, tree: Tree, cal: Calendar, rng: Rng) -> pl.DataFrame:
    """Approved posts: each January the bands as they are filled, with the empty seats and a few more for RM levels."""
    seats, slots = roster.seats, tree.outlets * 4
    key = seats.outlet * 4 + seats.segment
    extra = rng.random((cal.count // 12 + 3, slots)) < 0.12
    months = []
    for t in range(cal.count + 1):
        there = (seats.opens <= t) & (t < seats.closes)
        total = np.bincount(key[there], minlength=slots)
        total = total + np.where(total > 0, extra[cal.month(t).year - cal.month(0).year], 0)
        band = _filled(held, cal.start(max(0, cal.index_of(cal.month(t).replace(month=1)))), slots)
        band[:, 1] += np.maximum(total - band.sum(axis=1), 0)
        slot, which = np.nonzero(band)
        months.append(pl.DataFrame({
            "month": pl.repeat(cal.month(t), len(slot), eager=True), "outlet_id": pick(tree.outlet_ids(), slot // 4),
            "segment": pick(SEGMENTS, slot % 4), "grade_band": pick(BANDS, which), "establishment_count": band[slot, which],
        }))  # fmt: skip
    return pl.concat(months)


def _filled(held: Postings, day: int, slots: int) -> np.ndarray:
    """RMs at work on a day by slot (outlet and segment) and band."""
    at_work = held.on(day)
    at_work = at_work[held.grade[at_work] < TRAINEE]
    place = (held.outlet[at_work] * 4 + held.segment[at_work]) * len(BANDS) + BAND_OF_GRADE[held.grade[at_work]]
    return np.bincount(place, minlength=slots * len(BANDS)).reshape(slots, len(BANDS))


def post(roster: Roster, ids: pl.Series, outlets: list[str]) -> pl.DataFrame:
    """Vacancies with the time they took to fill."""
    seat = np.array([v.seat for v in roster.vacancies])
    grade = np.array([min(v.grade, TRAINEE) for v in roster.vacancies])
    return pl.DataFrame({
        "post_id": numbered("V", 1, len(seat), 5), "outlet_id": pick(outlets, roster.seats.outlet[seat]),
        "segment": pick(SEGMENTS, roster.seats.segment[seat]), "grade_band": pick(BANDS, BAND_OF_GRADE[grade]),
        "open_from": dates(np.array([v.since for v in roster.vacancies])),
        "filled_by_rm_id": pick(ids, np.array([v.filled_by for v in roster.vacancies])),
        "filled_on": dates(np.array([v.filled_on for v in roster.vacancies])),
        "open_until": dates(np.array([v.withdrawn_on for v in roster.vacancies])),
    })  # fmt: skip


def staff_month(held: Postings, tree: Tree, cal: Calendar) -> pl.DataFrame:
    """RMs are about a sixth of all staff; sales staff are half as many again as RMs."""
    months = []
    for t in range(cal.count + 1):
        last = min(cal.start(t + 1) - 1, cal.as_of)
        rms = np.bincount(held.outlet[held.on(last)], minlength=tree.outlets)
        outlets = np.flatnonzero(tree.is_open(t))
        every = 4 + np.rint(rms[outlets] * 5.4 + outlets % 3).astype(np.int64)
        months.append(pl.DataFrame({
            "month": pl.repeat(cal.month(t), len(outlets), eager=True), "outlet_id": pick(tree.outlet_ids(), outlets),
            "all_staff_count": every, "sales_staff_count": np.rint(rms[outlets] * 1.5).astype(np.int64),
        }))  # fmt: skip
    return pl.concat(months)
