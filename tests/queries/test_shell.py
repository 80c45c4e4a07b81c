"""Any query from the shell, through the same door."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from queries.__main__ import main
from queries.settings import settings


@pytest.fixture
def ask(warehouse_place, monkeypatch):
    monkeypatch.setenv("RM_COCKPIT_WAREHOUSE", warehouse_place)
    settings.cache_clear()
    yield lambda *words: CliRunner().invoke(main, words)
    settings.cache_clear()


def test_the_list_names_every_query(ask):
    listed = ask("--list").output
    assert all(name in listed for name in ("concentration.summary", "concentration.largest", "concentration.trend"))


def test_json_has_money_as_text_counts_as_integers_and_ratios_as_numbers(ask):
    answer = json.loads(ask("concentration.summary", "--measure", "deposits", "--format", "json").output)
    row = answer["rows"][0]
    assert answer["generation"] == "wh-0001"
    assert answer["scope"]["nodes"] == ["B0"]
    assert answer["columns"] == list(row)
    assert row["total_yuan"] == f"{float(row['total_yuan']):.2f}"
    assert isinstance(row["holder_count"], int)
    assert 0 < row["hhi"] < 1


def test_csv_has_headings_in_the_asked_language(ask):
    rows = list(csv.reader(io.StringIO(ask("concentration.largest", "--format", "csv", "--lang", "zh").output)))
    assert rows[0][:3] == ["名次", "编号", "名称"]
    assert len(rows) == 21


def test_a_table_says_its_generation_and_month(ask):
    assert ask("concentration.summary").output.startswith("wh-0001 · 2026-10")


@pytest.mark.parametrize("words, said", [
    (["concentration.nothing"], "There is no query"), (["concentration.summary", "--node", "F99"], "no node F99"),
    (["concentration.summary", "--month", "2031-01"], "no closed month 2031-01"), (["concentration.summary", "--role", "rm"], "needs its unit"),
    (["concentration.summary", "--as", "nobody@bank"], "no valid grant"),
])  # fmt: skip
def test_a_question_that_cannot_be_answered_says_why_and_exits_2(ask, words, said):
    refused = ask(*words)
    assert refused.exit_code == 2
    assert said in refused.stderr
    assert "Hint: " in refused.stderr


def test_a_branch_head_asks_for_their_branch_only(ask):
    own = json.loads(ask("concentration.summary", "--role", "branch_head", "--node", "F01", "--format", "json").output)
    whole = json.loads(ask("concentration.summary", "--format", "json").output)
    assert own["rows"][0]["holder_count"] < whole["rows"][0]["holder_count"]


def test_a_warehouse_that_is_not_there_is_said_so(tmp_path, monkeypatch):
    monkeypatch.setenv("RM_COCKPIT_WAREHOUSE", str(tmp_path))
    settings.cache_clear()
    refused = CliRunner().invoke(main, ["concentration.summary"])
    settings.cache_clear()
    assert refused.exit_code == 2
    assert "seed demo" in refused.stderr
