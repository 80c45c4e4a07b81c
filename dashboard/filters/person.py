"""Who is looking. On the demonstration bank a role is chosen; on a real one it is the person at this machine."""

import streamlit as st

from dashboard import theme, words
from dashboard.filters import units
from dashboard.filters.link import Link, session_salt
from queries import access
from queries.access import ROLE_NAMES, Role, Viewer
from queries.codes import SEGMENTS, Codes
from queries.errors import NoAccess
from queries.scope import BOOK
from queries.text import Lang, Text
from queries.warehouse import Warehouse

WIDTH = 280


def viewer(link: Link, warehouse: Warehouse, lang: Lang) -> Viewer:
    """Whom the demonstration is seen as; on a real bank's data the whole bank. Raises NoAccess where a role lacks its unit."""
    if not warehouse.generation.is_synthetic:
        return _salted(access.role_viewer(Role.EXECUTIVE, warehouse))
    names = {role.value: ROLE_NAMES[role].to(lang) for role in Role}
    usual = Role.EXECUTIVE.value
    shown = names[link.start("role", names, usual, lang)].partition("（")[0].partition(" (")[0]  # what it hides is said in the menu
    with st.popover(words.SEEN_AS.to(lang).format(role=shown), icon=":material/person:", key="role-menu"):
        role = Role(link.select("role", words.ROLE, names, usual, lang, WIDTH))
        nodes, segments = _held(link, warehouse, role, lang)
    return _salted(access.role_viewer(role, warehouse, nodes, segments))


def settings(link: Link, lang: Lang) -> bool:
    """Whether red is to mean good, as Chinese markets draw a rise."""
    with st.popover(words.SETTINGS.to(lang), icon=":material/palette:", key="settings-menu", type="tertiary"):
        chosen = link.select("colours", words.COLOURS, worded(words.COLOUR_CHOICES, lang), "usual", lang, WIDTH)
    if chosen == "swapped":
        st.html(theme.swapped_sheet())
    return chosen == "swapped"


def _held(link: Link, warehouse: Warehouse, role: Role, lang: Lang) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The units and segments that the chosen role is given, where it needs any."""
    tree = warehouse.tree()
    if role is Role.BRANCH_HEAD:
        first = sorted(node.node_id for node in tree.nodes.values() if node.level == "branch")[:1] or [tree.root]
        return tuple(units.pick(link, "at", words.UNITS_HELD, tree, (tree.root,), first, lang)), ()
    if role is Role.BUSINESS_HEAD:
        return (), (link.select("line", words.SEGMENT_HELD, worded(SEGMENTS, lang), "corporate", lang, WIDTH),)
    if role is Role.RM:
        return (BOOK + _book(link, warehouse, lang),), ()
    return (), ()


def _book(link: Link, warehouse: Warehouse, lang: Lang) -> str:
    rows = access.rm_choices(warehouse).sort("rm_id").iter_rows(named=True)
    people = {row["rm_id"]: words.RM_WITH_NUMBER.to(lang).format(name=row[f"rm_{lang}"], number=row["rm_id"]) for row in rows}
    if not people:
        raise NoAccess(Text("没有可选的客户经理。", "There is no RM to choose."), Text("请改选其他角色。", "Choose another role."))
    return link.select("rm", words.BOOK_HELD, people, next(iter(people)), lang, WIDTH)


def worded(codes: Codes, lang: Lang) -> dict[str, str]:
    """A code set as options of a box."""
    return {code: name.to(lang) for code, name in codes.items()}


def _salted(person: Viewer) -> Viewer:
    return Viewer(person.subject, person.grants, session_salt())
