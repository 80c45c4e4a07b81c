"""Roll-ups: loans by grade and days overdue, post-loan checks, each graded loan, who worsened, and sums of squares by industry."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, Column, Numeric

from queries import codes
from queries.schema.shape import Reach, client_key, code, column, count, flag, ident, money, month, outlet, segment, share, table

SQUARED_MEASURES = (
    ("loan", "贷款", "loans"), ("deposit", "存款", "deposits"), ("aum", "管理资产", "AUM"), ("revenue", "营业收入", "revenue"), ("contribution", "贡献度", "contribution"),
)  # fmt: skip
WATCH_SIGNS = (
    ("rating_fell", "评级较一年前下调", "rating below the year before"), ("grade_fell", "五级分类较一年前或上月下迁", "five-class grade below the year before or the month before"),
    ("cover_fell", "抵质押覆盖率较一年前下降", "cover below the year before"), ("balances_fell", "余额较一年前下降", "balances below the year before"),
    ("is_weak", "五级分类为关注或更差", "grade special mention or worse"),
)  # fmt: skip


def rm_or_none(**more: Any) -> Column[Any]:
    return ident("rm_id", "客户经理工号（空串为无客户经理） | RM staff number, empty string for no RM", **more)


def grade_or_none(**more: Any) -> Column[Any]:
    return ident("loan_grade", "五级分类（空串为未分类） | five-class grade, empty string for ungraded", **more)


credit_month = table(
    "credit_month", "贷款质量月度汇总 | loans added up by outlet, RM, segment, grade and days overdue", Reach.OUTLET,
    month(), outlet(key=True), rm_or_none(key=True), segment(key=True), grade_or_none(key=True), code("overdue_band", "逾期天数档 | band of days overdue", codes.OVERDUE_BANDS, key=True),
    count("client_count", "有贷客户数 | clients with a loan", must=True), money("loan_yuan", "贷款余额 | loans", must=True), money("overdue_yuan", "逾期金额 | amount overdue", must=True), mart=True,
)  # fmt: skip
check_month = table(
    "check_month", "贷后检查月度汇总 | post-loan checks due in the month, and done by its end", Reach.OUTLET,
    month(), outlet(key=True), rm_or_none(key=True), segment(key=True),
    count("due_count", "应做检查 | checks due", must=True), count("in_time_count", "按时完成 | done in time", must=True), count("late_count", "当月逾期完成 | done late, by the month's end", must=True),
    count("missed_count", "月末仍未完成 | not done by the month's end", must=True), money("missed_yuan", "未检查的余额 | amount not checked", must=True), mart=True,
)  # fmt: skip
graded_loan = table(
    "graded_loan", "已分类贷款客户 | clients with a graded loan at month-end, and those whose loan ended in the month", Reach.OUTLET,
    month(), client_key(key=True), outlet(), rm_or_none(must=True), segment(), code("loan_grade", "五级分类（已结清者为上月） | five-class grade; of a repaid loan, that of the month before", codes.LOAN_GRADES, must=True),
    code("step", "与上月相比 | against the month before", codes.LOAN_STEPS, must=True),
    money("loan_yuan", "贷款余额 | loans", must=True), count("overdue_days", "逾期天数 | days overdue", must=True), money("overdue_yuan", "逾期金额 | amount overdue", must=True), mart=True,
)  # fmt: skip


def _signs() -> Iterator[Column[Any]]:
    for name, zh, en in WATCH_SIGNS:
        yield flag(name, f"{zh} | {en}", must=True)


credit_watch = table(
    "credit_watch", "转差的大客户 | large clients with an open exposure who worsened or are weak at month-end, by what was known then", Reach.OUTLET,
    month(), client_key(key=True), outlet(), rm_or_none(must=True), segment(), *_signs(),
    code("rating", "信用评级 | credit rating", codes.RATINGS), code("rating_before", "一年前评级 | rating a year before", codes.RATINGS),
    code("loan_grade", "五级分类 | five-class grade", codes.LOAN_GRADES), code("grade_before", "一年前五级分类 | grade a year before", codes.LOAN_GRADES),
    code("grade_month_before", "上月五级分类 | grade the month before", codes.LOAN_GRADES),
    share("cover_share", "抵质押覆盖率（按金额加权） | cover, weighted by amounts"), share("cover_before_share", "一年前抵质押覆盖率 | cover a year before"),
    money("balance_yuan", "余额（个人为 AUM，其他为存款） | balances: AUM of personal clients, deposits of others"), money("balance_before_yuan", "一年前余额 | balances a year before"),
    money("exposure_yuan", "未结清风险暴露（表内外） | open exposure, on and off balance", must=True), money("loan_yuan", "贷款余额 | loans", must=True),
    count("overdue_days", "逾期天数 | days overdue", must=True), money("overdue_yuan", "逾期金额 | amount overdue", must=True),
    money("exit_planned_yuan", "计划压降 | exit planned"), money("exit_done_yuan", "已压降 | exit done"),
    ident("risk_owner_id", "风险责任人（最大一笔合同） | risk owner's staff number, of the largest contract"), mart=True,
)  # fmt: skip


def _squares() -> Iterator[Column[Any]]:
    for level, zh, en in SQUARED_MEASURES:
        yield money(f"{level}_yuan", f"{zh}：正余额合计 | {en}: total over clients with a positive amount", must=True)
        yield column(f"{level}_count", BigInteger(), f"{zh}：正余额客户数 | {en}: clients with a positive amount", "count", must=True)
        yield money(f"{level}_top_yuan", f"{zh}：最大一户 | {en}: largest client", must=True)
        yield column(f"{level}_square_sum", Numeric(38, 4), f"{zh}：余额平方和 | {en}: sum of squares", "yuan²", must=True)


part_month = table(
    "part_month", "集中度构成 | clients' sums and sums of squares by outlet, segment and industry", Reach.OUTLET,
    month(), outlet(key=True), segment(key=True), code("industry", "行业（空串为无） | industry, empty string for none", codes.INDUSTRIES, key=True),
    count("client_count", "客户数 | clients", must=True), *_squares(), mart=True,
)  # fmt: skip
