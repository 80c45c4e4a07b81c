"""Glossary and data page."""

from dashboard.words.frame import COLUMN_MEANINGS, COLUMNS
from queries.text import Text

# data and glossary
GLOSSARY = Text("指标词典", "Glossary")
GLOSSARY_QUESTION = Text("每个数字是什么意思，怎么算，依据是什么？", "What does each figure mean, how is it worked out, and who says so?")
GLOSSARY_FINDING = Text(
    "共 {metrics} 个指标、{rules} 条规则、{headings} 个其他列名；全部取自程序本身所用的定义。",
    "{metrics} figures, {rules} rules of policy and {headings} other column headings, all taken from the definitions the program itself runs on.",
)
METRIC_PANEL = Text("指标", "Figures")
METRIC_PANEL_LEGEND = Text("方向指好的一面；查询可在命令行使用", "Direction is the good side; queries can be asked from the shell")
RULE_PANEL = Text("规则与取值", "Rules and their values")
RULE_PANEL_LEGEND = Text("银行可改的取值及其依据", "Values the bank may set, and their sources")
HEADING_PANEL = Text("其他列名", "Other column headings")
HEADING_PANEL_LEGEND = Text("表格中不是指标的列", "Other columns of tables")
DIRECTIONS = {
    "up": Text("越高越好", "Higher is better"),
    "down": Text("越低越好", "Lower is better"),
    "neither": Text("无好坏之分", "Neither is better"),
}
ONE_MONTH = Text("{count} 个月", "{count} month")
MANY_MONTHS = Text("{count} 个月", "{count} months")
ONE_DAY = Text("{count} 天", "{count} day")
MANY_DAYS = Text("{count} 天", "{count} days")
RULE_WITH_SOURCE = Text("{meaning}：{value}（{source}）", "{meaning}: {value} ({source})")
DATA = Text("数据", "Data")
DATA_QUESTION = Text("数字从哪里来，核对过吗？", "Where do the figures come from, and were they checked?")
LOADS_PANEL = Text("数据批次与装载记录", "Generations and load runs")
LOADS_LEGEND = Text("最近的在前；时间为协调世界时", "The latest first; times are UTC")
TABLES_PANEL = Text("各表行数", "Rows of every table")
TABLES_LEGEND = Text("本批次与上一批次", "This generation and the one before")
CHECKS_PANEL = Text("核对结果", "Reconciliation")
CHECKS_LEGEND = Text("发布前逐处核对到 0.00；有一处不平即不发布", "Every place compared to 0.00 before publishing; one that differs stops the load")
DICTIONARY_PANEL = Text("数据字典", "Data dictionary")
DICTIONARY_LEGEND = Text("全部表和列，按表名排列", "Every table and column, by the table's name")
WHOLE_BANK_ONLY = Text(
    "行数和核对结果涉及全行，仅向可见全行者显示。",
    "Row counts and control totals tell of the whole bank and are shown only to those who hold all of it.",
)
COLUMNS |= {
    "standing": Text("状态", "Status"), "table": Text("表", "Table"), "table_name": Text("表名", "Table's name"), "before_count": Text("上一批次行数", "Rows before"),
    "change_count": Text("增减", "Change"), "check": Text("核对事项", "What is compared"), "compared_count": Text("核对处数", "Places compared"),
    "failed_count": Text("不平处数", "Places that differ"), "column_name": Text("列名", "Column's name"), "sense": Text("含义", "Meaning"),
    "unit": Text("单位", "Unit"), "is_key": Text("主键", "Key"), "is_required": Text("必填", "Required"), "codes": Text("可取的值", "Values it may hold"),
    "seen": Text("可见范围", "Seen by"), "formula": Text("计算", "How it is worked out"), "good": Text("方向", "Direction"), "rules": Text("适用规则", "Rules it follows"),
    "said_by": Text("依据", "Source"), "pages": Text("所在页面", "Pages"), "queries": Text("查询", "Queries"), "key": Text("代号", "Key"),
    "rule_value": Text("取值", "Value"), "metrics": Text("用于指标", "Used by"), "heading": Text("列名", "Column heading"),
}  # fmt: skip
COLUMN_MEANINGS |= {
    "place": Text("按金额由大到小的名次；不是持有者的行没有名次。", "Rank by amount, the largest first; lines that are no holder have none."),
    "holder_id": Text("客户、集团、机构或客户经理的编号。", "Number of the client, group, unit or RM."),
    "holder": Text("客户、集团、行业、机构或客户经理的名称；无权查看者见代号。", "Name of the client, group, industry, unit or RM; a pseudonym to who may not see it."),
    "value_yuan": Text("持有者在所选口径下的金额。", "What the holder holds, by the chosen measure."),
    "share": Text("金额 ÷ 正余额合计。", "Amount over the total of positive amounts."),
    "cumulative_share": Text("由第一名到本行的占比之和。", "Sum of the shares from the first place to this line."),
    "rm": Text("截至月该客户的主办客户经理。", "The client's main RM in the as-of month."),
    "year_ago_yuan": Text("同一持有者一年前同月的金额。", "What the same holder held in the same month a year before."),
    "change_yuan": Text("金额减上年同月。", "Amount less that of a year ago."),
    "change_share": Text("变动 ÷ 上年同月。", "Change over the amount of a year ago."),
    "holder_share": Text("由大到小累计的持有者个数 ÷ 全部持有者。", "Holders counted from the largest, over all holders."),
    "measure_share": Text("这些持有者的金额 ÷ 合计。", "What these holders hold, over the total."),
    "metric": Text("指标的名称。", "The figure's name."),
    "value": Text("截至月的数值。", "The value of the as-of month."),
    "year_ago": Text("上年同月的数值。", "The value of the same month last year."),
    "change": Text("截至月与上年同月之差：金额和个数为百分比，比率为百分点。", "As-of month against a year ago: amounts and counts in percent, shares in points."),
    "meaning": Text("指标说的是什么。", "What the figure says."),
    "name": Text("下级机构的名称。", "Name of the unit below."),
    "actual_yuan": Text("截至月的数值。", "The value of the as-of month."),
    "base_yuan": Text("与之比较的数值：上年同月。", "What it is compared with: the same month last year."),
    "gap_yuan": Text("实绩减对比。", "Actual less what it is compared with."),
    "gap_share": Text("差额 ÷ 对比。", "Gap over what it is compared with."),
    "sentence": Text("需要关注的事项，一句话。", "What needs attention, in a sentence."),
    "page": Text("可看到该事项的页面。", "The page where it is seen."),
    "choices": Text("在该页面显示此事项的筛选。", "The filters that show it there."),
    "is_good": Text("对本行是否有利。", "Whether it is good for the bank."),
    "check": Text("哪两边应当相等。", "Which two sides must be equal."),
    "standing": Text("批次是否在用、保留或已清除。", "Whether the generation is in use, kept to go back to, or gone."),
    "before_count": Text("上一批次装载后该表的行数。", "Rows of the table after the load before."),
    "change_count": Text("本批次行数减上一批次。", "Rows of this generation less those of the one before."),
    "table": Text("表的含义。", "What the table holds."),
    "column_name": Text("仓库中列的名称。", "The column's name in the warehouse."),
    "sense": Text("该项说的是什么。", "What it says."),
    "unit": Text("数值的单位。", "What the value is counted in."),
    "is_key": Text("与其他主键列一起唯一确定一行。", "Together with the other key columns it names one row."),
    "is_required": Text("装载时不得为空。", "May not be empty when loaded."),
    "codes": Text("装载时只接受这些代码。", "The load accepts these codes only."),
    "seen": Text("谁能看到该列的内容。", "Who may see what the column holds."),
    "formula": Text("先汇总，再相除。", "Add up first, then divide."),
    "good": Text("哪个方向是好的一面。", "Which direction is the good one."),
    "rules": Text("计算所用的规则取值。", "The values of policy it is worked out with."),
    "said_by": Text("定义的出处。", "Who defined it."),
    "pages": Text("显示该指标的页面。", "The pages that show it."),
    "queries": Text("返回该指标的查询。", "The queries that return it."),
    "key": Text("程序和文件中使用的代号。", "What the program and files call it."),
    "rule_value": Text("规则现在的取值。", "The rule's value now."),
    "metrics": Text("按该规则计算的指标。", "The figures worked out with the rule."),
    "heading": Text("表格中的列名。", "The heading as tables show it."),
}
