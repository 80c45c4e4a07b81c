"""The closed sets of codes that warehouse columns hold, with their words in both languages.

Codes are stored, words are shown. A column that takes a set names it in `schema`, and the loader refuses
any other value.
"""

from queries.text import Text

Codes = dict[str, Text]

SEGMENTS: Codes = {
    "corporate": Text("公司", "Corporate"),
    "institutional": Text("机构", "Institutional"),
    "interbank": Text("同业", "Interbank"),
    "personal": Text("个人", "Personal"),
}
LEVELS: Codes = {
    "bank": Text("总行", "Head office"),
    "region": Text("区域", "Region"),
    "branch": Text("分行", "Branch"),
    "sub_branch": Text("支行", "Sub-branch"),
    "outlet": Text("网点", "Outlet"),
}
MODES: Codes = {
    "area": Text("按区域", "By area"),
    "industry": Text("按行业", "By industry"),
    "volume": Text("按规模", "By volume"),
    "product": Text("按产品", "By product"),
    "mixed": Text("混合", "Mixed"),
}
GRADES: Codes = {  # highest first; the trainee stands below the eight
    "senior_expert": Text("资深客户经理", "Senior expert"),
    "senior_1": Text("高级一级", "Senior level 1"),
    "senior_2": Text("高级二级", "Senior level 2"),
    "rm_1": Text("客户经理一级", "RM level 1"),
    "rm_2": Text("客户经理二级", "RM level 2"),
    "rm_3": Text("客户经理三级", "RM level 3"),
    "rm_4": Text("客户经理四级", "RM level 4"),
    "assistant": Text("助理", "Assistant"),
    "trainee": Text("见习", "Trainee"),
}
GRADE_BANDS: Codes = {
    "senior": Text("资深与高级", "Senior"),
    "middle": Text("客户经理一至四级", "RM levels 1 to 4"),
    "assistant": Text("助理", "Assistant"),
}
JOIN_CHANNELS: Codes = {
    "online": Text("网络招聘", "Online"),
    "job_fair": Text("招聘会", "Job fair"),
    "campus": Text("校园招聘", "Campus"),
    "counter": Text("柜面转岗", "From the counter"),
    "competition": Text("内部竞聘", "Internal contest"),
}
LEAVE_REASONS: Codes = {
    "resigned": Text("辞职", "Resigned"),
    "poached": Text("同业挖角", "Poached"),
    "performance": Text("业绩淘汰", "Performance"),
    "breach": Text("违规", "Breach"),
    "not_renewed": Text("合同未续签", "Contract not renewed"),
    "retired": Text("退休", "Retired"),
    "died": Text("身故", "Died"),
}
EDUCATIONS: Codes = {
    "college": Text("大专", "College"),
    "bachelor": Text("本科", "Bachelor"),
    "master": Text("硕士", "Master"),
    "doctor": Text("博士", "Doctor"),
}
CONTRACTS: Codes = {
    "permanent": Text("正式工", "Permanent"),
    "fixed_term": Text("合同工", "Fixed term"),
    "temporary": Text("派遣工", "Temporary"),
}
POSTING_KINDS: Codes = {
    "rm": Text("客户经理", "RM"),
    "trainee": Text("见习", "Trainee"),
    "other_work": Text("其他工作", "Other work"),
}
POSTING_STATUSES: Codes = {
    "active": Text("在岗", "In post"),
    "long_leave": Text("长期休假", "On long leave"),
}
DUTIES: Codes = {
    "cash_teller": Text("现金柜员", "Cash teller"),
    "non_cash_teller": Text("非现金柜员", "Non-cash teller"),
    "business_supervisor": Text("业务主管", "Business supervisor"),
    "rm_assistant": Text("客户经理助理", "RM assistant"),
    "loan_review": Text("贷款审查", "Loan review"),
    "counter_booking": Text("柜面记账", "Counter booking"),
}
RM_EVENTS: Codes = {
    "late": Text("迟到", "Late"),
    "absent": Text("旷工", "Absent"),
    "rule_breach": Text("违反制度", "Rule broken"),
    "service_breach": Text("违反服务规范", "Service code broken"),
    "praise_branch": Text("分行表扬", "Praise at branch level"),
    "praise_province": Text("省级表扬", "Praise at province level"),
    "praise_press": Text("媒体表扬", "Praise in the press"),
}
RATERS: Codes = {
    "self": Text("自评", "Self"),
    "peer": Text("同事", "Peer"),
    "manager": Text("上级", "Manager"),
    "client": Text("客户", "Client"),
}
INDUSTRIES: Codes = {
    "manufacturing": Text("制造业", "Manufacturing"),
    "wholesale_retail": Text("批发和零售业", "Wholesale and retail"),
    "real_estate": Text("房地产业", "Real estate"),
    "construction": Text("建筑业", "Construction"),
    "transport": Text("交通运输业", "Transport"),
    "energy": Text("电力、热力、燃气", "Energy"),
    "mining": Text("采矿业", "Mining"),
    "agriculture": Text("农林牧渔业", "Agriculture"),
    "technology": Text("信息技术", "Information technology"),
    "leasing_services": Text("租赁和商务服务业", "Leasing and business services"),
    "public_works": Text("水利、环境和公共设施", "Water, environment and public works"),
    "health_education": Text("卫生和教育", "Health and education"),
    "finance": Text("金融业", "Finance"),
    "government": Text("公共管理", "Public administration"),
}
EXPOSURE_CLASSES: Codes = {
    "non_bank": Text("非同业客户", "Non-bank"),
    "bank": Text("同业客户", "Bank"),
    "central_government": Text("中央政府", "Central government"),
    "central_bank": Text("中央银行", "Central bank"),
    "policy_bank": Text("政策性银行", "Policy bank"),
    "gsib": Text("全球系统重要性银行", "G-SIB"),
}
RISK_CLASSES: Codes = {
    "low": Text("低风险", "Low"),
    "medium": Text("中风险", "Medium"),
    "high": Text("高风险", "High"),
}
CLOSE_REASONS: Codes = {
    "service": Text("服务不满", "Service"),
    "rm_change": Text("客户经理变动", "Change of RM"),
    "complaint": Text("投诉未解决", "Complaint unanswered"),
    "contact_stale": Text("联系方式失效", "Contact data stale"),
    "better_offer": Text("他行更优条件", "Better offer elsewhere"),
    "cycle": Text("经营周期", "Business cycle"),
    "other": Text("其他", "Other"),
}
COVERAGE_REASONS: Codes = {
    "first": Text("首次分配", "First assigned"),
    "rm_left": Text("客户经理离职", "RM left"),
    "rm_moved": Text("客户经理调动", "RM moved"),
    "client_moved": Text("客户迁移", "Client moved"),
    "rebalanced": Text("重新分配", "Rebalanced"),
}
PRODUCT_LINES: Codes = {
    "demand_deposit": Text("活期存款", "Demand deposits"),
    "time_deposit": Text("定期存款", "Time deposits"),
    "loan": Text("贷款", "Loans"),
    "wealth": Text("理财", "Wealth products"),
    "fund": Text("基金", "Funds"),
    "insurance": Text("保险", "Insurance"),
    "securities": Text("证券", "Securities"),
    "card": Text("银行卡", "Cards"),
    "e_banking": Text("电子银行", "E-banking"),
    "payroll": Text("代发工资", "Payroll"),
    "trade": Text("贸易融资", "Trade finance"),
    "international": Text("国际结算", "International settlement"),
}
STAR_TIERS: Codes = {
    "star_7": Text("七星", "Seven-star"),
    "star_6": Text("六星", "Six-star"),
    "star_5": Text("五星", "Five-star"),
    "star_4": Text("四星", "Four-star"),
    "star_3": Text("三星", "Three-star"),
    "pre_star": Text("准星", "Pre-star"),
    "point_star": Text("星点值", "Point-star"),
}
CONTRIBUTION_CLASSES: Codes = {
    "private": Text("私人银行", "Private banking"),
    "premium": Text("优质", "Premium"),
    "potential_premium": Text("潜在优质", "Potential premium"),
    "ordinary": Text("普通", "Ordinary"),
}
RATINGS: Codes = {code: Text(code, code) for code in ("AAA", "AA", "A", "BBB", "BB", "B", "CCC", "D")}
LOAN_GRADES: Codes = {
    "normal": Text("正常", "Normal"),
    "special_mention": Text("关注", "Special mention"),
    "substandard": Text("次级", "Substandard"),
    "doubtful": Text("可疑", "Doubtful"),
    "loss": Text("损失", "Loss"),
}
OVERDUE_BANDS: Codes = {
    "none": Text("未逾期", "Not overdue"),
    "to_30": Text("1–30 天", "1–30 days"),
    "to_90": Text("31–90 天", "31–90 days"),
    "to_180": Text("91–180 天", "91–180 days"),
    "to_360": Text("181–360 天", "181–360 days"),
    "beyond": Text("360 天以上", "Over 360 days"),
}
LOAN_STEPS: Codes = {
    "held": Text("上月亦有贷款", "Held the month before too"),
    "new": Text("新增", "New"),
    "repaid": Text("已结清", "Repaid"),
}
EXPOSURE_KINDS: Codes = {
    "on_balance": Text("表内", "On balance"),
    "off_balance": Text("表外", "Off balance"),
}
MITIGATIONS: Codes = {
    "none": Text("无", "None"),
    "deposit": Text("保证金存单", "Cash deposit"),
    "bond": Text("债券", "Bonds"),
    "property": Text("房产", "Property"),
    "guarantee": Text("保证", "Guarantee"),
}
COMPLAINT_CAUSES: Codes = {
    "service": Text("服务态度", "Service"),
    "fees": Text("收费", "Fees"),
    "error": Text("差错", "Error"),
    "sales": Text("销售误导", "Mis-selling"),
    "channel": Text("渠道故障", "Channel failure"),
    "waiting": Text("等候时间", "Waiting time"),
}
CONTACT_CHANNELS: Codes = {
    "visit": Text("上门拜访", "Visit"),
    "phone": Text("电话", "Telephone"),
    "branch": Text("网点面谈", "At the outlet"),
    "message": Text("短信微信", "Message"),
}
NOTE_KINDS: Codes = {
    "daily_log": Text("工作日志", "Daily log"),
    "weekly_note": Text("周记", "Weekly note"),
    "market_report": Text("月度市场报告", "Monthly market report"),
}
PROSPECT_STAGES: Codes = {
    "found": Text("线索", "Found"),
    "contacted": Text("已接触", "Contacted"),
    "offered": Text("已报价", "Offered"),
    "won": Text("已成交", "Won"),
    "dropped": Text("已放弃", "Dropped"),
}
TARGET_KINDS: Codes = {
    "flow": Text("发生额", "Flow"),
    "level": Text("时点余额", "Level"),
    "growth": Text("较年初增量", "Growth"),
    "average": Text("日均", "Average"),
    "ratio": Text("比率", "Ratio"),
}
PERIODS: Codes = {
    "month": Text("月", "Month"),
    "quarter": Text("季", "Quarter"),
    "half": Text("半年", "Half-year"),
    "year": Text("年", "Year"),
}
TARGET_METRICS: Codes = {
    "deposits": Text("存款", "Deposits"),
    "loans": Text("贷款", "Loans"),
    "aum": Text("管理资产 AUM", "AUM"),
    "npl": Text("不良贷款", "Non-performing loans"),
    "npl_recovered": Text("不良清收", "NPL recovered"),
    "loans_granted": Text("贷款投放", "Loans granted"),
    "fee_income": Text("中间业务收入", "Fee income"),
    "accounts_opened": Text("新开账户", "Accounts opened"),
    "basic_accounts_opened": Text("新开基本户", "Basic settlement accounts opened"),
    "premium_clients_won": Text("新增优质客户", "Premium clients won"),
    "fund_sales": Text("基金销售", "Fund sales"),
    "insurance_sales": Text("保险销售", "Insurance sales"),
    "cards_sold": Text("发卡", "Cards sold"),
    "e_banking_sold": Text("电子银行签约", "E-banking sign-ups"),
    "payroll_sold": Text("代发工资签约", "Payroll sign-ups"),
    "trade_sales": Text("贸易融资", "Trade finance"),
    "international_sales": Text("国际结算", "International settlement"),
    "profile_completeness": Text("客户信息完整度", "Profile completeness"),
}
MEASURES: Codes = {
    "loans": Text("贷款", "Loans"),
    "deposits": Text("存款", "Deposits"),
    "aum": Text("管理资产 AUM", "AUM"),
    "revenue": Text("营业收入", "Revenue"),
    "contribution": Text("贡献度", "Contribution"),
}
HOLDERS: Codes = {
    "client": Text("客户", "Client"),
    "group": Text("集团客户", "Connected group"),
    "industry": Text("行业", "Industry"),
    "region": Text("区域", "Region"),
    "outlet": Text("网点", "Outlet"),
    "rm": Text("客户经理", "RM"),
}
PRODUCT_BANDS: Codes = {
    "none": Text("无产品", "No product"),
    "one": Text("1 种", "1 product"),
    "two": Text("2 种", "2 products"),
    "three_up": Text("3 种及以上", "3+ products"),
}
LIFE_STATES: Codes = {
    "active": Text("活跃", "Active"),
    "dormant": Text("休眠", "Dormant"),
    "unused": Text("未启用", "Opened, not yet used"),
    "closed": Text("已销户", "Closed"),
}
LIFE_EVENTS: Codes = {
    "new": Text("新增", "New"),
    "lost": Text("流失", "Lost"),
    "reactivated": Text("激活", "Reactivated"),
}
CHURN_GRAINS: Codes = {
    "outlet": Text("网点与条线", "Outlet and segment"),
    "rm": Text("客户经理", "RM"),
    "tier": Text("星级", "Star tier"),
}
MOVE_SIDES: Codes = {
    "in": Text("移入", "Moved in"),
    "out": Text("移出", "Moved out"),
    "stay": Text("未移动", "Stayed"),
}
PYRAMID_TIERS: Codes = {  # highest first; each is managed by a level of the bank, the last by none in particular
    "platinum": Text("白金", "Platinum"),
    "gold": Text("黄金", "Gold"),
    "gold_medal": Text("金质", "Gold-medal"),
    "core": Text("核心", "Core"),
    "other": Text("其他", "Other"),
}
TIER_KINDS: Codes = {
    "pyramid": Text("金字塔", "Pyramid"),
    "star": Text("星级", "Star tier"),
    "large": Text("大客户", "Large clients"),
}
CHURN_CUTS: Codes = {
    "tier": Text("星级", "Star tier"),
    "tenure": Text("客户年限", "Client's tenure"),
    "products": Text("持有产品数", "Products held"),
    "industry": Text("行业", "Industry"),
    "reason": Text("原因", "Reason"),
}
TRUTHS: Codes = {
    "client_lost": Text("将流失的客户", "Client that will be lost"),
    "handover_late": Text("逾期交接", "Late hand-over"),
    "limit_broken": Text("突破的限额", "Broken limit"),
    "limit_near": Text("接近的限额", "Limit nearly reached"),
    "key_person": Text("余额过于集中的客户经理", "RM holding a dangerous share"),
    "cascade_break": Text("目标未逐级分解", "Targets that do not cascade"),
    "duty_conflict": Text("岗位冲突", "Duty conflict"),
    "large_worsened": Text("转差的大客户", "Large client that worsened"),
    "conceded_at_loss": Text("亏损却大幅让价的客户", "Client conceded to at a loss"),
}
