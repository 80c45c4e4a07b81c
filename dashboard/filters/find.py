"""The search box: an RM, a client or a unit by name, pinyin or number, within what the viewer may see."""

from typing import Any

import streamlit as st

from dashboard import formats, words
from dashboard.filters.link import Link, lead
from queries import search
from queries.scope import Scope
from queries.text import Lang, Text
from queries.tree import Tree
from queries.warehouse import Warehouse

SHOWN_ON = {"outlet": ("overview", {}), "rm": ("rm", {}), "client": ("client", {})}

ASKED = {"rm": "who", "client": "client"}  # kinds with a file of their own, and how it is asked for


def menu(link: Link, warehouse: Warehouse, widest: Scope, here: str, routes: dict[str, Any], lang: Lang) -> None:
    """Type, and every result is a link to the page that shows it."""
    opened = st.popover(words.FIND.to(lang), icon=":material/search:", key="find-menu", on_change="rerun")
    if not opened.open:
        return
    with opened:
        term = st.text_input(words.FIND_HINT.to(lang), key="find-term", max_chars=40, type="search")
        if not term or not term.strip():
            return
        rows = search.found(warehouse, widest, term)
        said = words.FOUND if rows.height else words.FOUND_NONE
        st.caption(formats.plain(said.to(lang).format(term=term.strip(), count=rows.height)))
        for row in rows.iter_rows(named=True):
            _result(link, warehouse.tree(), row, here, routes, lang)


def _result(link: Link, tree: Tree, row: dict[str, Any], here: str, routes: dict[str, Any], lang: Lang) -> None:
    page, choices = SHOWN_ON[row["kind"]]
    above = [tree.nodes[step] for step in tree.path(row["node_id"])[1:] if not tree.nodes[step].is_pass_through]
    where = " › ".join(node.name.to(lang) for node in above) or tree.nodes[row["node_id"]].name.to(lang)
    name = Text(row["name_zh"], row["name_en"]).to(lang)
    label = words.FOUND_LINE.to(lang).format(kind=words.FOUND_KINDS[row["kind"]].to(lang), name=name, number=row["number"], where=where)
    kept = {name: values for name, values in link.outgoing.items() if name not in {"node", "by", "who", "team", "client"}}
    shown = {ASKED[row["kind"]]: [row["number"]]} if row["kind"] in ASKED else {**choices, "node": [row["node_id"]]}
    lead(formats.plain(label), routes, page, here, {**kept, **shown}, f"found-{row['number']}")
