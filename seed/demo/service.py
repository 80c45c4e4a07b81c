"""What happens between client and RM: contacts, complaints, questions, surveys, and sales of products."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from queries import codes
from seed.demo.clients import Book
from seed.demo.draws import Rng, choose, dates, fen, money, numbered, pick
from seed.demo.facts import Facts, Ids, placed, since_holder
from seed.demo.seats import PERSONAL
from seed.demo.sizes import NEVER, Calendar

CHANNELS, CAUSES = tuple(codes.CONTACT_CHANNELS), tuple(codes.COMPLAINT_CAUSES)
CONTACT_CHANCE = np.array((0.9, 0.9, 0.85, 0.8, 0.3, 0.16, 0.05))  # by star tier, best first
SALE_PRODUCTS = ("P-WM-1", "P-FD-1", "P-IN-1", "P-SC", "P-CARD", "P-EB", "P-PAY", "P-TF", "P-INT")
WEALTH, FUND, INSURANCE, SECURITIES, CARD, E_BANKING, PAYROLL, TRADE, INTERNATIONAL = range(9)
SALE_FEES = np.array((0.003, 0.008, 0.02, 0.001, 0.0, 0.0, 0.0, 0.0015, 0.001))


@dataclass(frozen=True)
class Sales:
    who: np.ndarray
    product: np.ndarray
    day: np.ndarray
    amount: np.ndarray
    fee: np.ndarray


def days_in(rng: Rng, cal: Calendar, t: int, count: int) -> np.ndarray:
    """Working days of the month's shown part, at random."""
    working = np.flatnonzero(cal.working(t))
    return cal.start(t) + working[rng.integers(0, len(working), count)]


def _stamp(prefix: str, cal: Calendar, t: int, count: int) -> pl.Series:
    return numbered(f"{prefix}{cal.month(t):%Y%m}-", 1, count, 6)


def contacts(book: Book, facts: Facts, cal: Calendar, ids: Ids, rng: Rng) -> pl.DataFrame:
    """Contacts by the main RM, the better tiers more often; none before the RM's own first contact."""
    chance = CONTACT_CHANCE[facts.star] * np.where(book.segment == PERSONAL, 1.0, 1.5)
    who = np.flatnonzero(facts.alive & (book.rm >= 0) & (rng.random(len(book)) < chance))
    day = since_holder(book, who, days_in(rng, cal, facts.t, len(who)))
    fit = book.reachable_from[who] <= day
    who, day = who[fit], day[fit]
    reached = book.phone_valid[who] & (rng.random(len(who)) < 0.9)
    channel = choose(rng, (0.22, 0.5, 0.18, 0.1), len(who))
    return pl.DataFrame({
        "contact_id": _stamp("K", cal, facts.t, len(who)), **placed(ids, book, who), "contacted_on": dates(day),
        "channel": pick(CHANNELS, channel), "is_reached": reached,
    })  # fmt: skip


def complaints(book: Book, who: np.ndarray, t: int, cal: Calendar, ids: Ids, rng: Rng) -> pl.DataFrame:
    day = since_holder(book, who, days_in(rng, cal, t, len(who)))
    closed = day + 1 + rng.exponential(9, len(who)).astype(np.int64)
    closed = np.where((rng.random(len(who)) < 0.06) | (closed > cal.as_of), NEVER, closed)
    upheld = pl.Series(rng.random(len(who)) < 0.45).set(pl.Series(closed == NEVER), None)
    place = placed(ids, book, who)
    return pl.DataFrame({
        "complaint_id": _stamp("Q", cal, t, len(who)), **place, "opened_on": dates(day), "closed_on": dates(closed),
        "cause": pick(CAUSES, choose(rng, (0.28, 0.2, 0.16, 0.14, 0.12, 0.1), len(who))), "owner_id": place["rm_id"],
        "is_upheld": upheld,
    })  # fmt: skip


def questions(book: Book, facts: Facts, cal: Calendar, ids: Ids, rng: Rng) -> pl.DataFrame:
    who = np.flatnonzero(facts.alive & ~book.dormant & (rng.random(len(book)) < 0.006))
    day = since_holder(book, who, days_in(rng, cal, facts.t, len(who)))
    answered = day + rng.geometric(0.5, len(who)) - 1
    answered = np.where((rng.random(len(who)) < 0.05) | (answered > cal.as_of), NEVER, answered)
    return pl.DataFrame({
        "question_id": _stamp("A", cal, facts.t, len(who)), **placed(ids, book, who), "asked_on": dates(day),
        "answered_on": dates(answered),
    })  # fmt: skip


def surveys(book: Book, facts: Facts, cal: Calendar, ids: Ids, rng: Rng) -> pl.DataFrame:
    """Scores of 1 to 10; lower after a complaint and for those about to leave."""
    who = np.flatnonzero(facts.alive & ~book.dormant & (rng.random(len(book)) < 0.004))
    low = (facts.t - book.complained[who] <= 3) * 2.5 + (book.rundown[who] < 0.999) * 2.0
    score = np.clip(np.rint(rng.normal(8.3, 1.3, len(who)) - low), 1, 10).astype(np.int32)
    day = since_holder(book, who, days_in(rng, cal, facts.t, len(who)))
    return pl.DataFrame({
        "survey_id": _stamp("V", cal, facts.t, len(who)), **placed(ids, book, who), "answered_on": dates(day), "score": score,
    })  # fmt: skip


def sell(book: Book, facts: Facts, cal: Calendar, rng: Rng) -> Sales:
    """First sales when a client takes up a line, and more of what it holds; services without an amount."""
    t, alive, firm = facts.t, facts.alive & ~book.dormant & (book.close_month > facts.t), book.segment != PERSONAL
    parts: list[tuple[np.ndarray, int, np.ndarray]] = []
    for line, product in ((1, WEALTH), (2, FUND), (3, INSURANCE), (4, SECURITIES)):
        level = facts.amounts[("wealth", "fund", "insurance", "securities")[line - 1]]
        first = np.flatnonzero(alive & (book.adopts[line] == t) & (level > 10_000))
        more = np.flatnonzero(alive & (book.adopts[line] < t) & (level > 1_000_000) & (rng.random(len(book)) < 0.05))
        parts += [(first, product, level[first]), (more, product, level[more] // 12)]
    for extra, product in enumerate((CARD, E_BANKING, PAYROLL)):
        taken = np.flatnonzero(alive & (book.extras[extra] == t))
        parts.append((taken, product, np.zeros(len(taken), dtype=np.int64)))
    for product, chance in ((TRADE, 0.05), (INTERNATIONAL, 0.04)):
        buys = np.flatnonzero(alive & firm & (rng.random(len(book)) < chance))
        parts.append((buys, product, fen(20_000 * np.exp(rng.normal(1.5, 1.0, len(buys))))))
    who, product = np.concatenate([p[0] for p in parts]), np.concatenate([np.full(len(p[0]), p[1]) for p in parts])
    amount = np.concatenate([p[2] for p in parts])
    day = since_holder(book, who, days_in(rng, cal, t, len(who)))
    return Sales(who, product, day, amount, np.rint(amount * SALE_FEES[product]).astype(np.int64))


def product_sale(sales: Sales, book: Book, t: int, cal: Calendar, ids: Ids) -> pl.DataFrame:
    return pl.DataFrame({
        "sale_id": _stamp("T", cal, t, len(sales.who)), "sold_on": dates(sales.day), **placed(ids, book, sales.who),
        "product_id": pick(SALE_PRODUCTS, sales.product), "unit_count": np.ones(len(sales.who), dtype=np.int32),
        "amount_yuan": money(sales.amount), "fee_yuan": money(sales.fee),
    })  # fmt: skip


TABLES = ("contact", "complaint", "client_question", "survey", "product_sale")


def tables(
    book: Book, facts: Facts, complaining: np.ndarray, sales: Sales, cal: Calendar, ids: Ids, rng: Rng
) -> Iterator[tuple[str, pl.DataFrame]]:
    """The month's frames, in the order of TABLES."""
    yield "contact", contacts(book, facts, cal, ids, rng)
    yield "complaint", complaints(book, complaining, facts.t, cal, ids, rng)
    yield "client_question", questions(book, facts, cal, ids, rng)
    yield "survey", surveys(book, facts, cal, ids, rng)
    yield "product_sale", product_sale(sales, book, facts.t, cal, ids)
