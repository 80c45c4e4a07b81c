"""What targets are set on: each indicator's unit, good side, and where its results stand. A bank changes the list here."""

from dataclasses import dataclass

from queries.codes import TARGET_METRICS
from queries.metric import Good, Unit
from queries.text import Text


@dataclass(frozen=True, slots=True)
class Indicator:
    """`column` of `result_day` holds the flow or level; `over` is the denominator of a ratio; `grows` names the level's column of own growth."""

    key: str
    unit: Unit
    column: str
    good: Good = Good.UP
    over: str | None = None
    grows: str | None = None

    @property
    def name(self) -> Text:
        return TARGET_METRICS[self.key]


def _flow(key: str, column: str) -> Indicator:
    return Indicator(key, Unit.COUNT if column.endswith("_count") else Unit.YUAN, column)


INDICATORS: tuple[Indicator, ...] = (
    Indicator("deposits", Unit.YUAN, "deposit_yuan", grows="deposit"),
    Indicator("loans", Unit.YUAN, "loan_yuan", grows="loan"),
    Indicator("aum", Unit.YUAN, "aum_yuan", grows="aum"),
    Indicator("npl", Unit.YUAN, "npl_yuan", Good.DOWN),
    _flow("npl_recovered", "npl_recovered_yuan"),
    _flow("loans_granted", "loans_granted_yuan"),
    _flow("fee_income", "fee_yuan"),
    _flow("accounts_opened", "accounts_opened_count"),
    _flow("basic_accounts_opened", "basic_accounts_opened_count"),
    _flow("premium_clients_won", "premium_clients_won_count"),
    _flow("fund_sales", "fund_sales_yuan"),
    _flow("insurance_sales", "insurance_sales_yuan"),
    _flow("cards_sold", "cards_sold_count"),
    _flow("e_banking_sold", "e_banking_sold_count"),
    _flow("payroll_sold", "payroll_sold_count"),
    _flow("trade_sales", "trade_sales_yuan"),
    _flow("international_sales", "international_sales_yuan"),
    Indicator("profile_completeness", Unit.SHARE, "profile_points", over="client_count"),
)
INDICATOR = {one.key: one for one in INDICATORS}
STANDING = [one for one in INDICATORS if one.grows or one.good is Good.DOWN or one.over]
LEVELS = tuple(dict.fromkeys(name for one in STANDING for name in (one.column, one.over) if name))
FLOWS = tuple(one.column for one in INDICATORS if one.column not in LEVELS)
