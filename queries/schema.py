"""The warehouse: every table and column that `seed` writes and `queries` reads.

A fact carries the outlet, RM and segment it belonged to *in its month* (or on its day), so that history stays
where it was earned. Each table states its `Reach`, which is all the door needs to keep it to a scope. Each
column has a `中文 | English` comment and a unit, from which data dictionary, extract maps and validation come.
"""

import hashlib
from collections.abc import Iterator
from enum import Enum
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, DateTime, Integer, MetaData, Numeric, String, Table
from sqlalchemy.types import TypeEngine

from queries import codes
from queries.codes import Codes
from queries.warning_policy import WARNINGS

metadata = MetaData()

MONEY = Numeric(18, 2)
RATE = Numeric(12, 6)
KEY = String(40)
NAME = String(120)


class Reach(Enum):
    """How the door keeps a table to a scope."""

    SHARED = "shared"  # the same for everyone: tree, products, rates, capital, published references
    OUTLET = "outlet"  # rows of one outlet, and of one segment where it has that column
    NODE = "node"  # roll-ups of one whole tree node: for single nodes the viewer holds uncut
    NAME = "name"  # names only; readable beside an outlet fact, joined on its key
    WHOLE = "whole"  # what tells of the bank as a whole: for viewers who hold all of it
    SEALED = "sealed"  # never readable through the door


def column(name: str, kind: TypeEngine[Any], comment: str, unit: str, *, key: bool = False, must: bool = False,
           codes: Codes | None = None, hides: str | None = None) -> Column[Any]:
    """A column with its words and unit.

    `codes` is the closed set of its values. `hides` is the right without which the door masks it:
    "client" (who the client is) or "staff" (personal staff details).
    """
    info = {"unit": unit, "codes": codes, "hides": hides}
    return Column(name, kind, comment=comment, primary_key=key, nullable=not (key or must), info=info, autoincrement=False)


def money(name: str, comment: str, **more: Any) -> Column[Any]:
    return column(name, MONEY, comment, "yuan", **more)


def count(name: str, comment: str, **more: Any) -> Column[Any]:
    return column(name, Integer(), comment, "count", **more)


def share(name: str, comment: str, **more: Any) -> Column[Any]:
    return column(name, RATE, comment, "share", **more)


def day(name: str, comment: str, **more: Any) -> Column[Any]:
    return column(name, Date(), comment, "date", **more)


def code(name: str, comment: str, values: Codes, **more: Any) -> Column[Any]:
    return column(name, String(24), comment, "code", codes=values, **more)


def ident(name: str, comment: str, **more: Any) -> Column[Any]:
    return column(name, KEY, comment, "id", **more)


def words(name: str, comment: str, **more: Any) -> Column[Any]:
    return column(name, NAME, comment, "text", **more)


def flag(name: str, comment: str, **more: Any) -> Column[Any]:
    return column(name, Boolean(), comment, "flag", **more)


def month(**more: Any) -> Column[Any]:
    return day("month", "月份（当月 1 日） | month, as its first day", key=True, **more)


def outlet(*, must: bool = True, **more: Any) -> Column[Any]:
    return ident("outlet_id", "网点编号 | outlet number", must=must, **more)


def rm_key(**more: Any) -> Column[Any]:
    return ident("rm_id", "客户经理工号 | RM staff number", **more)


def client_key(**more: Any) -> Column[Any]:
    return ident("client_id", "客户号 | client number", hides="client", **more)


def segment(*, must: bool = True, **more: Any) -> Column[Any]:
    return code("segment", "条线 | segment", codes.SEGMENTS, must=must, **more)


def table(name: str, comment: str, reach: Reach, *columns: Column[Any], mart: bool = False) -> Table:
    return Table(name, metadata, *columns, comment=comment, info={"reach": reach, "mart": mart})


# ── the tree ──────────────────────────────────────────────────────────────────────────────────────────────
org_month = table(
    "org_month", "机构树（按月） | the organisation tree, by month", Reach.SHARED,
    month(),
    ident("node_id", "机构编号 | node number", key=True),
    ident("parent_id", "上级机构编号 | the node above"),
    code("level", "层级 | level", codes.LEVELS, must=True),
    words("name_zh", "机构名称 | name in Chinese", must=True),
    words("name_en", "英文名称 | name in English", must=True),
    flag("is_own_office", "是否本部 | own-office outlet of the node above", must=True),
    flag("is_pass_through", "是否补位层级 | fills a missing level and is not shown", must=True),
    flag("is_open", "是否营业 | open in this month (a closed node stays, so that its history can be reached)", must=True),
    code("mode", "组织模式 | organisation mode", codes.MODES),
)  # fmt: skip
establishment = table(
    "establishment", "编制 | approved posts", Reach.OUTLET,
    month(), outlet(key=True), segment(key=True),
    code("grade_band", "等级段 | grade band", codes.GRADE_BANDS, key=True),
    count("establishment_count", "编制人数 | approved posts", must=True),
)  # fmt: skip
post = table(
    "post", "岗位 | posts", Reach.OUTLET,
    ident("post_id", "岗位编号 | post number", key=True), outlet(), segment(),
    code("grade_band", "等级段 | grade band", codes.GRADE_BANDS, must=True),
    day("open_from", "空缺起始日 | open from", must=True),
    ident("filled_by_rm_id", "到岗客户经理 | RM who filled it"),
    day("filled_on", "到岗日 | filled on"),
    day("open_until", "撤销日 | withdrawn on"),
)  # fmt: skip
staff_month = table(
    "staff_month", "员工人数 | all staff", Reach.OUTLET,
    month(), outlet(key=True),
    count("all_staff_count", "全部员工 | all staff", must=True),
    count("sales_staff_count", "营销人员 | sales staff"),
)  # fmt: skip

# ── relationship managers ─────────────────────────────────────────────────────────────────────────────────
rm = table(
    "rm", "客户经理 | relationship managers", Reach.NAME,
    rm_key(key=True),
    words("rm_name_zh", "姓名 | name in Chinese", must=True),
    words("rm_name_en", "姓名（拼音） | name in pinyin", must=True),
    day("join_on", "入行日 | joined on", must=True),
    day("leave_on", "离职日（首个不在职日） | first day not employed"),
    code("leave_reason", "离职原因 | reason for leaving", codes.LEAVE_REASONS, hides="staff"),
    code("join_channel", "招聘渠道 | joining channel", codes.JOIN_CHANNELS),
    code("education", "学历 | education", codes.EDUCATIONS),
    flag("is_finance_degree", "是否金融专业 | degree in finance"),
    code("contract", "用工形式 | contract", codes.CONTRACTS),
    day("banking_since", "从业起始日 | in banking since"),
)  # fmt: skip
team = table(
    "team", "小组 | teams", Reach.OUTLET,
    ident("team_id", "小组编号 | team number", key=True), outlet(),
    words("team_name_zh", "小组名称 | team name in Chinese", must=True),
    words("team_name_en", "小组英文名称 | team name in English", must=True),
)  # fmt: skip
posting = table(
    "posting", "任职经历 | postings", Reach.OUTLET,
    rm_key(key=True),
    day("valid_from", "任职起始日 | valid from", key=True),
    day("valid_to", "任职截止日（首个不任职日，空为至今） | first day no longer valid, empty while it lasts"),
    outlet(), segment(),
    ident("team_id", "小组编号 | team number"),
    ident("leader_id", "组长工号 | team leader's staff number"),
    code("grade", "等级 | grade", codes.GRADES, must=True),
    share("working_share", "工时比例 | working-time share", must=True),
    code("kind", "岗位类别 | kind of work", codes.POSTING_KINDS, must=True),
    code("status", "在岗状态 | status", codes.POSTING_STATUSES, must=True),
)  # fmt: skip
duty = table(
    "duty", "兼任职责 | duties held", Reach.OUTLET,
    rm_key(key=True), code("duty", "职责 | duty", codes.DUTIES, key=True),
    day("valid_from", "起始日 | from", key=True), day("valid_to", "截止日 | until"), outlet(),
)  # fmt: skip
score_year = table(
    "score_year", "年度考核得分 | yearly scores", Reach.OUTLET,
    rm_key(key=True), count("year", "年度 | year", key=True), outlet(), segment(),
    column("score", Numeric(9, 2), "得分 | score", "points", hides="staff"),
)  # fmt: skip
rating = table(
    "rating", "360 度评价 | 360° ratings", Reach.OUTLET,
    rm_key(key=True), day("rated_on", "评价日 | rated on", key=True),
    code("rater", "评价人 | rater", codes.RATERS, key=True), outlet(), segment(),
    column("score", Numeric(9, 2), "得分 | score", "points", hides="staff"),
)  # fmt: skip
training = table(
    "training", "培训 | training", Reach.OUTLET,
    rm_key(key=True), day("held_on", "培训日 | held on", key=True), words("course", "课程 | course", key=True), outlet(), segment(),
    column("hours", Numeric(9, 2), "学时 | hours", "hours", must=True),
    column("planned_hours", Numeric(9, 2), "计划学时 | planned hours", "hours"),
    flag("is_passed", "是否通过 | passed"),
)  # fmt: skip
exam = table(
    "exam", "考试 | exams", Reach.OUTLET,
    rm_key(key=True), day("taken_on", "考试日 | taken on", key=True),
    code("grade", "对应等级 | for grade", codes.GRADES, key=True), outlet(), segment(),
    flag("is_passed", "是否通过 | passed", must=True), day("valid_to", "有效期至 | valid until"),
)  # fmt: skip
rm_event = table(
    "rm_event", "考勤、违规与表扬 | attendance, breaches and praise", Reach.OUTLET,
    ident("event_id", "事件编号 | event number", key=True), rm_key(must=True), outlet(), segment(),
    day("happened_on", "发生日 | happened on", must=True),
    code("kind", "类别 | kind", codes.RM_EVENTS, must=True, hides="staff"),
)  # fmt: skip
work_note = table(
    "work_note", "工作记录（痕迹管理） | work notes (trace keeping)", Reach.OUTLET,
    rm_key(key=True), code("kind", "类别 | kind", codes.NOTE_KINDS, key=True),
    day("due_on", "应交日 | due on", key=True), outlet(), segment(),
    day("done_on", "提交日 | done on"), day("read_on", "主管阅读日 | read by the head on"),
)  # fmt: skip

# ── clients ───────────────────────────────────────────────────────────────────────────────────────────────
client_group = table(
    "client_group", "集团客户 | connected groups", Reach.NAME,
    ident("group_id", "集团编号 | group number", key=True, hides="client"),
    words("group_name_zh", "集团名称 | group name in Chinese", must=True, hides="client"),
    words("group_name_en", "集团英文名称 | group name in English", must=True, hides="client"),
)  # fmt: skip
client = table(
    "client", "客户 | clients", Reach.NAME,
    client_key(key=True),
    words("client_name_zh", "客户名称 | name in Chinese", must=True, hides="client"),
    words("client_name_en", "客户名称（拼音） | name in pinyin", must=True, hides="client"),
    segment(),
    ident("group_id", "集团编号 | group number", hides="client"),
    code("industry", "行业 | industry", codes.INDUSTRIES),
    code("exposure_class", "风险暴露类别 | exposure class", codes.EXPOSURE_CLASSES),
    code("risk_class", "风险等级 | risk class", codes.RISK_CLASSES),
    day("opened_on", "开户日 | opened on", must=True),
    day("closed_on", "销户日 | closed on"),
    code("close_reason", "销户原因 | reason for closing", codes.CLOSE_REASONS),
    share("profile_share", "信息完整度 | profile completeness"),
    day("profile_confirmed_on", "信息确认日 | profile confirmed on"),
    flag("is_phone_valid", "电话是否有效 | telephone works"),
    money("wallet_yuan", "他行及本行资产估计 | estimated wallet over all banks"),
)  # fmt: skip
coverage = table(
    "coverage", "管户经历 | coverage history", Reach.OUTLET,
    client_key(key=True),
    day("valid_from", "管户起始日 | from", key=True),
    day("valid_to", "管户截止日（空为至今） | first day no longer covered, empty while it lasts"),
    rm_key(must=True),
    ident("previous_rm_id", "原客户经理 | the RM before"),
    outlet(), segment(),
    day("told_orally_on", "口头告知日 | told orally on"),
    day("told_in_writing_on", "书面告知日 | told in writing on"),
    day("first_contact_on", "首次联系日 | first contact on"),
    code("reason", "变更原因 | reason", codes.COVERAGE_REASONS, must=True),
)  # fmt: skip
product = table(
    "product", "产品 | products", Reach.SHARED,
    ident("product_id", "产品编号 | product number", key=True),
    code("line", "产品线 | product line", codes.PRODUCT_LINES, must=True),
    words("name_zh", "产品名称 | name in Chinese", must=True), words("name_en", "产品英文名称 | name in English", must=True),
)  # fmt: skip
client_month = table(
    "client_month", "客户月度事实 | client-month facts", Reach.OUTLET,
    month(), client_key(key=True), outlet(), rm_key(), segment(),
    ident("group_id", "当月集团编号 | group of that month", hides="client"),
    code("industry", "当月行业 | industry of that month", codes.INDUSTRIES),
    money("deposit_yuan", "存款月末余额 | deposits at month-end"),
    money("time_deposit_yuan", "其中定期 | of which time deposits"),
    money("loan_yuan", "贷款月末余额 | loans at month-end"),
    money("wealth_yuan", "理财月末余额 | wealth products at month-end"),
    money("fund_yuan", "基金月末余额 | funds at month-end"),
    money("insurance_yuan", "保险月末余额 | insurance at month-end"),
    money("securities_yuan", "证券月末余额 | securities at month-end"),
    money("aum_yuan", "管理资产月末余额（存款、理财、基金、保险、证券之和） | AUM at month-end: deposits, wealth, funds, insurance, securities"),
    money("deposit_average_yuan", "存款月日均 | deposits, daily average"),
    money("loan_average_yuan", "贷款月日均 | loans, daily average"),
    money("wealth_average_yuan", "理财月日均 | wealth products, daily average"),
    money("fund_average_yuan", "基金月日均 | funds, daily average"),
    money("insurance_average_yuan", "保险月日均 | insurance, daily average"),
    money("securities_average_yuan", "证券月日均 | securities, daily average"),
    money("net_interest_yuan", "利差收入（扣除资金成本） | interest after funding cost"),
    money("fee_yuan", "手续费收入 | fees"),
    money("revenue_yuan", "营业收入（利差与手续费之和） | revenue: interest after funding and fees"),
    money("expected_loss_yuan", "预期损失 | expected loss"),
    money("capital_cost_yuan", "资本成本 | capital cost"),
    money("operating_cost_yuan", "营运成本 | operating cost"),
    money("contribution_yuan", "贡献度（收入减预期损失、资本成本、营运成本） | contribution: revenue less expected loss, capital and operating cost"),
    count("counter_count", "柜面交易笔数 | counter transactions"),
    count("online_count", "离柜交易笔数 | off-counter transactions"),
    money("inflow_yuan", "资金流入 | money in"), money("outflow_yuan", "资金流出 | money out"),
    money("largest_outflow_yuan", "最大单笔流出 | largest single outflow"),
    money("payroll_yuan", "代发工资入账 | salary received"), money("settlement_yuan", "结算流量 | settlement turnover"),
    count("product_count", "持有产品数 | products held"),
    code("star_tier", "星级 | star tier", codes.STAR_TIERS),
    code("contribution_class", "贡献度分类 | contribution class", codes.CONTRIBUTION_CLASSES),
    code("rating", "信用评级 | credit rating", codes.RATINGS),
    code("loan_grade", "五级分类 | five-class grade", codes.LOAN_GRADES),
    count("overdue_days", "逾期天数 | days overdue"), money("overdue_yuan", "逾期金额 | amount overdue"),
    flag("is_closed", "月末是否已销户 | closed at month-end", must=True),
)  # fmt: skip
exposure = table(
    "exposure", "风险暴露（按月末合同） | exposures, by contract at month-end", Reach.OUTLET,
    month(), ident("exposure_id", "合同编号 | contract number", key=True), client_key(must=True), outlet(), rm_key(), segment(),
    ident("product_id", "产品编号 | product number"),
    code("kind", "表内外 | on or off balance", codes.EXPOSURE_KINDS, must=True),
    money("principal_yuan", "暴露金额 | amount before mitigation", must=True),
    money("mitigation_yuan", "合格缓释金额 | recognised mitigation"),
    code("mitigation", "缓释方式 | kind of mitigation", codes.MITIGATIONS),
    money("provision_yuan", "减值准备 | provisions held"), money("rwa_yuan", "风险加权资产 | risk-weighted assets"),
    share("rate_share", "利率 | rate"), count("term_months", "期限（月） | term in months"),
    day("granted_on", "放款日 | granted on"), day("matures_on", "到期日 | matures on"),
    share("cover_share", "抵质押覆盖率 | collateral cover"),
    ident("renewed_from_id", "续贷自 | renewed from contract"),
    flag("is_exception", "是否例外审批 | approved as an exception"),
    code("loan_grade", "五级分类 | five-class grade", codes.LOAN_GRADES),
    day("check_due_on", "贷后检查应做日 | post-loan check due"), day("check_done_on", "贷后检查完成日 | post-loan check done"),
    money("exit_planned_yuan", "计划压降 | exit planned"), money("exit_done_yuan", "已压降 | exit done"),
    ident("risk_owner_id", "风险责任人 | risk owner's staff number"),
)  # fmt: skip
maturity = table(
    "maturity", "到期资金 | maturing deposits and products", Reach.OUTLET,
    ident("contract_id", "合同编号 | contract number", key=True), client_key(must=True), outlet(), rm_key(), segment(),
    ident("product_id", "产品编号 | product number", must=True),
    day("opened_on", "起息日 | opened on", must=True), day("matures_on", "到期日 | matures on", must=True),
    money("amount_yuan", "金额 | amount", must=True), share("rate_share", "利率 | rate"),
    count("term_months", "期限（月） | term in months"),
    day("talked_on", "到期前沟通日 | talked to on"), money("rolled_over_yuan", "承接金额 | rolled over"),
)  # fmt: skip
benchmark_rate = table(
    "benchmark_rate", "基准利率 | benchmark rates", Reach.SHARED,
    month(), code("line", "产品线 | product line", codes.PRODUCT_LINES, key=True),
    code("rating", "信用评级（存款用 AAA） | credit rating (AAA for deposits)", codes.RATINGS, key=True),
    count("term_months", "期限（月） | term in months", key=True), share("rate_share", "利率 | rate", must=True),
)  # fmt: skip
product_sale = table(
    "product_sale", "产品销售 | product sales", Reach.OUTLET,
    ident("sale_id", "销售编号 | sale number", key=True), day("sold_on", "销售日 | sold on", must=True),
    client_key(must=True), rm_key(), outlet(), segment(), ident("product_id", "产品编号 | product number", must=True),
    count("unit_count", "数量 | units"), money("amount_yuan", "金额 | amount"), money("fee_yuan", "手续费 | fee"),
)  # fmt: skip
complaint = table(
    "complaint", "投诉 | complaints", Reach.OUTLET,
    ident("complaint_id", "投诉编号 | complaint number", key=True), client_key(must=True), outlet(), rm_key(), segment(),
    day("opened_on", "受理日 | opened on", must=True), day("closed_on", "办结日 | closed on"),
    code("cause", "原因 | cause", codes.COMPLAINT_CAUSES, must=True),
    ident("owner_id", "处理人 | owner's staff number"), flag("is_upheld", "是否成立 | upheld"),
)  # fmt: skip
client_question = table(
    "client_question", "客户咨询 | client questions", Reach.OUTLET,
    ident("question_id", "咨询编号 | question number", key=True), client_key(must=True), outlet(), rm_key(), segment(),
    day("asked_on", "提出日 | asked on", must=True), day("answered_on", "答复日 | answered on"),
)  # fmt: skip
survey = table(
    "survey", "满意度调查 | surveys", Reach.OUTLET,
    ident("survey_id", "问卷编号 | survey number", key=True), client_key(must=True), outlet(), rm_key(), segment(),
    day("answered_on", "答卷日 | answered on", must=True), count("score", "得分（1–10） | score, 1 to 10", must=True),
)  # fmt: skip
contact = table(
    "contact", "联系记录 | contact log", Reach.OUTLET,
    ident("contact_id", "联系编号 | contact number", key=True), client_key(must=True), rm_key(must=True), outlet(), segment(),
    day("contacted_on", "联系日 | contacted on", must=True),
    code("channel", "方式 | channel", codes.CONTACT_CHANNELS, must=True), flag("is_reached", "是否联系上 | reached", must=True),
)  # fmt: skip
prospect = table(
    "prospect", "潜在客户 | prospects", Reach.OUTLET,
    ident("prospect_id", "线索编号 | prospect number", key=True), outlet(), rm_key(), segment(),
    words("prospect_name", "名称 | name", must=True, hides="client"), day("found_on", "发现日 | found on", must=True),
    code("stage", "阶段 | stage", codes.PROSPECT_STAGES, must=True), money("expected_yuan", "预计余额 | expected balance"),
    day("won_on", "成交日 | won on"), client_key(),
)  # fmt: skip

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

# ── marts ─────────────────────────────────────────────────────────────────────────────────────────────────
org_closure = table(
    "org_closure", "机构与网点对应 | every node with the outlets below it, by month", Reach.SHARED,
    month(), ident("outlet_id", "网点编号 | outlet number", key=True), ident("node_id", "机构编号 | node number", key=True),
    code("level", "层级 | level of the node", codes.LEVELS, must=True),
    count("node_no", "机构序号 | node's running number in the month", must=True), mart=True,
)  # fmt: skip
book_holder = table(
    "book_holder", "当前管户 | whose book each client is in on the as-of day", Reach.OUTLET,
    client_key(key=True), rm_key(must=True), outlet(), mart=True,
)  # fmt: skip
book_month = table(
    "book_month", "管户月度汇总 | clients added up by outlet, RM, segment and industry", Reach.OUTLET,
    month(), outlet(key=True), rm_key(key=True), segment(key=True),
    code("industry", "行业（空串为无） | industry, empty string for none", codes.INDUSTRIES, key=True),
    count("client_count", "客户数 | clients", must=True),
    count("large_count", "大客户数（近三个月平均达到条线标准，或所在集团达到） | large clients: three-month mean, or the group's, reaches the segment's line", must=True),
    money("loan_yuan", "贷款余额 | loans"), money("deposit_yuan", "存款余额 | deposits"), money("aum_yuan", "管理资产 | AUM"),
    money("revenue_yuan", "营业收入 | revenue"), money("contribution_yuan", "贡献度 | contribution"), mart=True,
)  # fmt: skip
result_day = table(
    "result_day", "客户经理业绩（月初至今） | results of the month to date, on each month's last day and each day of an open month", Reach.OUTLET,
    month(), day("day", "截至日 | to this day", key=True), outlet(key=True),
    ident("rm_id", "客户经理工号（空串为无客户经理） | RM staff number, empty string for no RM", key=True), segment(key=True),
    *(Column(one.name, one.type, comment=one.comment, info=one.info) for one in rm_day.c if one.info["unit"] in {"yuan", "count"}),
    *(money(f"{level}_days_yuan", f"{zh}每日余额之和 | {en}, sum of the days' levels") for level, zh, en in RESULT_LEVELS),
    *(money(f"{level}_moved_yuan", f"{zh}交接净移入 | {en} moved in less moved out, at their opening balance") for level, zh, en in RESULT_LEVELS),
    *(money(f"{level}_growth_yuan", f"{zh}自身增长（不含交接） | {en}: growth of their own, hand-overs left out") for level, zh, en in RESULT_LEVELS),
    mart=True,
)  # fmt: skip
result_outlet = table(
    "result_outlet", "网点业绩（月初至今） | results of outlets, their RMs' added up", Reach.OUTLET,
    *(Column(one.name, one.type, comment=one.comment, info=one.info, primary_key=one.primary_key, nullable=one.nullable, autoincrement=False)
      for one in result_day.c if one.name != "rm_id"),
    mart=True,
)  # fmt: skip
large_holder = table(
    "large_holder", "最大持有者 | the largest clients and groups of every node", Reach.NODE,
    month(), ident("node_id", "机构编号 | node number", key=True),
    code("measure", "口径 | measure", codes.MEASURES, key=True), code("holder", "持有者类别 | holder kind", codes.HOLDERS, key=True),
    count("place", "名次 | place", key=True),
    ident("client_id", "客户号（无集团者） | client number, for a client that is its own holder", hides="client"),
    ident("group_id", "集团编号 | group number, for a connected group", hides="client"),
    money("value_yuan", "金额 | amount", must=True),
    money("year_ago_yuan", "一年前在本机构的金额 | amount held with this node a year before"), mart=True,
)  # fmt: skip
concentration_month = table(
    "concentration_month", "集中度月度汇总 | concentration of every node, by measure and holder kind", Reach.NODE,
    month(), ident("node_id", "机构编号 | node number", key=True),
    code("measure", "口径 | measure", codes.MEASURES, key=True), code("holder", "持有者类别 | holder kind", codes.HOLDERS, key=True),
    money("total_yuan", "正余额合计 | total over holders with a positive measure", must=True),
    column("holder_count", BigInteger(), "持有者数 | holders with a positive measure", "count", must=True),
    money("rest_yuan", "其余合计 | sum of the rest", must=True), column("rest_count", BigInteger(), "其余个数 | number of the rest", "count", must=True),
    money("top_1_yuan", "最大一户 | largest holder", must=True), money("top_10_yuan", "前十大 | ten largest", must=True),
    *(money(f"top_{part}_percent_yuan", f"前 {part}% | largest {part} % of the holders", must=True) for part in LORENZ_PERCENTS),
    column("square_sum", Numeric(38, 4), "余额平方和 | sum of squares", "yuan²", must=True),
    column("running_cents", Numeric(38, 0), "由小到大累计额之和（分） | sum of the running totals, smallest first, in cents", "cents", must=True),
    column("pareto_count", BigInteger(), "达到 80% 所需户数 | fewest holders that reach 80 %", "count", must=True), mart=True,
)  # fmt: skip
handover_change = table(
    "handover_change", "更换客户经理 | changes of RM", Reach.OUTLET,
    client_key(key=True), day("changed_on", "更换日 | changed on", key=True), rm_key(must=True),
    ident("previous_rm_id", "原客户经理 | the RM before", must=True), outlet(), segment(),
    code("reason", "变更原因 | reason", codes.COVERAGE_REASONS, must=True),
    day("told_orally_on", "口头告知日 | told orally on"), day("told_in_writing_on", "书面告知日 | told in writing on"),
    day("first_contact_on", "首次联系日 | first contact on"),
    day("deadline_on", "联系期限（含当日） | last day for the first contact", must=True),
    day("deadline_month", "期限所在月份 | month of the deadline, as its first day", must=True),
    day("gone_on", "管户结束或销户日 | cover ended or client closed on, whichever came first"),
    flag("is_closed", "是否因销户结束 | it ended because the client closed", must=True), mart=True,
)  # fmt: skip
handover_outcome = table(
    "handover_outcome", "更换客户经理后的流失 | losses in the six months to this month, of clients who had changed RM before them and of others", Reach.OUTLET,
    month(), outlet(key=True), segment(key=True),
    code("star_tier", "星级（空串为无） | star tier, empty string for none", codes.STAR_TIERS, key=True),
    count("size_band", "规模档（0–4） | size band, 0 to 4", key=True), count("tenure_band", "开户年限档（0–4） | tenure band, 0 to 4", key=True),
    flag("is_changed", "是否更换过 | changed RM", key=True),
    count("client_count", "客户数 | clients", must=True), count("lost_count", "流失客户数 | of them lost", must=True), mart=True,
)  # fmt: skip
leaver_book = table(
    "leaver_book", "离职者的管户 | books of RMs who left in the month after this one, at its end", Reach.OUTLET,
    month(), client_key(key=True), rm_key(must=True), outlet(), segment(), day("leave_on", "离职日 | left on", must=True),
    money("deposit_yuan", "存款余额 | deposits"), money("loan_yuan", "贷款余额 | loans"), money("aum_yuan", "管理资产 | AUM"), mart=True,
)  # fmt: skip
care_month = table(
    "care_month", "客户维护月度汇总 | active clients added up by outlet, RM, segment and tier", Reach.OUTLET,
    month(), outlet(key=True), ident("rm_id", "客户经理工号（空串为无客户经理） | RM staff number, empty string for no RM", key=True), segment(key=True),
    code("star_tier", "星级（空串为无） | star tier, empty string for none", codes.STAR_TIERS, key=True),
    count("client_count", "有效客户数 | active clients", must=True),
    count("product_client_count", "产品数已知的客户数 | clients whose products are known", must=True),
    count("product_count", "持有产品数合计 | products held, added up", must=True),
    count("several_count", "持有三种及以上产品的客户数 | clients with three products or more", must=True),
    count("year_client_count", "一年前已在本机构的客户数 | clients who were here a year before", must=True),
    count("cross_sold_count", "产品数多于一年前的客户数 | of them, clients who hold more products than then", must=True),
    count("counter_count", "柜面交易笔数 | counter transactions"), count("online_count", "离柜交易笔数 | off-counter transactions"),
    money("deposit_yuan", "存款余额 | deposits"), money("aum_yuan", "管理资产 | AUM"), mart=True,
)  # fmt: skip
care_outlet = table(
    "care_outlet", "客户维护月度汇总（网点） | the same of outlets and segments, with their large clients", Reach.OUTLET,
    *(Column(one.name, one.type, comment=one.comment, info=one.info, primary_key=one.primary_key, nullable=one.nullable) for one in care_month.c if one.name not in {"rm_id", "star_tier"}),
    count("large_count", "大客户数 | large clients", must=True), count("contacted_count", "其中按期联系 | of which contacted in time", must=True), mart=True,
)  # fmt: skip
large_contact = table(
    "large_contact", "大客户联系情况 | large clients and when they were last contacted", Reach.OUTLET,
    month(), client_key(key=True), outlet(), ident("rm_id", "客户经理工号（空串为无客户经理） | RM staff number, empty string for no RM", must=True), segment(),
    code("star_tier", "星级（空串为无） | star tier, empty string for none", codes.STAR_TIERS, must=True),
    day("last_contact_on", "最近一次联系上（近 90 天内） | last reached, within the longest interval of policy"),
    flag("is_contacted", "是否按期联系 | contacted in time for the tier", must=True),
    money("deposit_yuan", "存款余额 | deposits"), money("loan_yuan", "贷款余额 | loans"), money("aum_yuan", "管理资产 | AUM"), mart=True,
)  # fmt: skip

BRIDGE_MEASURES = (("deposit", "存款", "deposits"), ("loan", "贷款", "loans"), ("aum", "管理资产", "AUM"), ("revenue", "近十二个月收入", "trailing-12-month revenue"))
BRIDGE_STEPS = (
    ("opening", "期初", "opening"), ("new", "新增", "new"), ("reactivated", "激活", "reactivated"), ("expansion", "增长", "expansion"),
    ("contraction", "收缩", "contraction"), ("lost", "流失", "lost"), ("closing", "期末", "closing"),
)  # fmt: skip


def held_by() -> Iterator[Column[Any]]:
    """Where a client belongs: empty strings stand for no RM and no tier, so that every part of the key is there."""
    yield outlet(key=True)
    yield ident("rm_id", "客户经理工号（空串为无客户经理） | RM staff number, empty string for no RM", key=True)
    yield segment(key=True)
    yield ident("star_tier", "星级（空串为无） | star tier, empty string for none", key=True)


def openings() -> Iterator[Column[Any]]:
    for level, zh, en in BRIDGE_MEASURES:
        yield money(f"{level}_yuan", f"{zh}期初余额 | {en} at the opening")


client_life = table(
    "client_life", "客户生命状态（按月） | each client's state at month-end, from its first loaded month on", Reach.OUTLET,
    month(), client_key(key=True), outlet(),
    ident("rm_id", "客户经理工号（空串为无客户经理；流失者为上月末） | RM staff number, empty string for none; of a lost client, that of the month before", must=True),
    segment(), ident("star_tier", "星级（空串为无） | star tier, empty string for none", must=True), count("product_count", "持有产品数 | products held"),
    code("state", "状态 | state", codes.LIFE_STATES, must=True), code("event", "当月事件 | event of the month", codes.LIFE_EVENTS),
    count("quiet_count", "连续静默月数 | quiet months in a row", must=True),
    flag("was_lost", "历史上曾流失 | lost at least once in the loaded history", must=True),
    money("deposit_yuan", "存款（已销户为零） | deposits, nothing once closed", must=True), money("loan_yuan", "贷款（已销户为零） | loans, nothing once closed", must=True),
    money("aum_yuan", "管理资产（已销户为零） | AUM, nothing once closed", must=True),
    money("revenue_year_yuan", "近十二个月收入 | trailing-12-month revenue", must=True), mart=True,
)  # fmt: skip
client_entry = table(
    "client_entry", "客户首次活跃 | each client's first active month, with what it was then", Reach.OUTLET,
    month(), client_key(key=True), outlet(), segment(),
    ident("star_tier", "星级（空串为无） | star tier, empty string for none", must=True), ident("products", "持有产品数分组 | products held, as a band", must=True),
    count("opened_no", "开户月序号（年×12＋月−1） | month of opening as a number, year × 12 + month − 1", must=True), mart=True,
)  # fmt: skip
churn_month = table(
    "churn_month", "客户流失月度汇总（三种粒度各一套） | clients and balances won, lost and kept, where each belongs; once by each grain", Reach.OUTLET,
    month(), code("grain", "粒度：网点、客户经理或星级 | grain: outlets, RMs or tiers", codes.CHURN_GRAINS, key=True), *held_by(),
    *(count(f"{name}_count", comment, must=True) for name, comment in (
        ("opening", "期初活跃客户 | active clients at the opening"), ("new", "新增客户 | new clients"), ("reactivated", "激活客户 | reactivated clients"),
        ("lost", "流失客户 | lost clients"), ("closing", "期末活跃客户 | active clients at the close"), ("dormant", "期末休眠客户 | dormant clients at the close"),
        ("unused", "期末未启用客户 | clients opened and not yet used"), ("lost_year_ago", "一年前当月流失客户 | clients lost in the month a year before"),
        ("won_back", "其中一年内再度活跃 | of which active again within the year"),
    )),
    *(money(f"{level}_{step}_yuan", f"{zh}：{step_zh} | {en}: {step_en}") for level, zh, en in BRIDGE_MEASURES for step, step_zh, step_en in BRIDGE_STEPS),
    mart=True,
)  # fmt: skip
churn_run_down = table(
    "churn_run_down", "流失前回落 | how far lost clients had fallen, before they were lost, from their highest month-end of the year before", Reach.OUTLET,
    month(), outlet(key=True), segment(key=True), count("lost_count", "流失客户 | lost clients", must=True),
    *(money(f"{level}_run_down_yuan", f"{zh}：流失前回落 | {en}: run-down before loss") for level, zh, en in BRIDGE_MEASURES if level != "revenue"), mart=True,
)  # fmt: skip
churn_move = table(
    "churn_move", "客户跨网点或条线移动（成对） | clients who changed outlet or segment, with their opening balances, as pairs", Reach.OUTLET,
    month(), count("pair_no", "成对序号 | the pair's running number", key=True), code("side", "移入或移出 | side", codes.MOVE_SIDES, key=True), *held_by(),
    count("client_count", "活跃客户数 | active clients", must=True), *openings(), mart=True,
)  # fmt: skip
churn_inside = table(
    "churn_inside", "网点与条线之内的移动 | moves between the RMs, or the star tiers, of one outlet and segment, with opening balances", Reach.OUTLET,
    month(), code("grain", "粒度：客户经理或星级 | grain: RMs or tiers", codes.CHURN_GRAINS, key=True), *held_by(),
    count("moved_in_count", "移入活跃客户 | active clients moved in", must=True), count("moved_out_count", "移出活跃客户 | active clients moved out", must=True),
    *(money(f"{level}_moved_{side}_yuan", f"{zh}：{side_zh} | {en} moved {side}") for level, zh, en in BRIDGE_MEASURES for side, side_zh in (("in", "移入"), ("out", "移出"))), mart=True,
)  # fmt: skip
churn_kept = table(
    "churn_kept", "一年前活跃客户的留存 | what is left of the clients active a year before, by the tier of then; moves as pairs", Reach.OUTLET,
    month(), count("pair_no", "成对序号（零为未移动） | the pair's running number, zero for those who stayed", key=True),
    code("side", "移入或移出 | side", codes.MOVE_SIDES, key=True), *held_by(),
    count("client_count", "一年前活跃客户 | clients active a year before", must=True), count("kept_count", "其中仍活跃 | of which active now", must=True),
    *(money(f"{level}_{part}_yuan", f"{zh}：{part_zh} | {en}: {part_en}") for level, zh, en in BRIDGE_MEASURES
      for part, part_zh, part_en in (("opening", "一年前", "a year before"), ("kept", "保住（两端较小者）", "kept, the lesser of both ends"), ("closing", "现在", "now"))),
    mart=True,
)  # fmt: skip
churn_cut = table(
    "churn_cut", "流失客户构成 | clients lost, by what they were at the end of the month before", Reach.OUTLET,
    month(), outlet(key=True), segment(key=True), code("cut", "分组方式 | cut", codes.CHURN_CUTS, key=True), ident("value", "分组（空串为无） | group, empty string for none", key=True),
    count("opening_count", "期初活跃客户 | active clients at the opening", must=True), count("lost_count", "流失客户 | lost clients", must=True),
    *(money(f"{level}_lost_yuan", f"流失客户带走的{zh} | {en} that lost clients took", must=True) for level, zh, en in BRIDGE_MEASURES if level != "revenue"), mart=True,
)  # fmt: skip
churn_watch = table(
    "churn_watch", "客户留存观察表 | clients who came under watch and who were first lost, by what they were on entry", Reach.OUTLET,
    month(), outlet(key=True), segment(key=True), ident("star_tier", "星级（空串为无） | star tier, empty string for none", key=True),
    ident("products", "持有产品数分组 | products held, as a band", key=True), count("opened_no", "开户月序号 | month of opening as a number", key=True),
    count("entered_count", "进入观察 | came under watch", must=True), count("lost_count", "首次流失 | lost for the first time", must=True), mart=True,
)  # fmt: skip
churn_cohort = table(
    "churn_cohort", "开户季度群组 | clients opened in each quarter, where they were opened", Reach.OUTLET,
    month(), outlet(key=True), segment(key=True), count("quarter_no", "开户季度首月序号 | first month of the quarter of opening as a number", key=True),
    count("member_count", "群组客户数 | clients of the cohort", must=True), count("active_count", "其中活跃 | of which active", must=True),
    *(money(f"{level}_yuan", f"{zh} | {en}", must=True) for level, zh, en in BRIDGE_MEASURES if level != "revenue"), mart=True,
)  # fmt: skip
client_warning = table(
    "client_warning", "客户流失预警 | active clients with an early warning at the month's end, by what was known then", Reach.OUTLET,
    month(), client_key(key=True), outlet(),
    ident("rm_id", "客户经理工号（空串为无客户经理） | RM staff number, empty string for no RM", must=True), segment(),
    ident("star_tier", "星级（空串为无） | star tier, empty string for none", must=True),
    *(flag(warning.key, f"{warning.name.zh} | {warning.name.en.lower()}", must=True) for warning in WARNINGS),
    flag("is_silent", "静默流失 | silently going: AUM well below the mean of the three months before", must=True),
    money("balance_yuan", "余额（个人为 AUM，其他为存款） | balances: AUM of personal clients, deposits of others", must=True),
    money("balance_before_yuan", "前三个月平均余额 | mean balances of the three months before"),
    money("deposit_yuan", "存款 | deposits", must=True), money("loan_yuan", "贷款 | loans", must=True), money("aum_yuan", "管理资产 | AUM", must=True),
    money("aum_before_yuan", "前三个月平均管理资产 | mean AUM of the three months before"),
    money("revenue_year_yuan", "近十二个月收入 | trailing-12-month revenue", must=True),
    day("last_contact_on", "最近一次联系上（近一年内） | last reached, within a year"),
    day("matures_on", "最近一笔未沟通到期日 | next maturity nobody has talked about"), money("maturing_yuan", "未沟通的到期金额 | maturing within the days of policy, not talked about"),
    mart=True,
)  # fmt: skip

MARTS: tuple[Table, ...] = tuple(t for t in metadata.sorted_tables if t.info["mart"])
SOURCES: tuple[Table, ...] = tuple(t for t in metadata.sorted_tables if not t.info["mart"])
SIGNED: tuple[Table, ...] = (load_run, load_table, load_check, published_headline)  # tell of a load; written by it at its end
VERSION = hashlib.sha256(
    ";".join(f"{t.name}.{c.name} {c.type}" for t in metadata.sorted_tables for c in t.c).encode()
).hexdigest()[:12]  # a generation built for another shape is rebuilt, not migrated


def reach(of: Table) -> Reach:
    found: Reach = of.info["reach"]
    return found
