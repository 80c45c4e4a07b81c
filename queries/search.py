"""Who or what is called so: units, RMs and clients by name, pinyin or number, within the asker's scope."""

from typing import Any

import polars as pl
from sqlalchemy import Column, func, or_, select

from queries.schema import client, client_month, posting, rm
from queries.scope import Scope
from queries.warehouse import Warehouse

SHORTEST = 2
MOST = 6  # of each kind
INITIALS = 3  # letters that may be the initials of a name
COLUMNS = {"kind": pl.String, "number": pl.String, "name_zh": pl.String, "name_en": pl.String, "node_id": pl.String}


def found(warehouse: Warehouse, scope: Scope, term: str) -> pl.DataFrame:
    """COLUMNS: what matches `term`, units first, then RMs, then clients; `node_id` is the unit where it is to be seen.

    A name matches anywhere, its pinyin also run together or by initials, a number from its start. Who may not see
    clients' names is not told whether one exists.
    """
    wanted = " ".join(term.split()).lower()
    if len(wanted) < SHORTEST and wanted.isascii() or not wanted or scope.is_empty:
        return pl.DataFrame(schema=COLUMNS)
    parts = [_units(warehouse, scope, wanted), _rms(warehouse, scope, wanted)]
    if scope.names_visible:
        parts.append(_clients(warehouse, scope, wanted))
    return pl.concat(parts)


def _shaped(kind: str, rows: list[tuple[Any, ...]]) -> pl.DataFrame:
    return pl.DataFrame([(kind, *row) for row in rows], schema=COLUMNS, orient="row")


def _units(warehouse: Warehouse, scope: Scope, wanted: str) -> pl.DataFrame:
    tree = warehouse.tree()
    inside = (node for node in tree.nodes.values() if not node.is_pass_through and tree.is_within(node.node_id, scope.nodes))
    named = (node for node in inside if wanted in node.name.zh.lower() or wanted in node.name.en.lower() or node.node_id.lower().startswith(wanted))
    rows = sorted(((n.node_id, n.name.zh, n.name.en, n.node_id) for n in named), key=lambda row: (len(row[1]), row[0]))
    return _shaped("outlet", rows[:MOST])


def _rms(warehouse: Warehouse, scope: Scope, wanted: str) -> pl.DataFrame:
    """RMs with a posting that runs today."""
    statement = (
        select(rm.c.rm_id, rm.c.rm_name_zh, rm.c.rm_name_en, posting.c.outlet_id)
        .join_from(posting, rm, rm.c.rm_id == posting.c.rm_id)
        .where(posting.c.valid_to.is_(None), _is_called(rm.c.rm_id, rm.c.rm_name_zh, rm.c.rm_name_en, wanted))
        .order_by(rm.c.rm_id)
        .limit(MOST)
    )
    return _shaped("rm", warehouse.read(statement, scope).sort("rm_id").rows())


def _clients(warehouse: Warehouse, scope: Scope, wanted: str) -> pl.DataFrame:
    """Clients of the as-of month that are not closed."""
    statement = (
        select(client.c.client_id, client.c.client_name_zh, client.c.client_name_en, client_month.c.outlet_id)
        .join_from(client_month, client, client.c.client_id == client_month.c.client_id)
        .where(
            client_month.c.month == scope.month,
            client_month.c.is_closed.is_(False),
            _is_called(client.c.client_id, client.c.client_name_zh, client.c.client_name_en, wanted),
        )
        .order_by(client.c.client_id)
        .limit(MOST)
    )
    return _shaped("client", warehouse.read(statement, scope).sort("client_id").rows())


def _is_called(number: Column[Any], chinese: Column[Any], pinyin: Column[Any], wanted: str) -> Any:
    """By number from its start, by part of the name, by its pinyin (ü also typed v), run together, or by initials."""
    sound = func.lower(pinyin)
    ways = [func.lower(number).startswith(wanted, autoescape=True), chinese.contains(wanted, autoescape=True), sound.contains(wanted, autoescape=True)]
    if wanted.isascii() and wanted.isalpha():
        for typed in {wanted, wanted.replace("v", "ü")}:
            ways += [sound.like(f"{typed[:cut]} {typed[cut:]}%") for cut in range(1, len(typed))]
        if len(wanted) <= INITIALS:
            ways.append(sound.like("".join(f"{letter}% " for letter in wanted).rstrip()))
    return or_(*ways)
