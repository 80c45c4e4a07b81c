"""The bank's rules of the client pyramid and of potential large clients, as named, sourced values."""

from decimal import Decimal

from queries.policy import OURS, TOP_SHARE, Rule
from queries.text import Text

DOMAIN = Text("业务口径 4.4", "domain definition 4.4")

PYRAMID_SHARE = TOP_SHARE
PYRAMID_BY_AUM = Rule(
    "pyramid_by_aum", Decimal(0), "count",
    Text("金字塔排名口径：0 为近 12 个月贡献度，1 为管理资产", "what the pyramid ranks by: 0 trailing-12-month contribution, 1 AUM"), DOMAIN,
)  # fmt: skip
POTENTIAL_FLOOR = Rule(
    "potential_floor", Decimal("0.50"), "share", Text("潜在大客户：近三个月平均值达到大客户标准的该比例", "potential large client: three-month mean from this share of the large-client line on"), DOMAIN
)
POTENTIAL_LEAST = Rule("potential_least", Decimal(9), "count", Text("近 12 个月中至少有该数的月末有值，才估计增长", "month-ends of the last twelve with a value from which growth is fitted"), DOMAIN)
POTENTIAL_MONTHS = Rule("potential_months", Decimal(12), "months", Text("按其增长在该月数内达到大客户标准", "months within which the growth reaches the large-client line"), DOMAIN)
NOTABLE_FALLEN = Rule("notable_fallen", Decimal(1), "count", Text("当月跌出白金或黄金层级的客户达到该数即列入“需要关注”", "clients fallen out of platinum or gold in the month from which it needs attention"), OURS)

POTENTIAL_HITS, POTENTIAL_BASE, EVERYONE = "potential_hits", "potential_base", "all"
"""Published references: of the potential large clients of twelve months before, how many have been large since; and of the others in the band."""

RULES = (PYRAMID_BY_AUM, POTENTIAL_FLOOR, POTENTIAL_LEAST, POTENTIAL_MONTHS, NOTABLE_FALLEN)
