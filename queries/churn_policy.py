"""The bank's rules of losing and keeping clients, as named, sourced values."""

from decimal import Decimal

from queries.policy import OURS, Rule
from queries.text import Text

DOMAIN = Text("业务口径 4.3", "domain definition 4.3")

QUIET_FLOOR = Rule("quiet_floor", Decimal(100), "yuan", Text("各项余额均低于该金额且无交易的月份为静默月", "a month is quiet with every balance below this and no transaction"), DOMAIN)
QUIET_MONTHS = Rule("quiet_months", Decimal(3), "months", Text("连续静默满该月数即为休眠", "a client is dormant from so many quiet months in a row on"), DOMAIN)
CLIENT_CURVE_LEAST = Rule("client_curve_least", Decimal(30), "count", Text("客户留存曲线起点所需的最少在观察户数", "a client survival curve starts at the first tenure with so many at risk"), DOMAIN)
NOTABLE_CHURN = Rule("notable_churn", Decimal("1.5"), "count", Text("下级机构近 12 个月流失率达到本级的该倍数即列入“需要关注”", "a unit whose trailing-12-month churn is so many times its parent's needs attention"), OURS)
NOTABLE_LOSS = Rule("notable_loss", Decimal("0.03"), "share", Text("当期流失与收缩净额占期初余额达到该比例即列入“需要关注”", "a fall of the balances by this share of the opening or more needs attention"), OURS)

CURVE_MONTHS = 120
"""Months of tenure that client survival curves show; who had been there longer when first watched tells nothing of them."""

RULES = (QUIET_FLOOR, QUIET_MONTHS, CLIENT_CURVE_LEAST, NOTABLE_CHURN, NOTABLE_LOSS)
