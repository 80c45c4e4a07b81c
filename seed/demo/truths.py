"""What was planted, written down for scoring the pages: taken from the finished bank, so that every row is true."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import polars as pl

from queries.concentration.limit_policy import (
    BANK_EXPOSURE,
    BASEL_EXPOSURE,
    BASEL_GSIB,
    GROUP_CREDIT,
    GROUP_EXPOSURE,
    SINGLE_CLIENT_EXPOSURE,
    SINGLE_CLIENT_LOANS,
)
from seed.demo.clients import CLOSE_REASONS, EXPOSURE_CLASSES, Book
from seed.demo.credit import TIER1_SHARE, Credit
from seed.demo.draws import pick
from seed.demo.facts import Facts, Ids
from seed.demo.lending import Contracts, Standings
from seed.demo.sizes import Calendar

NEAR = 0.8
LEADS = (1, 2, 3)
Row = tuple[str, date, str, str, int]


@dataclass
class Truths:
    rows: list[Row] = field(default_factory=list)
    lost: list[tuple[np.ndarray, np.ndarray, int]] = field(default_factory=list)

    def add(self, kind: str, month: date, subject: str, detail: str, amount: int) -> None:
        self.rows.append((kind, month, subject, detail, int(amount)))

    def frame(self, kept: Book, cal: Calendar, ids: Ids) -> pl.DataFrame:
        schema = ["kind", "month", "subject_id", "detail", "amount"]
        rows = pl.DataFrame(self.rows, schema=schema, orient="row") if self.rows else pl.DataFrame(schema=schema)
        return pl.concat([rows, *self._lost(kept, cal, ids)]).with_columns(
            amount_yuan=pl.col("amount").cast(pl.Decimal(20, 2)) / 100
        )

    def _lost(self, book: Book, cal: Calendar, ids: Ids) -> list[pl.DataFrame]:
        """In each closed month the clients that close within three months of it, as far as the as-of day shows it."""
        frames = []
        for who, aum, t in self.lost:
            shown = book.closed[who] <= cal.as_of
            who, aum = who[shown], aum[shown]
            frames.append(pl.DataFrame({
                "kind": pl.repeat("client_lost", len(who), eager=True), "month": pl.repeat(cal.month(t), len(who), eager=True),
                "subject_id": ids.client.gather(who), "detail": pick(CLOSE_REASONS, book.close_cause[who]), "amount": aum,
            }))  # fmt: skip
        return frames


def note_lost(truths: Truths, book: Book, facts: Facts) -> None:
    """Those already on their way out at the month's end."""
    t = facts.t
    who = np.flatnonzero(facts.alive & (book.close_month > t) & (book.close_month <= t + max(LEADS)))
    truths.lost.append((who, facts.amounts["aum"][who], t))


def note_limits(
    truths: Truths, facts: Facts, book: Book, credit: Credit, contracts: Contracts, now: Standings, cal: Calendar, ids: Ids
) -> None:
    """Each client and group that breaks a limit or comes near it, with all such limits of the one kind; exempt classes owe nothing here."""
    month, capital = cal.month(facts.t), credit.capital(facts.t) * 100
    tier1 = round(capital * TIER1_SHARE)
    classes = np.array(EXPOSURE_CLASSES)[book.exposure_class]
    counts, other = np.isin(classes, ("non_bank", "bank", "gsib")), classes == "non_bank"
    gross, net = (np.bincount(contracts.client[now.at], amounts, minlength=len(book)) * counts for amounts in (now.principal, now.principal - now.mitigation))
    of_groups = [np.bincount(book.group[book.group >= 0], amounts[book.group >= 0], minlength=len(ids.group)) for amounts in (gross, net)]
    noted: dict[tuple[str, str], list[tuple[float, str, int]]] = defaultdict(list)
    for amounts, rule, base, names in (
        (facts.amounts["loan"] * other, SINGLE_CLIENT_LOANS, capital, ids.client), (net * other, SINGLE_CLIENT_EXPOSURE, tier1, ids.client), (net * ~other, BANK_EXPOSURE, tier1, ids.client),
        (net, BASEL_EXPOSURE, tier1, ids.client), (net * (classes == "gsib"), BASEL_GSIB, tier1, ids.client), (of_groups[0], GROUP_CREDIT, capital, ids.group),
        (of_groups[1], GROUP_EXPOSURE, tier1, ids.group), (of_groups[1], BASEL_EXPOSURE, tier1, ids.group),
    ):  # fmt: skip
        used = amounts / (float(rule.value) * base)
        for at in np.flatnonzero(used >= NEAR):
            noted["limit_broken" if used[at] > 1 else "limit_near", names[int(at)]].append((used[at], rule.key, int(amounts[at])))
    for (kind, subject), found in noted.items():
        detail = "; ".join(f"{key}: {used:.1%}" for used, key, _ in sorted(found, reverse=True))
        truths.add(kind, month, subject, detail, max(amount for *_, amount in found))


def note_concessions(truths: Truths, book: Book, credit: Credit, contracts: Contracts, now: Standings, cal: Calendar, t: int, ids: Ids) -> None:
    """What the planted borrowers are given away a year on their loans."""
    loans = now.at[~contracts.off[now.at]]
    given = np.rint(now.principal[~contracts.off[now.at]] * contracts.concession[loans]).astype(np.int64)
    of_client = np.bincount(contracts.client[loans], given, minlength=len(book))
    for at in np.flatnonzero((credit.conceded > 0) & (of_client > 0)):
        truths.add("conceded_at_loss", cal.month(t), ids.client[int(at)], f"{credit.conceded[at]:.2%}", of_client[at])


def note_key_persons(truths: Truths, facts: Facts, planted: dict[int, np.ndarray], cal: Calendar, ids: Ids) -> None:
    """Planted RMs who hold 40 % or more of their outlet's deposits."""
    deposit = facts.amounts["deposit"]
    for rm in planted:
        mine = facts.alive & (facts.rm == rm)
        outlet = int(np.bincount(facts.outlet[mine]).argmax())
        held, whole = deposit[mine & (facts.outlet == outlet)].sum(), deposit[facts.alive & (facts.outlet == outlet)].sum()
        if held >= 0.4 * whole:
            detail = f"{ids.outlet[outlet]}: {held / whole:.1%}"
            truths.add("key_person", cal.month(facts.t), ids.rm[rm], detail, held)


def note_late(truths: Truths, rows: dict[str, np.ndarray], late: np.ndarray, aum: np.ndarray, cal: Calendar, ids: Ids) -> None:
    """Late hand-overs, in the month of the hand-over; the amount is the client's last AUM."""
    for at in late:
        day = date.fromordinal(int(rows["start"][at]) + date(1970, 1, 1).toordinal())
        if day >= cal.month(0):
            client = int(rows["client"][at])
            detail = f"{ids.rm[int(rows['rm'][at])]} {day.isoformat()}"
            truths.add("handover_late", day.replace(day=1), ids.client[client], detail, aum[client])
