"""The file of one client, `scope.client`: what they hold, who looked after them, how they were contacted, and what warns of losing them.

Everything is read through the door in the asker's scope: of a client who was never within it nothing is shown, of one who moved only
the part inside. Who may not see clients' names has no client's file: a number would tell as much as a name. Nobody in
question: no rows.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl
from sqlalchemy import false, select

from queries import client_history, client_tiers, client_value, staffing
from queries.balances import HISTORY
from queries.care_lists import placed, worded
from queries.codes import CLOSE_REASONS, CONTRIBUTION_CLASSES, INDUSTRIES, PRODUCT_LINES, RISK_CLASSES, SEGMENTS, STAR_TIERS, Codes
from queries.dialects import Rows
from queries.handover_rows import closed_month
from queries.metric import Dim
from queries.money import in_words
from queries.periods import shifted, year_before
from queries.query import query
from queries.schema import client, client_group, client_life, client_month, maturity, product
from queries.scope import Scope
from queries.text import LANGS, Text
from queries.warehouse import Warehouse

DIMS = frozenset({Dim.NODE, Dim.SEGMENT, Dim.BOOK})
METRICS = ()
MOST, AHEAD = 60, 180
MONEY = pl.Decimal(38, 2)
CARD = (
    "client_id", "client_zh", "client_en", "segment_name_zh", "segment_name_en", "state_zh", "state_en", "star_zh", "star_en", "class_zh", "class_en", "group_zh", "group_en", "industry_zh",
    "industry_en", "rm_id", "rm_zh", "rm_en", "outlet_zh", "outlet_en", "opened_on", "closed_on", "close_reason_zh", "close_reason_en", "risk_zh", "risk_en", "profile_share",
    "profile_confirmed_on", "is_phone_valid", "deposit_yuan", "loan_yuan", "aum_yuan", "revenue_year_yuan", "wallet_yuan", "product_count", "last_known_month",
)  # fmt: skip
STATES: Codes = {"active": Text("活跃", "Active"), "dormant": Text("休眠", "Dormant"), "closed": Text("已销户", "Closed"), "unused": Text("未启用", "Not used yet")}
LINES: dict[str, Text] = {
    "demand": Text("活期存款", "Demand deposits"), "time_deposit_yuan": PRODUCT_LINES["time_deposit"], "wealth_yuan": PRODUCT_LINES["wealth"], "fund_yuan": PRODUCT_LINES["fund"],
    "insurance_yuan": PRODUCT_LINES["insurance"], "securities_yuan": PRODUCT_LINES["securities"], "loan_yuan": PRODUCT_LINES["loan"],
}  # fmt: skip
SHOWN = ("client_id", "client_zh", "client_en", "outlet_zh", "outlet_en", "rm_id", "rm_zh", "rm_en", "star_zh", "star_en", "deposit_yuan", "loan_yuan", "aum_yuan")


def _may(scope: Scope) -> bool:
    return bool(scope.client) and scope.names_visible


def _read(warehouse: Warehouse, scope: Scope, statement: Rows) -> pl.DataFrame:
    """The rows, or none where the asker may not see whose they are."""
    rows = warehouse.read(statement, scope)
    return rows if _may(scope) else rows.clear()


def _months(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """The client's months within the scope, up to 36, oldest first."""
    facts, month = client_month.c, closed_month(warehouse, scope)
    statement = select(client_month).where(facts.client_id == scope.client, facts.month.between(shifted(month, 1 - HISTORY), month))
    return warehouse.once(("client months", scope), lambda: _read(warehouse, scope, statement).sort("month"))


@query(Text("一行：名称、条线、状态、星级、集团、客户经理、余额与收入", "one row: name, segment, state, tier, group, RM, balances and revenue"), dims=DIMS)
def card(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """CARD, by the last month in view."""
    facts, who, months = client_month.c, client.c, _months(warehouse, scope)
    last, year = (months["month"].max(), months.filter(pl.col("month") > shifted(months["month"][-1], -12))["revenue_yuan"].sum()) if months.height else (None, None)
    wanted = [column for column in who if column.name not in {"segment", "group_id", "industry"}]
    statement = select(*wanted, facts.segment, facts.group_id, facts.industry, facts.outlet_id, facts.rm_id, facts.star_tier, facts.contribution_class, facts.deposit_yuan, facts.loan_yuan,
                       facts.aum_yuan, facts.product_count).join_from(client_month, client, who.client_id == facts.client_id)  # fmt: skip
    rows = _read(warehouse, scope, statement.where(facts.client_id == scope.client, facts.month == last))
    known = rows.join(_state(warehouse, scope), on="client_id", how="left").join(_groups(warehouse, scope, last), on="group_id", how="left").rename({"client_name_zh": "client_zh", "client_name_en": "client_en"})
    told = known.with_columns(
        *worded("segment", SEGMENTS, "segment_name"), *worded("state", STATES), *worded("star_tier", STAR_TIERS, "star"), *worded("contribution_class", CONTRIBUTION_CLASSES, "class"),
        *worded("industry", INDUSTRIES), *worded("close_reason", CLOSE_REASONS), *worded("risk_class", RISK_CLASSES, "risk"), pl.lit(last, pl.Date).alias("last_known_month"),
        pl.col("profile_share").cast(pl.Float64), pl.lit(year, MONEY).alias("revenue_year_yuan"),
    ).with_columns(_of_today(last == closed_month(warehouse, scope), staffing.as_of_day(warehouse, scope)))  # fmt: skip
    return placed(warehouse, scope, told).select(CARD)


def _of_today(is_here: bool, day: date) -> list[pl.Expr]:
    """What the register says of the client today is shown of who is still here; a closing only once it has happened."""
    closed = pl.lit(is_here) & (pl.col("closed_on") <= day)
    columns = ("risk_zh", "risk_en", "profile_share", "profile_confirmed_on", "is_phone_valid", "wallet_yuan")
    return [
        *(pl.when(closed).then(name).alias(name) for name in ("closed_on", "close_reason_zh", "close_reason_en")), *(pl.when(pl.lit(is_here)).then(name).alias(name) for name in columns),
    ]  # fmt: skip


def _state(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    held = client_life.c
    statement = select(held.client_id, held.state).where(held.client_id == scope.client, held.month == closed_month(warehouse, scope))
    return _read(warehouse, scope, statement)


def _groups(warehouse: Warehouse, scope: Scope, month: Any) -> pl.DataFrame:
    names, facts = client_group.c, client_month.c
    columns = (names.group_id, names.group_name_zh.label("group_zh"), names.group_name_en.label("group_en"))
    joined = select(*columns).join_from(client_month, client_group, names.group_id == facts.group_id).where(facts.client_id == scope.client, facts.month == month)
    return _read(warehouse, scope, joined.distinct()).unique("group_id")


@query(Text("每月一行，最多 36 个月，由早到晚：余额、收入、产品与交易", "one row per month, up to 36, oldest first: balances, revenue, products and transactions"), dims=DIMS)
def months(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(month, deposits_yuan, loans_yuan, aum_yuan, revenue_yuan, product_count, counter_count, online_count)."""
    named = {"deposits_yuan": "deposit_yuan", "loans_yuan": "loan_yuan"}
    return _months(warehouse, scope).select("month", *(pl.col(old).alias(new) for new, old in named.items()), "aum_yuan", "revenue_yuan", "product_count", "counter_count", "online_count")


@query(Text("每条产品线一行：截至月与一年前的余额", "one row per product line: balances in the as-of month and a year before"), dims=DIMS)
def holdings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(line, name_zh, name_en, value_yuan, year_ago_yuan): lines held now or then."""
    month = closed_month(warehouse, scope)
    rows = _months(warehouse, scope).with_columns(demand=pl.col("deposit_yuan") - pl.col("time_deposit_yuan").fill_null(0))
    now, then = (next(rows.filter(pl.col("month") == each).iter_rows(named=True), {}) for each in (month, year_before(month)))
    found = [(line, *name, now.get(line), then.get(line)) for line, name in LINES.items() if now.get(line) or then.get(line)]
    schema = dict.fromkeys(("line", "name_zh", "name_en"), pl.String) | dict.fromkeys(("value_yuan", "year_ago_yuan"), MONEY)
    return pl.DataFrame(found, schema=schema, orient="row")


@query(Text("每段管户一行，由早到晚", "one row per cover, the oldest first"), dims=DIMS)
def covers(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """See `client_history.covers`."""
    return client_history.covers(warehouse, scope)


@query(Text("每次联系一行，最近者在前", "one row per contact, the latest first"), dims=DIMS)
def contacts(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """See `client_history.contacts`."""
    return client_history.contacts(warehouse, scope)


@query(Text("每件投诉一行，最近者在前", "one row per complaint, the latest first"), dims=DIMS)
def complaints(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """See `client_history.complaints`."""
    return client_history.complaints(warehouse, scope)


@query(Text("每月每项预警一行，最近 12 个月，最近者在前", "one row per month and warning of the trailing 12, the latest first"), dims=DIMS)
def warnings(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """See `client_history.warnings`."""
    return client_history.warnings(warehouse, scope)


@query(Text("每份到期合同一行：过去 12 个月与其后半年，由早到晚", "one row per contract that fell due in 12 months or falls due in the half-year after, oldest first"), dims=DIMS)
def maturities(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """(contract_id, product_zh, product_en, falls_due_on, due_yuan, talked_on, rolled_yuan)."""
    due, day = maturity.c, staffing.as_of_day(warehouse, scope)
    names = (product.c.name_zh.label("product_zh"), product.c.name_en.label("product_en"))
    columns = (due.contract_id, *names, due.matures_on.label("falls_due_on"), due.amount_yuan.label("due_yuan"), due.talked_on, due.rolled_over_yuan.label("rolled_yuan"))
    joined = select(*columns).join_from(maturity, product, product.c.product_id == due.product_id, isouter=True)
    rows = _read(warehouse, scope, joined.where(due.client_id == scope.client, due.matures_on.between(shifted(scope.month, -11), day + timedelta(days=AHEAD))))
    known = [pl.when(pl.col("talked_on") <= day).then("talked_on").alias("talked_on"), pl.when(pl.col("falls_due_on") <= day).then("rolled_yuan").alias("rolled_yuan")]
    return rows.with_columns(known).sort("falls_due_on", "contract_id")


@query(Text("截至月每份风险暴露合同一行，金额最大者在前", "one row per exposure of the as-of month, the largest first"), dims=DIMS)
def exposures(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """See `client_history.exposures`."""
    return client_history.exposures(warehouse, scope)


@query(Text("一行：范围内近 12 个月贡献度及其构成", "one row: contribution of twelve months within the scope, with its parts"), dims=DIMS)
def contribution(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """See `client_value.contribution`."""
    return client_value.contribution(warehouse, scope)


@query(Text("每份在执行的贷款与存款合同一行，让出最多者在前", "one row per loan and deposit contract in force, the most given away first"), dims=DIMS)
def prices(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """See `client_value.prices`."""
    return client_value.prices(warehouse, scope)


@query(Text("每段同一层级的月份一行，最近者在前：金字塔层级与星级", "one row per run of months in the same tiers, the latest first: pyramid tier and star tier"), dims=DIMS)
def tiers(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """See `client_tiers.path`."""
    return client_tiers.path(warehouse, scope)


@query(Text("每月一行，最近者在前：评级、五级分类、逾期、暴露、覆盖率与贷后检查", "one row per month, the latest first: rating, grade, overdue, exposure, cover and post-loan checks"), dims=DIMS)
def credit(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """See `client_history.credit`."""
    return client_history.credit(warehouse, scope.on(closed_month(warehouse, scope)), _months(warehouse, scope))


@query(Text("同一集团在范围内的客户每户一行，管理资产与贷款之和最大者在前", "one row per client of the same group within the scope, the largest AUM and loans first"), dims=DIMS)
def group(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """SHOWN: nobody where the client belongs to no group."""
    rows = _months(warehouse, scope)
    number = rows["group_id"][-1] if rows.height else None
    return _clients(warehouse, scope, client_month.c.group_id == number if number is not None and _may(scope) else false())


@query(Text("截至月范围内管理资产最大的 60 户", "the 60 clients of the scope with most AUM in the as-of month"), dims=DIMS)
def largest(warehouse: Warehouse, scope: Scope) -> pl.DataFrame:
    """SHOWN: somebody to begin with."""
    return warehouse.once(("largest clients", scope.at_rest), lambda: _clients(warehouse, scope, None))


def _clients(warehouse: Warehouse, scope: Scope, which: Any) -> pl.DataFrame:
    facts = client_month.c
    names = (client.c.client_name_zh.label("client_zh"), client.c.client_name_en.label("client_en"))
    columns = (facts.client_id, *names, facts.outlet_id, facts.rm_id, facts.star_tier, facts.deposit_yuan, facts.loan_yuan, facts.aum_yuan)
    statement = select(*columns).join_from(client_month, client, client.c.client_id == facts.client_id).where(facts.month == closed_month(warehouse, scope), facts.is_closed.is_(False))
    rows = warehouse.read(statement.where(which if which is not None else facts.aum_yuan >= _least(warehouse, scope)).order_by(facts.aum_yuan.desc(), facts.client_id).limit(MOST), scope).with_columns(*worded("star_tier", STAR_TIERS, "star"))
    size = pl.col("aum_yuan").fill_null(0) + (pl.col("loan_yuan").fill_null(0) if which is not None else 0)
    return placed(warehouse, scope, rows).sort(size, "client_id", descending=[True, False]).select(SHOWN)


def _least(warehouse: Warehouse, scope: Scope) -> Decimal:
    """The sixtieth largest AUM, so that names are joined to few rows; nothing where there are fewer."""
    facts = client_month.c
    held = (facts.month == closed_month(warehouse, scope), facts.is_closed.is_(False), facts.aum_yuan.is_not(None))
    found = warehouse.read(select(facts.aum_yuan).where(*held).order_by(facts.aum_yuan.desc()).limit(MOST), scope)["aum_yuan"]
    return found.min() or Decimal(0)  # type: ignore[return-value]


def headline(person: pl.DataFrame, warned: pl.DataFrame, scope: Scope) -> Text:
    """The file in one sentence, from the rows of `card` and `warnings`."""
    if not scope.names_visible:
        return Text("您无权查看客户名称，因此也不能查看单个客户的档案。", "You may not see clients' names, and so no single client's file either.")
    if person.is_empty():
        return Text("所选范围内没有这位客户。", "There is no such client within the chosen scope.")
    who = person.row(0, named=True)
    said = in_words(who["aum_yuan"] or 0)
    parts = {lang: [who[name] for name in (f"segment_name_{lang}", f"star_{lang}", f"state_{lang}") if who[name]] for lang in LANGS}
    told = Text(
        f"{who['client_zh']}（{'，'.join(parts['zh'])}），{who['outlet_zh']}，客户经理 {who['rm_zh']}：管理资产 {said.zh}",
        f"{who['client_en']} ({', '.join(parts['en'])}), {who['outlet_en']}, RM {who['rm_en']}: AUM {said.en}",
    )
    if who["loan_yuan"]:
        loans = in_words(who["loan_yuan"])
        told = Text(f"{told.zh}，贷款 {loans.zh}", f"{told.en}, loans {loans.en}")
    now = warned.filter(pl.col("month") == warned["month"].max()) if warned.height else warned
    if now.is_empty() or now["month"][0] != scope.month:
        return Text(f"{told.zh}。", f"{told.en}.")
    why = {lang: "、" .join(now[f"warning_{lang}"]) if lang == "zh" else ", ".join(now[f"warning_{lang}"]).lower() for lang in LANGS}
    return Text(f"{told.zh}；预警：{why['zh']}。", f"{told.en}; warnings: {why['en']}.")
