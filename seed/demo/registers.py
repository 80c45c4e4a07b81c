"""The client register, the groups, the coverage history and the first contacts, once all is known."""

import numpy as np
import polars as pl

from queries import codes
from seed.demo import names
from seed.demo.clients import CLOSE_REASONS, EXPOSURE_CLASSES, INDUSTRIES, Book
from seed.demo.covering import COLUMNS, REASONS, Coverage, deadline
from seed.demo.draws import Rng, choose, dates, money, numbered, pick
from seed.demo.facts import SEGMENTS, Ids
from seed.demo.leaving import shown_closing
from seed.demo.seats import INSTITUTIONAL, INTERBANK, PERSONAL
from seed.demo.sizes import NEVER, Calendar

RISKS = tuple(codes.RISK_CLASSES)


def client_names(book: Book, rng: Rng) -> tuple[pl.Series, pl.Series]:
    """Names by segment and industry, in Chinese and English."""
    total = len(book)
    zh, en = names.people(rng, total)
    for at, pair in _named_parts(book, rng):
        zh, en = names.scattered(total, at, pair[0], zh), names.scattered(total, at, pair[1], en)
    return zh, en


def _named_parts(book: Book, rng: Rng) -> list[tuple[np.ndarray, tuple[pl.Series, pl.Series]]]:
    parts = []
    for industry, name in enumerate(INDUSTRIES):
        here = (book.industry == industry) & (book.segment != PERSONAL)
        public, bank = here & (book.segment == INSTITUTIONAL), here & (book.segment == INTERBANK)
        firms = np.flatnonzero(here & ~public & ~bank)
        if len(firms):
            parts.append((firms, names.companies(rng, len(firms), names.TRADES[name])))
        if public.any():
            parts.append((np.flatnonzero(public), names.public_bodies(rng, int(public.sum()), names.BODIES[name])))
        if bank.any():
            parts.append((np.flatnonzero(bank), names.financials(rng, int(bank.sum()))))
    return parts


def client(book: Book, cal: Calendar, ids: Ids, aum: np.ndarray, rng: Rng) -> pl.DataFrame:
    total = len(book)
    zh, en = client_names(book, rng)
    closed = shown_closing(book, cal)
    cause = np.where(closed != NEVER, book.close_cause, -1)
    confirmed = np.maximum(book.opened, cal.as_of - (rng.exponential(260, total)).astype(np.int32))
    confirmed = np.where(rng.random(total) < 0.08, NEVER, np.minimum(confirmed, np.where(closed == NEVER, cal.as_of, closed)))
    wallet = np.rint((aum + 2_000_000) * (1 + rng.exponential(1.2, total))).astype(np.int64)
    return pl.DataFrame({
        "client_id": ids.client, "client_name_zh": zh, "client_name_en": en, "segment": pick(SEGMENTS, book.segment),
        "group_id": pick(ids.group, book.group), "industry": pick(INDUSTRIES, book.industry),
        "exposure_class": pick(EXPOSURE_CLASSES, book.exposure_class),
        "risk_class": pick(RISKS, choose(rng, (0.7, 0.26, 0.04), total)),
        "opened_on": dates(book.opened), "closed_on": dates(closed), "close_reason": pick(CLOSE_REASONS, cause),
        "profile_share": book.profile / 100, "profile_confirmed_on": dates(confirmed), "is_phone_valid": book.phone_valid,
        "wallet_yuan": money(wallet, rng.random(total) < 0.6),
    })  # fmt: skip


def client_group(ids: Ids, rng: Rng) -> pl.DataFrame:
    zh, en = names.groups(rng, len(ids.group))
    return pl.DataFrame({"group_id": ids.group, "group_name_zh": zh, "group_name_en": en})


def cover_rows(cover: Coverage) -> dict[str, np.ndarray]:
    """All coverage rows by client and start; what came after its end or the as-of day never happened."""
    lasting = np.flatnonzero(cover.book.rm >= 0)
    present = {name: column[lasting] for name, column in cover.now.items()} | {"end": np.full(len(lasting), NEVER)}
    rows = {name: np.concatenate([part[name] for part in (*cover.ended, present)]) for name in COLUMNS}
    order = np.lexsort((rows["start"], rows["client"]))
    rows = {name: column[order] for name, column in rows.items()}
    last = np.minimum(rows["end"] - 1, cover.cal.as_of)
    for name in ("orally", "in_writing", "contact"):
        rows[name] = np.where(rows[name] > last, NEVER, rows[name])
    return rows


def coverage(rows: dict[str, np.ndarray], book: Book, ids: Ids) -> pl.DataFrame:
    return pl.DataFrame({
        "client_id": ids.client.gather(rows["client"]), "valid_from": dates(rows["start"]), "valid_to": dates(rows["end"]),
        "rm_id": pick(ids.rm, rows["rm"]), "previous_rm_id": pick(ids.rm, rows["previous"]),
        "outlet_id": pick(ids.outlet, rows["outlet"]), "segment": pick(SEGMENTS, book.segment[rows["client"]]),
        "told_orally_on": dates(rows["orally"]), "told_in_writing_on": dates(rows["in_writing"]),
        "first_contact_on": dates(rows["contact"]), "reason": pick(REASONS, rows["reason"]),
    })  # fmt: skip


def first_contacts(rows: dict[str, np.ndarray], book: Book, cal: Calendar, ids: Ids, rng: Rng) -> pl.DataFrame:
    """The contact log's entries for the first contact after each hand-over within the history."""
    at = np.flatnonzero((rows["contact"] != NEVER) & (rows["previous"] >= 0) & (rows["contact"] >= cal.start(0)))
    channel = choose(rng, (0.35, 0.5, 0.15), len(at))
    return pl.DataFrame({
        "contact_id": numbered("KF", 1, len(at), 7), "client_id": ids.client.gather(rows["client"][at]),
        "rm_id": pick(ids.rm, rows["rm"][at]), "outlet_id": pick(ids.outlet, rows["outlet"][at]),
        "segment": pick(SEGMENTS, book.segment[rows["client"][at]]), "contacted_on": dates(rows["contact"][at]),
        "channel": pick(("visit", "phone", "branch"), channel), "is_reached": np.ones(len(at), dtype=bool),
    })  # fmt: skip


def late(rows: dict[str, np.ndarray], book: Book, cal: Calendar) -> np.ndarray:
    """Which coverage rows are late hand-overs: past the deadline in place, with the contact after it or not at all."""
    limit = deadline(rows["start"])
    lasted = (rows["end"] > limit) & (book.closed[rows["client"]] > limit) & (limit < cal.as_of)
    return np.flatnonzero((rows["previous"] >= 0) & lasted & (rows["contact"] > limit))
