"""The organisation tree of one month, in memory: who stands below whom."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from queries.text import Text

LEVEL_ORDER = ("bank", "region", "branch", "sub_branch", "outlet")


@dataclass(frozen=True, slots=True)
class Node:
    node_id: str
    parent_id: str | None
    level: str
    name: Text
    is_pass_through: bool
    is_open: bool


@dataclass(frozen=True)
class Tree:
    """A strict tree. `meet` and `cover` answer in smallest covering sets, sorted."""

    month: date
    nodes: dict[str, Node]
    children: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, month: date, rows: pl.DataFrame) -> "Tree":
        """From rows of `org_month` of one month."""
        nodes = {
            row["node_id"]: Node(
                row["node_id"], row["parent_id"], row["level"], Text(row["name_zh"], row["name_en"]),
                row["is_pass_through"], row["is_open"],
            )
            for row in rows.sort("node_id").iter_rows(named=True)
        }  # fmt: skip
        below: dict[str, list[str]] = {}
        for node in nodes.values():
            if node.parent_id is not None:
                below.setdefault(node.parent_id, []).append(node.node_id)
        return cls(month, nodes, {parent: tuple(ids) for parent, ids in below.items()})

    @property
    def root(self) -> str:
        return next(node.node_id for node in self.nodes.values() if node.parent_id is None)

    def path(self, node_id: str) -> tuple[str, ...]:
        """From the root down to the node itself; empty for an unknown node."""
        steps: list[str] = []
        at: str | None = node_id if node_id in self.nodes else None
        while at is not None:
            steps.append(at)
            at = self.nodes[at].parent_id
        return tuple(reversed(steps))

    def is_within(self, node_id: str, ancestors: Iterable[str]) -> bool:
        """Whether the node is one of `ancestors` or stands below one."""
        wanted = set(ancestors)
        return node_id in wanted or any(step in wanted for step in self.path(node_id))

    def below(self, ancestors: Iterable[str]) -> list[str]:
        """`ancestors` that are in the tree and every node below one, each once."""
        found = [node for node in self.cover(ancestors) if node in self.nodes]
        for node in found:
            found.extend(self.children.get(node, ()))
        return found

    def meet(self, held: Iterable[str], picked: Iterable[str]) -> tuple[str, ...]:
        """The smallest set of nodes that is both within `held` and within `picked`."""
        held, picked = tuple(held), tuple(picked)
        inner = {node for node in picked if self.is_within(node, held)}
        inner |= {node for node in held if self.is_within(node, picked)}
        return self.cover(inner)

    def cover(self, nodes: Iterable[str]) -> tuple[str, ...]:
        """Drop every node that stands below another of the set."""
        wanted = set(nodes)
        return tuple(sorted(n for n in wanted if not any(step in wanted for step in self.path(n)[:-1])))

    def shown_children(self, node_id: str) -> tuple[str, ...]:
        """The next nodes down that a reader is shown: pass-through nodes are stepped over."""
        found: list[str] = []
        for child in self.children.get(node_id, ()):
            found.extend(self.shown_children(child) if self.nodes[child].is_pass_through else [child])
        return tuple(found)
