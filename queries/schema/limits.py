"""Roll-up: what each client owes the bank, on and off its balance sheet."""

from queries import codes
from queries.schema.shape import Reach, client_key, code, count, ident, money, month, outlet, segment, table

client_exposure = table(
    "client_exposure", "客户风险暴露月度汇总 | exposures added up by client at month-end, with the group of that month", Reach.OUTLET,
    month(), client_key(key=True), outlet(), ident("rm_id", "客户经理工号（空串为无客户经理） | RM staff number, empty string for no RM", must=True), segment(),
    ident("group_id", "当月集团编号 | group of that month", hides="client"), code("industry", "当月行业 | industry of that month", codes.INDUSTRIES),
    code("exposure_class", "风险暴露类别（未填者按条线） | exposure class, by segment where the register gives none", codes.EXPOSURE_CLASSES, must=True),
    money("loan_yuan", "贷款余额 | loans", must=True),
    money("gross_yuan", "缓释前风险暴露（无合同者为贷款余额） | exposure before mitigation; loans where there are no contracts", must=True),
    money("net_yuan", "缓释后风险暴露 | exposure after recognised mitigation", must=True), money("off_balance_yuan", "其中表外 | of which off the balance sheet", must=True),
    money("provision_yuan", "减值准备 | provisions held", must=True), money("rwa_yuan", "风险加权资产 | risk-weighted assets"),
    count("contract_count", "合同数 | contracts", must=True), mart=True,
)  # fmt: skip
