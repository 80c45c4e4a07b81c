"""Loans and exposures."""

from queries.codes.kind import Codes
from queries.text import Text

EXPOSURE_CLASSES: Codes = {
    "non_bank": Text("非同业客户", "Non-bank"),
    "bank": Text("同业客户", "Bank"),
    "central_government": Text("中央政府", "Central government"),
    "central_bank": Text("中央银行", "Central bank"),
    "policy_bank": Text("政策性银行", "Policy bank"),
    "gsib": Text("全球系统重要性银行", "G-SIB"),
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
