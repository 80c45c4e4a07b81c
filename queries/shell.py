"""What the shell asks, turned into a viewer, a scope and an answer. The door is the same as the page's."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from queries import access, state
from queries.catalog import METRICS, QUERIES
from queries.errors import BadRequest
from queries.query import Query
from queries.schema import metadata
from queries.scope import BOOK, Scope
from queries.text import Lang, Text, pair
from queries.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Asked:
    """One question from the shell. `month` and `as_of` default to the latest closed month."""

    query: str
    month: date | None = None
    as_of: date | None = None
    nodes: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    measure: str | None = None
    by: str | None = None
    period: str | None = None
    role: access.Role = access.Role.EXECUTIVE
    subject: str | None = None  # take this person's grant instead of a role's


def find(key: str) -> Query:
    if key not in QUERIES:
        raise BadRequest(
            Text(f"没有名为“{key}”的查询。", f"There is no query {key!r}."),
            Text("用 --list 查看全部查询。", "See them all with --list."),
        )
    return QUERIES[key]


def scope_of(asked: Asked, warehouse: Warehouse) -> Scope:
    """The asker's widest scope, narrowed to what was asked. A node or month that is not there is an error, not an empty answer."""
    month = _month(asked, warehouse)
    unknown = [n for n in asked.nodes if not n.startswith(BOOK) and n not in warehouse.tree().nodes]
    if unknown:
        raise BadRequest(
            Text(f"机构树中没有 {'、'.join(unknown)}。", f"The tree has no node {', '.join(unknown)}."),
            Text("机构编号见 org_month；客户经理本人管户写作 rm:工号。", "Node numbers are those of org_month; an RM's own book is rm:NUMBER."),
        )
    if asked.subject is not None:
        viewer = state.viewer(asked.subject)
    else:
        viewer = access.role_viewer(asked.role, warehouse, asked.nodes, asked.segments)
    reach = access.reach(viewer, warehouse, month)
    kept = reach.narrow(warehouse.tree(), asked.nodes, asked.segments)
    return kept.asking(measure=asked.measure, by=asked.by, period=asked.period)


def _month(asked: Asked, warehouse: Warehouse) -> date:
    wanted = asked.month or (asked.as_of.replace(day=1) if asked.as_of else warehouse.generation.last_closed_month)
    if wanted not in warehouse.months:
        first, last = warehouse.months[0], warehouse.months[-1]
        raise BadRequest(
            Text(f"没有 {wanted:%Y-%m} 的已结数据。", f"There is no closed month {wanted:%Y-%m}."),
            Text(f"可选 {first:%Y-%m} 至 {last:%Y-%m}。", f"Choose one from {first:%Y-%m} to {last:%Y-%m}."),
        )
    return wanted


def as_json(frame: pl.DataFrame, scope: Scope, stamp: str) -> str:
    """Money as strings with two decimals, counts as integers, ratios as numbers."""
    rows = [{name: _plain(value) for name, value in row.items()} for row in frame.iter_rows(named=True)]
    about = {
        "nodes": scope.nodes, "segments": scope.segments, "month": f"{scope.month:%Y-%m}",
        "measure": scope.measure, "by": scope.by, "period": scope.period,
    }  # fmt: skip
    return json.dumps({"generation": stamp, "scope": about, "columns": frame.columns, "rows": rows}, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value.isoformat() if isinstance(value, date) else value


FORMULA = r"^[=+\-@\t\r]"  # how a text begins that a spreadsheet would run


def harmless_frame(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with every text that a spreadsheet would run as a formula quoted."""
    return frame.with_columns(pl.selectors.string().str.replace(f"({FORMULA})", "'$1"))


def as_csv(frame: pl.DataFrame, lang: Lang) -> str:
    """Headings in words; text that a spreadsheet would run as a formula is neutralised."""
    return harmless_frame(frame).rename({name: heading(name).to(lang) for name in frame.columns}).write_csv()


COLUMN_WORDS = {
    "actual_yuan": Text("实绩（元）", "Actual (yuan)"), "base_yuan": Text("上年同期（元）", "Last year (yuan)"),
    "gap_yuan": Text("差额（元）", "Gap (yuan)"), "gap_share": Text("差额率", "Gap share"), "name_zh": Text("名称", "Name in Chinese"),
    "name_en": Text("英文名称", "Name in English"), "sentence_zh": Text("事项", "Finding in Chinese"), "sentence_en": Text("英文事项", "Finding in English"),
    "page": Text("页面", "Page"), "choices": Text("筛选", "Filters"), "is_good": Text("是否有利", "Favourable"),
    "place": Text("名次", "Place"), "holder_id": Text("编号", "Number"), "holder_zh": Text("名称", "Name in Chinese"),
    "holder_en": Text("英文名称", "Name in English"), "value_yuan": Text("金额（元）", "Amount (yuan)"), "share": Text("占比", "Share"),
    "cumulative_share": Text("累计占比", "Cumulative share"), "rm_zh": Text("客户经理", "RM"), "rm_en": Text("客户经理（拼音）", "RM in pinyin"),
    "change_yuan": Text("较上年（元）", "Change over 12 months (yuan)"), "change_share": Text("较上年", "Change over 12 months"),
    "year_ago_yuan": Text("上年同期（元）", "A year before (yuan)"),
    "holder_share": Text("持有者累计占比", "Cumulative share of holders"), "measure_share": Text("金额累计占比", "Cumulative share of the measure"),
}  # fmt: skip


COLUMN_WORDS |= {
    "standing_zh": Text("状态", "Status in Chinese"), "standing_en": Text("英文状态", "Status in English"), "table_zh": Text("表", "Table in Chinese"),
    "table_en": Text("英文表名", "Table in English"), "before_count": Text("上一批次行数", "Rows before"), "change_count": Text("增减", "Change in rows"),
    "column_name": Text("列名", "Column"), "sense_zh": Text("含义", "Meaning in Chinese"), "sense_en": Text("英文含义", "Meaning in English"),
    "unit_zh": Text("单位", "Unit in Chinese"), "unit_en": Text("英文单位", "Unit in English"), "is_key": Text("主键", "Key"),
    "is_required": Text("必填", "Required"), "codes_zh": Text("可取的值", "Values in Chinese"), "codes_en": Text("英文可取的值", "Values in English"),
    "seen_zh": Text("可见范围", "Seen by, in Chinese"), "seen_en": Text("英文可见范围", "Seen by, in English"),
}  # fmt: skip

COLUMN_WORDS |= {
    "opening_count": Text("期初人数", "Opening"), "joiners_count": Text("入职", "Joined"), "transfers_in_count": Text("调入", "Transferred in"),
    "promoted_count": Text("见习转正", "Promoted from trainee"), "leavers_count": Text("离职", "Left the bank"), "transfers_out_count": Text("调出", "Transferred out"),
    "moved_count": Text("转其他工作", "Moved to other work"), "closing_count": Text("期末人数", "Closing"), "gap_count": Text("差额（人）", "Gap (RMs)"),
    "year_ago_count": Text("一年前", "A year ago"), "now_count": Text("现在", "Now"), "people_count": Text("人数", "People"), "led_count": Text("所带人数", "RMs led"),
    "event_code": Text("事项代码", "Event's code"), "event_zh": Text("事项", "Event in Chinese"), "event_en": Text("英文事项", "Event"), "from_zh": Text("自", "From, in Chinese"),
    "from_en": Text("英文自", "From"), "to_zh": Text("至", "To, in Chinese"), "to_en": Text("英文至", "To"), "outlet_zh": Text("网点", "Outlet in Chinese"),
    "outlet_en": Text("英文网点", "Outlet"), "grade_zh": Text("等级", "Grade in Chinese"), "grade_en": Text("英文等级", "Grade"),
    "status_zh": Text("状态", "Status in Chinese"), "status_en": Text("英文状态", "Status"), "tenure_years": Text("司龄（年）", "Tenure (years)"),
    "duty_zh": Text("兼任职责", "Duty in Chinese"), "duty_en": Text("英文兼任职责", "Duty"), "deposits_held_yuan": Text("名下存款（元）", "Deposits in their book (yuan)"),
    "cut_code": Text("分组代码", "Cut's code"), "cut_zh": Text("分组", "Cut in Chinese"), "cut_en": Text("英文分组", "Cut"), "before": Text("一年前的位置", "Place a year ago"),
    "after": Text("现在的位置", "Place now"), "forecast_count": Text("预测人数", "Forecast"), "low_count": Text("预测下限", "Forecast, low"),
    "high_count": Text("预测上限", "Forecast, high"), "since_on": Text("起始日", "Since"),
}  # fmt: skip

COLUMN_WORDS |= {
    "at_risk": Text("在观察中", "At risk"), "at_risk_yuan": Text("风险余额（元）", "Balances at risk (yuan)"), "balance_yuan": Text("余额（元）", "Balances (yuan)"),
    "band_zh": Text("等级段", "Grade band in Chinese"), "band_en": Text("英文等级段", "Grade band"), "band_low_share": Text("淘汰率下限", "Elimination band, low"),
    "band_high_share": Text("淘汰率上限", "Elimination band, high"), "chance_share": Text("12 个月内离职可能", "Chance of leaving in 12 months"),
    "channel_zh": Text("招聘渠道", "Joining channel in Chinese"), "channel_en": Text("英文招聘渠道", "Joining channel"), "earlier_count": Text("再前 12 个月", "The 12 months before"), "cohort_count": Text("13–24 个月前入职", "Joined 13–24 months ago"),
    "kept_share": Text("满 12 个月仍在", "Still here after 12 months"), "joiners_year_count": Text("近 12 个月入职", "Joined in 12 months"),
    "filled_count": Text("到岗岗位", "Posts filled"), "fill_days": Text("到岗天数", "Days to fill"),
    "what_zh": Text("数字", "Figure in Chinese"), "what_en": Text("英文数字", "Figure"), "rms_count": Text("客户经理数", "RMs"), "least": Text("最小", "Least"),
    "first_quartile": Text("下四分位", "First quartile"), "median": Text("中位数", "Median"), "third_quartile": Text("上四分位", "Third quartile"),
    "most": Text("最大", "Most"), "outliers_count": Text("离群人数", "Outliers"), "outliers_zh": Text("离群者", "Outliers in Chinese"), "outliers_en": Text("英文离群者", "Outliers"),
    "group_key": Text("分组值代码", "Group's code"), "group_zh": Text("组", "Group in Chinese"), "group_en": Text("英文组", "Group"), "low": Text("下限", "Low"),
    "high": Text("上限", "High"), "is_early": Text("入行不满 12 个月", "Within 12 months of joining"), "is_regretted": Text("惋惜离职", "Regretted"),
    "large_count": Text("大客户数", "Large clients"), "load_zh": Text("负荷", "Load in Chinese"), "load_en": Text("英文负荷", "Load"), "load_share": Text("与中位数之比", "Against the median"),
    "log_rank_p": Text("各组差异出于偶然的可能（对数秩检验）", "Log-rank p"), "median_clients": Text("户数中位数", "Median clients"), "needed_count": Text("所需人数", "RMs needed"),
    "reason_zh": Text("离职原因", "Reason in Chinese"), "reason_en": Text("英文离职原因", "Reason"), "segment_name_zh": Text("条线", "Segment in Chinese"),
    "segment_name_en": Text("英文条线", "Segment"), "tenure_months": Text("司龄（月）", "Tenure (months)"),
}  # fmt: skip


def heading(name: str) -> Text:
    """A column's words: the metric's, else the schema's, else those of derived columns. Every column has some."""
    if name in METRICS:
        return METRICS[name].name
    if name in COLUMN_WORDS:
        return COLUMN_WORDS[name]
    return pair(next(c.comment or "" for t in metadata.sorted_tables for c in t.c if c.name == name))
