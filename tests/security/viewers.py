"""Viewers of every kind of grant."""


import duckdb

from queries.access import Grant, Role, Viewer, of_role
from queries.engines import READ_ONLY_CONFIG
from queries.scope import ALL_SEGMENTS
from tests.places import published


def branches(warehouse) -> list[str]:
    return sorted(n.node_id for n in warehouse.tree().nodes.values() if n.level == "branch")


def largest_rm(place: str) -> str:
    with duckdb.connect(str(published(place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        return connection.execute("SELECT rm_id FROM book_holder GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1").fetchone()[0]


def viewers(warehouse, place: str) -> dict[str, Viewer]:
    """One of each kind of viewer whose scope is not the whole bank."""
    first, second, *_ = branches(warehouse)
    root = warehouse.tree().root
    outlet = next(n for n in sorted(warehouse.tree().nodes) if warehouse.tree().is_within(n, [first]) and warehouse.tree().nodes[n].level == "outlet")
    grants = {
        "head of a branch": of_role(Role.BRANCH_HEAD, (first,)),
        "head of two branches": of_role(Role.BRANCH_HEAD, (first, second)),
        "head of an outlet": of_role(Role.BRANCH_HEAD, (outlet,)),
        "business head, bank-wide": of_role(Role.BUSINESS_HEAD, (root,), ("corporate",)),
        "business head in a branch": of_role(Role.BUSINESS_HEAD, (first,), ("personal",)),
        "two grants of different segments": (Grant(Role.BRANCH_HEAD, first, ALL_SEGMENTS), Grant(Role.BUSINESS_HEAD, second, ("corporate",))),
        "RM": of_role(Role.RM, (f"rm:{largest_rm(place)}",)),
    }  # fmt: skip
    return {name: Viewer(name, given, "salt") for name, given in grants.items()}


VIEWERS = ["head of a branch", "head of two branches", "head of an outlet", "business head, bank-wide", "business head in a branch",
           "two grants of different segments", "RM"]  # fmt: skip
