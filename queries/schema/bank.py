"""Targets and days, the bank as a whole, and the warehouse about itself."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, Column, DateTime, Numeric, String

from queries import codes
from queries.schema.shape import Reach, code, column, count, day, flag, ident, money, month, outlet, rm_key, segment, share, table, words

# ── targets and days ──────────────────────────────────────────────────────────────────────────────────────
TARGET_COLUMNS = (
    ("metric", "指标 | metric", codes.TARGET_METRICS), ("kind", "目标类别 | kind of target", codes.TARGET_KINDS),
    ("period", "期间 | period", codes.PERIODS),
)  # fmt: skip


def target_columns() -> Iterator[Column[Any]]:
    """What a target holds, whoever owns it; later rows of one key with a newer `valid_from` are changes."""
    for name, comment, values in TARGET_COLUMNS:
        yield code(name, comment, values, key=True)
    yield day("period_start", "期间首日 | first day of the period", key=True)
    yield day("valid_from", "生效日 | valid from", key=True)
    yield column("target_value", Numeric(20, 4), "目标值（元、个或比率，随指标） | target in the metric's unit: yuan, count or share", "by metric", must=True)


target_node = table(
    "target_node", "机构目标 | targets of units", Reach.NODE,
    ident("node_id", "机构编号 | node number", key=True), *target_columns(),
)  # fmt: skip
target_rm = table(
    "target_rm", "客户经理目标 | targets of RMs", Reach.OUTLET,
    rm_key(key=True), *target_columns(), outlet(), segment(),
    flag("is_personal", "是否个人目标（否则随岗位） | personal, else it belongs to the post", must=True),
)  # fmt: skip
rm_day = table(
    "rm_day", "客户经理日度数据 | RM days: flows of the day, levels at its end", Reach.OUTLET,
    day("day", "日期 | day", key=True), outlet(key=True),
    ident("rm_id", "客户经理工号（空串为无客户经理） | RM staff number, empty string for no RM", key=True), segment(key=True),
    money("deposit_yuan", "存款余额 | deposits"), money("loan_yuan", "贷款余额 | loans"), money("aum_yuan", "管理资产 | AUM"),
    money("npl_yuan", "不良贷款 | non-performing loans"), count("client_count", "客户数 | clients"),
    count("premium_client_count", "优质客户数 | premium clients"),
    money("profile_points", "信息完整度分子 | profile completeness, numerator"),
    money("npl_recovered_yuan", "不良清收 | NPL recovered"), money("loans_granted_yuan", "贷款投放 | loans granted"),
    money("fee_yuan", "中间业务收入 | fee income"), count("accounts_opened_count", "新开账户 | accounts opened"),
    count("basic_accounts_opened_count", "新开基本户 | basic settlement accounts opened"),
    count("premium_clients_won_count", "新增优质客户 | premium clients won"), money("fund_sales_yuan", "基金销售 | fund sales"),
    money("insurance_sales_yuan", "保险销售 | insurance sales"), count("cards_sold_count", "发卡 | cards sold"),
    count("e_banking_sold_count", "电子银行签约 | e-banking sign-ups"), count("payroll_sold_count", "代发签约 | payroll sign-ups"),
    money("trade_sales_yuan", "贸易融资 | trade finance"), money("international_sales_yuan", "国际结算 | international settlement"),
)  # fmt: skip
working_day = table(
    "working_day", "工作日历（银行自定义） | the bank's own working-day calendar", Reach.SHARED,
    day("day", "日期 | day", key=True), flag("is_working", "是否工作日 | working day", must=True),
)  # fmt: skip

# ── the bank as a whole, and the warehouse about itself ───────────────────────────────────────────────────
bank_month = table(
    "bank_month", "全行资本与流动性 | capital and liquidity of the bank", Reach.SHARED,
    month(), money("net_capital_yuan", "资本净额 | net capital"), money("tier1_yuan", "一级资本净额 | net tier-1 capital"),
    money("rwa_yuan", "风险加权资产 | risk-weighted assets"), money("liquid_assets_yuan", "流动性资产 | liquid assets"),
    money("liquid_liabilities_yuan", "流动性负债 | liquid liabilities"), money("hqla_yuan", "合格优质流动性资产 | HQLA"),
    money("net_outflow_yuan", "未来 30 天净流出 | net outflow over 30 days"),
)  # fmt: skip
fx_rate = table(
    "fx_rate", "汇率 | exchange rates", Reach.SHARED,
    month(), column("currency", String(3), "币种 | currency", "code", key=True), share("rate", "每外币折本币 | main currency per unit", must=True),
)  # fmt: skip
published_reference = table(
    "published_reference", "公布参考值 | published references: load-time aggregates over at least 5 RMs and 5 clients", Reach.SHARED,
    month(), ident("reference", "参考值名称 | reference", key=True), ident("cut", "分组 | cut", key=True),
    column("value", Numeric(24, 8), "数值 | value", "by reference", must=True), count("basis_count", "样本数 | how many it rests on", must=True),
)  # fmt: skip
rm_expected = table(
    "rm_expected", "客户经理期望实绩 | what each RM's book, segment, region and tenure would give, made at load", Reach.OUTLET,
    month(), rm_key(key=True), *(code(name, comment, values, key=True) for name, comment, values in TARGET_COLUMNS), outlet(), segment(),
    column("expected_value", Numeric(20, 4), "同类管户的期望值（元或个，随指标） | what a like book would give, in the metric's unit", "by metric", must=True),
    share("r2_share", "拟合优度（样本外） | R² of the fit, out of fold"), count("basis_count", "参与拟合的客户经理数 | RMs the fit rests on", must=True),
)  # fmt: skip
published_headline = table(
    "published_headline", "已公布要目 | headline values as published", Reach.NODE,
    month(), ident("node_id", "机构编号 | node number", key=True), ident("metric", "指标 | metric", key=True),
    ident("generation", "数据批次 | generation", key=True), column("value", Numeric(24, 8), "数值 | value", "by metric", must=True),
)  # fmt: skip
load_run = table(
    "load_run", "装载记录 | load runs", Reach.SHARED,
    ident("run_id", "装载编号 | run number", key=True), ident("generation", "数据批次 | generation", must=True),
    words("source", "来源 | source", must=True), column("started_at", DateTime(), "开始时间 | started at", "time", must=True),
    column("finished_at", DateTime(), "完成时间 | finished at", "time"),
    column("row_count", BigInteger(), "行数 | rows", "count"), column("content_hash", String(64), "内容哈希 | content hash", "id"),
    flag("is_synthetic", "是否演示数据 | demonstration data", must=True),
    day("as_of", "截至日 | as-of day", must=True),
    day("last_closed_month", "最近已结月份 | latest closed month", must=True),
    ident("schema_version", "表结构版本 | schema version", must=True),
)  # fmt: skip
load_table = table(
    "load_table", "装载行数 | rows of every table, by load", Reach.WHOLE,
    ident("generation", "数据批次 | generation", key=True), ident("table_name", "表名 | table", key=True),
    column("row_count", BigInteger(), "行数 | rows", "count", must=True),
)  # fmt: skip
load_check = table(
    "load_check", "装载核对 | control totals, by load", Reach.WHOLE,
    ident("generation", "数据批次 | generation", key=True), ident("rule", "规则 | rule", key=True),
    words("check_zh", "核对事项 | what was compared, in Chinese", must=True), words("check_en", "核对事项（英文） | what was compared, in English", must=True),
    column("compared_count", BigInteger(), "核对处数 | places compared", "count", must=True),
    column("failed_count", BigInteger(), "不平处数 | places that differ by 0.01 or more", "count", must=True),
)  # fmt: skip
planted_truth = table(
    "planted_truth", "预设真相（演示数据） | what the demonstration bank planted, for scoring the pages", Reach.SEALED,
    code("kind", "类别 | kind", codes.TRUTHS, key=True), month(), ident("subject_id", "对象编号 | whom or what it concerns", key=True),
    words("detail", "说明 | detail"), money("amount_yuan", "金额 | amount"),
)  # fmt: skip

LORENZ_PERCENTS = (1, 5, 10, 20, 40, 60, 80)

RESULT_LEVELS = (("deposit", "存款", "deposits"), ("loan", "贷款", "loans"), ("aum", "管理资产", "AUM"))
