"""Clients, what they hold, how they are served, and what becomes of them."""

from queries.codes.kind import Codes
from queries.text import Text

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
PROSPECT_STAGES: Codes = {
    "found": Text("线索", "Found"),
    "contacted": Text("已接触", "Contacted"),
    "offered": Text("已报价", "Offered"),
    "won": Text("已成交", "Won"),
    "dropped": Text("已放弃", "Dropped"),
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
