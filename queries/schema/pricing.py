"""Roll-ups of what clients contribute, at which price their contracts were agreed, and on which terms."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Numeric

from queries import codes
from queries.schema.shape import Reach, client_key, code, column, count, day, flag, ident, money, month, outlet, segment, share, table

CONTRIBUTION_PARTS = (
    ("net_interest", "利差收入（扣除资金成本）", "interest after funding"), ("fee", "手续费收入", "fees"), ("revenue", "营业收入", "revenue"), ("expected_loss", "预期损失", "expected loss"),
    ("capital_cost", "资本成本", "capital cost"), ("operating_cost", "营运成本", "operating cost"), ("contribution", "贡献度", "contribution"),
)  # fmt: skip
MEASURED = Numeric(24, 4)
HELD = (("loan", "贷款余额", "loans"), ("deposit", "存款余额", "deposits"), ("aum", "管理资产", "AUM"))


def _by_rm(*, key: bool = True) -> Column[Any]:
    return ident("rm_id", "客户经理工号（空串为无客户经理） | RM staff number, empty string for no RM", key=key, must=not key)


def _by_tier(*, key: bool = True) -> Column[Any]:
    return code("star_tier", "星级（空串为无） | star tier, empty string for none", codes.STAR_TIERS, key=key, must=not key)


def _parts(zh: str = "", en: str = "") -> Iterator[Column[Any]]:
    yield from (money(f"{name}_yuan", f"{name_zh}{zh} | {name_en}{en}") for name, name_zh, name_en in CONTRIBUTION_PARTS)


def _agreed() -> Iterator[Column[Any]]:
    """What contracts add up to: amounts, those with a benchmark, what is conceded a year, and terms weighted by amount."""
    yield count("contract_count", "合同数 | contracts", must=True)
    yield count("priced_count", "其中有基准的合同数 | of them with a benchmark", must=True)
    yield money("amount_yuan", "月末合同金额 | contracts' amounts at month-end", must=True)
    yield money("priced_yuan", "其中有基准的金额 | of which with a benchmark", must=True)
    yield money("conceded_yuan", "年让利额（正为让出） | conceded a year, positive: given away")
    yield money("cover_known_yuan", "覆盖率已知的贷款金额 | loans whose cover is known", must=True)
    yield column("cover_sum", MEASURED, "金额×覆盖率之和 | amounts times cover, added up", "yuan", must=True)
    yield money("unsecured_yuan", "其中未被抵质押覆盖的金额 | of which not covered", must=True)
    yield money("tenor_known_yuan", "期限已知的贷款金额 | loans whose term is known", must=True)
    yield column("tenor_sum", MEASURED, "金额×期限（月）之和 | amounts times term in months, added up", "yuan × months", must=True)
    yield count("exception_count", "例外审批合同数 | contracts approved as exceptions", must=True)
    yield money("exception_yuan", "例外审批金额 | amounts approved as exceptions", must=True)


contribution_month = table(
    "contribution_month", "贡献度构成月度汇总 | contribution and its parts, added up by outlet, RM, segment and tier of the month", Reach.OUTLET,
    month(), outlet(key=True), _by_rm(), segment(key=True), _by_tier(),
    count("client_count", "客户数 | clients", must=True), count("large_count", "其中大客户 | of them large", must=True), *_parts(),
    *(money(f"{name}_yuan", f"{zh} | {en}") for name, zh, en in HELD), mart=True,
)  # fmt: skip
large_contribution = table(
    "large_contribution", "大客户近 12 个月贡献度构成 | contribution of the month's large clients over twelve months, where it was earned", Reach.OUTLET,
    month(), client_key(key=True), outlet(key=True), _by_rm(), segment(key=True), _by_tier(key=False),
    flag("is_here", "月末是否仍在此处 | still held there at the month's end", must=True), count("month_count", "计入的月数 | months counted", must=True),
    *_parts("，近 12 个月", ", twelve months"), *(money(f"{name}_yuan", f"{zh}（仍在此处者） | {en}, if still held there") for name, zh, en in HELD), mart=True,
)  # fmt: skip
contract_price = table(
    "contract_price", "合同的基准利率 | the benchmark each contract was agreed against, in the first month it stands at an outlet", Reach.OUTLET,
    month(), ident("contract_id", "合同编号 | contract number", key=True), code("line", "产品线 | product line", codes.PRODUCT_LINES, key=True), outlet(key=True), client_key(must=True),
    segment(), code("rating", "当时信用评级（存款用 AAA） | rating of then (AAA for deposits)", codes.RATINGS), day("agreed_on", "放款或起息日 | granted or opened on"),
    count("term_months", "期限（月） | term in months"), share("benchmark_share", "基准利率（空为不可得） | benchmark, empty where there is none"), mart=True,
)  # fmt: skip
price_month = table(
    "price_month", "让价与授信条件月度汇总 | price and terms of contracts in force, added up by outlet, RM, segment, tier and product line", Reach.OUTLET,
    month(), outlet(key=True), _by_rm(), segment(key=True), _by_tier(), code("line", "产品线 | product line", codes.PRODUCT_LINES, key=True), *_agreed(), mart=True,
)  # fmt: skip
large_price = table(
    "large_price", "大客户让价与授信条件 | price and terms of large clients' contracts in force", Reach.OUTLET,
    month(), client_key(key=True), outlet(key=True), _by_rm(), segment(key=True), _by_tier(), code("line", "产品线 | product line", codes.PRODUCT_LINES, key=True), *_agreed(), mart=True,
)  # fmt: skip
loan_renewal = table(
    "loan_renewal", "续贷条件变化 | loans renewed in the month, beside the contract they renew as it stood the month before", Reach.OUTLET,
    month(), ident("contract_id", "合同编号 | contract number", key=True), client_key(must=True), outlet(), _by_rm(key=False), segment(), _by_tier(key=False),
    flag("is_large", "是否大客户 | large client", must=True), flag("is_exception", "是否例外审批 | approved as an exception"), money("amount_yuan", "金额 | amount", must=True),
    *(column_of(name, f"{zh}{when_zh} | {en} {when_en}") for when, when_zh, when_en in (("was", "（续贷前）", "before"), ("is", "（续贷后）", "after"))
      for name, zh, en, column_of in ((f"{when}_cover_share", "覆盖率", "cover", share), (f"{when}_term_months", "期限（月）", "term in months", count),
                                      (f"{when}_conceded_share", "让价", "price conceded", share))),
    mart=True,
)  # fmt: skip
