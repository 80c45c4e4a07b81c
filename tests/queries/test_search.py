"""Finding people and places by what somebody types, and nobody outside one's scope."""

import polars as pl
import pytest

from queries import search
from queries.access import Role, Viewer, of_role, reach, role_viewer
from tests.queries.banks import bank
from tests.tables import table


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    facts = table("| client_id | outlet_id | rm_id |\n| C1 | O1 | R1 |\n| C2 | O1 | R1 |\n| C3 | O3 | R2 |", {})
    named = table(
        """
        | client_id | client_name_zh | client_name_en |
        | C1        | 吕俊           | Lü Jun         |
        | C2        | 王小明         | Wang Xiaoming  |
        | C3        | 王%百          | Wang Bai       |
        """,
        {},
    )
    folder = tmp_path_factory.mktemp("drawn") / "bank"
    opened = bank(folder, facts, rms=["R1", "R2"])
    opened.close()
    import duckdb

    from queries.engines import DUCKDB_CONFIG
    from queries.warehouse import Shelf

    with duckdb.connect(str(folder / "wh-0001.duckdb"), config=DUCKDB_CONFIG) as connection:
        for number, zh, en in named.rows():
            connection.execute("UPDATE client SET client_name_zh = $1, client_name_en = $2 WHERE client_id = $3", [zh, en, number])
    opened = Shelf(str(folder)).current()
    yield opened
    opened.close()


def numbers(warehouse, scope, term: str) -> list[str]:
    return search.found(warehouse, scope, term)["number"].to_list()


@pytest.mark.parametrize(
    ("term", "numbers_found"),
    [("王", ["C2", "C3"]), ("xiaoming", ["C2"]), ("wangxiaoming", ["C2"]), ("wang x", ["C2"]), ("WX", ["C2"]), ("lvjun", ["C1"]), ("lü jun", ["C1"]),
     ("C2", ["C2"]), ("机构O3", ["O3"]), ("unit o3", ["O3"]), ("%", []), ("王%", ["C3"]), ("w", []), ("", []), ("nobody", [])],
)  # fmt: skip
def test_a_name_its_pinyin_or_a_number_finds(drawn, term, numbers_found):
    assert numbers(drawn, reach(role_viewer(Role.EXECUTIVE, drawn), drawn), term) == numbers_found


def test_nobody_outside_the_scope_is_found(drawn):
    head = reach(Viewer("x", of_role(Role.BRANCH_HEAD, ("F2",)), "salt"), drawn)
    assert numbers(drawn, head, "wang") == ["C3"]
    assert numbers(drawn, head, "机构") == ["F2", "O3", "S2"]


def test_who_may_not_see_names_is_told_of_no_client(drawn):
    analyst = reach(role_viewer(Role.ANALYST, drawn), drawn)
    assert search.found(drawn, analyst, "wang").filter(pl.col("kind") == "client").is_empty()
    assert numbers(drawn, analyst, "C2") == []


def test_an_rm_is_found_by_name_with_the_outlet_where_they_work(warehouse, whole_bank):
    someone = search.found(warehouse, whole_bank, "R000").row(0, named=True)
    assert someone["kind"] == "rm"
    assert someone["node_id"] in warehouse.tree().nodes
    assert someone["number"] in numbers(warehouse, whole_bank, someone["name_en"].replace(" ", "").lower())
