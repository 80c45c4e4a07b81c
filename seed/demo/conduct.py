"""How RMs are judged and kept in training: duties, scores, ratings, courses, exams, events, notes, prospects."""

from datetime import date

import numpy as np
import polars as pl

from queries import codes
from seed.demo import names
from seed.demo.draws import Rng, choose, dates, money, numbered, pick
from seed.demo.facts import SEGMENTS
from seed.demo.people import GRADES, Postings
from seed.demo.roster import Roster
from seed.demo.seats import PERSONAL
from seed.demo.sizes import NEVER, Calendar, number

COURSES = (
    "反洗钱 AML",
    "信贷风险 Credit risk",
    "产品知识 Product knowledge",
    "客户沟通 Client talks",
    "合规 Compliance",
    "财富管理 Wealth",
)
EVENTS, RATERS, DUTIES = tuple(codes.RM_EVENTS), tuple(codes.RATERS), tuple(codes.DUTIES)
STAGES, NOTES = tuple(codes.PROSPECT_STAGES), tuple(codes.NOTE_KINDS)
CONFLICTING = (0, 2, 3, 4)  # cash teller, business supervisor, RM assistant, loan review
NOTE_WEEKS, NOTE_MONTHS = 26, 6


def _place(held: Postings, at: np.ndarray, ids: pl.Series, outlets: list[str]) -> dict[str, pl.Series]:
    return {
        "rm_id": pick(ids, held.rm[at]), "outlet_id": pick(outlets, held.outlet[at]), "segment": pick(SEGMENTS, held.segment[at]),
    }  # fmt: skip


def quality(roster: Roster) -> np.ndarray:
    return np.array([person.quality for person in roster.people])


def duty(held: Postings, cal: Calendar, ids: pl.Series, outlets: list[str], rng: Rng) -> tuple[pl.DataFrame, np.ndarray]:
    """Duties held, most of them allowed; and the RMs who now hold one that excludes theirs."""
    at = rng.permutation(held.on(cal.as_of))
    at = at[held.start[at] < cal.start(cal.count - 1)]
    planted, allowed = at[:4], at[4 : 4 + max(6, len(at) // 12)]
    what = np.concatenate([np.array(CONFLICTING[: len(planted)]), np.ones(len(allowed), dtype=np.int64)])
    who = np.concatenate([planted, allowed])
    begin = np.maximum(held.start[who], cal.start(cal.count - 1) - rng.integers(0, 300, len(who)))
    frame = pl.DataFrame({
        "rm_id": pick(ids, held.rm[who]), "duty": pick(DUTIES, what), "valid_from": dates(begin),
        "valid_to": dates(np.full(len(who), NEVER)), "outlet_id": pick(outlets, held.outlet[who]),
    })  # fmt: skip
    return frame, held.rm[planted]


def score_year(held: Postings, roster: Roster, cal: Calendar, ids: pl.Series, outlets: list[str], rng: Rng) -> pl.DataFrame:
    """Scores of those in post at each year-end, the one before the history included."""
    ability, frames = quality(roster), []
    for year in range(cal.month(0).year - 1, cal.month(cal.count).year):
        at = held.on(number(date(year, 12, 31)))
        score = np.round(88 + 9 * ability[held.rm[at]] + rng.normal(0, 4, len(at)), 2)
        frames.append(pl.DataFrame({**_place(held, at, ids, outlets), "year": np.full(len(at), year), "score": score}))
    return pl.concat(frames)


def rating(held: Postings, roster: Roster, cal: Calendar, ids: pl.Series, outlets: list[str], rng: Rng) -> pl.DataFrame:
    """360° ratings each June and December, out of 100; people rate themselves highest."""
    ability, frames = quality(roster), []
    for t in range(cal.count):
        if cal.month(t).month in (6, 12):
            at = held.on(cal.start(t) + 14)
            for rater, lift in enumerate((6.0, 0.0, -2.0, 1.0)):
                score = np.clip(np.round(80 + lift + 5 * ability[held.rm[at]] + rng.normal(0, 5, len(at)), 2), 30, 100)
                place = _place(held, at, ids, outlets)
                rated = {"rated_on": dates(np.full(len(at), cal.start(t) + 14)), "rater": pick(RATERS, np.full(len(at), rater))}
                frames.append(pl.DataFrame({**place, **rated, "score": score}))
    return pl.concat(frames)


def _gathered(parts: list[tuple[np.ndarray, int]]) -> tuple[np.ndarray, np.ndarray]:
    """Places of postings with the day on which each was looked up."""
    return np.concatenate([at for at, _ in parts]), np.concatenate([np.full(len(at), day) for at, day in parts])


def training(held: Postings, cal: Calendar, ids: pl.Series, outlets: list[str], rng: Rng) -> pl.DataFrame:
    days = [cal.start(t) + int(np.flatnonzero(cal.working(t))[min(6, cal.working(t).sum() - 1)]) for t in range(cal.count + 1)]
    at, day = _gathered([(held.on(day), day) for day in days])
    chosen = rng.random(len(at)) < 0.45
    at, day = at[chosen], day[chosen]
    planned = np.where(rng.random(len(at)) < 0.3, 16.0, 8.0)
    hours = np.round(planned * np.where(rng.random(len(at)) < 0.8, 1.0, rng.random(len(at))), 1)
    return pl.DataFrame({
        **_place(held, at, ids, outlets), "held_on": dates(day), "course": pick(COURSES, rng.integers(0, len(COURSES), len(at))),
        "hours": hours, "planned_hours": planned, "is_passed": (hours > planned * 0.6) & (rng.random(len(at)) < 0.93),
    })  # fmt: skip


def exam(held: Postings, cal: Calendar, ids: pl.Series, outlets: list[str], rng: Rng) -> pl.DataFrame:
    """The exam for each grade reached, valid three years; a few failed first, a few never taken, some run out."""
    fresh = np.concatenate([[True], (held.rm[1:] != held.rm[:-1]) | (held.grade[1:] != held.grade[:-1])])
    at = np.flatnonzero(fresh & held.is_rm & (rng.random(len(held.rm)) < 0.93))
    taken = np.maximum(held.start[at] + 10, cal.start(0) - rng.integers(0, 700, len(at)))
    last = np.minimum(held.end[at], cal.as_of + 1)
    at, taken = at[taken < last], taken[taken < last]
    failed = at[rng.random(len(at)) < 0.1]
    who, passed = np.concatenate([at, failed]), np.arange(len(at) + len(failed)) < len(at)
    day = np.concatenate([taken, held.start[failed] + 3])
    return pl.DataFrame({
        **_place(held, who, ids, outlets), "taken_on": dates(day), "grade": pick(GRADES, held.grade[who]), "is_passed": passed,
        "valid_to": dates(np.where(passed, day + 1096, NEVER)),
    }).unique(["rm_id", "taken_on", "grade"], keep="first", maintain_order=True)  # fmt: skip


def rm_event(held: Postings, cal: Calendar, ids: pl.Series, outlets: list[str], rng: Rng) -> pl.DataFrame:
    working = [cal.start(t) + np.flatnonzero(cal.working(t)) for t in range(cal.count + 1)]
    days = np.sort(np.concatenate([rng.choice(month, 3, replace=False) for month in working]))
    at, day = _gathered([(held.on(int(day)), int(day)) for day in days])
    chosen = rng.random(len(at)) < 0.035
    at, day = at[chosen], day[chosen]
    return pl.DataFrame({
        "event_id": numbered("N", 1, len(at), 6), **_place(held, at, ids, outlets), "happened_on": dates(day),
        "kind": pick(EVENTS, choose(rng, (0.55, 0.05, 0.1, 0.06, 0.17, 0.05, 0.02), len(at))),
    })  # fmt: skip


def _note_days(cal: Calendar) -> list[tuple[str, int]]:
    """Weekly notes of half a year, monthly reports, and the daily logs of the open month; none due after the as-of day."""
    friday = cal.as_of - (cal.as_of + 3) % 7 + 4
    weeks = [("weekly_note", friday - 7 * k) for k in range(NOTE_WEEKS)]
    months = [("market_report", cal.start(cal.count + 1 - k) - 1) for k in range(1, NOTE_MONTHS + 1)]
    daily = [("daily_log", cal.start(cal.count) + int(k)) for k in np.flatnonzero(cal.working(cal.count))]
    return [(kind, due) for kind, due in weeks + months + daily if due <= cal.as_of]


def work_note(held: Postings, cal: Calendar, ids: pl.Series, outlets: list[str], rng: Rng) -> pl.DataFrame:
    wanted = _note_days(cal)
    at, due = _gathered([(held.on(day), day) for _, day in wanted])
    kind = np.concatenate([np.full(len(held.on(day)), NOTES.index(kind)) for kind, day in wanted])
    luck = rng.random(len(at))
    done = np.select([luck < 0.8, luck < 0.92], [due, due + rng.integers(1, 5, len(at))], NEVER)
    done = np.where(done > cal.as_of, NEVER, done)
    read = np.where((done < NEVER) & (rng.random(len(at)) < 0.75), done + rng.integers(0, 4, len(at)), NEVER)
    return pl.DataFrame({
        **_place(held, at, ids, outlets), "kind": pick(NOTES, kind), "due_on": dates(due), "done_on": dates(done),
        "read_on": dates(np.where(read > cal.as_of, NEVER, read)),
    })  # fmt: skip


def prospect(held: Postings, cal: Calendar, ids: pl.Series, outlets: list[str], rng: Rng) -> pl.DataFrame:
    """Leads found by RMs; those won are not tied to a client, for most open under another name."""
    days = [cal.start(t) + 8 for t in range(cal.count + 1)]
    at, day = _gathered([(held.on(day), day) for day in days])
    chosen = rng.random(len(at)) < 0.25
    at, day = at[chosen], day[chosen]
    firm = held.segment[at] != PERSONAL
    company, person = names.companies(rng, len(at), names.TRADES["manufacturing"])[0], names.people(rng, len(at))[0]
    stage = choose(rng, (0.25, 0.25, 0.15, 0.18, 0.17), len(at))
    won = np.where((stage == 3) & (day + 30 <= cal.as_of), day + 30, NEVER)
    expected = np.rint(np.exp(rng.normal(12, 1, len(at))) * np.where(firm, 12, 1)).astype(np.int64) * 100
    return pl.DataFrame({
        "prospect_id": numbered("L", 1, len(at), 6), **_place(held, at, ids, outlets),
        "prospect_name": company.zip_with(pl.Series(firm), person), "found_on": dates(day),
        "stage": pick(STAGES, np.where((stage == 3) & (won == NEVER), 2, stage)), "expected_yuan": money(expected),
        "won_on": dates(won),
    })  # fmt: skip
