"""The bank as a whole: segments, levels, industries, and the measures and periods every subject is asked for."""

from queries.codes.kind import Codes
from queries.text import Text

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
PERIODS: Codes = {
    "month": Text("月", "Month"),
    "quarter": Text("季", "Quarter"),
    "half": Text("半年", "Half-year"),
    "year": Text("年", "Year"),
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
