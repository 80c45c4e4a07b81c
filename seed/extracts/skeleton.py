"""A commented start of a map, written from the schema itself."""

from collections.abc import Iterator

from sqlalchemy import Column, Table

from queries.errors import BadRequest
from queries.text import Text, pair
from seed.extracts.mapcheck import LOADABLE

HEAD = """\
# 映射样板：{zh} | a start of a map: {en}
# 每一列写来源列名，或写 {{ constant = "…" }}。| Give each column the source's column, or {{ constant = "…" }}.
# 其他写法 | more: {{ from = "…", unit = "万元", thousands = ",", date_format = "%Y%m%d", codes = {{ "01" = "personal" }},
#   if_empty = "0", empty_values = ["9999-12-31"], width = 10 }}

[bank]
name = "…"
currency = "CNY"
as_of = 2026-10-31              # 数据截至日 | the last day loaded
last_closed_month = "2026-10"   # 最近已结月份 | the latest closed month

[files.source]
name = "{table}*.csv"           # 可含通配符 | may hold wildcards
encoding = "gb18030"            # utf-8、gb18030、gbk、utf-16
separator = ","
[files.source.columns]          # 文件的全部列 | every column of the file: text, id, money, number, count, date, month, flag
# "列名 | name" = "text"

[[tables]]
table = "{table}"
from = "source"
[tables.columns]
"""
DERIVED_WORDS = {
    "aum_yuan": Text("不写则由各部分相加", "left out: added up from its parts"),
    "revenue_yuan": Text("不写则由利差与手续费相加", "left out: interest plus fees"),
    "contribution_yuan": Text("不写则由收入减各项成本", "left out: revenue less its costs"),
}


def skeleton(name: str) -> str:
    """TOML with one line for each column; optional columns are commented out. Raises BadRequest for an unknown table."""
    if name not in LOADABLE:
        raise BadRequest(
            Text(f"没有可装载的表 {name}。", f"There is no table {name} to load."),
            Text("可用的表：" + "、".join(LOADABLE), "Tables: " + ", ".join(LOADABLE)),
        )
    table = LOADABLE[name]
    words = pair(table.comment or "")
    return HEAD.format(zh=words.zh, en=words.en, table=name) + "\n".join(_lines(table)) + "\n"


def _lines(table: Table) -> Iterator[str]:
    for column in table.columns:
        start = "" if not column.nullable else "# "
        yield f'{start}{column.name} = "…"'.ljust(40) + f"  # {_words(column)}"


def _words(column: Column) -> str:
    parts = [column.comment or "", f"[{column.info['unit']}]", "可空 | optional" if column.nullable else "必填 | required"]
    if column.primary_key:
        parts.append("主键 | key")
    if column.name in DERIVED_WORDS:
        parts.append(" | ".join(DERIVED_WORDS[column.name]))
    if column.info["codes"]:
        codes = (f"{code}={words.zh}/{words.en}" for code, words in column.info["codes"].items())
        parts.append("取值 | one of: " + ", ".join(codes))
    return "; ".join(parts)
