"""The tree, the posts and the relationship managers."""

from sqlalchemy import Numeric

from queries import codes
from queries.schema.shape import Reach, code, column, count, day, flag, ident, month, outlet, rm_key, segment, share, table, words

# ── the tree ──────────────────────────────────────────────────────────────────────────────────────────────
org_month = table(
    "org_month", "机构树（按月） | the organisation tree, by month", Reach.SHARED,
    month(),
    ident("node_id", "机构编号 | node number", key=True),
    ident("parent_id", "上级机构编号 | the node above"),
    code("level", "层级 | level", codes.LEVELS, must=True),
    words("name_zh", "机构名称 | name in Chinese", must=True),
    words("name_en", "英文名称 | name in English", must=True),
    flag("is_own_office", "是否本部 | own-office outlet of the node above", must=True),
    flag("is_pass_through", "是否补位层级 | fills a missing level and is not shown", must=True),
    flag("is_open", "是否营业 | open in this month (a closed node stays, so that its history can be reached)", must=True),
    code("mode", "组织模式 | organisation mode", codes.MODES),
)  # fmt: skip
establishment = table(
    "establishment", "编制 | approved posts", Reach.OUTLET,
    month(), outlet(key=True), segment(key=True),
    code("grade_band", "等级段 | grade band", codes.GRADE_BANDS, key=True),
    count("establishment_count", "编制人数 | approved posts", must=True),
)  # fmt: skip
post = table(
    "post", "岗位 | posts", Reach.OUTLET,
    ident("post_id", "岗位编号 | post number", key=True), outlet(), segment(),
    code("grade_band", "等级段 | grade band", codes.GRADE_BANDS, must=True),
    day("open_from", "空缺起始日 | open from", must=True),
    ident("filled_by_rm_id", "到岗客户经理 | RM who filled it"),
    day("filled_on", "到岗日 | filled on"),
    day("open_until", "撤销日 | withdrawn on"),
)  # fmt: skip
staff_month = table(
    "staff_month", "员工人数 | all staff", Reach.OUTLET,
    month(), outlet(key=True),
    count("all_staff_count", "全部员工 | all staff", must=True),
    count("sales_staff_count", "营销人员 | sales staff"),
)  # fmt: skip

# ── relationship managers ─────────────────────────────────────────────────────────────────────────────────
rm = table(
    "rm", "客户经理 | relationship managers", Reach.NAME,
    rm_key(key=True),
    words("rm_name_zh", "姓名 | name in Chinese", must=True),
    words("rm_name_en", "姓名（拼音） | name in pinyin", must=True),
    day("join_on", "入行日 | joined on", must=True),
    day("leave_on", "离职日（首个不在职日） | first day not employed"),
    code("leave_reason", "离职原因 | reason for leaving", codes.LEAVE_REASONS, hides="staff"),
    code("join_channel", "招聘渠道 | joining channel", codes.JOIN_CHANNELS),
    code("education", "学历 | education", codes.EDUCATIONS),
    flag("is_finance_degree", "是否金融专业 | degree in finance"),
    code("contract", "用工形式 | contract", codes.CONTRACTS),
    day("banking_since", "从业起始日 | in banking since"),
)  # fmt: skip
team = table(
    "team", "小组 | teams", Reach.OUTLET,
    ident("team_id", "小组编号 | team number", key=True), outlet(),
    words("team_name_zh", "小组名称 | team name in Chinese", must=True),
    words("team_name_en", "小组英文名称 | team name in English", must=True),
)  # fmt: skip
posting = table(
    "posting", "任职经历 | postings", Reach.OUTLET,
    rm_key(key=True),
    day("valid_from", "任职起始日 | valid from", key=True),
    day("valid_to", "任职截止日（首个不任职日，空为至今） | first day no longer valid, empty while it lasts"),
    outlet(), segment(),
    ident("team_id", "小组编号 | team number"),
    ident("leader_id", "组长工号 | team leader's staff number"),
    code("grade", "等级 | grade", codes.GRADES, must=True),
    share("working_share", "工时比例 | working-time share", must=True),
    code("kind", "岗位类别 | kind of work", codes.POSTING_KINDS, must=True),
    code("status", "在岗状态 | status", codes.POSTING_STATUSES, must=True),
)  # fmt: skip
duty = table(
    "duty", "兼任职责 | duties held", Reach.OUTLET,
    rm_key(key=True), code("duty", "职责 | duty", codes.DUTIES, key=True),
    day("valid_from", "起始日 | from", key=True), day("valid_to", "截止日 | until"), outlet(),
)  # fmt: skip
score_year = table(
    "score_year", "年度考核得分 | yearly scores", Reach.OUTLET,
    rm_key(key=True), count("year", "年度 | year", key=True), outlet(), segment(),
    column("score", Numeric(9, 2), "得分 | score", "points", hides="staff"),
)  # fmt: skip
rating = table(
    "rating", "360 度评价 | 360° ratings", Reach.OUTLET,
    rm_key(key=True), day("rated_on", "评价日 | rated on", key=True),
    code("rater", "评价人 | rater", codes.RATERS, key=True), outlet(), segment(),
    column("score", Numeric(9, 2), "得分 | score", "points", hides="staff"),
)  # fmt: skip
training = table(
    "training", "培训 | training", Reach.OUTLET,
    rm_key(key=True), day("held_on", "培训日 | held on", key=True), words("course", "课程 | course", key=True), outlet(), segment(),
    column("hours", Numeric(9, 2), "学时 | hours", "hours", must=True),
    column("planned_hours", Numeric(9, 2), "计划学时 | planned hours", "hours"),
    flag("is_passed", "是否通过 | passed"),
)  # fmt: skip
exam = table(
    "exam", "考试 | exams", Reach.OUTLET,
    rm_key(key=True), day("taken_on", "考试日 | taken on", key=True),
    code("grade", "对应等级 | for grade", codes.GRADES, key=True), outlet(), segment(),
    flag("is_passed", "是否通过 | passed", must=True), day("valid_to", "有效期至 | valid until"),
)  # fmt: skip
rm_event = table(
    "rm_event", "考勤、违规与表扬 | attendance, breaches and praise", Reach.OUTLET,
    ident("event_id", "事件编号 | event number", key=True), rm_key(must=True), outlet(), segment(),
    day("happened_on", "发生日 | happened on", must=True),
    code("kind", "类别 | kind", codes.RM_EVENTS, must=True, hides="staff"),
)  # fmt: skip
work_note = table(
    "work_note", "工作记录（痕迹管理） | work notes (trace keeping)", Reach.OUTLET,
    rm_key(key=True), code("kind", "类别 | kind", codes.NOTE_KINDS, key=True),
    day("due_on", "应交日 | due on", key=True), outlet(), segment(),
    day("done_on", "提交日 | done on"), day("read_on", "主管阅读日 | read by the head on"),
)  # fmt: skip
