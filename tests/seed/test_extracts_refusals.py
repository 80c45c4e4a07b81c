"""A broken file is refused: its place and its rule are named, and what was published stays byte for byte as it was."""

import csv
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from seed.extracts.load import load
from seed.extracts.report import FilesRefused
from tests.seed.berka_fixture import MAP, write

Break = Callable[[Path], None]


def swap(name: str, line: int, old: str, new: str) -> Break:
    """Replace text within one physical line."""

    def broken(folder: Path) -> None:
        path = folder / name
        lines = path.read_text(encoding="utf-8").split("\n")
        assert old in lines[line - 1], lines[line - 1]
        lines[line - 1] = lines[line - 1].replace(old, new, 1)
        path.write_text("\n".join(lines), encoding="utf-8")

    return broken


def put(name: str, content: bytes) -> Break:
    return lambda folder: (folder / name).write_bytes(content)


def add(name: str, line: str) -> Break:
    def broken(folder: Path) -> None:
        with (folder / name).open("a", encoding="utf-8") as out:
            out.write(line + "\n")

    return broken


def raw(name: str, old: bytes, new: bytes) -> Break:
    def broken(folder: Path) -> None:
        content = (folder / name).read_bytes()
        assert old in content
        (folder / name).write_bytes(content.replace(old, new, 1))

    return broken


def cut(name: str, count: int) -> Break:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes()[:-count])


def without_column(name: str, position: int) -> Break:
    def broken(folder: Path) -> None:
        lines = [line.split(",") for line in (folder / name).read_text(encoding="utf-8").splitlines()]
        kept = [",".join(cell for at, cell in enumerate(line) if at != position) for line in lines]
        (folder / name).write_text("\n".join(kept) + "\n", encoding="utf-8")

    return broken


def with_column(name: str, title: str) -> Break:
    def broken(folder: Path) -> None:
        first, *rest = (folder / name).read_text(encoding="utf-8").splitlines()
        (folder / name).write_text("\n".join([f"{first},{title}", *(f"{line},0" for line in rest)]) + "\n", encoding="utf-8")

    return broken


HEADER = b'"loan_id","account_id","date","amount","duration","payments","status"\n'
LOAN = "loan.csv"
KINDS: tuple[tuple[str, Break, tuple[str, int | None, str | None, str | None, str]], ...] = (
    # what is done | file, line, column, value, rule
    ("a letter in an amount", swap(LOAN, 4, "102000", "1O2000"), (LOAN, 4, "amount", "1O2000", "bad_number")),
    ("a thousands separator", swap(LOAN, 4, "102000", '"102,000"'), (LOAN, 4, "amount", "102,000", "undeclared_separator")),
    ("full-width digits", swap(LOAN, 4, "102000", "１０２０００"), (LOAN, 4, "amount", "１０２０００", "full_width")),
    ("NaN", swap(LOAN, 4, "102000", "NaN"), (LOAN, 4, "amount", "NaN", "not_finite")),
    ("an exponent", swap(LOAN, 4, "102000", "1e999"), (LOAN, 4, "amount", "1e999", "exponent")),
    ("a formula error", swap(LOAN, 4, "102000", "#REF!"), (LOAN, 4, "amount", "#REF!", "formula_error")),
    ("nineteen digits", swap(LOAN, 4, "102000", "1" * 19), (LOAN, 4, "amount", "1" * 19, "too_many_digits")),
    ("three decimals", swap(LOAN, 4, "102000", "102000.125"), (LOAN, 4, "amount", "102000.125", "too_many_decimals")),
    ("brackets for minus", swap(LOAN, 4, "102000", "(102000)"), (LOAN, 4, "amount", "(102000)", "bad_number")),
    ("a currency sign", swap(LOAN, 4, "102000", "¥102000"), (LOAN, 4, "amount", "¥102000", "bad_number")),
    ("a negative loan", swap(LOAN, 4, "102000", "-102000"), (LOAN, 4, "amount", "-102000", "negative")),
    ("an empty amount", swap(LOAN, 4, "102000", ""), (LOAN, 4, "amount", None, "required")),
    ("a date in another form", swap(LOAN, 4, "1997-04-04", "04.04.1997"), (LOAN, 4, "date", "04.04.1997", "bad_date")),
    ("an impossible date", swap(LOAN, 4, "1997-04-04", "1997-02-30"), (LOAN, 4, "date", "1997-02-30", "impossible_date")),
    ("an Excel serial", swap(LOAN, 4, "1997-04-04", "35524"), (LOAN, 4, "date", "35524", "excel_serial")),
    ("a duplicated key", swap(LOAN, 5, "5004", "5003"), (LOAN, 5, "loan_id", "5003", "duplicate_key")),
    ("two owners of one account", swap("disp.csv", 90, "DISPONENT", "OWNER"),
     ("disp.csv", 90, "account_id", "29", "duplicate_key")),
    ("an orphan account", swap(LOAN, 4, ",6,", ",999,"), (LOAN, 4, "account_id", "999", "orphan")),
    ("a value outside its set", swap(LOAN, 4, '"D"', '"E"'), (LOAN, 4, "status", "E", "outside_set")),
    ("an invisible space in a key", swap(LOAN, 4, ",6,", ",6\u00a0,"), (LOAN, 4, "account_id", "6\u00a0", "invisible_space")),
    ("a last line cut in mid-number", cut(LOAN, 13), (LOAN, 31, "duration", "2", "cut_file")),
    ("a last line cut in its quotes", cut(LOAN, 2), (LOAN, 31, None, None, "cut_file")),
    ("an open quote", swap(LOAN, 31, '"C"', '"C'), (LOAN, 31, None, None, "open_quote")),
    ("too few fields", swap(LOAN, 4, ",24,", ","), (LOAN, 4, "status", None, "too_few_fields")),
    ("too many fields", swap(LOAN, 4, ",24,", ",24,24,"), (LOAN, 4, None, "D", "too_many_fields")),
    ("the header again", add(LOAN, HEADER.decode().strip()), (LOAN, 32, None, None, "header_again")),
    ("a total row", add(LOAN, "合计,,,4560000,,,"), (LOAN, 32, "loan_id", "合计", "total_row")),
    ("an undecodable byte", raw("district.csv", b"District 5", b"District \xff5"),
     ("district.csv", 6, "A2", "0xff", "undecodable")),
    ("a missing column", without_column(LOAN, 3), (LOAN, 1, "amount", None, "missing_column")),
    ("an extra column", with_column(LOAN, "note"), (LOAN, 1, "note", "note", "extra_column")),
    ("a column twice", swap(LOAN, 1, '"payments"', '"amount"'), (LOAN, 1, "amount", "amount", "duplicate_header")),
    ("another separator", put(LOAN, HEADER.replace(b",", b";")), (LOAN, 1, None, ";", "wrong_separator")),
    ("an empty file", put(LOAN, b""), (LOAN, None, None, None, "file_empty")),
    ("a header only", put(LOAN, HEADER), (LOAN, 1, None, None, "header_only")),
    ("a web page", put(LOAN, b"<!DOCTYPE html><html>Sign in</html>\n"),
     (LOAN, 1, None, "<!DOCTYPE html><html>Sign in</html>", "html")),
    ("a missing file", lambda folder: (folder / LOAN).unlink(), (LOAN, None, None, None, "file_missing")),
    ("a NUL byte", raw(LOAN, b"102000", b"10\x002000"), (LOAN, 4, None, None, "nul_byte")),
    ("a UTF-16 file", put(LOAN, HEADER.decode().encode("utf-16")), (LOAN, 1, None, "0xfffe", "undecodable")),
    ("a cut gzip", put(LOAN, b"\x1f\x8b\x08\x00\x00\x00"), (LOAN, None, None, None, "cut_gzip")),
    ("an encrypted workbook", put(LOAN, b"\xd0\xcf\x11\xe0" + b"\x00" * 9), (LOAN, None, None, "xls", "encrypted")),
    ("a zip", put(LOAN, b"PK\x03\x04rest"), (LOAN, None, None, "zip/xlsx", "wrong_format")),
)  # fmt: skip


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Good files and a warehouse that has published them."""
    home = tmp_path_factory.mktemp("bank")
    load(write(home / "files"), MAP, home / "warehouse", lambda _what, _done: None)
    return home / "files", home / "warehouse"


def fingerprint(warehouse: Path) -> dict[str, str]:
    """Every published file by its hash; the quarantine beside them is allowed to grow."""
    paths = [path for path in warehouse.rglob("*") if path.is_file() and "quarantine" not in path.parts]
    return {str(path.relative_to(warehouse)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


@pytest.mark.parametrize("broken, place", [pytest.param(broken, place, id=kind) for kind, broken, place in KINDS])
def test_a_broken_file_is_refused_by_name_and_changes_nothing(bank, tmp_path, broken, place):
    files, warehouse = bank
    copy = Path(shutil.copytree(files, tmp_path / "copy"))
    broken(copy)
    before = fingerprint(warehouse)
    with pytest.raises(FilesRefused) as refusal:
        load(copy, MAP, warehouse, lambda _what, _done: None)
    found = [(one.source, one.line, one.column, one.value, one.rule.key) for one in refusal.value.problems]
    name, line, column, value, rule = place
    seen = [one for one in found if one[0] == name and one[1] == line and one[2] == column and one[4] == rule]
    assert seen, found
    assert value is None or seen[0][3] == value
    assert len(found) == 1
    assert fingerprint(warehouse) == before


def test_the_quarantine_report_holds_every_problem_with_its_line_in_both_languages(bank, tmp_path):
    files, warehouse = bank
    copy = Path(shutil.copytree(files, tmp_path / "copy"))
    for line in range(2, 32):
        swap(LOAN, line, '"199', '"=199')(copy)
    with pytest.raises(FilesRefused) as refusal:
        load(copy, MAP, warehouse, lambda _what, _done: None)
    with refusal.value.report.open(encoding="utf-8-sig", newline="") as report:
        rows = list(csv.DictReader(report))
    assert len(rows) == 30
    assert (rows[0]["file"], rows[0]["line"], rows[0]["column"], rows[0]["value"], rows[0]["rule"]) == (
        LOAN, "2", "date", "'=1995-02-02", "bad_date",
    )  # fmt: skip
    assert (rows[0]["what_zh"], rows[0]["what_en"]) == ("日期写法与格式不符", "not written in the date format")
    assert rows[0]["row"] == "5001,2,=1995-02-02,94000,24,3916.7,B"
    assert "… and 10 more" in refusal.value.to("en")
    assert "……另有 10 个问题" in refusal.value.to("zh")
