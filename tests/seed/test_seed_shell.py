"""python -m seed, as a person types it."""

import hashlib
import shutil
import tomllib
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from queries.settings import settings
from seed.__main__ import last_full_month, main
from seed.extracts.mapcheck import LOADABLE
from seed.extracts.skeleton import skeleton
from tests.seed.berka_fixture import MAP, write


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty warehouse of its own, and good files beside it."""
    monkeypatch.setenv("RM_COCKPIT_WAREHOUSE", str(tmp_path / "warehouse"))
    settings.cache_clear()
    write(tmp_path / "files")
    yield tmp_path
    settings.cache_clear()


def seed(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_a_load_publishes_and_status_check_and_rollback_speak_of_it(home: Path):
    loaded = seed("--lang", "zh", "load", home / "files", "--map", MAP)
    assert (loaded.exit_code, loaded.output.splitlines()[-1]) == (0, "已发布 wh-0001")
    assert "wh-0001" in seed("--lang", "en", "status").output
    assert seed("--lang", "en", "check").output == "All is well.\n"
    seed("load", home / "files", "--map", MAP)
    assert seed("--lang", "en", "rollback").output == "Went back to wh-0001\n"
    nothing_older = seed("--lang", "en", "rollback")
    assert (nothing_older.exit_code, "Hint:" in nothing_older.output) == (2, True)


@pytest.mark.parametrize("lang, place, mend", [
    ("en", "loan.csv, line 4, column amount: [bad_number] not a number: '1O2000'", "Hint: Mend these and load again"),
    ("zh", "loan.csv，第 4 行，列 amount: [bad_number] 不是数值：“1O2000”", "处理办法：更正上述问题后重新装载"),
])  # fmt: skip
def test_a_refused_load_says_where_and_why_exits_2_and_publishes_nothing(home: Path, lang, place, mend):
    assert seed("load", home / "files", "--map", MAP).exit_code == 0
    before = hashes(home / "warehouse")
    loan = Path(shutil.copytree(home / "files", home / "broken")) / "loan.csv"
    loan.write_text(loan.read_text(encoding="utf-8").replace("102000", "1O2000"), encoding="utf-8")
    refused = seed("--lang", lang, "load", home / "broken", "--map", MAP)
    assert refused.exit_code == 2
    assert place in refused.output
    assert mend in refused.output
    assert "Traceback" not in refused.output
    assert hashes(home / "warehouse") == before
    assert len(list((home / "warehouse" / "quarantine").rglob("report.csv"))) == 1


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("table", LOADABLE)
def test_the_skeleton_of_every_table_is_toml_that_names_each_column(table: str):
    text = skeleton(table)
    tomllib.loads(text)
    for column in LOADABLE[table].columns:
        assert f"{column.name} = " in text
        assert column.comment in text


def test_a_skeleton_of_an_unknown_table_names_the_known_ones(home: Path):
    answer = seed("--lang", "en", "map", "--table", "rms")
    assert answer.exit_code == 2
    assert "client_month" in answer.output
    assert home.is_dir()


def test_the_last_full_month_is_the_one_before_today_s():
    assert last_full_month(date(2026, 11, 22)) == date(2026, 10, 1)
    assert last_full_month(date(2027, 1, 1)) == date(2026, 12, 1)
