"""Who may see what: a viewer's grants, and the widest scope they give.

Grants are judged on today's tree. An unknown viewer, an ended grant or a failed look-up gives the scope of
nothing, which reads no rows.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

import polars as pl
from sqlalchemy import select

from queries.errors import NoAccess
from queries.schema import book_holder, rm
from queries.scope import ALL_SEGMENTS, BOOK, Hold, Scope
from queries.text import Text
from queries.warehouse import Warehouse


class Role(Enum):
    EXECUTIVE = "executive"
    BRANCH_HEAD = "branch_head"
    BUSINESS_HEAD = "business_head"
    RM = "rm"
    AUDITOR = "auditor"
    ANALYST = "analyst"


ROLE_NAMES = {
    Role.EXECUTIVE: Text("行领导", "Executive"),
    Role.BRANCH_HEAD: Text("机构负责人", "Branch head"),
    Role.BUSINESS_HEAD: Text("条线负责人", "Business head"),
    Role.RM: Text("客户经理", "RM"),
    Role.AUDITOR: Text("审计", "Auditor"),
    Role.ANALYST: Text("分析师（客户名称遮蔽）", "Analyst (client names masked)"),
}
WHOLE_BANK = frozenset({Role.EXECUTIVE, Role.AUDITOR, Role.ANALYST})


@dataclass(frozen=True, slots=True)
class Grant:
    """One line of what somebody was given. `node` is a node of the tree, or `rm:…` for an own book."""

    role: Role
    node: str
    segments: tuple[str, ...] = ALL_SEGMENTS
    may_export: bool = True
    may_see_names: bool = True
    may_see_staff_details: bool = True


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person and the grants valid now. `salt` keeps their pseudonyms apart from everybody else's."""

    subject: str
    grants: tuple[Grant, ...]
    salt: str

    @property
    def may_export(self) -> bool:
        return bool(self.grants) and all(grant.may_export for grant in self.grants)


def of_role(role: Role, nodes: tuple[str, ...], segments: tuple[str, ...] = ALL_SEGMENTS) -> tuple[Grant, ...]:
    """The grants a role usually has over some nodes: an analyst sees no client names, an RM no staff details."""
    return tuple(
        Grant(role, node, segments, may_see_names=role is not Role.ANALYST,
              may_see_staff_details=role in {Role.EXECUTIVE, Role.BRANCH_HEAD, Role.AUDITOR})
        for node in nodes
    )  # fmt: skip


def role_viewer(role: Role, warehouse: Warehouse, nodes: tuple[str, ...] = (), segments: tuple[str, ...] = ()) -> Viewer:
    """A made-up viewer of a role, for local mode and the shell. Raises NoAccess where the role needs a node it was not given."""
    root = warehouse.tree().root
    if role in WHOLE_BANK or (role is Role.BUSINESS_HEAD and not nodes):
        nodes = (root,)
    if not nodes or (role is Role.BUSINESS_HEAD and not segments):
        raise NoAccess(
            Text(f"“{ROLE_NAMES[role].zh}”须指明机构、管户或条线。", f"The role {ROLE_NAMES[role].en} needs its unit, book or segment."),
            Text("加上 --node（客户经理用 rm:工号）或 --segment。", "Add --node (an RM: rm:NUMBER) or --segment."),
        )
    return Viewer(f"local:{role.value}", of_role(role, nodes, segments or ALL_SEGMENTS), secrets.token_hex(8))


def reach(viewer: Viewer, warehouse: Warehouse, month: date | None = None) -> Scope:
    """The widest scope the viewer may have. Rights to names and staff details hold only if every grant gives them."""
    month = month or warehouse.generation.last_closed_month
    tree = warehouse.tree()
    known = [g for g in viewer.grants if g.node.startswith(BOOK) or g.node in tree.nodes]
    if not known:
        return Scope.nothing(month)
    segments = tuple(sorted({segment for grant in known for segment in grant.segments}))
    books = tuple(g.node for g in known if g.node.startswith(BOOK))
    nodes = tree.cover(g.node for g in known if not g.node.startswith(BOOK))
    scope = Scope(
        reach=tuple(sorted({Hold(g.node, tuple(sorted(g.segments))) for g in known})),
        nodes=tuple(sorted((*nodes, *books))),
        segments=segments,
        month=month,
        names_visible=all(g.may_see_names for g in known),
        staff_visible=all(g.may_see_staff_details for g in known),
        salt="",
    )
    return scope if scope.names_visible else replace(scope, salt=viewer.salt)


def rm_choices(warehouse: Warehouse) -> pl.DataFrame:
    """(rm_id, rm_zh, rm_en): the RMs who have a book today, for choosing whom to look as in local mode."""
    everyone = reach(role_viewer(Role.EXECUTIVE, warehouse), warehouse)
    statement = (
        select(book_holder.c.rm_id, rm.c.rm_name_zh.label("rm_zh"), rm.c.rm_name_en.label("rm_en"))
        .join_from(book_holder, rm, rm.c.rm_id == book_holder.c.rm_id)
        .distinct()
    )
    return warehouse.read(statement, everyone).sort("rm_id")
