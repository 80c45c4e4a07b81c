"""Whatever is named is explained, in both languages."""

import ast
import re
from pathlib import Path

import pytest

from queries import codes, policy
from queries.catalog import METRICS, QUERIES, RULES
from queries.headings import heading
from queries.schema import metadata
from queries.text import Text, pair

ROOT = Path(__file__).resolve().parent.parent
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def modules():
    return [path for folder in ("queries", "dashboard", "seed") for path in sorted((ROOT / folder).rglob("*.py"))]


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_and_public_function_says_what_it_is(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), f"{path} has no docstring"


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_every_table_and_column_has_words_in_both_languages_and_a_unit(table):
    for words in (table.comment, *(column.comment for column in table.c)):
        both = pair(words)
        assert CHINESE.search(both.zh)
        assert not CHINESE.search(both.en)
    assert all(column.info["unit"] for column in table.c)


@pytest.mark.parametrize("metric", METRICS.values(), ids=lambda metric: metric.key)
def test_every_metric_is_explained_in_both_languages(metric):
    for words in (metric.name, metric.meaning, metric.source):
        assert words.zh
        assert words.en
        assert not CHINESE.search(words.en)
    assert metric.in_words.zh
    assert metric.in_words.en


def test_every_rule_of_policy_has_a_source():
    for rule in RULES:
        assert rule.source.zh
        assert rule.source.en
        assert CHINESE.search(rule.meaning.zh)
    assert len({rule.key for rule in RULES}) == len(RULES)
    defined = {value for value in vars(policy).values() if isinstance(value, policy.Rule)}
    assert defined == set(policy.RULES)


def test_every_code_has_words_in_both_languages():
    for values in (value for name, value in vars(codes).items() if name.isupper()):
        assert all(isinstance(words, Text) and words.zh and words.en and not CHINESE.search(words.en) for words in values.values())


def test_every_query_has_headings_for_all_its_columns(warehouse, whole_bank):
    for found in QUERIES.values():
        assert found.about.zh
        assert found.about.en
        for column in found(warehouse, whole_bank).columns:
            assert heading(column).zh


def test_the_readme_tour_names_every_module_of_the_product():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for path in modules():
        folder = path.parent.name
        if path.name not in {"__init__.py"} and folder in {"queries", "dashboard", "seed"}:
            assert path.stem in readme, f"the README's tour does not know {path.relative_to(ROOT)}"
