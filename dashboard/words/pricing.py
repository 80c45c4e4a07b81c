"""Words of contribution and pricing."""

from dashboard.words.frame import COLUMN_MEANINGS, COLUMNS, METRIC_UNITS
from queries.text import Text

METRIC_UNITS["bp"] = Text("基点", "basis points")
COLUMNS |= {
    "contribution_part_share": Text("占贡献度", "Part of contribution"), "volume_part_share": Text("占业务量", "Part of AUM and loans"), "month_count": Text("月数", "Months"),
    "is_to_talk_to": Text("应面谈", "To talk to"), "others_unsecured_share": Text("同星级未覆盖", "Tier: unsecured"), "others_cover_share": Text("同星级覆盖率", "Tier: cover"),
    "others_tenor_months": Text("同星级期限（月）", "Tier: term, months"), "looser_count": Text("宽松项", "Looser terms"), "renewed_yuan": Text("续贷金额", "Renewed"),
    "renewals_count": Text("续贷笔数", "Renewals"), "eased_count": Text("条件放宽", "On easier terms"), "eased_yuan": Text("放宽金额", "Amount on easier terms"), "eased_share": Text("放宽占比", "Part on easier terms"),
    "cover_eased_count": Text("覆盖率放宽", "Less cover"), "tenor_eased_count": Text("期限放宽", "Longer term"), "price_eased_count": Text("价格放宽", "Lower price"),
    "renewed_exceptions_count": Text("例外审批", "Exceptions"), "was_cover_share": Text("原覆盖率", "Cover before"), "is_cover_share": Text("现覆盖率", "Cover now"),
    "was_term_months": Text("原期限（月）", "Term before, months"), "is_term_months": Text("现期限（月）", "Term now, months"), "was_conceded_bp": Text("原让价（基点）", "Conceded before, bp"),
    "is_conceded_bp": Text("现让价（基点）", "Conceded now, bp"), "is_exception": Text("例外审批", "Exception"),
    "product_line": Text("产品线", "Product line"), "agreed_on": Text("约定日", "Agreed on"), "term_months": Text("期限（月）", "Term, months"), "contract_id": Text("合同编号", "Contract"),
    "contract_yuan": Text("合同金额", "Amount"), "benchmark_share": Text("基准", "Benchmark"), "gap_bp": Text("让价（基点）", "Conceded, bp"), "given_yuan": Text("年让利额", "Conceded a year"),
}  # fmt: skip
COLUMN_MEANINGS |= {
    "contribution_part_share": Text("占本级近 12 个月贡献度的比例；本级不为正时不可得。", "Part of the whole's contribution over twelve months; not available where that is not above zero."),
    "volume_part_share": Text("占本级月末管理资产与贷款的比例。", "Part of the whole's AUM and loans at the month's end."),
    "month_count": Text("计入的客户月数。", "Months of the client that were counted."),
    "is_to_talk_to": Text("让价达到政策幅度，且近 12 个月贡献度少于年让利额。", "Conceded by the margin of policy or more, and contributing less over twelve months than is given away a year."),
    "others_unsecured_share": Text("同星级其他贷款，未覆盖部分占比。", "The tier's other loans within the scope: the part not covered."),
    "others_cover_share": Text("同星级其他贷款，按金额加权的覆盖率。", "The tier's other loans within the scope: cover, weighted by amount."),
    "others_tenor_months": Text("同星级其他贷款，按金额加权的期限。", "The tier's other loans within the scope: term, weighted by amount."),
    "looser_count": Text("未覆盖、覆盖率、期限三项中比同星级宽松的项数。", "How many of the three terms are easier than the tier's."),
    "renewed_yuan": Text("续贷后合同的金额。", "The amount of the contract after its renewal."), "renewals_count": Text("近 12 个月的续贷合同。", "Contracts renewed in twelve months."),
    "eased_count": Text("覆盖率下降或期限延长达到政策幅度的续贷。", "Renewals with less cover or a longer term by the margins of policy."),
    "eased_yuan": Text("条件放宽的续贷金额。", "Amounts renewed on easier terms."), "eased_share": Text("条件放宽的金额占续贷金额。", "Amounts on easier terms over all renewed."),
    "cover_eased_count": Text("覆盖率下降达到政策幅度的续贷。", "Renewals whose cover fell by the margin of policy."), "tenor_eased_count": Text("期限延长达到政策幅度的续贷。", "Renewals whose term grew by the margin of policy."),
    "price_eased_count": Text("让价多于上次的续贷。", "Renewals conceded more than the time before."), "renewed_exceptions_count": Text("作为例外审批的续贷。", "Renewals approved as exceptions."),
    "was_cover_share": Text("所续合同的抵质押覆盖率。", "Cover of the contract that was renewed."), "is_cover_share": Text("续贷后合同的抵质押覆盖率。", "Cover of the contract after its renewal."),
    "was_term_months": Text("所续合同的期限。", "Term of the contract that was renewed."), "is_term_months": Text("续贷后合同的期限。", "Term of the contract after its renewal."),
    "was_conceded_bp": Text("所续合同低于基准的幅度。", "How far the contract that was renewed lay below its benchmark."), "is_conceded_bp": Text("续贷后合同低于基准的幅度。", "How far the contract lies below its benchmark after its renewal."),
    "is_exception": Text("是否作为例外审批。", "Whether it was approved as an exception."), "product_line": Text("合同的产品线。", "The contract's product line."),
    "agreed_on": Text("贷款放款日或存款起息日。", "The day a loan was granted or a deposit opened."), "term_months": Text("合同期限。", "The contract's term."), "contract_yuan": Text("月末合同金额。", "The contract's amount at the month's end."),
    "benchmark_share": Text("约定当月的基准利率；没有公布者为空。", "The benchmark of the month it was agreed in; empty where none was published."),
    "gap_bp": Text("贷款为基准减利率，存款为利率减基准。", "Benchmark less rate of a loan, rate less benchmark of a deposit."), "given_yuan": Text("让价 × 合同金额；正为让出。", "The gap times the amount; positive is given away."),
}  # fmt: skip

# charts
QUADRANT_UP = Text("近 12 个月贡献度（{unit}）", "Contribution, 12 months ({unit})")
QUADRANT_ACROSS = Text("年让利额（{unit}）", "Conceded a year ({unit})")
QUADRANT_GIVEN = Text("年让利 {given}", "conceded {given} a year")
QUADRANT_BACK = Text("贡献度 {back}", "contribution {back}")
ALT_QUADRANT = Text("{count} 户大客户中 {marked} 户应面谈，让出最多的是{name}：年让利 {given}，贡献度 {back}。", "{marked} of {count} large clients are to be talked to, most given away to {name}: {given} a year, contribution {back}.")
ALT_QUADRANT_NONE = Text("{count} 户获让价的大客户，均不需面谈。", "{count} large clients are conceded to, none to be talked to.")

# page
PRICING = Text("贡献与让价", "Contribution and pricing")
PRICING_QUESTION = Text("谁真正带来贡献，让出的价格与条件值不值？", "Who really contributes, and is what we concede on price and terms worth it?")
PRICING_OF_BOOK = Text("本人管户：亏损的大客户、获让价的大客户与放宽条件的续贷。", "Your own book: large clients that lose money, those conceded to, and renewals on easier terms.")
NO_CONTRIBUTION = Text("所选范围该月没有贡献度数据。请更换机构、条线或月份。", "Contribution is not supplied for this scope and month. Choose another unit, segment or month.")
NO_CONTRACTS = Text("所选范围该月没有贷款或存款合同数据。", "No loan or deposit contracts are supplied for this scope and month.")
CONTRIBUTION_STEPS = Text("从收入到贡献度：近 12 个月", "From income to contribution, 12 months")
CONTRIBUTION_STEPS_LEGEND = Text("{unit}；收入为资金成本后；三项成本逐项扣除", "{unit}; income after funding, then the three costs")
CONTRIBUTION_SHARES = Text("贡献占比与业务量占比", "Part of contribution against part of the volume")
CONTRIBUTION_SHARES_LEGEND = Text("强色＝占贡献度，弱色＝占管理资产与贷款；右侧为差，负值为业务多而贡献少", "Strong: part of contribution; faint: part of AUM and loans; at the right the difference, negative where much volume brings little")
AGAINST_VOLUME = Text("较业务量", "vs volume")
UNIT_PART = Text("占贡献度", "Part of contribution")
LOSERS = Text("亏损的大客户", "Large clients that lose money")
LOSERS_LEGEND = Text("{unit}；近 12 个月，亏损最大者在前", "{unit}; 12 months, the largest loss first")
NO_LOSERS = Text("没有亏损的大客户。", "No large client loses money.")
CONTRIBUTORS = Text("贡献最大的大客户", "Large clients that contribute most")
CONTRIBUTORS_LEGEND = Text("{unit}；近 12 个月；末两行为其余，合计等于全部", "{unit}; 12 months; the last two lines are the rest, so that all add up")
CONTRIBUTION_RMS = Text("贡献度：按客户经理", "Contribution by RM")
CONTRIBUTION_RMS_LEGEND = Text("{unit}；近 12 个月，高者在前；含“无客户经理”，合计等于机构", "{unit}; 12 months, the highest first; with the line of no RM they add up to the unit")
CONTRIBUTION_TIERS = Text("贡献度：按条线与星级", "Contribution by segment and star tier")
CONTRIBUTION_TIERS_LEGEND = Text("{unit}；近 12 个月，按当月的条线与星级计入；各条线之和、各星级之和均等于全部", "{unit}; 12 months, by the segment and tier of each month; the segments add up to the whole, and so do the tiers")
CONCESSION_QUADRANT = Text("让利与贡献：大客户", "Conceded against contributed: large clients")
CONCESSION_QUADRANT_LEGEND = Text("每点一户；虚线以下让利多于贡献；红色＝让价达 {bp} 个基点且让利多于贡献；三角＝超出坐标", "A dot a client; below the dashed line more is given than comes back; red: conceded by {bp} bp or more, and more than contributed; triangle: off the scale")
CONCESSION_UNITS = Text("年让利额：按下级机构", "Conceded a year, by the next level down")
CONCESSION_UNITS_LEGEND = Text("{unit}；正为让出；右侧为同比", "{unit}; positive is given away; at the right against last year")
CONCESSIONS = Text("获让价最多的大客户", "Large clients conceded to most")
CONCESSIONS_LEGEND = Text("{unit}；余额为合同月末金额；无基准者不计让价", "{unit}; on the contracts' amounts at month-end; contracts without a benchmark are left out")
NO_CONCESSIONS = Text("没有获得让价的大客户，或没有合同数据。", "No large client is conceded to, or no contracts are supplied.")
CONCESSION_RMS = Text("让价：按客户经理", "Price conceded by RM")
CONCESSION_RMS_LEGEND = Text("{unit}；让出多者在前", "{unit}; the most given away first")
CONCESSION_CUTS = Text("让价：按产品线与星级", "Price conceded by product line and star tier")
CONCESSION_CUTS_LEGEND = Text("{unit}；贷款＝基准减利率，存款＝利率减基准；基准取约定当月、当时评级与最近期限（同近取短）", "{unit}; loans: benchmark less rate, deposits: rate less benchmark, by the month agreed, the rating of then and the nearest term (of two, the shorter)")
TERMS_PANEL = Text("贷款条件：按星级", "Terms of loans by star tier")
TERMS_LEGEND = Text("{unit}；按金额加权；末行为合计", "{unit}; weighted by amount; the last line is all of them")
TERMS_CLIENTS = Text("大客户贷款条件与同星级相比", "Large clients' terms against their tier")
TERMS_CLIENTS_LEGEND = Text("{unit}；宽松项多、金额大者在前；同星级为范围内其他贷款", "{unit}; most easier terms first, then the largest; compared with the scope's other loans to the same tier")
NO_TERMS = Text("没有大客户贷款合同。", "No large client has a loan contract.")
RENEWALS = Text("条件放宽的续贷：近 12 个月", "Renewals on easier terms, 12 months")
RENEWALS_LEGEND = Text("{unit}；覆盖率下降或期限延长达到政策幅度的大客户续贷", "{unit}; large clients' renewals with less cover or a longer term by the margins of policy")
NO_RENEWALS = Text("近 12 个月没有条件放宽的大客户续贷。", "No large client's loan was renewed on easier terms in 12 months.")
PRICING_FIGURES = Text("全部贡献与让价指标", "All figures of contribution and pricing")
CLIENT_CONTRIBUTION = Text("贡献度构成：近 12 个月", "Contribution and its parts, 12 months")
CLIENT_CONTRIBUTION_LEGEND = Text("{unit}；只含在范围内的月份", "{unit}; months within the scope only")
NO_CLIENT_CONTRIBUTION = Text("近 12 个月没有贡献度数据。", "Contribution is not supplied for the last twelve months.")
CLIENT_PRICES = Text("合同让价", "Price conceded by contract")
CLIENT_PRICES_LEGEND = Text("{unit}；正为让出；“–”为没有基准", "{unit}; positive is given away; –: no benchmark")
NO_CLIENT_PRICES = Text("没有在执行的贷款或存款合同。", "No loan or deposit contract is in force.")
