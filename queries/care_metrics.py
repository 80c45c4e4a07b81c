"""What is counted of client care, as sums and ratios of `care_rows.base`."""

import polars as pl

from queries.care_policy import COMPLAINT_DAYS, CONTACT_DAYS, SEVERAL_PRODUCTS
from queries.metric import Good, Metric, Unit, ratio
from queries.policy import LARGE_CLIENT_OTHER, LARGE_CLIENT_PERSONAL, Rule
from queries.text import Text

DOMAIN = Text("业务口径 4.3", "domain definition 4.3")
PER = 1000


def _metric(key: str, name: Text, meaning: Text, in_words: Text, formula: pl.Expr, good: Good, unit: Unit = Unit.COUNT, *rules: Rule) -> Metric:
    return Metric(key, name, meaning, in_words, DOMAIN, unit, good, formula, rules)


def _sum(column: str) -> pl.Expr:
    return pl.when(pl.col(column).count() > 0).then(pl.col(column).sum())


ACTIVE = _metric("care_clients_count", Text("有效客户", "Active clients"), Text("月末有效（未销户且未休眠）的客户。", "Clients active at month-end: neither closed nor dormant."), Text("#{有效}", "#{active}"), _sum("client_count"), Good.UP)
LARGE = _metric(
    "care_large_count", Text("大客户", "Large clients"), Text("近三个月平均达到条线标准的客户，或所在集团达到者。", "Clients whose three-month mean, or whose group's, reaches the segment's line."), Text("#{大客户}", "#{large}"),
    _sum("large_n"), Good.UP, Unit.COUNT, LARGE_CLIENT_PERSONAL, LARGE_CLIENT_OTHER,
)  # fmt: skip
CONTACTED = _metric(
    "contact_coverage_share", Text("大客户联系覆盖率", "Contact coverage"), Text("月末前按其星级规定的天数内联系上的大客户所占比例。", "Large clients reached within the days set for their tier before the month's end, as a share of all large clients."),
    Text("按期联系上的大客户 ÷ 大客户", "large clients reached in time ÷ large clients"), ratio(_sum("large_contacted_n"), _sum("large_n")), Good.UP, Unit.SHARE, *CONTACT_DAYS.values(),
)  # fmt: skip
OVERDUE_CONTACTS = _metric(
    "overdue_contacts_count", Text("逾期未联系大客户", "Overdue contacts"), Text("未按期联系的大客户。", "Large clients not reached in time."), Text("大客户 − 按期联系上的大客户", "large clients − reached in time"),
    _sum("large_n") - _sum("large_contacted_n"), Good.DOWN,
)  # fmt: skip
OVERDUE_BALANCE = _metric(
    "overdue_contacts_yuan", Text("其余额", "Their balances"), Text("未按期联系的大客户的余额：个人为管理资产，其他条线为存款。", "Balances of large clients not reached in time: AUM for personal clients, deposits for others."),
    Text("Σ 其余额", "Σ their balances"), _sum("overdue_contact_balance"), Good.DOWN, Unit.YUAN,
)  # fmt: skip
PRODUCTS = _metric(
    "products_per_client", Text("户均产品数", "Products per client"), Text("有效客户平均持有的产品数。", "Products held by an active client on average."), Text("Σ 产品数 ÷ 有效客户（产品数已知者）", "Σ products ÷ active clients whose products are known"),
    ratio(_sum("product_count"), _sum("product_client_count")), Good.UP, Unit.COUNT,
)  # fmt: skip
SEVERAL = _metric(
    "several_products_share", Text("多产品客户占比", "Clients with 3+ products"), Text("持有三种及以上产品的有效客户占比。", "Active clients who hold three products or more."), Text("持有 ≥ 3 种 ÷ 有效客户", "with ≥ 3 ÷ active clients"),
    ratio(_sum("several_count"), _sum("product_client_count")), Good.UP, Unit.SHARE, SEVERAL_PRODUCTS,
)  # fmt: skip
CROSS_SOLD = _metric(
    "cross_sold_share", Text("交叉销售率", "Cross-sold in 12 months"), Text("一年前已在本机构的有效客户中，现持有产品多于当时的比例。", "Of active clients who were here a year before, those who hold more products now than then."),
    Text("产品数多于一年前 ÷ 一年前已在者", "more products than a year before ÷ here a year before"), ratio(_sum("cross_sold_count"), _sum("year_client_count")), Good.UP, Unit.SHARE,
)  # fmt: skip
OFF_COUNTER = _metric(
    "off_counter_share", Text("离柜率", "Off-counter share"), Text("有效客户当月交易中不经柜面的比例。", "Transactions of active clients in the month that were not made at the counter."), Text("离柜笔数 ÷ 全部笔数", "off-counter ÷ all transactions"),
    ratio(_sum("online_count"), _sum("online_count") + _sum("counter_count")), Good.UP, Unit.SHARE,
)  # fmt: skip
COMPLAINTS = _metric("complaints_year_count", Text("投诉", "Complaints"), Text("近 12 个月受理的投诉。", "Complaints opened in the trailing 12 months."), Text("#{受理日在近 12 个月}", "#{opened in 12 months}"), _sum("complaints_n"), Good.DOWN)
COMPLAINT_RATE = _metric(
    "complaints_per_thousand", Text("千户投诉", "Complaints per 1,000"), Text("近 12 个月每千户有效客户的投诉。", "Complaints of the trailing 12 months per 1,000 active clients."), Text("1000 × 投诉 ÷ 月末有效客户", "1,000 × complaints ÷ active clients at month-end"),
    ratio(_sum("complaints_n") * PER, _sum("client_count")), Good.DOWN, Unit.COUNT,
)  # fmt: skip
UPHELD = _metric("complaints_upheld_share", Text("投诉成立率", "Upheld"), Text("已判定的投诉中成立的比例。", "Of the complaints that were judged, those upheld."), Text("成立 ÷ 已判定", "upheld ÷ judged"), ratio(_sum("upheld_n"), _sum("judged_n")), Good.DOWN, Unit.SHARE)
CLOSING_DAYS = _metric(
    "complaint_closing_days", Text("平均办结天数", "Days to close"), Text("近 12 个月受理且已办结的投诉，自受理至办结的平均天数。", "Mean days from opening to closing of the complaints of 12 months that are closed."), Text("Σ 天数 ÷ 已办结", "Σ days ÷ closed"),
    ratio(_sum("closing_days_n"), _sum("closed_complaints_n")), Good.DOWN, Unit.COUNT,
)  # fmt: skip
OPEN = _metric("complaints_open_count", Text("未办结投诉", "Open complaints"), Text("截至日尚未办结的投诉。", "Complaints not closed on the as-of day."), Text("#{未办结}", "#{not closed}"), _sum("open_complaints_n"), Good.DOWN)
OPEN_LONG = _metric(
    "complaints_overdue_count", Text("超期未办结", "Open too long"), Text("未办结且已超过规定天数的投诉。", "Complaints open longer than allowed."), Text("#{未办结且天数 > 规定}", "#{open and days > allowed}"), _sum("overdue_complaints_n"), Good.DOWN, Unit.COUNT, COMPLAINT_DAYS,
)  # fmt: skip


def _due(days: int) -> Metric:
    return _metric(
        f"due_{days}_yuan", Text(f"{days} 天内到期", f"Due in {days} days"), Text(f"截至日后 {days} 天内到期的定期存款与理财。", f"Time deposits and wealth products that fall due within {days} days after the as-of day."),
        Text("Σ 到期金额", "Σ amounts due"), _sum(f"due_{days}_amount"), Good.NEITHER, Unit.YUAN,
    )  # fmt: skip


DUE_30, DUE_60, DUE_90 = _due(30), _due(60), _due(90)
UNTALKED = _metric(
    "due_untalked_yuan", Text("60 天内到期未沟通", "Due in 60 days, undiscussed"), Text("60 天内到期而尚未与客户沟通的金额。", "What falls due within 60 days and has not been discussed with the client."), Text("Σ 未沟通的到期金额", "Σ amounts due and not discussed"),
    _sum("untalked_amount"), Good.DOWN, Unit.YUAN,
)  # fmt: skip
ROLLOVER = _metric(
    "rollover_share", Text("到期承接率", "Rollover share"), Text("近 12 个月到期金额中承接的比例。", "Of what fell due in the trailing 12 months, the part rolled over."), Text("承接金额 ÷ 到期金额", "rolled over ÷ fallen due"),
    ratio(_sum("rolled_amount"), _sum("matured_amount")), Good.UP, Unit.SHARE,
)  # fmt: skip
SATISFACTION = _metric(
    "satisfaction_score", Text("满意度（1–10）", "Satisfaction (1–10)"), Text("近 12 个月答卷的平均得分；只代表答卷的客户。", "Mean score of the answers of the trailing 12 months; it speaks for those who answered only."), Text("Σ 得分 ÷ 答卷数", "Σ scores ÷ answers"),
    ratio(_sum("score_n"), _sum("surveys_n")), Good.UP, Unit.COUNT,
)  # fmt: skip
SURVEYS = _metric("surveys_count", Text("答卷数", "Survey answers"), Text("近 12 个月的答卷。", "Answers of the trailing 12 months."), Text("#{答卷}", "#{answers}"), _sum("surveys_n"), Good.UP)
NOTES = _metric("notes_due_count", Text("应交工作记录", "Notes due"), Text("近三个月应交的日志、周记与月报。", "Daily logs, weekly notes and monthly reports due in three months."), Text("#{应交}", "#{due}"), _sum("notes_due_n"), Good.NEITHER)
NOTES_DONE = _metric("notes_done_share", Text("记录提交率", "Notes done"), Text("应交工作记录中已提交的比例。", "Of the notes due, those written."), Text("已提交 ÷ 应交", "done ÷ due"), ratio(_sum("notes_done_n"), _sum("notes_due_n")), Good.UP, Unit.SHARE)
NOTES_IN_TIME = _metric("notes_in_time_share", Text("按时提交率", "Notes in time"), Text("应交工作记录中按时提交的比例。", "Of the notes due, those written by the due day."), Text("按时提交 ÷ 应交", "in time ÷ due"), ratio(_sum("notes_on_time_n"), _sum("notes_due_n")), Good.UP, Unit.SHARE)
NOTES_READ = _metric("notes_read_share", Text("主管阅读率", "Notes read"), Text("已提交工作记录中主管已阅读的比例。", "Of the notes written, those the head has read."), Text("已阅读 ÷ 已提交", "read ÷ done"), ratio(_sum("notes_read_n"), _sum("notes_done_n")), Good.UP, Unit.SHARE)

METRICS = (
    ACTIVE, LARGE, CONTACTED, OVERDUE_CONTACTS, OVERDUE_BALANCE, PRODUCTS, SEVERAL, CROSS_SOLD, OFF_COUNTER, COMPLAINTS, COMPLAINT_RATE, UPHELD, CLOSING_DAYS, OPEN, OPEN_LONG, DUE_30, DUE_60, DUE_90,
    UNTALKED, ROLLOVER, SATISFACTION, SURVEYS, NOTES, NOTES_DONE, NOTES_IN_TIME, NOTES_READ,
)  # fmt: skip
