"""What a column is called outside the screen: in the shell's tables and files."""

from queries.catalog import METRICS
from queries.schema import metadata
from queries.text import LANGS, Text, pair

COLUMN_WORDS = {
    "actual_yuan": Text("实绩（元）", "Actual (yuan)"), "base_yuan": Text("上年同期（元）", "Last year (yuan)"),
    "gap_yuan": Text("差额（元）", "Gap (yuan)"), "gap_share": Text("差额率", "Gap share"), "name_zh": Text("名称", "Name in Chinese"),
    "name_en": Text("英文名称", "Name in English"), "sentence_zh": Text("事项", "Finding in Chinese"), "sentence_en": Text("英文事项", "Finding in English"),
    "page": Text("页面", "Page"), "choices": Text("筛选", "Filters"), "is_good": Text("是否有利", "Favourable"),
    "place": Text("名次", "Place"), "holder_id": Text("编号", "Number"), "holder_zh": Text("名称", "Name in Chinese"),
    "holder_en": Text("英文名称", "Name in English"), "value_yuan": Text("金额（元）", "Amount (yuan)"), "share": Text("占比", "Share"),
    "cumulative_share": Text("累计占比", "Cumulative share"), "rm_zh": Text("客户经理", "RM"), "rm_en": Text("客户经理（拼音）", "RM in pinyin"),
    "change_yuan": Text("较上年（元）", "Change over 12 months (yuan)"), "change_share": Text("较上年", "Change over 12 months"),
    "year_ago_yuan": Text("上年同期（元）", "A year before (yuan)"),
    "holder_share": Text("持有者累计占比", "Cumulative share of holders"), "measure_share": Text("金额累计占比", "Cumulative share of the measure"),
}  # fmt: skip


COLUMN_WORDS |= {
    "standing_zh": Text("状态", "Status in Chinese"), "standing_en": Text("英文状态", "Status in English"), "table_zh": Text("表", "Table in Chinese"),
    "table_en": Text("英文表名", "Table in English"), "before_count": Text("上一批次行数", "Rows before"), "change_count": Text("增减", "Change in rows"),
    "column_name": Text("列名", "Column"), "sense_zh": Text("含义", "Meaning in Chinese"), "sense_en": Text("英文含义", "Meaning in English"),
    "unit_zh": Text("单位", "Unit in Chinese"), "unit_en": Text("英文单位", "Unit in English"), "is_key": Text("主键", "Key"),
    "is_required": Text("必填", "Required"), "codes_zh": Text("可取的值", "Values in Chinese"), "codes_en": Text("英文可取的值", "Values in English"),
    "seen_zh": Text("可见范围", "Seen by, in Chinese"), "seen_en": Text("英文可见范围", "Seen by, in English"),
}  # fmt: skip

COLUMN_WORDS |= {
    "opening_yuan": Text("期初（元）", "Opening (yuan)"), "new_yuan": Text("新增（元）", "New (yuan)"), "expansion_yuan": Text("增长（元）", "Expansion (yuan)"),
    "reactivated_yuan": Text("激活（元）", "Reactivated (yuan)"), "contraction_yuan": Text("收缩（元）", "Contraction (yuan)"), "lost_yuan": Text("流失（元）", "Lost (yuan)"),
    "moved_in_yuan": Text("移入（元）", "Moved in (yuan)"), "moved_out_yuan": Text("移出（元）", "Moved out (yuan)"), "closing_yuan": Text("期末（元）", "Closing (yuan)"),
    "kept_yuan": Text("保住（元）", "Kept (yuan)"), "kept_count": Text("仍活跃户数", "Clients still active"), "run_down_yuan": Text("流失前回落（元）", "Run-down before loss (yuan)"),
    "lost_share": Text("占流失户数", "Share of lost clients"), "lost_aum_yuan": Text("带走的管理资产（元）", "AUM they took (yuan)"),
    "lost_deposits_yuan": Text("带走的存款（元）", "Deposits they took (yuan)"), "lost_loans_yuan": Text("带走的贷款（元）", "Loans they took (yuan)"),
    "clients_now_count": Text("现在户数", "Clients now"), "clients_year_ago_count": Text("一年前户数", "Clients a year ago"), "quarter": Text("开户季度首月", "First month of the quarter"),
    "months_count": Text("季末后月数", "Months since the quarter"), "member_count": Text("群组户数", "Clients of the cohort"), "active_share": Text("仍活跃比例", "Share still active"),
    "start_yuan": Text("季末余额（元）", "Balance at the quarter's end (yuan)"), "balance_share": Text("余额保留比例", "Share of the balance kept"),
    "measure": Text("口径", "Measure"),
}  # fmt: skip

COLUMN_WORDS |= {
    "opening_count": Text("期初", "Opening"), "joiners_count": Text("入职", "Joined"), "transfers_in_count": Text("调入", "Transferred in"),
    "promoted_count": Text("见习转正", "Promoted from trainee"), "leavers_count": Text("离职", "Left the bank"), "transfers_out_count": Text("调出", "Transferred out"),
    "moved_count": Text("转其他工作", "Moved to other work"), "closing_count": Text("期末", "Closing"), "gap_count": Text("差额（人）", "Gap (RMs)"),
    "year_ago_count": Text("一年前", "A year ago"), "now_count": Text("现在", "Now"), "people_count": Text("人数", "People"), "led_count": Text("所带人数", "RMs led"),
    "event_code": Text("事项代码", "Event's code"), "event_zh": Text("事项", "Event in Chinese"), "event_en": Text("英文事项", "Event"), "from_zh": Text("自", "From, in Chinese"),
    "from_en": Text("英文自", "From"), "to_zh": Text("至", "To, in Chinese"), "to_en": Text("英文至", "To"), "outlet_zh": Text("网点", "Outlet in Chinese"),
    "outlet_en": Text("英文网点", "Outlet"), "grade_zh": Text("等级", "Grade in Chinese"), "grade_en": Text("英文等级", "Grade"),
    "status_zh": Text("状态", "Status in Chinese"), "status_en": Text("英文状态", "Status"), "tenure_years": Text("司龄（年）", "Tenure (years)"),
    "duty_zh": Text("兼任职责", "Duty in Chinese"), "duty_en": Text("英文兼任职责", "Duty"), "deposits_held_yuan": Text("名下存款（元）", "Deposits in their book (yuan)"),
    "cut_code": Text("分组代码", "Cut's code"), "cut_zh": Text("分组", "Cut in Chinese"), "cut_en": Text("英文分组", "Cut"), "before": Text("一年前的位置", "Place a year ago"),
    "after": Text("现在的位置", "Place now"), "forecast_count": Text("预测人数", "Forecast"), "low_count": Text("预测下限", "Forecast, low"),
    "high_count": Text("预测上限", "Forecast, high"), "since_on": Text("起始日", "Since"),
}  # fmt: skip

COLUMN_WORDS |= {
    "at_risk": Text("在观察中", "At risk"), "at_risk_yuan": Text("风险余额（元）", "Balances at risk (yuan)"), "balance_yuan": Text("余额（元）", "Balances (yuan)"),
    "band_zh": Text("等级段", "Grade band in Chinese"), "band_en": Text("英文等级段", "Grade band"), "band_low_share": Text("淘汰率下限", "Elimination band, low"),
    "band_high_share": Text("淘汰率上限", "Elimination band, high"), "chance_share": Text("可能性", "Chance"),
    "channel_zh": Text("招聘渠道", "Joining channel in Chinese"), "channel_en": Text("英文招聘渠道", "Joining channel"), "earlier_count": Text("再前 12 个月", "The 12 months before"), "cohort_count": Text("13–24 个月前入职", "Joined 13–24 months ago"),
    "kept_share": Text("满 12 个月仍在", "Still here after 12 months"), "joiners_year_count": Text("近 12 个月入职", "Joined in 12 months"),
    "filled_count": Text("到岗岗位", "Posts filled"), "fill_days": Text("到岗天数", "Days to fill"),
    "what_zh": Text("数字", "Figure in Chinese"), "what_en": Text("英文数字", "Figure"), "rms_count": Text("客户经理数", "RMs"), "least": Text("最小", "Least"),
    "first_quartile": Text("下四分位", "First quartile"), "median": Text("中位数", "Median"), "third_quartile": Text("上四分位", "Third quartile"),
    "whisker_low": Text("正常下限", "Whisker, low"), "whisker_high": Text("正常上限", "Whisker, high"), "bank_median": Text("全行中位数", "Bank's median"),
    "most": Text("最大", "Most"), "outliers_count": Text("离群人数", "Outliers"), "outliers_zh": Text("离群者", "Outliers in Chinese"), "outliers_en": Text("英文离群者", "Outliers"),
    "group_key": Text("分组值代码", "Group's code"), "group_zh": Text("组", "Group in Chinese"), "group_en": Text("英文组", "Group"), "low": Text("下限", "Low"),
    "high": Text("上限", "High"), "is_early": Text("入行不满 12 个月", "Within 12 months of joining"), "is_regretted": Text("惋惜离职", "Regretted"),
    "large_count": Text("大客户数", "Large clients"), "load_zh": Text("负荷", "Load in Chinese"), "load_en": Text("英文负荷", "Load"), "load_share": Text("与中位数之比", "Against the median"),
    "log_rank_p": Text("各组差异出于偶然的可能（对数秩检验）", "Log-rank p"), "median_clients": Text("户数中位数", "Median clients"), "needed_count": Text("所需人数", "RMs needed"),
    "reason_zh": Text("离职原因", "Reason in Chinese"), "reason_en": Text("英文离职原因", "Reason"), "segment_name_zh": Text("条线", "Segment in Chinese"),
    "segment_name_en": Text("英文条线", "Segment"), "tenure_months": Text("司龄（月）", "Tenure (months)"),
}  # fmt: skip


COLUMN_WORDS |= {
    "valid_from": Text("任职起始日", "Posted from"), "valid_to": Text("任职截止日", "Posted until"), "work_code": Text("岗位类别代码", "Work's code"), "work_zh": Text("岗位类别", "Work in Chinese"), "work_en": Text("英文岗位类别", "Work"),
    "status_code": Text("状态代码", "Status's code"), "team_zh": Text("小组", "Team in Chinese"), "team_en": Text("英文小组", "Team"),
    "leader_zh": Text("组长", "Leader in Chinese"), "leader_en": Text("英文组长", "Leader"), "contract_zh": Text("用工形式", "Contract in Chinese"),
    "contract_en": Text("英文用工形式", "Contract"), "education_zh": Text("学历", "Education in Chinese"), "education_en": Text("英文学历", "Education"),
    "course_zh": Text("课程或等级", "Course or grade in Chinese"), "course_en": Text("英文课程或等级", "Course or grade"), "valid_until_on": Text("有效期至", "Valid until"),
    "client_zh": Text("客户", "Client in Chinese"), "client_en": Text("英文客户", "Client"), "star_zh": Text("星级", "Star tier in Chinese"),
    "star_en": Text("英文星级", "Star tier"), "class_zh": Text("贡献度分类", "Contribution class in Chinese"), "class_en": Text("英文贡献度分类", "Contribution class"),
    "own": Text("本人", "This RM"),
}  # fmt: skip


COLUMN_WORDS |= {
    "metric": Text("指标", "Metric"), "kind": Text("目标类别", "Kind of target"), "band": Text("进度档", "Band"),
    "low_yuan": Text("预测下限（元）", "Forecast, low (yuan)"), "high_yuan": Text("预测上限（元）", "Forecast, high (yuan)"), "low_share": Text("预测下限（比率）", "Forecast, low (share)"),
    "high_share": Text("预测上限（比率）", "Forecast, high (share)"), "method": Text("预测方法", "Forecast method"), "daily_so_far": Text("至今每工作日", "A working day so far"),
    "daily_needed": Text("余下每工作日须", "Needed a working day"), "required_rate": Text("须达日均倍数", "Required against so far"), "is_summed": Text("是否下级合计", "Summed from below"), "is_of_months": Text("是否由月目标得出", "Made of months' targets"),
    "is_phased": Text("是否按月目标分解", "Phased by months' targets"), "moved_yuan": Text("交接净移入（元）", "Moved in by hand-over, net (yuan)"),
    "full_target": Text("整期全额目标", "Target for the whole period"), "posted_share": Text("在岗工作日占比", "Share of working days posted"),
    "move": Text("名次变动", "Places moved"), "peer_median_share": Text("同类中位完成率", "Peers' median attainment"), "peers_count": Text("同类人数", "Peers"),
    "mean": Text("平均", "Mean"), "tenth": Text("第 10 百分位", "10th percentile"), "ninetieth": Text("第 90 百分位", "90th percentile"),
    "reached_share": Text("达到 100% 的占比", "Share at 100% or more"), "has_two_humps": Text("是否双峰", "Two humps"), "cascade_share": Text("下级合计 ÷ 本级", "Below ÷ above"),
    "children_count": Text("下级机构数", "Units below"), "break_code": Text("断点", "Break"), "issue_code": Text("问题", "Issue"), "period_code": Text("期间", "Period"), "run_rate_share": Text("按时间进度的偏差", "Miss of run-rate"),
    "seasonal_share": Text("按往期平均的偏差", "Miss of usual share"), "last_year_share": Text("按上年同期的偏差", "Miss of last year's share"),
    "within_share": Text("区间命中率", "Within the interval"), "judged_count": Text("检验次数", "Forecasts tested"),
}  # fmt: skip
COLUMN_WORDS |= {
    "expected_yuan": Text("期望值（元）", "Expected (yuan)"), "expected_count": Text("期望值（个）", "Expected (count)"), "value_added_count": Text("增值（个）", "Value added (count)"),
    "value_place": Text("增值名次", "Rank by value added"), "attainment_place": Text("完成率名次", "Rank by attainment"), "months_since_join": Text("入行月数", "Months since joining"),
    "ramp_share": Text("平均产能系数", "Mean ramp"), "month_no": Text("入行后第几月", "Month since joining"), "is_productive": Text("是否成熟", "Productive"),
}  # fmt: skip
for _name, _words in {
    "target": Text("目标", "Target"), "actual": Text("实绩", "Actual"), "plan": Text("应有进度", "Plan to date"), "gap": Text("与应有进度之差", "Gap to plan"),
    "gap_to_full": Text("与全额目标之差", "Gap to full target"), "forecast": Text("预测", "Forecast"), "assigned": Text("客户经理目标合计", "Assigned to RMs"), "below": Text("下级目标合计", "Σ targets below"),
}.items():  # fmt: skip
    for _unit, _said in {"yuan": Text("（元）", " (yuan)"), "count": Text("（个）", " (count)"), "share": Text("（比率）", " (share)")}.items():
        COLUMN_WORDS.setdefault(f"{_name}_{_unit}", Text(_words.zh + _said.zh, _words.en + _said.en))


for _span, _when in {"day": Text("当日", ", the day"), "week": Text("本周", ", this week"), "before": Text("上周", ", last week")}.items():
    for _what, _said in {
        "assets_yuan": Text("新增资产（元）", "New assets (yuan){}"), "opened_count": Text("新开账户", "Accounts opened{}"),
        "sales_yuan": Text("产品销售（元）", "Product sales (yuan){}"), "signed_count": Text("签约与发卡", "Sign-ups and cards{}"),
    }.items():  # fmt: skip
        COLUMN_WORDS[f"{_span}_{_what}"] = Text(_when.zh + _said.zh, _said.en.format(_when.en))
COLUMN_WORDS |= {
    "open_questions_count": Text("未答复咨询", "Open client questions"), "overdue_questions_count": Text("超过一周未答复", "Open for over a week"),
}  # fmt: skip

COLUMN_WORDS |= {
    "reasons": Text("原因代码", "Reasons' codes"), "reasons_zh": Text("原因", "Reasons in Chinese"), "reasons_en": Text("英文原因", "Reasons"), "step_zh": Text("建议", "Next step in Chinese"),
    "step_en": Text("英文建议", "Next step"), "fall_share": Text("降幅", "Fall"), "gone_yuan": Text("流走金额（元）", "Gone (yuan)"), "weight": Text("权重", "Weight"),
    "horizon_months": Text("期限（月）", "Months after"), "flagged_count": Text("当时有信号", "Warned of"), "hit_count": Text("其后流失", "Lost since"),
    "precision_low_share": Text("命中率下限", "Precision, low"), "precision_high_share": Text("命中率上限", "Precision, high"), "recall_low_share": Text("覆盖率下限", "Recall, low"),
    "recall_high_share": Text("覆盖率上限", "Recall, high"), "lift_low": Text("提升下限", "Lift, low"), "lift_high": Text("提升上限", "Lift, high"),
    "list_lift": Text("名单前同数提升", "List's lift at that size"), "base_share": Text("全体流失率", "Loss rate of all"),
}  # fmt: skip

COLUMN_WORDS |= {
    "previous_zh": Text("原客户经理", "RM before, in Chinese"), "previous_en": Text("原客户经理（英文）", "RM before"), "change_reason_zh": Text("更换原因", "Reason in Chinese"), "change_reason_en": Text("英文更换原因", "Reason"),
    "days": Text("天数", "Days"), "verdict_code": Text("交接状态代码", "Verdict's code"), "verdict_zh": Text("交接状态", "Verdict in Chinese"), "verdict_en": Text("英文交接状态", "Verdict"),
    "judged_count": Text("可判定户次", "Hand-overs judged"), "late_count": Text("逾期户次", "Late"), "changed_count": Text("更换户数", "Clients who changed RM"), "changed_lost_count": Text("更换者流失户数", "Of them lost"),
    "matched_share": Text("可配比例", "Share matched"), "changed_lost_share": Text("更换者流失率", "Lost after a change"), "other_lost_share": Text("对照流失率", "Lost without a change"), "difference_share": Text("流失率之差", "Difference"),
    "difference_low_share": Text("区间下限", "Interval, low"), "difference_high_share": Text("区间上限", "Interval, high"), "reached_on": Text("最近联系日", "Last contact on"), "falls_due_on": Text("到期日", "Due on"), "book_clients_count": Text("离职前管户", "Clients before"), "still_here_count": Text("现仍在户数", "Still here"),
    "without_rm_count": Text("其中无客户经理", "Of them without RM"), "book_before_yuan": Text("离职前余额（元）", "Balances before (yuan)"), "book_now_yuan": Text("现余额（元）", "Balances now (yuan)"),
    "book_kept_yuan": Text("留住余额（元）", "Balances kept (yuan)"), "stayed_share": Text("留住比例", "Share stayed"), "takers_zh": Text("接手者", "Taken over by, in Chinese"), "takers_en": Text("接手者（英文）", "Taken over by"),
    "contact_days": Text("规定联系天数", "Days allowed"), "product_zh": Text("产品", "Product in Chinese"), "product_en": Text("产品（英文）", "Product"), "days_left": Text("剩余天数", "Days left"), "due_yuan": Text("到期金额（元）", "Amount due (yuan)"),
    "cause_zh": Text("投诉原因", "Cause in Chinese"), "cause_en": Text("英文投诉原因", "Cause"), "complaints_count": Text("投诉", "Complaints"), "upheld_share": Text("成立率", "Upheld"), "closing_days": Text("平均办结天数", "Days to close"),
    "open_count": Text("未办结", "Open"), "matured_yuan": Text("到期金额（元）", "Fallen due (yuan)"), "rolled_yuan": Text("承接金额（元）", "Rolled over (yuan)"), "ahead_yuan": Text("待到期（元）", "To fall due (yuan)"),
}  # fmt: skip

COLUMN_WORDS |= {
    "covered_from": Text("管户起始日", "Covered from"), "covered_until": Text("管户截止日", "Covered until"), "contact_channel_zh": Text("联系方式", "Channel in Chinese"), "contact_channel_en": Text("英文联系方式", "Channel"),
    "ended_on": Text("办结日", "Closed on"), "warning_zh": Text("预警", "Warning in Chinese"), "warning_en": Text("英文预警", "Warning"), "mitigated_by_zh": Text("缓释方式", "Mitigated by, in Chinese"),
    "mitigated_by_en": Text("英文缓释方式", "Mitigated by"), "kind_zh": Text("表内外", "Kind in Chinese"), "kind_en": Text("英文表内外", "Kind"), "loan_grade_zh": Text("五级分类", "Five-class grade in Chinese"),
    "loan_grade_en": Text("英文五级分类", "Five-class grade"), "state_zh": Text("状态", "State in Chinese"), "state_en": Text("英文状态", "State"), "industry_zh": Text("行业", "Industry in Chinese"), "industry_en": Text("英文行业", "Industry"),
    "risk_zh": Text("风险等级", "Risk class in Chinese"), "risk_en": Text("英文风险等级", "Risk class"), "close_reason_zh": Text("销户原因", "Reason for closing in Chinese"), "close_reason_en": Text("英文销户原因", "Reason for closing"),
    "last_known_month": Text("范围内最近月份", "Last month within the scope"),
}  # fmt: skip

COLUMN_WORDS |= {
    "since_month": Text("起始月", "From"), "until_month": Text("截止月", "Until"), "kept_months_count": Text("月数", "Months"),
    "managed_zh": Text("管理层级", "Managed by, in Chinese"), "managed_en": Text("英文管理层级", "Managed by"), "is_cumulative": Text("是否累计", "With all above"), "rm_count": Text("客户经理数", "RMs"),
    "client_share": Text("户数占比", "Share of clients"), "deposit_share": Text("存款占比", "Share of deposits"), "loan_share": Text("贷款占比", "Share of loans"), "aum_share": Text("管理资产占比", "Share of AUM"),
    "revenue_share": Text("收入占比", "Share of revenue"), "contribution_share": Text("贡献占比", "Share of contribution"), "other_count": Text("其他客户", "Other clients"),
    "picked_aum_yuan": Text("核心及以上管理资产（元）", "AUM of core and above (yuan)"), "picked_contribution_yuan": Text("核心及以上贡献度（元）", "Contribution of core and above (yuan)"),
    "tier_zh": Text("层级", "Tier in Chinese"), "tier_en": Text("英文层级", "Tier"), "way": Text("变动代码", "Way's code"), "way_zh": Text("变动", "Way in Chinese"), "way_en": Text("英文变动", "Way"),
    "clients_count": Text("户数", "Clients"), "client_segment_zh": Text("客户条线", "Client's segment in Chinese"), "client_segment_en": Text("英文客户条线", "Client's segment"), "mean_yuan": Text("近三个月平均值（元）", "Three-month mean (yuan)"), "line_share": Text("占标准", "Share of the line"), "growth_share": Text("月增长", "Growth a month"),
    "months_left": Text("尚需月数", "Months to the line"), "crosses_on": Text("预计达标月份", "Expected to cross in"), "foreseen_count": Text("当时预测", "Forecast then"), "crossed_count": Text("其后成为大客户", "Large since"),
    "others_count": Text("同区间其他客户", "Others in the band"), "others_crossed_count": Text("其他客户成为大客户", "Others large since"), "others_share": Text("其他客户达标比例", "Share of the others"),
    "holder_kind_zh": Text("类别", "Kind of holder in Chinese"), "holder_kind_en": Text("英文类别", "Kind of holder"), "limit_key": Text("限额代码", "Limit's code"), "limit_zh": Text("限额", "Limit in Chinese"),
    "limit_en": Text("英文限额", "Limit"), "capital_base_zh": Text("基数", "Base in Chinese"), "capital_base_en": Text("英文基数", "Base"), "capital_month": Text("资本所属月份", "Month of capital"),
    "limit_share": Text("限额比例", "Limit as share of its base"), "limit_yuan": Text("限额（元）", "Limit (yuan)"), "use_yuan": Text("使用（元）", "Use (yuan)"), "headroom_yuan": Text("余量（元）", "Headroom (yuan)"),
    "use_share": Text("使用率", "Use of the limit"), "before_use_share": Text("上月使用率", "Use last month"), "unstressed_use_share": Text("压力前使用率", "Use before the stress"), "capital_share": Text("占资本基数", "Share of the base"), "is_large": Text("是否大额风险暴露", "Large exposure"),
    "standing_code": Text("状态代码", "Status code"), "before_yuan": Text("上月（元）", "Last month (yuan)"), "use_zh": Text("计量", "Measured by, in Chinese"), "use_en": Text("英文计量", "Measured by"),
    "broken_count": Text("突破户数", "Broken"), "near_count": Text("接近户数", "Nearly reached"), "source_zh": Text("依据", "Source in Chinese"), "source_en": Text("英文依据", "Source"),
    "missing_zh": Text("缺少的数据", "Missing, in Chinese"), "missing_en": Text("英文缺少的数据", "Missing"), "urgency": Text("紧要程度", "Urgency"), "depositors_count": Text("流失的最大存款户", "Largest depositors who leave"),
    "borrowers_count": Text("违约的最大借款户", "Largest borrowers who default"), "loss_rate_share": Text("损失率", "Loss rate"), "industry_loss_share": Text("行业损失率", "Loss rate of the industry"),
    "leaver_zh": Text("离职的客户经理", "RM who leaves, in Chinese"), "leaver_en": Text("离职的客户经理（拼音）", "RM who leaves"), "book_loss_share": Text("带走管户比例", "Share of the book taken along"),
    "default_loss_yuan": Text("其中违约损失（元）", "Of which from defaults (yuan)"), "exposure_yuan": Text("缓释后暴露（元）", "Exposure after mitigation (yuan)"), "is_in_default": Text("是否违约", "In default"),
    "ratio_zh": Text("比率", "Ratio in Chinese"), "ratio_en": Text("英文比率", "Ratio"), "before_share": Text("压力前", "Before"), "after_share": Text("压力后", "After"), "fact_zh": Text("项目", "Item in Chinese"),
    "fact_en": Text("英文项目", "Item"), "assumed_zh": Text("假设", "Assumed, in Chinese"), "assumed_en": Text("英文假设", "Assumed"),
}  # fmt: skip


COLUMN_WORDS |= {
    "contribution_part_share": Text("占贡献度", "Part of contribution"), "volume_part_share": Text("占业务量", "Part of AUM and loans"), "is_to_talk_to": Text("应面谈", "To talk to"),
    "others_unsecured_share": Text("同星级未覆盖占比", "Tier: unsecured"), "others_cover_share": Text("同星级覆盖率", "Tier: cover"), "others_tenor_months": Text("同星级期限（月）", "Tier: term in months"),
    "looser_count": Text("宽松项", "Terms looser than the tier's"), "renewals_count": Text("续贷笔数", "Renewals"), "renewed_yuan": Text("续贷金额（元）", "Renewed (yuan)"), "eased_count": Text("条件放宽笔数", "On easier terms"),
    "eased_yuan": Text("放宽金额（元）", "On easier terms (yuan)"), "eased_share": Text("放宽占比", "Part on easier terms"), "cover_eased_count": Text("覆盖率放宽", "Less cover"), "tenor_eased_count": Text("期限放宽", "Longer term"),
    "price_eased_count": Text("价格放宽", "Lower price"), "renewed_exceptions_count": Text("例外审批的续贷", "Renewals approved as exceptions"), "was_conceded_bp": Text("原让价（基点）", "Conceded before (bp)"),
    "is_conceded_bp": Text("现让价（基点）", "Conceded now (bp)"), "product_line_zh": Text("产品线", "Product line in Chinese"), "product_line_en": Text("英文产品线", "Product line"), "contract_yuan": Text("合同金额（元）", "Amount (yuan)"),
    "gap_bp": Text("让价（基点）", "Conceded (bp)"), "given_yuan": Text("年让利额（元）", "Conceded a year (yuan)"),
}  # fmt: skip


COLUMN_WORDS |= {
    f"{name}_{lang}": Text(zh if lang == "zh" else f"英文{zh}", f"{en} in Chinese" if lang == "zh" else en)
    for name, zh, en in (
        ("signs", "转差迹象", "Signs"), ("owner", "风险责任人", "Risk owner"), ("grade_before", "期初分类", "Grade before"), ("part", "部分", "Part"), ("level", "层级", "Level"),
        ("row", "客户或集团", "Client or group"), ("column", "机构或客户经理", "Unit or RM"),
    )
    for lang in LANGS
} | {
    "checks_due": Text("应做贷后检查", "Checks due"), "checks_done": Text("当月完成", "Done in the month"), "sign_month": Text("首次迹象月份", "First sign"), "months_since_count": Text("已过月数", "Months since"), "exit_done_share": Text("压降完成率", "Exit done"), "year_ago_share": Text("一年前占比", "Share a year ago"),
    "part_id": Text("部分编号", "Part's number"), "largest_share": Text("最大一户占比", "Largest client's share"), "contribution_share": Text("占 HHI", "Share of the HHI"),
    "largest_yuan": Text("最大一户（元）", "Largest client (yuan)"), "book_yuan": Text("账面合计（元）", "Book (yuan)"), "wallet_share": Text("占客户全部资产", "Share of the client's wallet"),
    "holder_yuan": Text("客户或集团合计（元）", "Client or group (yuan)"), "book_share": Text("占客户经理账面", "Share of the RM's book"),
}  # fmt: skip


def heading(name: str) -> Text:
    """A column's words: the metric's, else the schema's, else those of derived columns. Every column has some."""
    if name in METRICS:
        return METRICS[name].name
    if name in COLUMN_WORDS:
        return COLUMN_WORDS[name]
    return pair(next(c.comment or "" for t in metadata.sorted_tables for c in t.c if c.name == name))
