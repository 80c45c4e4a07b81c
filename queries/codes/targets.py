"""What targets are set on."""

from queries.codes.kind import Codes
from queries.text import Text

TARGET_KINDS: Codes = {
    "flow": Text("发生额", "Flow"),
    "level": Text("时点余额", "Level"),
    "growth": Text("较年初增量", "Growth"),
    "average": Text("日均", "Average"),
    "ratio": Text("比率", "Ratio"),
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
