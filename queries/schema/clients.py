"""Clients, and what they hold, owe, buy, ask and complain of."""

from queries import codes
from queries.schema.shape import (
    Reach,
    client_key,
    code,
    count,
    day,
    flag,
    ident,
    money,
    month,
    outlet,
    rm_key,
    segment,
    share,
    table,
    words,
)

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
