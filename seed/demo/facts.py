"""The client-month frame, and the columns that place an event with its client."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from queries import codes
from seed.demo.clients import INDUSTRIES, Book
from seed.demo.credit import Credit
from seed.demo.draws import money, numbered, pick
from seed.demo.earnings import Amounts
from seed.demo.sizes import NEVER, Calendar

SEGMENTS, STARS = tuple(codes.SEGMENTS), tuple(codes.STAR_TIERS)
CLASSES = tuple(codes.CONTRIBUTION_CLASSES)
RATINGS, GRADES = tuple(codes.RATINGS), tuple(codes.LOAN_GRADES)
MONEY = (
    "deposit", "time_deposit", "loan", "wealth", "fund", "insurance", "securities", "aum", "deposit_average", "loan_average",
    "wealth_average", "fund_average", "insurance_average", "securities_average", "net_interest", "fee", "revenue",
    "expected_loss", "capital_cost", "operating_cost", "contribution", "inflow", "outflow", "largest_outflow",
    "payroll", "settlement",
)  # fmt: skip


@dataclass(frozen=True)
class Ids:
    client: pl.Series
    rm: pl.Series
    outlet: list[str]
    group: pl.Series


@dataclass
class Facts:
    """One month of all clients. `amounts` are fen; `present` are those with a row, `alive` those open at its end."""

    t: int
    amounts: Amounts
    present: np.ndarray
    alive: np.ndarray
    products: np.ndarray
    star: np.ndarray
    contribution_class: np.ndarray
    grade: np.ndarray
    rm: np.ndarray
    outlet: np.ndarray

    @property
    def npl(self) -> np.ndarray:
        return np.where(self.grade >= 2, self.amounts["loan"], 0)


def make_ids(book: Book, staff: int, outlets: list[str], groups: int) -> Ids:
    return Ids(numbered("C", 1, len(book), 7), numbered("R", 1, staff, 5), outlets, numbered("G", 1, groups, 4))


def placed(ids: Ids, book: Book, who: np.ndarray) -> dict[str, pl.Series]:
    """Client, outlet, RM and segment of an event, as they stand."""
    return {
        "client_id": ids.client.gather(who), "outlet_id": pick(ids.outlet, book.outlet[who]), "rm_id": pick(ids.rm, book.rm[who]),
        "segment": pick(SEGMENTS, book.segment[who]),
    }  # fmt: skip


def since_holder(book: Book, who: np.ndarray, days: np.ndarray) -> np.ndarray:
    """These days, put off until the client has its present outlet and RM."""
    moved = book.moved_on[who]
    return np.maximum(np.maximum(days, np.where(moved == NEVER, 0, moved)), book.opened[who])


def client_month(facts: Facts, book: Book, credit: Credit, cal: Calendar, ids: Ids) -> pl.DataFrame:
    """Rows of every client open at some time in the month; one that closed in it shows zero balances."""
    who = np.flatnonzero(facts.present)
    rated = (book.segment[who] != 3) | (facts.amounts["loan"][who] > 0)
    borrows = facts.amounts["loan"][who] > 0
    arrears = np.where(credit.overdue > 90, facts.amounts["loan"], facts.amounts["loan"] // 40)
    frame = {"month": pl.repeat(cal.month(facts.t), len(who), eager=True), **placed(ids, book, who)}
    frame |= {f"{name}_yuan": money(facts.amounts[name][who]) for name in MONEY}
    frame |= {
        "group_id": pick(ids.group, book.group[who]), "industry": pick(INDUSTRIES, book.industry[who]),
        "counter_count": pl.Series(facts.amounts["counter"][who]), "online_count": pl.Series(facts.amounts["online"][who]),
        "product_count": pl.Series(facts.products[who]), "star_tier": pick(STARS, facts.star[who]),
        "contribution_class": pick(CLASSES, facts.contribution_class[who]),
        "rating": pick(RATINGS, np.where(rated, credit.rating[who], -1)), "loan_grade": pick(GRADES, facts.grade[who]),
        "overdue_days": pl.Series(np.where(borrows, credit.overdue[who], 0)),
        "overdue_yuan": money(np.where(borrows & (credit.overdue[who] > 0), arrears[who], 0)),
        "is_closed": pl.Series(~facts.alive[who]),
    }  # fmt: skip
    return pl.DataFrame(frame)
