"""RMs and those around them."""

from queries.codes.kind import Codes
from queries.text import Text

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
NOTE_KINDS: Codes = {
    "daily_log": Text("工作日志", "Daily log"),
    "weekly_note": Text("周记", "Weekly note"),
    "market_report": Text("月度市场报告", "Monthly market report"),
}
