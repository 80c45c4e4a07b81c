# ruff: noqa: E501 - a table of words
"""The named rules a bank's files must keep: what each refusal is called, what it says, and how to mend it."""

from dataclasses import dataclass

from queries.text import Text


@dataclass(frozen=True, slots=True)
class Rule:
    """`key` is stable: reports, tests and the bank's own scripts may rely on it."""

    key: str
    what: Text
    mend: Text


RULES: dict[str, Rule] = {}


def rule(key: str, what_zh: str, what_en: str, mend_zh: str, mend_en: str) -> Rule:
    return RULES.setdefault(key, Rule(key, Text(what_zh, what_en), Text(mend_zh, mend_en)))


# fmt: off
FILE_MISSING = rule("file_missing", "找不到文件", "file missing",
    "请把文件放入目录，或更正映射中的文件名。", "Put the file into the folder, or correct its name in the map.")
FILE_EMPTY = rule("file_empty", "文件为空", "file empty", "请重新导出该文件。", "Export the file again.")
FILE_TWICE = rule("same_file_twice", "同一内容的文件出现两次", "two files have the same content",
    "请删除重复的文件。", "Remove one of them.")
STILL_GROWING = rule("still_growing", "读取时文件仍在写入", "the file changed while it was read",
    "请等待导出完成后再装载。", "Wait until the export has finished, then load again.")
HEADER_ONLY = rule("header_only", "只有表头，没有数据", "header only, no rows",
    "请重新导出；确无数据时在映射中写 may_be_empty = true。", "Export again; if there is truly nothing, say may_be_empty = true in the map.")
HTML = rule("html", "内容是网页而不是数据", "a web page instead of data",
    "导出时多半登录已失效，请重新登录后导出。", "The export's login has probably expired: sign in and export again.")
CUT_FILE = rule("cut_file", "文件末尾被截断", "the file is cut off",
    "请重新传输；若来源从不写末尾换行，在映射中写 final_newline = false。",
    "Transfer it again; if the source never ends its last line, say final_newline = false in the map.")
OPEN_QUOTE = rule("open_quote", "引号没有闭合或位置不对", "a quotation mark is left open or misplaced",
    "请更正该行的引号，或重新导出。", "Mend the quotation marks of the line, or export again.")
CUT_GZIP = rule("cut_gzip", "压缩文件损坏或被截断", "the compressed file is broken or cut off", "请重新传输。", "Transfer it again.")
TOO_BIG = rule("too_big", "解压后体积异常", "unpacks to an unreasonable size", "请检查该文件的来源。", "Check where the file comes from.")
ENCRYPTED = rule("encrypted", "文件已加密或为旧版 xls", "the workbook is encrypted, or an old xls",
    "请去掉密码并另存为 xlsx 或 csv。", "Remove the password and save it as xlsx or csv.")
WRONG_FORMAT = rule("wrong_format", "文件格式与映射不符", "not the format the map says",
    "请更正映射中的 format，或重新导出。", "Correct `format` in the map, or export again.")
SEVERAL_SHEETS = rule("several_sheets", "工作簿有多个（或隐藏的）工作表", "the workbook has several or hidden sheets",
    "请在映射中用 sheet 写明工作表名称。", "Name the one to read as `sheet` in the map.")
BAD_BYTES = rule("undecodable", "字节无法按所写编码解码", "bytes that do not belong to the encoding",
    "请更正映射中的 encoding（utf-8、gb18030、gbk、utf-16），或修复该行。",
    "Correct `encoding` in the map (utf-8, gb18030, gbk, utf-16), or mend the line.")
NUL_BYTE = rule("nul_byte", "含有空字节", "holds NUL bytes",
    "文件可能是 UTF-16 或已损坏，请重新导出。", "The file may be UTF-16 or damaged: export it again.")
COUNT_DIFFERS = rule("count_differs", "行数与控制数不符", "row count differs from the control count",
    "请重新传输数据文件和控制文件。", "Transfer the data file and its control file again.")
MISSING_COLUMN = rule("missing_column", "缺少列", "column missing",
    "请重新导出该列，或在映射中更正列名。", "Export the column again, or correct its name in the map.")
EXTRA_COLUMN = rule("extra_column", "出现映射未列出的列", "a column the map does not list",
    "请在映射的 columns 中列出，或写 extra = \"ignore\"。", "List it under `columns` in the map, or say extra = \"ignore\".")
DUPLICATE_HEADER = rule("duplicate_header", "表头有重复的列名", "a column name stands twice in the header",
    "请让每个列名唯一。", "Make every column name unique.")
HEADER_AGAIN = rule("header_again", "表头在数据中再次出现", "the header stands again among the rows",
    "请在合并文件时去掉多余表头。", "Drop the extra header where files were joined.")
WRONG_SEPARATOR = rule("wrong_separator", "分隔符与映射不符", "another separator than the map says",
    "请更正映射中的 separator。", "Correct `separator` in the map.")
TOO_FEW_FIELDS = rule("too_few_fields", "该行字段太少", "too few fields in the line", "请修复该行或重新导出。", "Mend the line or export again.")
TOO_MANY_FIELDS = rule("too_many_fields", "该行字段太多", "too many fields in the line",
    "请给含分隔符的文本加引号，或重新导出。", "Quote text that holds the separator, or export again.")
TOTAL_ROW = rule("total_row", "数据中有合计行", "a total row among the data",
    "请去掉合计、小计行后再导出。", "Export without total rows.")
BAD_NUMBER = rule("bad_number", "不是数值", "not a number",
    "只写数字、负号和小数点；货币符号、括号负数不接受。", "Write digits, a minus and a point only; no currency signs, no (1,234).")
UNDECLARED_SEPARATOR = rule("undeclared_separator", "含有映射未声明的千位分隔符", "a thousands separator the map does not declare",
    "请在映射的该列写 thousands = \",\"，或导出时去掉。", "Say thousands = \",\" for the column in the map, or export without it.")
FULL_WIDTH = rule("full_width", "含有全角字符", "full-width characters", "请改为半角。", "Write them in half width.")
NOT_FINITE = rule("not_finite", "不是有限数值", "not a finite number", "请更正为数值或留空。", "Correct it, or leave it empty.")
EXPONENT = rule("exponent", "科学计数法已丢失位数", "written with an exponent; digits are lost",
    "请把该列设为文本格式后重新导出。", "Set the column to text format and export again.")
TOO_MANY_DIGITS = rule("too_many_digits", "数值位数超限", "too many digits",
    "金额最多 18 位；请核对单位。", "Money has at most 18 digits; check the unit.")
TOO_MANY_DECIMALS = rule("too_many_decimals", "小数位数过多", "too many decimals",
    "折算为元后最多两位小数；请核对单位或导出舍入后的数值。", "At most two decimals in yuan; check the unit, or export rounded values.")
FORMULA_ERROR = rule("formula_error", "单元格是公式错误", "the cell is a formula error",
    "请在来源中修复公式。", "Mend the formula at the source.")
BAD_DATE = rule("bad_date", "日期写法与格式不符", "not written in the date format",
    "请更正该值，或在映射中写对 date_format。", "Correct the value, or state the right date_format in the map.")
IMPOSSIBLE_DATE = rule("impossible_date", "不存在的日期", "no such day", "请更正该日期。", "Correct the date.")
EXCEL_SERIAL = rule("excel_serial", "是 Excel 日期序号", "an Excel serial number instead of a date",
    "请在映射中写 date_format = \"excel\"，或以日期格式导出。", "Say date_format = \"excel\" in the map, or export as dates.")
FUTURE = rule("future_month", "晚于数据截至日", "after the as-of day",
    "请更正该值，或更正映射中的 as_of。", "Correct the value, or as_of in the map.")
BAD_FLAG = rule("bad_flag", "不是“是/否”", "not a yes or no",
    "请写 true/false、1/0、Y/N 或 是/否，或用 codes 翻译。", "Write true/false, 1/0, Y/N or 是/否, or translate with `codes`.")
OUTSIDE_SET = rule("outside_set", "不在允许的取值之内", "value outside its set",
    "请更正该值，或在映射的 codes 中翻译它。", "Correct the value, or translate it under `codes` in the map.")
REQUIRED = rule("required", "必填值为空", "a required value is missing", "请补上该值。", "Fill it in.")
TOO_LONG = rule("too_long", "文本过长", "text too long", "请缩短该值。", "Shorten it.")
INVISIBLE_SPACE = rule("invisible_space", "编号中有不可见字符", "an invisible space in a key",
    "请去掉不间断空格、全角空格或零宽字符。", "Remove no-break, ideographic and zero-width spaces.")
LOST_ZEROS = rule("wrong_width", "编号长度不对，可能丢失前导零", "a key of the wrong length; leading zeros may be lost",
    "请以文本格式导出该列。", "Export the column as text.")
DUPLICATE_KEY = rule("duplicate_key", "主键重复", "duplicate key", "请删除或更正重复的记录。", "Remove or correct the repeated record.")
ORPHAN = rule("orphan", "引用的对象不存在", "refers to something that is not there",
    "请补上被引用的记录，或更正该值。", "Supply the record it refers to, or correct the value.")
OUTLET_NOT_OPEN = rule("outlet_not_in_tree", "该网点不在当月机构树中", "the outlet is not in that month's tree",
    "请补齐当月机构树，或更正网点编号。", "Complete the tree of the month, or correct the outlet number.")
NEGATIVE = rule("negative", "不允许为负", "must not be negative", "请核对正负号。", "Check the sign.")
OUT_OF_RANGE = rule("out_of_range", "超出合理范围", "out of range",
    "比例应写 0.85；百分数请在映射中写 unit = \"%\"。", "Write a share as 0.85; for per cent say unit = \"%\" in the map.")
OVERLAP = rule("overlap", "起止时间重叠", "periods overlap",
    "同一人（或客户）任一日只能有一条有效记录。", "One person or client has one valid record on any day.")
ENDS_EARLY = rule("ends_before_start", "截止日早于起始日", "ends before it starts", "请更正起止日期。", "Correct the two dates.")
AFTER_CLOSING = rule("facts_after_closing", "销户之后仍有余额或交易", "balances or transactions after closing",
    "请更正销户日；已重新开户的请清空销户日。", "Correct the closing date; leave it empty for a client opened again.")
NEVER_POSTED = rule("never_posted", "客户经理在目标期间从未任职该岗位", "the RM never held that post in the target's period",
    "请更正客户经理、网点或条线，或补齐任职经历。", "Correct the RM, outlet or segment, or supply the posting.")
LEAVES_EARLY = rule("leave_before_join", "离职日早于入行日", "left before joining", "请更正入行日或离职日。", "Correct the date of joining or leaving.")
AUM_PARTS = rule("aum_not_sum", "管理资产不等于各部分之和", "AUM is not the sum of its parts",
    "请核对存款、理财、基金、保险、证券。", "Check deposits, wealth, funds, insurance and securities.")
REVENUE_PARTS = rule("revenue_not_sum", "营业收入不等于利差与手续费之和", "revenue is not interest plus fees",
    "请核对利差收入与手续费。", "Check net interest and fees.")
CONTRIBUTION_PARTS = rule("contribution_not_sum", "贡献度不等于收入减各项成本", "contribution is not revenue less its costs",
    "请核对收入、预期损失、资本成本与营运成本。", "Check revenue, expected loss, capital cost and operating cost.")
MITIGATION_ABOVE = rule("mitigation_above_exposure", "合格缓释金额大于暴露金额", "recognised mitigation above the exposure",
    "缓释金额不得超过其所缓释的暴露；请核对金额与币种。", "Mitigation is at most the exposure it mitigates: check the amounts and their currency.")
TWO_GROUPS = rule("client_in_two_groups", "一个客户同时属于两个集团", "a client in two connected groups",
    "每户客户每月只属于一个集团；请更正集团编号，互相依赖的集团应合并为一个。",
    "A client belongs to one group a month: correct the group number, or make one group of two that depend on each other.")
TWO_PARENTS = rule("two_parents", "一个机构在同一月有两个上级或两个名称", "a node has two parents or names in one month",
    "请让每个机构每月只有一个上级和一个名称。", "Give each node one parent and one name a month.")
BROKEN_TREE = rule("broken_tree", "机构树不完整", "the tree is not whole",
    "每个机构的上级必须存在，且恰好高一级；每月只有一个总行。",
    "Each node's parent must exist, exactly one level up, and each month has one head office.")
CONTROL_TOTAL = rule("control_total", "文件合计与入库合计不符", "the file's total is not the table's total",
    "请核对映射中的 SELECT 是否丢失或重复了记录。", "Check whether the map's SELECT loses or repeats records.")
SELECT_FAILED = rule("select_failed", "SELECT 无法执行", "the SELECT cannot be run", "请更正映射中的语句。", "Correct the statement in the map.")
NO_ROWS = rule("no_rows", "来源没有给出任何记录", "the source gave no rows",
    "请核对 SELECT 的条件。", "Check the conditions of the SELECT.")
MONTH_GAP = rule("month_gap", "该月没有任何客户记录", "the month has no client rows at all",
    "请补齐该月的文件，或更正映射中的 last_closed_month。", "Supply that month's file, or correct last_closed_month in the map.")
JUMP = rule("jump", "较上月变动过大", "moved too far against the month before",
    "请核对数据；确认无误后加 --accept 重新装载。", "Check the data; if it is right, load again with --accept.")
# fmt: on
