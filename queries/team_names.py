"""What teams and their leaders are called, as far as the asker may see it.

A team's name is not kept by segment: where a scope is cut by one, its number stands instead; so does that of a leader
who is not posted within the scope.
"""

import polars as pl
from sqlalchemy import select

from queries.errors import UnsupportedCut
from queries.schema import posting, rm, team
from queries.scope import Scope
from queries.text import Text
from queries.warehouse import Warehouse

NO_TEAM = Text("不属小组", "No team")


def named(warehouse: Warehouse, scope: Scope, team_ids: list[str]) -> pl.DataFrame:
    """(team_id, team_zh, team_en) of each asked for, once: its name, or its number where the name is not in view."""
    names = team.c
    try:
        known = warehouse.read(select(names.team_id, names.team_name_zh, names.team_name_en).where(names.team_id.in_(team_ids)), scope)
    except UnsupportedCut:
        known = pl.DataFrame()
    found = {key: (zh, en) for key, zh, en in known.iter_rows()}
    rows = [(key, *(found.get(key, (key, key)) if key else NO_TEAM)) for key in sorted(set(team_ids))]
    return pl.DataFrame(rows, schema=dict.fromkeys(("team_id", "team_zh", "team_en"), pl.String), orient="row")


def leaders(warehouse: Warehouse, scope: Scope, rm_ids: list[str]) -> pl.DataFrame:
    """(leader_id, leader_zh, leader_en) of each asked for, once: the name of whoever is posted within the scope, else the number."""
    statement = select(rm.c.rm_id, rm.c.rm_name_zh, rm.c.rm_name_en).join_from(posting, rm, rm.c.rm_id == posting.c.rm_id)
    known = warehouse.read(statement.where(posting.c.rm_id.in_(rm_ids)).distinct(), scope)
    found = {key: (zh, en) for key, zh, en in known.iter_rows()}
    rows = [(key, *found.get(key, (key, key))) for key in sorted(set(rm_ids))]
    return pl.DataFrame(rows, schema=dict.fromkeys(("leader_id", "leader_zh", "leader_en"), pl.String), orient="row")
