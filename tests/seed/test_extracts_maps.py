"""What a map can say: units, dates, codes, encodings, trees, parts — and what the tables then may not contain."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from seed.extracts.load import typed_tables
from seed.extracts.mapfile import read_map
from seed.extracts.report import FilesRefused

MAP = """
[bank]
name = "样例银行"
as_of = 2026-10-31
last_closed_month = "2026-10"

[files.facts]
name = "facts_*.txt"
encoding = "gb18030"
separator = "|"
count = { pattern = '^合计笔数:(?P<count>\\d+)$' }
[files.facts.columns]
"日期" = "text"
"客户号" = "text"
"机构" = "text"
"客户经理" = "text"
"条线" = "text"
"存款" = "text"
"理财" = "text"
[files.clients]
name = "clients.txt"
encoding = "gb18030"
separator = "|"
columns = { "客户号" = "id", "名称" = "text", "开户日" = "text" }
[files.outlets]
name = "outlets.txt"
separator = "|"
columns = { region = "text", branch = "text", sub = "text", outlet = "text" }
[files.people]
name = "people.txt"
separator = "|"
columns = { rm = "id", name = "text", joined = "text", left = "text" }
[files.posts]
name = "posts.txt"
separator = "|"
columns = { rm = "id", from = "text", to = "text", outlet = "text" }

[org]
from = "outlets"
bank = { name_zh = "样例银行", name_en = "Sample bank" }
region = { id = "region", name = "region" }
branch = { id = "branch", name = "branch" }
sub_branch = { id = "sub", name = "sub" }
outlet = { id = "outlet", name = "outlet" }

[[tables]]
table = "client_month"
from = "facts"
[tables.columns]
month = { from = "日期", date_format = "%Y%m%d" }
client_id = { from = "客户号", width = 4 }
outlet_id = "机构"
rm_id = "客户经理"
segment = { from = "条线", codes = { "公司" = "corporate", "个人" = "personal" } }
deposit_yuan = { from = "存款", unit = "万元", thousands = "," }
wealth_yuan = { from = "理财", unit = "万元" }
is_closed = { constant = "否" }

[[tables]]
table = "client"
from = "clients"
[tables.columns]
client_id = "客户号"
client_name_zh = "名称"
client_name_en = "名称"
segment = { constant = "corporate" }
opened_on = { from = "开户日", date_format = "excel" }

[[tables]]
table = "rm"
from = "people"
[tables.columns]
rm_id = "rm"
rm_name_zh = "name"
rm_name_en = "name"
join_on = "joined"
leave_on = "left"

[[tables]]
table = "posting"
from = "posts"
[tables.columns]
rm_id = "rm"
valid_from = "from"
valid_to = { from = "to", empty_values = ["9999-12-31"] }
outlet_id = "outlet"
segment = { constant = "corporate" }
grade = { constant = "rm_1" }
working_share = { constant = "100", unit = "%" }
kind = { constant = "rm" }
status = { constant = "active" }
"""
HEADER = "日期|客户号|机构|客户经理|条线|存款|理财\n"
FILES = {
    "facts_1.txt": HEADER + "20260930|0001|N1|R1|公司|1,234.56|0.5\n20260930|0002|N2||个人|80|\n合计笔数:2\n",
    "facts_2.txt": HEADER + "20261031|0001|N1|R1|公司|1,234.5678|0.5\n20261031|0002|N2||个人|80.01|1\n合计笔数:2\n",
    "clients.txt": "客户号|名称|开户日\n0001|甲公司|44197\n0002|乙某|44198\n",
    "outlets.txt": "region|branch|sub|outlet\n华东|B1|S1|N1\n华东|B1||N2\n",
    "people.txt": "rm|name|joined|left\nR1|王一|2020-07-01|\n",
    "posts.txt": "rm|from|to|outlet\nR1|2020-07-01|2024-01-01|N2\nR1|2024-01-01|9999-12-31|N1\n",
}


def tables(home: Path, *, accept: bool = False, spec: str = MAP, **changed: str | None):
    """The typed tables of the sample bank with some files changed; `facts_1="…"` changes facts_1.txt."""
    for name, text in FILES.items():
        text = changed.get(name.removesuffix(".txt"), text)
        if text is not None:
            encoding = "gb18030" if name.startswith(("facts", "clients")) else "utf-8"
            (home / name).write_text(text, encoding=encoding, newline="")
    (home / "map.toml").write_text(spec, encoding="utf-8")
    return typed_tables(home, read_map(home / "map.toml"), home / "warehouse", lambda _what, _done: None, accept=accept)


def faults(home: Path, spec: str = MAP, **changed: str | None) -> list[tuple[str, int | None, str | None, str | None, str]]:
    with pytest.raises(FilesRefused) as refusal:
        tables(home, spec=spec, **changed)
    return [(one.source, one.line, one.column, one.value, one.rule.key) for one in refusal.value.problems]


def test_units_codes_and_dates_are_read_as_the_map_says(tmp_path):
    rows = tables(tmp_path)["client_month"].rows.sort("month", "client_id")
    assert rows.select("month", "client_id", "segment", "deposit_yuan", "wealth_yuan", "aum_yuan", "is_closed").rows() == [
        (date(2026, 9, 1), "0001", "corporate", Decimal("12345600.00"), Decimal("5000.00"), Decimal("12350600.00"), False),
        (date(2026, 9, 1), "0002", "personal", Decimal("800000.00"), None, Decimal("800000.00"), False),
        (date(2026, 10, 1), "0001", "corporate", Decimal("12345678.00"), Decimal("5000.00"), Decimal("12350678.00"), False),
        (date(2026, 10, 1), "0002", "personal", Decimal("800100.00"), Decimal("10000.00"), Decimal("810100.00"), False),
    ]


def test_excel_serials_and_for_ever_dates_are_understood_where_declared(tmp_path):
    found = tables(tmp_path)
    assert found["client"].rows["opened_on"].to_list() == [date(2021, 1, 1), date(2021, 1, 2)]
    assert found["posting"].rows.sort("valid_from")["valid_to"].to_list() == [date(2024, 1, 1), None]
    assert found["posting"].rows["working_share"].to_list() == [Decimal("1.000000")] * 2


def test_a_level_missing_for_one_outlet_only_is_filled_for_that_one_in_every_month(tmp_path):
    nodes = tables(tmp_path)["org_month"].rows.filter(month=date(2026, 10, 1)).sort("node_id")
    assert nodes.select("node_id", "parent_id", "level", "name_zh", "is_pass_through").rows() == [
        ("B1", "华东", "branch", "B1", False),
        ("N1", "S1", "outlet", "N1", False),
        ("N2", "N2@sub_branch", "outlet", "N2", False),
        ("N2@sub_branch", "B1", "sub_branch", "N2", True),
        ("S1", "B1", "sub_branch", "S1", False),
        ("bank", None, "bank", "样例银行", False),
        ("华东", "bank", "region", "华东", False),
    ]
    assert tables(tmp_path)["org_month"].rows["month"].unique().sort().to_list() == [date(2026, 9, 1), date(2026, 10, 1)]


@pytest.mark.parametrize("changed, expected", [
    ({"facts_2": FILES["facts_2.txt"].replace("合计笔数:2", "合计笔数:3")}, ("facts_2.txt", None, None, "3", "count_differs")),
    ({"facts_2": FILES["facts_1.txt"]}, ("facts_2.txt", None, None, "facts_1.txt", "same_file_twice")),
    ({"facts_2": FILES["facts_2.txt"].replace("1,234.5678", "1,234.5678912")},
     ("facts_2.txt", 2, "存款", "1,234.5678912", "too_many_decimals")),
    ({"facts_2": FILES["facts_2.txt"].replace("|0001|", "|1|")}, ("facts_2.txt", 2, "客户号", "1", "wrong_width")),
    ({"facts_2": FILES["facts_2.txt"].replace("|R1|", "|R9|")}, ("facts_2.txt", 2, "客户经理", "R9", "orphan")),
    ({"facts_2": FILES["facts_2.txt"].replace("|N1|", "|N9|")}, ("facts_2.txt", 2, "机构", "N9", "outlet_not_in_tree")),
    ({"facts_2": FILES["facts_2.txt"].replace("|公司|", "|同业|")}, ("facts_2.txt", 2, "条线", "同业", "outside_set")),
    ({"facts_2": FILES["facts_2.txt"].replace("20261031|0001", "20261131|0001")},
     ("facts_2.txt", 2, "日期", "20261131", "impossible_date")),
    ({"facts_2": FILES["facts_2.txt"].replace("20261031|0001", "20261130|0001")},
     ("facts_2.txt", 2, "日期", "20261130", "future_month")),
    ({"facts_1": FILES["facts_1.txt"].replace("202609", "202608")},
     ("facts_*.txt", None, "client_month.month", "2026-09", "month_gap")),
    ({"clients": "客户号|名称|开户日\n0001|甲公司|44197\n"}, ("facts_1.txt", 3, "客户号", "0002", "orphan")),
    ({"clients": FILES["clients.txt"].replace("44198", "")}, ("clients.txt", 3, "开户日", "", "required")),
    ({"outlets": FILES["outlets.txt"] + "华北|B1|S1|N3\n"}, ("outlets.txt", 4, "branch", "B1", "two_parents")),
    ({"outlets": FILES["outlets.txt"] + "华北|B2|S2|\n"}, ("outlets.txt", 4, "outlet", "", "required")),
    ({"people": FILES["people.txt"].replace("2020-07-01|", "2020-07-01|2019-01-01")},
     ("people.txt", 2, "left", "2019-01-01", "leave_before_join")),
    ({"posts": FILES["posts.txt"].replace("2024-01-01|N2", "2024-02-01|N2")},
     ("posts.txt", 3, "from", "2024-01-01", "overlap")),
    ({"posts": FILES["posts.txt"].replace("2024-01-01|N2", "2020-06-01|N2")},
     ("posts.txt", 2, "to", "2020-06-01", "ends_before_start")),
])  # fmt: skip
def test_a_broken_row_of_a_bank_s_own_file_is_named_by_its_line(tmp_path, changed, expected):
    assert expected in faults(tmp_path, **changed)


def test_a_sum_that_jumped_waits_for_accept(tmp_path):
    jumped = FILES["facts_2.txt"].replace("1,234.5678", "2,234.5678")
    assert faults(tmp_path, facts_2=jumped) == [
        ("facts_*.txt", None, "client_month.deposit_yuan", "23145778.00", "jump"),
        ("facts_*.txt", None, "client_month.aum_yuan", "23160778.00", "jump"),
    ]
    assert tables(tmp_path, accept=True, facts_2=jumped)["client_month"].rows.height == 4


def test_a_supplied_aum_must_be_the_sum_of_its_parts(tmp_path):
    spec = MAP.replace(
        'is_closed = { constant = "否" }',
        'is_closed = { constant = "否" }\naum_yuan = { from = "存款", unit = "万元", thousands = "," }',
    )
    assert ("facts_1.txt", 2, "存款", "1,234.56", "aum_not_sum") in faults(tmp_path, spec=spec)


def test_an_absent_row_means_zero_only_where_the_map_says_so(tmp_path):
    gone = HEADER + "20261031|0001|N1|R1|公司|1,234.5678|0.5\n合计笔数:1\n"
    assert tables(tmp_path, accept=True, facts_2=gone)["client_month"].rows.height == 3
    spec = MAP.replace('from = "facts"\n', 'from = "facts"\nabsent_row = "zero"\n')
    rows = tables(tmp_path, accept=True, facts_2=gone, spec=spec)["client_month"].rows
    filled = rows.filter(client_id="0002", month=date(2026, 10, 1))
    assert filled.select("outlet_id", "rm_id", "segment", "deposit_yuan", "aum_yuan", "is_closed").rows() == [
        ("N2", None, "personal", Decimal("0.00"), Decimal("0.00"), False),
    ]


def test_a_workbook_is_read_as_text_and_its_formula_errors_are_refused(tmp_path):
    spec = MAP.replace('name = "people.txt"', 'name = "people.xlsx"\nformat = "xlsx"')
    for wrong, expected in ((None, "王一"), ("#REF!", None)):
        book = xlsxwriter.Workbook(tmp_path / "people.xlsx")
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["rm", "name", "joined", "left"])
        sheet.write_row(1, 0, ["R1", "王一"])
        sheet.write_datetime(1, 2, date(2020, 7, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
        if wrong:
            sheet.write_formula(1, 3, "=Z99", None, wrong)
        book.close()
        if expected:
            assert tables(tmp_path, spec=spec, people=None)["rm"].rows["rm_name_zh"].to_list() == [expected]
        else:
            assert faults(tmp_path, spec=spec, people=None) == [("people.xlsx", 2, "D", "#REF!", "formula_error")]
