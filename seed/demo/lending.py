"""Loans by contract: their terms, pricing, cover, provisions, checks and exits. Contracts add up to the client's loans."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from queries import codes
from seed.demo.clients import Book
from seed.demo.credit import Credit, ramp
from seed.demo.draws import Rng, choose, dates, fen, money, numbered, pick
from seed.demo.facts import Ids, placed
from seed.demo.rates import LOAN_TERMS, loan_benchmark
from seed.demo.seats import PERSONAL
from seed.demo.sizes import NEVER, Calendar

NONE, DEPOSIT, BOND, PROPERTY, GUARANTEE = range(5)
RECOGNISED = np.array((0.0, 1.0, 0.9, 0.0, 0.6))
PROVISION = np.array((0.012, 0.03, 0.25, 0.5, 1.0))
LOAN_PRODUCTS = ("P-LN-WC", "P-LN-FA", "P-LN-MG", "P-LN-CN")
OFF_PRODUCT = "P-LN-LG"


@dataclass(frozen=True)
class Contracts:
    """One slot a contract that is renewed again and again; the share edges cut the client's loan exactly."""

    client: np.ndarray
    low: np.ndarray
    high: np.ndarray
    off: np.ndarray
    off_ratio: np.ndarray
    term: np.ndarray
    begins: np.ndarray  # month index of the first granting
    day: np.ndarray
    mitigation: np.ndarray
    cover: np.ndarray
    concession: np.ndarray
    product: np.ndarray
    exception: np.ndarray
    eased: np.ndarray  # part of the cover that each renewal gives up
    rate: np.ndarray  # as last agreed
    agreed: np.ndarray  # at which renewal; -1 before the first


def sign(book: Book, credit: Credit, rng: Rng) -> Contracts:
    """One contract for a person, up to three for a firm, and guarantees off the balance sheet for some firms."""
    borrowers = np.flatnonzero((credit.base > 0) | (credit.ratio_on > 0))
    firm = book.segment[borrowers] != PERSONAL
    many = np.where(firm, 1 + choose(rng, (0.5, 0.3, 0.2), len(borrowers)), 1)
    client = np.repeat(borrowers, many)
    turn = np.arange(len(client)) - np.repeat(np.cumsum(many) - many, many)
    low, high = turn / np.repeat(many, many), (turn + 1) / np.repeat(many, many)
    planted = credit.ratio_off > 0
    side = borrowers[firm & ((rng.random(len(borrowers)) < 0.35) | planted[borrowers])]
    side = side[planted[side] | (credit.ratio_on[side] == 0)]
    off = np.concatenate([np.zeros(len(client), dtype=bool), np.ones(len(side), dtype=bool)])
    client = np.concatenate([client, side])
    return _terms(book, credit, rng, client, np.append(low, np.zeros(len(side))), np.append(high, np.ones(len(side))), off)


def _terms(
    book: Book, credit: Credit, rng: Rng, client: np.ndarray, low: np.ndarray, high: np.ndarray, off: np.ndarray
) -> Contracts:  # fmt: skip
    count, firm, mortgage = len(client), book.segment[client] != PERSONAL, credit.mortgage[client]
    term = np.where(
        firm, np.array((6, 12, 12, 24, 36))[rng.integers(0, 5, count)], np.array((12, 24, 36))[rng.integers(0, 3, count)]
    )
    term = np.where(mortgage & ~firm, np.array((120, 240, 360))[rng.integers(0, 3, count)], term)
    since = credit.since[client].astype(np.int64)
    age = rng.integers(1, np.minimum(term, 90) + 1)
    begins = np.where(since < 0, -age, since)
    kind = np.where(firm, choose(rng, (0.3, 0.08, 0.05, 0.32, 0.25), count), np.where(mortgage, PROPERTY, NONE))
    cover = np.where(kind == NONE, 0.0, rng.uniform(0.3, 1.6, count))
    in_group, single = credit.ratio_off[client] > 0, (credit.ratio_on[client] > 0) & (credit.ratio_off[client] == 0)
    kind, cover = np.where(in_group, NONE, np.where(single, BOND, kind)), np.where(in_group, 0.0, np.where(single, 0.4, cover))
    large = np.minimum(credit.base[client] / 30e6, 1.0)
    product = np.where(firm, rng.integers(0, 2, count), np.where(mortgage, 2, 3))
    kept = ~firm | in_group | single
    made = Contracts(
        client, low, high, off, np.where(off, rng.uniform(0.1, 0.3, count), 0.0), term, begins, rng.integers(0, 28, count), kind,
        np.where(off, 0.0, cover), rng.normal(0.001, 0.003, count) + 0.006 * large, product, rng.random(count) < 0.04,
        np.where(kept | (rng.random(count) > 0.2), 0.0, rng.uniform(0.1, 0.35, count)), np.zeros(count), np.full(count, -1),
    )  # fmt: skip
    planted = credit.conceded[client]
    made.concession[planted > 0] = planted[planted > 0]
    return made


def principals(contracts: Contracts, credit: Credit, loan: np.ndarray, t: int, cal: Calendar) -> np.ndarray:
    """Fen by contract at the month's end; on-balance ones add up to the client's loans."""
    whole = loan[contracts.client]
    cut = np.floor(whole * contracts.high).astype(np.int64) - np.floor(whole * contracts.low).astype(np.int64)
    guaranteed = np.where(whole > 0, contracts.off_ratio * credit.base[contracts.client], 0.0)
    planted = credit.ratio_off[contracts.client]
    guaranteed = np.where(planted > 0, planted * ramp(t, cal) * credit.capital(t), guaranteed)
    return np.where(contracts.off, fen(guaranteed), cut)


def covered(contracts: Contracts, at: np.ndarray, renewal: np.ndarray) -> np.ndarray:
    """Collateral over principal; some renewals ask for less than the one before."""
    return np.asarray(contracts.cover[at] * (1 - contracts.eased[at]) ** renewal)


def mitigated(contracts: Contracts, at: np.ndarray, renewal: np.ndarray, principal: np.ndarray) -> np.ndarray:
    share = np.minimum(covered(contracts, at, renewal), 1.0) * RECOGNISED[contracts.mitigation[at]]
    return np.floor(principal * share).astype(np.int64)


@dataclass(frozen=True)
class Standings:
    """One month's contracts that are in force, as indexes and amounts that other modules add up."""

    at: np.ndarray
    principal: np.ndarray
    mitigation: np.ndarray
    rwa: np.ndarray
    renewal: np.ndarray
    granted: np.ndarray  # day


def standing(contracts: Contracts, book: Book, credit: Credit, loan: np.ndarray, t: int, cal: Calendar) -> Standings:
    """Which contracts are in force at the month's end. A slot is renewed whenever its term has run."""
    principal = principals(contracts, credit, loan, t, cal)
    at = np.flatnonzero(principal > 0)
    begins, term = contracts.begins[at], contracts.term[at]
    renewal = np.maximum((t - begins) // term, 0)
    granted_month = begins + renewal * term
    month = np.datetime64(cal.month(0), "M") + granted_month
    granted = month.astype("datetime64[D]").astype(np.int64) + contracts.day[at]
    mitigation = mitigated(contracts, at, renewal, principal[at])
    firm = book.segment[contracts.client[at]] != PERSONAL
    weight = np.where(contracts.off[at], 0.5, np.where(firm, 1.0, np.where(credit.mortgage[contracts.client[at]], 0.5, 0.75)))
    rwa = np.rint((principal[at] - mitigation) * weight).astype(np.int64)
    return Standings(at, principal[at], mitigation, rwa, renewal, granted)


def exposure(
    contracts: Contracts, now: Standings, book: Book, credit: Credit, grade: np.ndarray, t: int, cal: Calendar,
    ids: Ids, rng: Rng,
) -> pl.DataFrame:  # fmt: skip
    """The exposure table's rows of one month."""
    at, client = now.at, contracts.client[now.at]
    number, before = (
        numbered("E", 1, len(contracts.client), 7).gather(at),
        pl.Series(np.maximum(now.renewal - 1, 0)).cast(pl.String),
    )
    place, graded = placed(ids, book, client), np.maximum(grade[client], 0)
    return pl.DataFrame({
        "month": pl.repeat(cal.month(t), len(at), eager=True),
        "exposure_id": number + "-" + pl.Series(now.renewal).cast(pl.String), **place,
        "product_id": pick((*LOAN_PRODUCTS, OFF_PRODUCT), np.where(contracts.off[at], 4, contracts.product[at])),
        "kind": pick(tuple(codes.EXPOSURE_KINDS), contracts.off[at].astype(np.int64)),
        "principal_yuan": money(now.principal), "mitigation_yuan": money(now.mitigation),
        "mitigation": pick(tuple(codes.MITIGATIONS), contracts.mitigation[at]),
        "provision_yuan": money(np.rint(now.principal * PROVISION[graded]).astype(np.int64)), "rwa_yuan": money(now.rwa),
        "renewed_from_id": (number + "-" + before).set(pl.Series(now.renewal == 0), None),
        "is_exception": contracts.exception[at], "risk_owner_id": place["rm_id"],
        "loan_grade": pick(tuple(codes.LOAN_GRADES), np.where(contracts.off[at], -1, graded)),
        **_priced(contracts, now, credit), **_care(contracts, now, book, graded, t, cal, rng),
    })  # fmt: skip


def _priced(contracts: Contracts, now: Standings, credit: Credit) -> dict[str, pl.Series]:
    """Rate, term, dates and cover; the rate is agreed anew at each renewal: the benchmark of the month of granting less what was conceded."""
    at, term = now.at, contracts.term[now.at]
    granted = np.asarray(now.granted, dtype="datetime64[D]").astype("datetime64[M]")
    matures = (granted + term).astype("datetime64[D]").astype(np.int64) + contracts.day[at]
    bench = np.round(loan_benchmark(granted, credit.rating[contracts.client[at]], np.searchsorted(LOAN_TERMS, term)), 6)
    contracts.rate[at] = np.where(contracts.agreed[at] == now.renewal, contracts.rate[at], np.round(bench - contracts.concession[at], 6))
    contracts.agreed[at] = now.renewal
    cover = np.round(covered(contracts, at, now.renewal), 4)
    return {
        "rate_share": pl.Series(contracts.rate[at]), "term_months": pl.Series(term), "granted_on": dates(now.granted),
        "matures_on": dates(matures), "cover_share": pl.Series(cover),
    }  # fmt: skip


def _care(
    contracts: Contracts, now: Standings, book: Book, graded: np.ndarray, t: int, cal: Calendar, rng: Rng
) -> dict[str, pl.Series]:
    """Post-loan checks each quarter, some late (now and then in the month after) or never done, and exits from what has worsened."""
    count, start = len(now.at), cal.start(t)
    firm = book.segment[contracts.client[now.at]] != PERSONAL
    due = np.where(firm & ((now.at + t) % 3 == 0), start + 19, NEVER)
    luck = rng.random(count)
    done = np.select([luck < 0.82, luck < 0.92], [due - (luck * 20).astype(np.int64), due + 3 + (luck * 1e4).astype(np.int64) % 20], NEVER)
    done = np.where((due == NEVER) | (done > cal.as_of), NEVER, done)
    worse = firm & (graded >= 1) & ~contracts.off[now.at]
    planned = np.where(worse, now.principal * 0.4, 0).astype(np.int64)
    exited = np.floor(planned * rng.uniform(0, 1, count)).astype(np.int64)
    return {
        "check_due_on": dates(due), "check_done_on": dates(done),
        "exit_planned_yuan": money(planned, ~worse), "exit_done_yuan": money(exited, ~worse),
    }  # fmt: skip
