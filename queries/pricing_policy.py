"""The bank's rules of price and terms, as named, sourced values: what is measured against which benchmark, and what needs attention."""

from decimal import Decimal

from queries.policy import OURS, Rule
from queries.text import Text

LOAN_LINE, DEPOSIT_LINES, BENCHMARK_RATING = "loan", ("time_deposit", "demand_deposit"), "AAA"
"""Product lines whose contracts have a price to concede, and the rating under which deposit benchmarks are published."""

CONTRIBUTION_MONTHS = Rule("contribution_months", Decimal(12), "months", Text("贡献度按近若干个月合计", "contribution is added up over so many months"), Text("业务口径 4.4", "domain definition 4.4"))
NOTABLE_CONCESSION = Rule(
    "notable_concession", Decimal("0.0050"), "share", Text("让价达到该利率差的大客户为“大幅让价”", "a large client whose price is conceded by this much or more is a large concession"), OURS,
)  # fmt: skip
EASED_COVER = Rule("eased_cover", Decimal("0.10"), "share", Text("续贷时覆盖率下降达到该幅度为“放宽”", "cover that falls by this much or more at a renewal is eased"), OURS)
EASED_TENOR = Rule("eased_tenor", Decimal(6), "months", Text("续贷时期限延长达到该月数为“放宽”", "a term longer by so many months or more at a renewal is eased"), OURS)

RULES = (CONTRIBUTION_MONTHS, NOTABLE_CONCESSION, EASED_COVER, EASED_TENOR)
