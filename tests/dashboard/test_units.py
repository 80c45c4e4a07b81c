"""How a click on the drill path changes what is picked."""

from datetime import date

import pytest

from dashboard.filters.units import _labelled, drilled
from queries.text import Text
from queries.tree import Node, Tree

PARENTS = {"bank": None, "east": "bank", "west": "bank", "jia": "east", "yi": "east", "through": "west", "bing": "through", "ding": "west"}


@pytest.fixture
def tree():
    nodes = {
        name: Node(name, parent, "region", Text(f"{name}行", name), is_pass_through=name == "through", is_open=name != "ding")
        for name, parent in PARENTS.items()
    }
    children = {parent: tuple(c for c, p in PARENTS.items() if p == parent) for parent in PARENTS.values() if parent}
    return Tree(date(2026, 10, 1), nodes, children)


@pytest.mark.parametrize(
    ("before", "clicked", "after"),
    [
        ([], ["east"], ["east"]),
        (["east"], ["east", "jia"], ["jia"]),  # down
        (["jia"], ["jia", "east"], ["east"]),  # up
        (["jia"], ["jia", "yi"], ["jia", "yi"]),  # beside
        (["jia", "west"], ["jia", "west", "bank"], ["bank"]),
        (["jia", "yi"], ["yi"], ["yi"]),  # taken away
        (["jia"], [], []),
    ],
)
def test_a_unit_above_or_below_replaces_and_one_beside_is_added(tree, before, clicked, after):
    assert drilled(tree, before, clicked) == after


def test_on_offer_are_those_below_beside_and_above(tree):
    assert _labelled(tree, ["east"], ["bank"], "en") == {
        "east": "east", "jia": "↓ jia", "yi": "↓ yi", "west": "west", "bank": "↑ bank",
    }  # fmt: skip


def test_pass_through_and_closed_units_are_not_on_offer(tree):
    assert list(_labelled(tree, ["west"], ["bank"], "en")) == ["west", "bing", "east", "bank"]


def test_nothing_above_the_reach_is_on_offer(tree):
    assert list(_labelled(tree, ["jia"], ["east"], "en")) == ["jia", "yi", "east"]
    assert list(_labelled(tree, [], ["east", "bing"], "en")) == ["east", "bing", "jia", "yi"]
