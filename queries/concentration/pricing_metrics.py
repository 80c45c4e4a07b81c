"""Price and terms of contracts in force, as metrics over rows of `price_rows`."""

import polars as pl

from queries.metric import Good, Metric, Unit, ratio
from queries.pricing_policy import LOAN_LINE
from queries.text import Text

DOMAIN = Text("业务口径 4.4", "domain definition 4.4")
IS_LOAN = pl.col("line") == LOAN_LINE
AVERAGE = Text("余额按合同月末金额计", "balances are the contracts' amounts at month-end")


def _metric(key: str, name: Text, meaning: Text, in_words: Text, formula: pl.Expr, good: Good = Good.DOWN, unit: Unit = Unit.YUAN) -> Metric:
    return Metric(key, name, meaning, in_words, DOMAIN, unit, good, formula)


def _sum(column: str, where: pl.Expr | None = None) -> pl.Expr:
    """A sum that stays unknown where nothing is known; a product line without contracts gives none."""
    values = pl.col(column) if where is None else pl.col(column).filter(where)
    return pl.when(values.count() > 0).then(values.sum())


def _basis_points(where: pl.Expr | None = None) -> pl.Expr:
    return ratio(_sum("conceded_yuan", where) * 10_000, _sum("priced_yuan", where))


CONCEDED = _metric(
    "conceded_yuan", Text("年让利额", "Conceded a year"),
    Text(f"贷款按基准减利率、存款按利率减基准，乘以余额；正为让出，负为多收。{AVERAGE.zh}。", f"Benchmark less rate of loans, rate less benchmark of deposits, times the balance; positive is given away; {AVERAGE.en}."),
    Text("Σ 利差 × 余额", "Σ gap × balance"), _sum("conceded_yuan"),
)  # fmt: skip
CONCEDED_BP = _metric(
    "conceded_bp", Text("让价基点", "Price conceded"), Text("年让利额占有基准合同余额，以基点计。", "What is conceded a year over the balance of contracts with a benchmark, in basis points."),
    Text("年让利额 ÷ 有基准的余额 × 10,000", "conceded a year ÷ balance with a benchmark × 10,000"), _basis_points(), Good.DOWN, Unit.BP,
)  # fmt: skip
LOANS_CONCEDED = _metric("loans_conceded_yuan", Text("贷款年让利", "Conceded on loans"), Text("贷款：（基准 − 利率）× 余额。", "Loans: (benchmark − rate) × balance."), Text("Σ（基准 − 利率）× 余额", "Σ (benchmark − rate) × balance"), _sum("conceded_yuan", IS_LOAN))
LOANS_BP = _metric(
    "loans_conceded_bp", Text("贷款让价", "Loans: price conceded"), Text("贷款利率低于基准的幅度，按余额加权，基点。", "How far loan rates lie below their benchmark, weighted by balance, in basis points."),
    Text("贷款年让利 ÷ 有基准的贷款 × 10,000", "conceded on loans ÷ loans with a benchmark × 10,000"), _basis_points(IS_LOAN), Good.DOWN, Unit.BP,
)  # fmt: skip
DEPOSITS_CONCEDED = _metric("deposits_conceded_yuan", Text("存款年让利", "Conceded on deposits"), Text("存款：（利率 − 基准）× 余额。", "Deposits: (rate − benchmark) × balance."), Text("Σ（利率 − 基准）× 余额", "Σ (rate − benchmark) × balance"), _sum("conceded_yuan", ~IS_LOAN))
DEPOSITS_BP = _metric(
    "deposits_conceded_bp", Text("存款让价", "Deposits: price conceded"), Text("存款利率高于基准的幅度，按余额加权，基点。", "How far deposit rates lie above their benchmark, weighted by balance, in basis points."),
    Text("存款年让利 ÷ 有基准的存款 × 10,000", "conceded on deposits ÷ deposits with a benchmark × 10,000"), _basis_points(~IS_LOAN), Good.DOWN, Unit.BP,
)  # fmt: skip
AMOUNT = _metric("contracts_yuan", Text("合同余额", "Contracts"), Text("月末在执行的贷款与存款合同金额。", "Loan and deposit contracts in force at the month's end."), Text("Σ 合同金额", "Σ contracts"), _sum("amount_yuan"), Good.NEITHER)
COUNT = _metric("contracts_count", Text("合同数", "Number of contracts"), Text("月末在执行的贷款与存款合同。", "Loan and deposit contracts in force at the month's end."), Text("#{合同}", "#{contracts}"), _sum("contract_count"), Good.NEITHER, Unit.COUNT)
UNPRICED = _metric(
    "unpriced_yuan", Text("无基准的余额", "Without a benchmark"), Text("约定当月没有公布相应产品线、评级基准的合同，不计让价。", "Contracts whose product line and rating had no benchmark in the month they were agreed; they are left out."),
    Text("合同余额 − 有基准的余额", "contracts − those with a benchmark"), _sum("amount_yuan") - _sum("priced_yuan"), Good.DOWN,
)  # fmt: skip
UNPRICED_COUNT = _metric("unpriced_count", Text("无基准的合同", "Contracts without a benchmark"), Text("同上，份数。", "How many such contracts there are."), Text("合同数 − 有基准的合同数", "contracts − those with a benchmark"), _sum("contract_count") - _sum("priced_count"), Good.DOWN, Unit.COUNT)
PRICING = (CONCEDED, CONCEDED_BP, LOANS_CONCEDED, LOANS_BP, DEPOSITS_CONCEDED, DEPOSITS_BP, AMOUNT, COUNT, UNPRICED, UNPRICED_COUNT)

LOANS = _metric("termed_loans_yuan", Text("贷款合同", "Loan contracts"), Text("月末表内贷款合同金额。", "Loan contracts on the balance sheet at the month's end."), Text("Σ 贷款合同金额", "Σ loan contracts"), _sum("amount_yuan", IS_LOAN), Good.NEITHER)
UNSECURED = _metric(
    "unsecured_share", Text("未覆盖占比", "Unsecured"), Text("贷款中未被抵质押物覆盖的部分；覆盖率未知者不计。", "The part of loans that collateral does not cover; loans whose cover is unknown are left out."),
    Text("Σ 金额 ×（1 − 覆盖率，不小于零）÷ Σ 金额", "Σ amount × max(0, 1 − cover) ÷ Σ amount"), ratio(_sum("unsecured_yuan", IS_LOAN), _sum("cover_known_yuan", IS_LOAN)), Good.DOWN, Unit.SHARE,
)  # fmt: skip
COVER = _metric(
    "cover_mean_share", Text("平均覆盖率", "Cover"), Text("抵质押覆盖率，按金额加权。", "Collateral over the loan, weighted by amount."), Text("Σ 金额 × 覆盖率 ÷ Σ 金额", "Σ amount × cover ÷ Σ amount"),
    ratio(_sum("cover_sum", IS_LOAN), _sum("cover_known_yuan", IS_LOAN)), Good.UP, Unit.SHARE,
)  # fmt: skip
TENOR = _metric(
    "tenor_months", Text("平均期限（月）", "Term, months"), Text("合同期限，按金额加权。", "The contracts' term, weighted by amount."), Text("Σ 金额 × 期限 ÷ Σ 金额", "Σ amount × term ÷ Σ amount"),
    ratio(_sum("tenor_sum", IS_LOAN), _sum("tenor_known_yuan", IS_LOAN)), Good.DOWN, Unit.COUNT,
)  # fmt: skip
EXCEPTIONS = _metric("exceptions_count", Text("例外审批", "Exceptions"), Text("作为例外审批的贷款合同。", "Loan contracts approved as exceptions."), Text("#{例外审批}", "#{approved as exceptions}"), _sum("exception_count", IS_LOAN), Good.DOWN, Unit.COUNT)
EXCEPTION_SHARE = _metric(
    "exception_share", Text("例外金额占比", "Exceptions, part of loans"), Text("例外审批的贷款金额占比。", "Loans approved as exceptions over all loans."), Text("例外金额 ÷ 贷款合同", "exceptions ÷ loan contracts"),
    ratio(_sum("exception_yuan", IS_LOAN), _sum("amount_yuan", IS_LOAN)), Good.DOWN, Unit.SHARE,
)  # fmt: skip
TERMS = (LOANS, UNSECURED, COVER, TENOR, EXCEPTIONS, EXCEPTION_SHARE)
