"""What one person may see, narrowed by what they picked.

A scope lists its nodes one by one. No value of it means "everything", so that a mistake shows too little
rather than too much, and it can only be narrowed. Everything that changes a result is in it, so that (query,
scope, generation) names a result exactly.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from queries.codes import SEGMENTS
from queries.concentration.limit_policy import STRESS_BORROWERS, STRESS_DEPOSITORS, STRESS_LOSS
from queries.tree import Tree

ALL_SEGMENTS: tuple[str, ...] = tuple(sorted(SEGMENTS))
STRESSED = {"depositors", "borrowers", "loss_rate", "industry", "industry_loss", "book_loss"}
ASKED = {"measure", "by", "period", "metric", "who", "team", "client", "day", *STRESSED}
BOOK = "rm:"  # an RM's own book is a leaf below the tree: "rm:R00012"


@dataclass(frozen=True, slots=True, order=True)
class Hold:
    """One node (or book) somebody was granted, and the segments they were granted in it."""

    node: str
    segments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """Sorted tuples only: Streamlit's cache tells two orders apart and misses on sets."""

    reach: tuple[Hold, ...]  # what was granted, judged on today's tree
    nodes: tuple[str, ...]  # what was picked within it: the smallest covering set
    segments: tuple[str, ...]
    month: date  # the as-of month, as its first day
    names_visible: bool
    staff_visible: bool
    salt: str  # pseudonyms of hidden names are stable within this
    measure: str = "loans"
    by: str = "client"
    period: str = "month"
    comparable: bool = False  # history on today's tree
    metric: str = ""  # one kind of target, or all
    who: str = ""  # one RM within the scope, or nobody in particular
    team: str = ""  # one team within the scope, or all
    client: str = ""  # one client within the scope, or nobody in particular
    day: date | None = None  # a day of the open month; else the last for which the month has data
    depositors: int = int(STRESS_DEPOSITORS.value)  # stress: so many of the largest leave
    borrowers: int = int(STRESS_BORROWERS.value)  # stress: so many of the largest default
    loss_rate: Decimal = STRESS_LOSS.value  # stress: of what the defaulters owe, so much is lost
    industry: str = ""  # stress: an industry that loses, or none
    industry_loss: Decimal = Decimal(0)  # stress: so much of what it owes
    book_loss: Decimal = Decimal(0)  # stress: an RM (`who`, else the one with most deposits) leaves with so much of the book

    @classmethod
    def nothing(cls, month: date) -> "Scope":
        """The scope of somebody who may see nothing: it reads no rows."""
        return cls((), (), (), month, names_visible=False, staff_visible=False, salt="")

    @property
    def is_empty(self) -> bool:
        return not (self.reach and self.nodes and self.segments)

    @property
    def books(self) -> tuple[str, ...]:
        """RM numbers whose own books are picked."""
        return tuple(node.removeprefix(BOOK) for node in self.nodes if node.startswith(BOOK))

    @property
    def is_whole_nodes(self) -> bool:
        """Whether roll-ups of nodes may be read: no segment, book or later tree cuts into them."""
        return not (self.is_empty or self.comparable) and not self.books and self.segments == ALL_SEGMENTS and all(
            hold.segments == ALL_SEGMENTS and not hold.node.startswith(BOOK) for hold in self.reach
        )

    @property
    def at_rest(self) -> "Scope":
        """The same rows, whatever is asked of them."""
        plain: dict[str, Any] = {name: Scope.__dataclass_fields__[name].default for name in ASKED}
        return replace(self, **plain)

    def narrow(self, tree: Tree, nodes: Iterable[str] = (), segments: Iterable[str] = ()) -> "Scope":
        """Keep only what is both held and picked. An empty pick keeps all; a pick from outside keeps nothing of it."""
        wanted_nodes, wanted_segments = tuple(nodes), set(segments)
        kept = tree.meet(self.nodes, wanted_nodes) if wanted_nodes else self.nodes
        cut = tuple(s for s in self.segments if s in wanted_segments) if wanted_segments else self.segments
        return replace(self, nodes=kept, segments=cut)

    def on(self, month: date) -> "Scope":
        return replace(self, month=month)

    def asking(self, **choices: Any) -> "Scope":
        """The same scope with another measure, holder kind, period, metric, RM, team, day or stress in question; None keeps what it was."""
        if unknown := choices.keys() - ASKED:
            raise TypeError(f"not a question: {', '.join(sorted(unknown))}")
        return replace(self, **{name: value for name, value in choices.items() if value is not None})
