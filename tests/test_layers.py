"""Imports point one way, and each outside call has one owner."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from queries import catalog

ROOT = Path(__file__).resolve().parent.parent
FORBIDDEN = {
    "queries": {"dashboard", "seed", "streamlit", "plotly", "tests"},
    "seed": {"dashboard", "streamlit", "plotly", "tests"},
    "dashboard": {"seed", "sqlalchemy", "duckdb", "tests"},
}
SEED_MAY_USE = {"schema", "marts", "policy", "codes", "text", "errors", "settings", "dialects", "engines", "tree", "periods",
                "workdays", "indicators", "forecasts", "back_test", "fair", "warning_policy", "crossing", "pyramid_policy", "credit_policy"}  # fmt: skip - what is published of forecasts is worked out by their own formulas
SUBJECTS = {subject.__name__: Path(subject.__file__) for subject in catalog.SUBJECTS}
OWNERS = {  # call → the only files that may make it
    "plotly_chart": {"dashboard/panel.py"},
    "dataframe": {"dashboard/panel.py"},
    "download_button": {"dashboard/panel.py"},
    "session_state": {"dashboard/filters/link.py"},
    "query_params": {"dashboard/filters/link.py", "dashboard/server.py"},  # the server reads a plain request, not a session
    "cache_data": set(),  # it tells frames apart by a sample of their rows only
    "set_page_config": {"streamlit_app.py"},
}


def modules(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("layer", FORBIDDEN)
def test_a_layer_imports_only_what_it_may(layer):
    found = {(path.name, name) for path in modules(layer) for name in imports(path)}
    assert {(file, name) for file, name in found if name.split(".")[0] in FORBIDDEN[layer]} == set()


def test_seed_knows_of_queries_only_the_shape_of_the_warehouse():
    found = {(path.name, name.split(".")[1]) for path in modules("seed") for name in imports(path) if name.startswith("queries.") and "limit_policy" not in name}
    assert {(file, name) for file, name in found if name not in SEED_MAY_USE} == set()


def test_subjects_do_not_import_subjects():
    for subject, file in SUBJECTS.items():
        assert not (SUBJECTS.keys() - {subject}) & set(imports(file)), subject


def attributes(path: Path) -> set[str]:
    return {node.attr for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("call, owners", OWNERS.items())
def test_an_outside_call_has_one_owner(call, owners):
    users = {str(path.relative_to(ROOT)) for path in [*modules("dashboard"), ROOT / "streamlit_app.py"] if call in attributes(path)}
    assert users <= owners


def test_only_the_warehouse_and_its_engines_run_sql():
    runners = {path.name for path in modules("queries") if {"execute", "connect"} & attributes(path)}
    assert runners <= {"engines.py", "state.py"}


def test_a_page_reads_as_load_say_show():
    for path in modules("dashboard/pages"):
        assert not {"filter", "read", "with_columns"} & attributes(path), path
