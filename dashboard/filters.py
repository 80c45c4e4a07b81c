"""Filter widgets and the URL, kept equal. The only file that touches session state and query parameters.

The URL is the view: when it is not what this session wrote last (first visit, reload, link, back button), every
widget is set from it; after the widgets have run, it is written from them. What it names and nobody offers is left
out and said. A choice only ever narrows what the viewer may reach.
"""

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard import formats, words
from queries import access
from queries.access import ROLE_NAMES, Role, Viewer
from queries.codes import HOLDERS, MEASURES, SEGMENTS, Codes
from queries.errors import NoAccess
from queries.scope import BOOK, Scope
from queries.text import LANGS, Lang, Text
from queries.tree import Tree
from queries.warehouse import Warehouse

WRITTEN = "url_written"  # session: the parameters this session wrote last
SALT = "salt"
TOPS = ("10", "20")
EVERY = "all"
LANGUAGE_NAMES: dict[Lang, str] = {"zh": "中文", "en": "EN"}


@dataclass
class Link:
    """One run's exchange with the URL: what came in, what goes out, what was left out."""

    incoming: Mapping[str, list[str]]
    is_new: bool
    outgoing: dict[str, list[str]]
    refused: list[str]

    def note(self, name: str, values: Sequence[str], default: Sequence[str]) -> None:
        if list(values) != list(default):
            self.outgoing[name] = list(values)


def open_link() -> Link:
    incoming = {name: st.query_params.get_all(name) for name in st.query_params}
    return Link(incoming, incoming != st.session_state.get(WRITTEN), {}, [])


def close_link(link: Link, lang: Lang) -> None:
    """Write the URL from the widgets, and say what of it was left out."""
    unknown = [name for name in link.incoming if name not in words.PARAMETERS] if link.is_new else []
    refused = [*link.refused, *(formats.clipped(name, 40) for name in unknown)]
    if refused:
        st.warning(formats.plain(words.IGNORED.to(lang).format(names=words.JOIN.to(lang).join(refused))), icon=":material/link_off:")
    if link.outgoing != link.incoming:
        st.query_params.from_dict(link.outgoing)
    st.session_state[WRITTEN] = link.outgoing


def session_salt() -> str:
    """The pseudonyms' salt: one per browser session, so that cached results stay stable within it."""
    return str(st.session_state.setdefault(SALT, secrets.token_hex(8)))


def _take(link: Link, name: str, key: str, options: Iterable[str], default: Sequence[str], lang: Lang) -> list[str]:
    """What the widget `key` starts this run with: from a new URL, else as it stood, kept to what is offered."""
    offered = list(options)
    if link.is_new and name in link.incoming:
        asked = link.incoming[name]
        link.refused += [f"{words.PARAMETERS[name].to(lang)} {formats.clipped(a, 40)}" for a in asked if a not in offered]
        wanted = asked
    elif link.is_new or key not in st.session_state:
        wanted = list(default)
    else:
        held = st.session_state[key]
        wanted = list(held) if isinstance(held, (list, tuple)) else [held]
    return [value for value in dict.fromkeys(wanted) if value in offered] or list(default)


def _start(link: Link, name: str, options: Iterable[str], default: str, lang: Lang) -> str:
    """Set the widget of `name` to what it starts this run with."""
    key = f"{name}-{lang}"
    st.session_state[key] = _take(link, name, key, options, [default], lang)[0]
    return str(st.session_state[key])


def _one(link: Link, name: str, label: Text, options: Mapping[str, str], default: str, lang: Lang, width: int) -> str:
    """A select box with exactly one choice."""
    _start(link, name, options, default, lang)
    return _select(link, name, label, options, default, lang, width)


def _select(link: Link, name: str, label: Text, options: Mapping[str, str], default: str, lang: Lang, width: int) -> str:
    codes, key = list(options), f"{name}-{lang}"
    chosen = st.selectbox(label.to(lang), codes, format_func=options.__getitem__, key=key, placeholder=" ", width=width)
    link.note(name, [chosen], [default])
    return str(chosen)


def language(link: Link) -> Lang:
    """The reader's choice; at first what their browser speaks."""
    first: Lang = "zh" if (st.context.locale or "zh").lower().startswith("zh") else "en"
    options = {code: LANGUAGE_NAMES[code] for code in LANGS}
    wanted = _take(link, "lang", "lang", options, [first], "zh" if first == "zh" else "en")[0]
    st.session_state["lang"] = wanted
    label = words.LANGUAGE.to("en" if wanted == "en" else "zh")
    chosen = st.segmented_control(
        label, list(options), format_func=options.__getitem__, key="lang", required=True, label_visibility="collapsed"
    )
    link.outgoing["lang"] = [chosen]
    return "zh" if chosen == "zh" else "en"


def viewer(link: Link, warehouse: Warehouse, lang: Lang) -> Viewer:
    """Whom the demonstration is seen as; on a real bank's data the whole bank. Raises NoAccess where a role lacks its unit."""
    if not warehouse.generation.is_synthetic:
        return _salted(access.role_viewer(Role.EXECUTIVE, warehouse))
    names = {role.value: ROLE_NAMES[role].to(lang) for role in Role}
    usual = Role.EXECUTIVE.value
    shown = names[_start(link, "role", names, usual, lang)]
    with st.popover(words.SEEN_AS.to(lang).format(role=shown), icon=":material/person:", key="role-menu"):
        role = Role(_select(link, "role", words.ROLE, names, usual, lang, 280))
        nodes, segments = _held(link, warehouse, role, lang)
    return _salted(access.role_viewer(role, warehouse, nodes, segments))


def _held(link: Link, warehouse: Warehouse, role: Role, lang: Lang) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The units and segments that the chosen role is given, where it needs any."""
    tree = warehouse.tree()
    if role is Role.BRANCH_HEAD:
        return tuple(_units(link, "at", words.UNITS_HELD, tree, (tree.root,), _first_branch(tree), lang)), ()
    if role is Role.BUSINESS_HEAD:
        return (), (_one(link, "line", words.SEGMENT_HELD, _worded(SEGMENTS, lang), "corporate", lang, 280),)
    if role is Role.RM:
        return (BOOK + _book(link, warehouse, lang),), ()
    return (), ()


def _worded(codes: Codes, lang: Lang) -> dict[str, str]:
    return {code: name.to(lang) for code, name in codes.items()}


def _salted(person: Viewer) -> Viewer:
    return Viewer(person.subject, person.grants, session_salt())


def _first_branch(tree: Tree) -> list[str]:
    found = sorted(node.node_id for node in tree.nodes.values() if node.level == "branch")
    return found[:1] or [tree.root]


def _book(link: Link, warehouse: Warehouse, lang: Lang) -> str:
    rows = access.rm_choices(warehouse).sort("rm_id").iter_rows(named=True)
    people = {row["rm_id"]: words.RM_WITH_NUMBER.to(lang).format(name=row[f"rm_{lang}"], number=row["rm_id"]) for row in rows}
    if not people:
        raise NoAccess(Text("没有可选的客户经理。", "There is no RM to choose."), Text("请改选其他角色。", "Choose another role."))
    return _one(link, "rm", words.BOOK_HELD, people, next(iter(people)), lang, 280)


def narrowed(link: Link, warehouse: Warehouse, person: Viewer, lang: Lang) -> tuple[Scope, int]:
    """The row of filters: the viewer's reach cut to what is picked, and how many of the largest to show."""
    widest = access.reach(person, warehouse)
    tree = warehouse.tree()
    with st.container(horizontal=True, key="filters", gap="small"):
        roots = tuple(node for node in widest.nodes if node in tree.nodes)
        nodes = _units(link, "node", words.UNIT, tree, roots, [], lang) if roots else []
        months = {f"{month:%Y-%m}": formats.month(month, lang) for month in reversed(warehouse.months)}
        month = _one(link, "month", words.MONTH, months, f"{widest.month:%Y-%m}", lang, 130)
        segment = _segment(link, widest, lang)
        measure = _one(link, "measure", words.MEASURE, _worded(MEASURES, lang), "loans", lang, 130)
        by = _one(link, "by", words.HOLDER, _worded(HOLDERS, lang), "client", lang, 150)
        tops = {n: words.TOP_N.to(lang).format(n=n) for n in TOPS}
        top = _one(link, "top", words.TOP, tops, "20", lang, 100)
    scope = widest.on(date.fromisoformat(f"{month}-01")).narrow(tree, nodes, [] if segment == EVERY else [segment])
    return scope.asking(measure=measure, by=by), int(top)


def _segment(link: Link, widest: Scope, lang: Lang) -> str:
    """One segment, or all the viewer has; somebody with a single one is not asked."""
    offered = {code: SEGMENTS[code].to(lang) for code in SEGMENTS if code in widest.segments}
    if len(offered) < 2:
        return EVERY
    every = words.ALL_SEGMENTS.to(lang)
    return _one(link, "segment", words.SEGMENT, {EVERY: every} | offered, EVERY, lang, 130)


def _units(link: Link, name: str, label: Text, tree: Tree, roots: Sequence[str], default: Sequence[str], lang: Lang) -> list[str]:
    """A drill path within `roots`: on offer are the picked units, those above, beside and right below them.

    A unit picked above or below another replaces it, one picked beside it is added. Nothing picked is `default`.
    """
    key = f"{name}-{lang}"
    picked = _picked(link, name, key, tree, roots, lang) or [node for node in default if node in tree.nodes]
    options = _labelled(tree, picked, roots, lang)
    st.session_state[key] = picked
    whole = words.JOIN.to(lang).join(tree.nodes[node].name.to(lang) for node in roots)
    chosen = st.multiselect(
        label.to(lang), list(options), format_func=options.__getitem__, key=key, placeholder=formats.clipped(whole, 24), select_all=False,
        width="stretch",
    )  # fmt: skip
    link.note(name, chosen, default)
    return [str(node) for node in chosen]


def _picked(link: Link, name: str, key: str, tree: Tree, roots: Sequence[str], lang: Lang) -> list[str]:
    """From a new URL, or from the last click; whatever is not within the roots falls away."""
    if link.is_new:
        asked = link.incoming.get(name, [])
        known = [node for node in asked if node in tree.nodes and tree.meet(roots, [node])]
        link.refused += [f"{words.PARAMETERS[name].to(lang)} {formats.clipped(a, 40)}" for a in asked if a not in known]
        met = tree.meet(roots, known)
        return [] if set(met) == set(roots) else list(met)
    before = st.session_state.get(WRITTEN, {}).get(name, [])
    clicked = st.session_state.get(key, before)
    return [node for node in drilled(tree, before, clicked) if node in tree.nodes and tree.is_within(node, roots)]


def drilled(tree: Tree, before: Sequence[str], clicked: Sequence[str]) -> list[str]:
    """The picks after a click: what was added takes the place of everything above or below it."""
    kept = [node for node in clicked if node in before]
    for node in clicked:
        if node not in before:
            kept = [old for old in kept if not (tree.is_within(old, [node]) or tree.is_within(node, [old]))] + [node]
    return kept


def _labelled(tree: Tree, picked: Sequence[str], roots: Sequence[str], lang: Lang) -> dict[str, str]:
    """The units on offer with their names: ↓ below a pick, ↑ above one, beside it plain. Equal names carry their parent's."""
    above = [step for node in picked for step in reversed(tree.path(node)[:-1]) if _is_shown(tree, step, roots)]
    parents = [next((step for step in reversed(tree.path(node)[:-1]) if step in above), None) for node in picked]
    marks = dict.fromkeys(picked or (roots if len(roots) > 1 else ()), "")
    marks |= {child: "↓ " for node in (picked or roots) for child in tree.shown_children(node) if child not in marks}
    marks |= {child: "" for parent in parents if parent for child in tree.shown_children(parent) if child not in marks}
    marks |= {step: "↑ " for step in above if step not in marks}
    names = {node: mark + tree.nodes[node].name.to(lang) for node, mark in marks.items() if tree.nodes[node].is_open or node in picked}
    counted = Counter(names.values())
    return {node: _with_parent(tree, node, name, lang) if counted[name] > 1 else name for node, name in names.items()}


def _is_shown(tree: Tree, node: str, roots: Sequence[str]) -> bool:
    return tree.is_within(node, roots) and not tree.nodes[node].is_pass_through


def _with_parent(tree: Tree, node: str, name: str, lang: Lang) -> str:
    above = [step for step in tree.path(node)[:-1] if not tree.nodes[step].is_pass_through]
    parent = tree.nodes[above[-1]].name.to(lang) if above else node
    return words.WITHIN.to(lang).format(child=name, parent=parent)
