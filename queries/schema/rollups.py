"""Roll-ups: books, results, concentration, hand-over and care."""

from sqlalchemy import BigInteger, Column, Numeric

from queries import codes
from queries.schema.bank import LORENZ_PERCENTS, RESULT_LEVELS, rm_day
from queries.schema.shape import Reach, client_key, code, column, count, day, flag, ident, money, month, outlet, rm_key, segment, table

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
    *(money(f"top_{part}_percent_yuan", f"前 {part}% | largest {part}% of the holders", must=True) for part in LORENZ_PERCENTS),
    column("square_sum", Numeric(38, 4), "余额平方和 | sum of squares", "yuan²", must=True),
    column("running_cents", Numeric(38, 0), "由小到大累计额之和（分） | sum of the running totals, smallest first, in cents", "cents", must=True),
    column("pareto_count", BigInteger(), "达到 80% 所需户数 | fewest holders that reach 80%", "count", must=True), mart=True,
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
