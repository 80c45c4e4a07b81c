"""What is counted of credit risk in the book, as sums and ratios of `credit_rows.base`."""

import polars as pl

from queries.credit_policy import FIVE_GRADES, GRADES, LONG_OVERDUE, NPL_FROM
from queries.metric import Good, Metric, Unit, ratio
from queries.policy import Rule
from queries.text import Text

DOMAIN = Text("业务口径 4.4", "domain definition 4.4")
OF_GRADES = tuple(f"{grade}_amount" for grade in GRADES)


def _metric(key: str, name: Text, meaning: Text, in_words: Text, formula: pl.Expr, good: Good = Good.DOWN, unit: Unit = Unit.YUAN, source: Text = DOMAIN, *rules: Rule) -> Metric:
    return Metric(key, name, meaning, in_words, source, unit, good, formula, rules)


def _sum(*columns: str) -> pl.Expr:
    """Sums that stay unknown where nothing is known."""
    total = sum((pl.col(column).sum() for column in columns[1:]), start=pl.col(columns[0]).sum())
    return pl.when(pl.sum_horizontal(pl.col(column).count() for column in columns) > 0).then(total)


_GRADED, _NPL = _sum(*OF_GRADES), _sum(*OF_GRADES[2:])
_SPECIAL = _sum(OF_GRADES[1])

GRADED = _metric("credit_loans_yuan", Text("已分类贷款", "Graded loans"), Text("月末已作五级分类的贷款余额。", "Loans at month-end that have one of the five grades."), Text("Σ 五级分类贷款", "Σ loans of the five grades"), _GRADED, Good.UP)
UNGRADED = _metric("ungraded_loans_yuan", Text("未分类贷款", "Ungraded loans"), Text("月末没有五级分类的贷款余额，不计入比例。", "Loans at month-end without a grade; they are in no share."), Text("Σ 未分类贷款", "Σ loans without a grade"), _sum("ungraded_amount"))
BORROWERS = _metric("borrowers_count", Text("有贷客户", "Borrowers"), Text("月末有贷款余额的客户。", "Clients with a loan at month-end."), Text("#{贷款 > 0}", "#{loans > 0}"), _sum("borrowers_n"), Good.NEITHER, Unit.COUNT)
SPECIAL = _metric("special_mention_yuan", Text("关注类贷款", "Special-mention loans"), Text("五级分类为关注的贷款。", "Loans graded special mention."), Text("Σ 关注", "Σ special mention"), _SPECIAL, Good.DOWN, Unit.YUAN, FIVE_GRADES)
SPECIAL_SHARE = _metric(
    "special_mention_share", Text("关注类占比", "Special-mention share"), Text("关注类贷款占已分类贷款的比例。", "Special-mention loans over graded loans."), Text("关注 ÷ 已分类贷款", "special mention ÷ graded loans"),
    ratio(_SPECIAL, _GRADED), Good.DOWN, Unit.SHARE, FIVE_GRADES,
)  # fmt: skip
NPL = _metric(
    "npl_yuan", Text("不良贷款", "Non-performing loans"), Text("五级分类为次级、可疑或损失的贷款。", "Loans graded substandard, doubtful or loss."), Text("Σ 次级、可疑、损失", "Σ substandard, doubtful, loss"), _NPL,
    Good.DOWN, Unit.YUAN, FIVE_GRADES, NPL_FROM,
)  # fmt: skip
NPL_SHARE = _metric(
    "npl_share", Text("不良率", "Non-performing share"), Text("不良贷款占已分类贷款的比例。", "Non-performing loans over graded loans."), Text("不良 ÷ 已分类贷款", "non-performing ÷ graded loans"), ratio(_NPL, _GRADED),
    Good.DOWN, Unit.SHARE, FIVE_GRADES, NPL_FROM,
)  # fmt: skip
OVERDUE_LOANS = _metric("overdue_loans_yuan", Text("逾期贷款", "Overdue loans"), Text("有逾期的客户的贷款余额。", "Loans of clients who are overdue."), Text("Σ 贷款，逾期天数 > 0", "Σ loans with days overdue > 0"), _sum("overdue_loans_amount"))
OVERDUE_SHARE = _metric(
    "overdue_loans_share", Text("逾期贷款占比", "Overdue share"), Text("有逾期的客户的贷款占全部贷款的比例。", "Loans of clients who are overdue over all loans."), Text("逾期贷款 ÷ 贷款", "overdue loans ÷ loans"),
    ratio(_sum("overdue_loans_amount"), _sum("loans_amount")), Good.DOWN, Unit.SHARE,
)  # fmt: skip
OVERDUE_AMOUNT = _metric("overdue_amount_yuan", Text("逾期金额", "Amount overdue"), Text("已到期未付的本息。", "What has fallen due and was not paid."), Text("Σ 逾期金额", "Σ amounts overdue"), _sum("overdue_amount"))
LONG_TO_NPL = _metric(
    "long_overdue_to_npl", Text("逾期 90 天以上 ÷ 不良", "Over 90 days ÷ non-performing"), Text("逾期 90 天以上的贷款与不良贷款之比；高于 100% 说明分类偏松。", "Loans more than 90 days overdue over non-performing loans; above 100% grading is lax."),
    Text("逾期 > 90 天的贷款 ÷ 不良", "loans > 90 days overdue ÷ non-performing"), ratio(_sum("long_overdue_amount"), _NPL), Good.DOWN, Unit.SHARE, FIVE_GRADES, LONG_OVERDUE,
)  # fmt: skip
CHECKS = _metric("checks_due_count", Text("应做贷后检查", "Checks due"), Text("近 12 个月应做的贷后检查。", "Post-loan checks due in the trailing 12 months."), Text("#{应做日在近 12 个月}", "#{due in 12 months}"), _sum("due_n"), Good.NEITHER, Unit.COUNT)
CHECKED = _metric(
    "checks_done_share", Text("贷后检查完成率", "Checks done"), Text("应做的贷后检查中，应做当月月末前完成的比例。", "Of the checks due, those done by the end of the month they were due in."), Text("当月完成 ÷ 应做", "done in the month ÷ due"),
    ratio(_sum("in_time_n") + _sum("late_n"), _sum("due_n")), Good.UP, Unit.SHARE,
)  # fmt: skip
CHECKED_IN_TIME = _metric(
    "checks_in_time_share", Text("贷后检查按时率", "Checks in time"), Text("应做的贷后检查中，在应做日或之前完成的比例。", "Of the checks due, those done on or before the day they were due."), Text("按时完成 ÷ 应做", "done in time ÷ due"),
    ratio(_sum("in_time_n"), _sum("due_n")), Good.UP, Unit.SHARE,
)  # fmt: skip
CHECKED_LATE = _metric("checks_late_count", Text("逾期完成检查", "Checks done late"), Text("晚于应做日、但在当月内完成的贷后检查。", "Checks done after the day they were due, but within the month."), Text("#{逾期完成}", "#{done late}"), _sum("late_n"), Good.DOWN, Unit.COUNT)
MISSED = _metric("checks_missed_count", Text("未做检查", "Checks missed"), Text("应做当月月末仍未完成的贷后检查。", "Checks not done by the end of the month they were due in."), Text("#{月末未完成}", "#{not done by month-end}"), _sum("missed_n"), Good.DOWN, Unit.COUNT)
MISSED_SHARE = _metric(
    "checks_missed_share", Text("未做检查占比", "Missed share"), Text("应做的贷后检查中，应做当月月末仍未完成的比例。", "Of the checks due, those not done by the end of the month they were due in."), Text("未完成 ÷ 应做", "missed ÷ due"),
    ratio(_sum("missed_n"), _sum("due_n")), Good.DOWN, Unit.SHARE,
)  # fmt: skip
MISSED_AMOUNT = _metric("checks_missed_yuan", Text("未检查余额", "Not checked"), Text("截至月应检而月末未检的合同余额。", "Amounts of the contracts whose check was due in the as-of month and not done by its end."), Text("Σ 未检查合同的余额", "Σ amounts of contracts not checked"), _sum("missed_amount"))
METRICS = (
    GRADED, UNGRADED, BORROWERS, SPECIAL, SPECIAL_SHARE, NPL, NPL_SHARE, OVERDUE_LOANS, OVERDUE_SHARE, OVERDUE_AMOUNT, LONG_TO_NPL, CHECKS, CHECKED, CHECKED_IN_TIME, CHECKED_LATE, MISSED, MISSED_SHARE, MISSED_AMOUNT,
)  # fmt: skip
MONTHLY = (SPECIAL_SHARE, NPL_SHARE, OVERDUE_SHARE, LONG_TO_NPL, NPL, SPECIAL, OVERDUE_LOANS, OVERDUE_AMOUNT, GRADED)
MONTHLY_CHECKS = (CHECKS, CHECKED, CHECKED_IN_TIME, MISSED)
