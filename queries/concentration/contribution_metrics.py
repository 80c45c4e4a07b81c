"""What contribution is made of, as metrics over rows of `contribution_rows`."""

import polars as pl

from queries.balances import known_sum
from queries.metric import Good, Metric, Unit, ratio
from queries.policy import LARGE_CLIENT_OTHER, LARGE_CLIENT_PERSONAL, Rule
from queries.pricing_policy import CONTRIBUTION_MONTHS
from queries.text import Text

DOMAIN = Text("业务口径 4.4", "domain definition 4.4")


def _metric(key: str, name: Text, meaning: Text, in_words: Text, formula: pl.Expr, good: Good = Good.UP, unit: Unit = Unit.YUAN, *rules: Rule) -> Metric:
    return Metric(key, name, meaning, in_words, DOMAIN, unit, good, formula, (CONTRIBUTION_MONTHS, *rules))


def _part(part: str, name: Text, meaning: Text, good: Good = Good.UP) -> Metric:
    return _metric(f"{part}_year_yuan", name, meaning, Text(f"Σ 近 12 个月{name.zh}", f"Σ {name.en.lower()} over twelve months"), known_sum(f"{part}_yuan"), good)


INTEREST = _part("net_interest", Text("利差收入", "Interest after funding"), Text("近 12 个月利差收入，已扣除资金成本。", "Interest over twelve months, after the cost of funding."))
FEES = _part("fee", Text("手续费收入", "Fees"), Text("近 12 个月手续费收入。", "Fees over twelve months."))
INCOME = _metric(
    "income_year_yuan", Text("资金成本后收入", "Income after funding"), Text("近 12 个月利差与手续费收入。", "Interest after funding and fees over twelve months."),
    Text("利差收入 + 手续费收入", "interest after funding + fees"), known_sum("revenue_yuan"),
)  # fmt: skip
LOSS = _part("expected_loss", Text("预期损失", "Expected loss"), Text("近 12 个月预期损失。", "Expected loss over twelve months."), Good.DOWN)
CAPITAL = _part("capital_cost", Text("资本成本", "Capital cost"), Text("近 12 个月所占资本乘以要求回报率。", "Capital taken times the hurdle, over twelve months."), Good.DOWN)
OPERATING = _part("operating_cost", Text("营运成本", "Operating cost"), Text("近 12 个月营运成本。", "Operating cost over twelve months."), Good.DOWN)
CONTRIBUTION = _metric(
    "contribution_year_yuan", Text("近 12 个月贡献度", "Contribution, 12 months"),
    Text("近 12 个月收入减预期损失、资本成本与营运成本；计入当月所属的网点与客户经理。", "Income over twelve months less expected loss, capital and operating cost; it belongs to the outlet and RM of its month."),
    Text("资金成本后收入 − 预期损失 − 资本成本 − 营运成本", "income after funding − expected loss − capital cost − operating cost"), known_sum("contribution_yuan"),
)  # fmt: skip
KEPT = _metric(
    "contribution_of_income_share", Text("贡献度占收入", "Contribution of income"), Text("每一元收入中留下的贡献度。", "What is left of each yuan of income."),
    Text("贡献度 ÷ 资金成本后收入", "contribution ÷ income after funding"), ratio(known_sum("contribution_yuan"), known_sum("revenue_yuan")), Good.UP, Unit.SHARE,
)  # fmt: skip
VOLUME = _metric(
    "volume_yuan", Text("业务量", "AUM and loans"), Text("月末管理资产与贷款之和。", "AUM and loans at the month's end, added up."), Text("管理资产 + 贷款", "AUM + loans"), known_sum("volume"),
)  # fmt: skip
OF_LARGE = _metric(
    "large_contribution_year_yuan", Text("大客户贡献度", "Contribution of large clients"), Text("截至月的大客户近 12 个月在本范围内的贡献度。", "What the as-of month's large clients contributed here over twelve months."),
    Text("Σ 大客户贡献度", "Σ contribution of large clients"), known_sum("large_contribution"), Good.UP, Unit.YUAN, LARGE_CLIENT_PERSONAL, LARGE_CLIENT_OTHER,
)  # fmt: skip
LARGE_SHARE = _metric(
    "large_contribution_share", Text("大客户贡献占比", "Large clients' part of contribution"), Text("大客户贡献度占全部贡献度；全部不为正时不可得。", "Large clients' contribution over all; not available where all is not above zero."),
    Text("大客户贡献度 ÷ 贡献度", "contribution of large clients ÷ contribution"), pl.when(known_sum("contribution_yuan") > 0).then(ratio(known_sum("large_contribution"), known_sum("contribution_yuan"))),
    Good.NEITHER, Unit.SHARE, LARGE_CLIENT_PERSONAL, LARGE_CLIENT_OTHER,
)  # fmt: skip
LARGE_VOLUME = _metric(
    "large_volume_share", Text("大客户业务量占比", "Large clients' part of AUM and loans"), Text("大客户月末管理资产与贷款占全部。", "Large clients' AUM and loans at the month's end over all."),
    Text("大客户业务量 ÷ 业务量", "large clients' AUM and loans ÷ all"), ratio(known_sum("large_volume"), known_sum("volume")), Good.NEITHER, Unit.SHARE, LARGE_CLIENT_PERSONAL, LARGE_CLIENT_OTHER,
)  # fmt: skip

PARTS = (INTEREST, FEES, INCOME, LOSS, CAPITAL, OPERATING, CONTRIBUTION)
METRICS = (*PARTS, KEPT, VOLUME, OF_LARGE, LARGE_SHARE, LARGE_VOLUME)
