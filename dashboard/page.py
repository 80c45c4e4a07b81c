"""What a page is, and what it is handed."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl
import streamlit as st

from dashboard import formats, words
from dashboard.formats import Scale
from dashboard.theme import Palette
from queries.catalog import QUERIES
from queries.query import Query
from queries.scope import BOOK, Scope
from queries.text import Lang, Text
from queries.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class View:
    """One person looking at one page: everything a page may use."""

    warehouse: Warehouse
    scope: Scope
    lang: Lang
    colours: Palette
    person: Text  # who is looking, in words
    subject: str  # the same as an identifier
    may_export: bool
    top: int = 20
    scale: Scale = formats.SCALES["zh"][0]

    def load(self, query: Query) -> pl.DataFrame:
        """The query's frame in this scope; worked out once per scope and generation, for everybody."""
        return _load(query.key, self.scope, self.warehouse.stamp, self.warehouse)

    @property
    def where(self) -> Text:
        """The scope's units in words."""
        names = [_node_name(self.warehouse, node) for node in self.scope.nodes]
        if not names:
            return words.NOTHING_HELD
        return names[0] if len(names) == 1 else words.fill(words.SEVERAL, first=names[0], count=len(names))

    def headline(self, finding: Text, scale: Scale) -> None:
        """The page's one sentence, and under it what every figure on the page rests on."""
        generation = self.warehouse.generation
        facts = (
            (words.AS_OF, formats.month(self.scope.month, self.lang)),
            (words.GENERATION, f"{generation.stamp} · {formats.moment(generation.finished_at)}"),
            (words.MONEY_UNIT, scale.word.to(self.lang)),
        )
        basis = " · ".join(f"{name.to(self.lang)} <b>{formats.markup(fact)}</b>" for name, fact in facts)
        with st.container(key="headline"):
            st.html(f'<p class="finding">{formats.markup(finding.to(self.lang))}</p><p class="basis">{basis}</p>')


@dataclass(frozen=True, slots=True)
class Page:
    """`question` is what the page answers; it stands under the title."""

    key: str
    title: Text
    question: Text
    icon: str
    draw: Callable[[View], None]


def _node_name(warehouse: Warehouse, node: str) -> Text:
    if node.startswith(BOOK):
        number = node.removeprefix(BOOK)
        return words.OWN_BOOK.fill(name=number)
    return warehouse.tree().nodes[node].name


@st.cache_data(max_entries=500, show_spinner=False)
def _load(key: str, scope: Scope, stamp: str, _warehouse: Warehouse) -> pl.DataFrame:  # noqa: ARG001 - the stamp is part of the cache key
    return QUERIES[key](_warehouse, scope)
