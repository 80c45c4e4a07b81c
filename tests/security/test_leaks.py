"""What a viewer is shown is a function of the rows in their scope alone.

For each viewer a second bank is made in which every row outside their scope is another: other amounts, other
names, other RMs. Whatever they can ask must have the same answer in both banks. The check itself is checked: with
a predicate of the door taken away it must find a leak.
"""

from collections.abc import Iterable
from itertools import chain

import duckdb
import polars as pl
import pytest
from sqlalchemy import true

from queries import door
from queries.access import Role, Viewer, of_role, reach
from queries.engines import READ_ONLY_CONFIG
from queries.warehouse import Warehouse
from tests.places import published
from tests.security.asking import EVERY_CHOICE, SOME_CHOICES, answers, files, found, rms, rows, some_clients, stressed
from tests.security.other_bank import other_bank
from tests.security.viewers import VIEWERS, viewers


def leaks(warehouse: Warehouse, other: Warehouse, viewer: Viewer, choices: Iterable[tuple[str, str]] = SOME_CHOICES) -> list[str]:
    choices = tuple(choices)
    asked = rms(warehouse, viewer)
    mine, theirs = (chain(rows(bank, viewer), found(bank, viewer), files(bank, viewer, asked), stressed(bank, viewer, asked), answers(bank, viewer, choices)) for bank in (warehouse, other))
    pairs = zip(mine, theirs, strict=True)
    return [name for (name, one), (_, another) in pairs if not one.equals(another)]


ASKING = {"head of a branch", "two grants of different segments", "RM"}  # the others with `make leaks`


@pytest.mark.parametrize("name", [pytest.param(name, marks=[] if name in ASKING else [pytest.mark.slow]) for name in VIEWERS])
def test_rows_outside_the_scope_change_nothing(name, warehouse, warehouse_place, tmp_path):
    viewer = viewers(warehouse, warehouse_place)[name]
    other = other_bank(warehouse_place, viewer, tmp_path / "other")
    assert leaks(warehouse, other, viewer) == []
    assert any(frame.height for _, frame in answers(warehouse, viewer, SOME_CHOICES[:1]))


@pytest.mark.parametrize("name", sorted(ASKING))
def test_an_rm_outside_the_scope_has_no_file_and_one_inside_has(name, warehouse, warehouse_place):
    viewer = viewers(warehouse, warehouse_place)[name]
    inside_one, outside_one = rms(warehouse, viewer)
    known = {key: frame.height for key, frame in files(warehouse, viewer, (inside_one, outside_one)) if "everyone" not in key and "largest" not in key}
    assert known[f"rm_file.card {inside_one}"] == 1
    assert {key: count for key, count in known.items() if key.endswith(outside_one) and count} == {}
    inside_client, outside_client = some_clients(warehouse, viewer)
    assert known[f"client_file.card {inside_client}"] == 1
    assert {key: count for key, count in known.items() if key.endswith(outside_client) and count} == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", VIEWERS)
def test_rows_outside_the_scope_change_nothing_whatever_is_asked(name, warehouse, warehouse_place, tmp_path):
    viewer = viewers(warehouse, warehouse_place)[name]
    assert leaks(warehouse, other_bank(warehouse_place, viewer, tmp_path / "other"), viewer, EVERY_CHOICE) == []


@pytest.mark.parametrize("predicate, name", [("_granted", "head of a branch"), ("_whole_nodes", "head of a branch"),
                                             ("_whole_bank", "business head, bank-wide"), ("_segments", "business head, bank-wide"),
                                             ("_books", "RM")])  # fmt: skip
def test_the_check_goes_red_when_a_predicate_of_the_door_is_removed(predicate, name, warehouse, warehouse_place, tmp_path, monkeypatch):
    viewer = viewers(warehouse, warehouse_place)[name]
    other = other_bank(warehouse_place, viewer, tmp_path / "other")
    monkeypatch.setattr(door, predicate, lambda *_: true())
    if not predicate.startswith("_whole"):
        monkeypatch.setattr(door, "_picked", lambda *_: true())
    assert leaks(warehouse, other, viewer, ()) != []


def test_an_analyst_is_never_shown_who_a_client_is(warehouse, warehouse_place):
    viewer = Viewer("analyst", of_role(Role.ANALYST, (warehouse.tree().root,)), "salt")
    with duckdb.connect(str(published(warehouse_place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        secrets = {value for row in connection.execute(
            "SELECT client_id, client_name_zh, client_name_en FROM client UNION ALL SELECT group_id, group_name_zh, group_name_en FROM client_group"
        ).fetchall() for value in row}  # fmt: skip
        people = {value for row in connection.execute("SELECT rm_name_zh, rm_name_en FROM rm").fetchall() for value in row}
    seen = 0
    for name, frame in answers(warehouse, viewer, SOME_CHOICES):
        for column, kind in frame.schema.items():
            if kind == pl.String and not column.startswith("rm_"):
                values = set(frame[column].drop_nulls())
                seen += len(values)
                assert not (values & secrets) - people, name
    assert seen > 100


def test_parts_of_fewer_than_five_clients_are_not_shown_to_an_analyst(warehouse, warehouse_place):
    from queries.concentration import shares

    viewer = Viewer("analyst", of_role(Role.ANALYST, (warehouse.tree().root,)), "salt")
    scope = reach(viewer, warehouse).asking(by="industry", measure="deposits")
    with duckdb.connect(str(published(warehouse_place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        clients = dict(connection.execute(
            f"SELECT industry, count(*) FROM client_month WHERE month = DATE '{scope.month}' AND NOT is_closed GROUP BY 1"
        ).fetchall())  # fmt: skip
    shown = shares.largest(warehouse, scope)["holder_id"].drop_nulls().to_list()
    assert min(clients.values()) < 5
    assert all(clients[industry] >= 5 for industry in shown)
