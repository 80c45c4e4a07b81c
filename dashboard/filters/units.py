"""Units of the tree as choices: the picks, what stands below, above and beside them, and the way back up."""

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from dashboard import formats, words
from dashboard.filters.link import Choices, Link, go, several, stood, written
from queries.text import Lang, Text
from queries.tree import Tree


def pick(link: Link, name: str, label: Text, tree: Tree, roots: Sequence[str], default: Sequence[str], lang: Lang) -> list[str]:
    """Any number of units within `roots`; none means all of them."""
    picked = _picked(link, name, tree, roots, default, lang) or [node for node in default if node in tree.nodes]
    whole = words.JOIN.to(lang).join(tree.nodes[node].name.to(lang) for node in roots)
    return several(link, name, label, picked, _labelled(tree, picked, roots, lang), formats.clipped(whole, 24), default, lang)


def _picked(link: Link, name: str, tree: Tree, roots: Sequence[str], default: Sequence[str], lang: Lang) -> list[str]:
    """From a new URL, or from the last click; whatever is not within the roots falls away."""
    if link.is_new:
        asked = link.incoming.get(name, [])
        known = [node for node in asked if node in tree.nodes and tree.meet(roots, [node])]
        link.refuse(name, (node for node in asked if node not in known), lang)
        met = tree.meet(roots, known)
        return [] if set(met) == set(roots) else list(met)
    clicked = stood(name, f"{name}-{lang}", default)
    return [node for node in drilled(tree, written(name), clicked) if node in tree.nodes and tree.is_within(node, roots)]


def crumbs(tree: Tree, roots: Sequence[str], picked: Sequence[str], choices: Choices, lang: Lang, teams: Mapping[str, Text] | None = None) -> None:
    """The way from the top of one's reach down to the unit or team in view, each step a link back; below an outlet its teams."""
    team = next(iter(choices.get("team", [])), "")
    wider = {name: values for name, values in choices.items() if name != "team"}
    steps = [step for step in tree.path(picked[0]) if is_shown(tree, step, roots)] if len(picked) == 1 else list(roots[:1])
    with st.container(horizontal=True, key="crumbs", gap="xsmall", vertical_alignment="center"):
        for step in steps if team else steps[:-1]:
            name, above = formats.plain(tree.nodes[step].name.to(lang)), {**wider, "node": [step]}
            st.button(name, key=f"crumb-{step}", type="tertiary", on_click=go, args=(above,))
            st.html('<span class="sep" aria-hidden="true">›</span>', width="content")
        units = [tree.nodes[node].name for node in (picked[:3] or roots[:3])]
        here = words.JOIN.to(lang).join(name.to(lang) for name in ([teams[team]] if teams and team in teams else units))
        more = "…" if len(picked) > 3 else ""
        st.html(f'<span class="here" aria-current="location">{formats.markup(here)}{more}</span>', width="content")
        for number, name in () if team or not teams else teams.items():
            st.button(f"↓ {formats.plain(name.to(lang))}", key=f"team-{number}", type="tertiary", on_click=go, args=({**wider, "team": [number]},))


def drilled(tree: Tree, before: Sequence[str], clicked: Sequence[str]) -> list[str]:
    """The picks after a click: what was added takes the place of everything above or below it."""
    kept = [node for node in clicked if node in before]
    for node in clicked:
        if node not in before:
            kept = [old for old in kept if not (tree.is_within(old, [node]) or tree.is_within(node, [old]))] + [node]
    return kept


def _labelled(tree: Tree, picked: Sequence[str], roots: Sequence[str], lang: Lang) -> dict[str, str]:
    """The units on offer with their names: ↓ below a pick, ↑ above one, beside it plain. Equal names carry their parent's."""
    above = [step for node in picked for step in reversed(tree.path(node)[:-1]) if is_shown(tree, step, roots)]
    parents = [next((step for step in reversed(tree.path(node)[:-1]) if step in above), None) for node in picked]
    marks = dict.fromkeys(picked or (roots if len(roots) > 1 else ()), "")
    marks |= {child: "↓ " for node in (picked or roots) for child in tree.shown_children(node) if child not in marks}
    marks |= {child: "" for parent in parents if parent for child in tree.shown_children(parent) if child not in marks}
    marks |= {step: "↑ " for step in above if step not in marks}
    names = {node: mark + tree.nodes[node].name.to(lang) for node, mark in marks.items() if tree.nodes[node].is_open or node in picked}
    counted = Counter(names.values())
    return {node: _with_parent(tree, node, name, lang) if counted[name] > 1 else name for node, name in names.items()}


def is_shown(tree: Tree, node: str, roots: Sequence[str]) -> bool:
    return tree.is_within(node, roots) and not tree.nodes[node].is_pass_through


def _with_parent(tree: Tree, node: str, name: str, lang: Lang) -> str:
    above = [step for step in tree.path(node)[:-1] if not tree.nodes[step].is_pass_through]
    parent = tree.nodes[above[-1]].name.to(lang) if above else node
    return words.WITHIN.to(lang).format(child=name, parent=parent)
