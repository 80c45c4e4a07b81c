"""Every page draws in both languages for every kind of scope, and shows neither a trace nor live markup."""

import html
import re
from itertools import product

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.pages import PAGES
from queries.codes import HOLDERS, MEASURES, RATINGS

SCOPES = ("nothing", "one branch", "two branches", "one segment", "a masked name", "whole bank")


def draw_page(place, key, lang, which, measure="loans", by="client"):
    """Runs inside AppTest, in a script of its own."""
    import streamlit as st

    from dashboard import panel, theme
    from dashboard.page import View
    from dashboard.pages import PAGES
    from queries import access
    from queries.scope import Scope
    from queries.warehouse import Shelf

    warehouse = Shelf(place).current()
    routes = {each.key: st.Page(lambda: None, url_path=each.key, title=each.key) for each in PAGES}
    st.navigation(list(routes.values()), position="hidden")
    role = access.Role.ANALYST if which == "a masked name" else access.Role.EXECUTIVE
    person = access.role_viewer(role, warehouse)
    widest, tree = access.reach(person, warehouse), warehouse.tree()
    branches = sorted(node.node_id for node in tree.nodes.values() if node.level == "branch")
    scope = {
        "nothing": lambda: Scope.nothing(widest.month),
        "one branch": lambda: widest.narrow(tree, branches[:1]),
        "two branches": lambda: widest.narrow(tree, branches[:2]),
        "one segment": lambda: widest.narrow(tree, segments=["corporate"]),
    }.get(which, lambda: widest)()
    page = next(page for page in PAGES if page.key == key)
    view = View(warehouse, scope.asking(measure=measure, by=by), lang, theme.LIGHT, access.ROLE_NAMES[role], "local:x", True, routes=routes)
    panel.draw(view, page.answer(view))


def drawn(place, **choices):
    done = AppTest.from_function(draw_page, default_timeout=60, kwargs={"place": place, **choices}).run()
    assert not done.exception, done.exception[0].value
    return done


def said(test: AppTest) -> str:
    return "\n".join(element.proto.body for element in test.get("html"))


def dealt(*choices):
    """All combinations: the default run has every value of every choice, with some of the others; the rest are slow."""
    keep = len(choices[-1]) + 1
    return [pytest.param(*one, marks=[] if sum(at) % keep == 0 else pytest.mark.slow)
            for at, one in zip(product(*(range(len(choice)) for choice in choices)), product(*choices), strict=True)]  # fmt: skip


@pytest.mark.parametrize("key,which,lang", dealt([page.key for page in PAGES], SCOPES, ["zh", "en"]))
def test_every_page_draws_for_every_scope_in_both_languages(warehouse_place, key, which, lang):
    text = said(drawn(warehouse_place, key=key, lang=lang, which=which))
    assert 'class="finding"' in text
    assert "class=\"title\"" in text
    assert not re.findall(r"(?<!#)\{[a-z_]+\}", text), "a phrase whose blanks nobody filled"


@pytest.mark.parametrize("measure,by", dealt(list(MEASURES), list(HOLDERS)))
def test_the_concentration_page_draws_every_measure_by_every_holder(warehouse_place, measure, by):
    text = said(drawn(warehouse_place, key="concentration", lang="zh", which="whole bank", measure=measure, by=by))
    assert MEASURES[measure].zh in text


def test_an_empty_scope_says_why_in_each_panel(warehouse_place):
    done = drawn(warehouse_place, key="concentration", lang="zh", which="nothing")
    assert said(done).count("所选范围内没有可见的机构") == said(done).count('class="title"') >= 5
    assert not done.get("plotly_chart")
    assert not done.get("download_button")


def test_a_union_says_that_only_the_as_of_month_is_known(warehouse_place):
    assert "故仅有截至月" in said(drawn(warehouse_place, key="concentration", lang="zh", which="two branches"))


def test_hidden_names_are_pseudonyms_on_the_page(warehouse_place):
    shown = re.findall(r'<td class="text holder">([^<]*)</td>', said(drawn(warehouse_place, key="concentration", lang="zh", which="a masked name")))
    assert len(shown) >= 20
    assert all(re.fullmatch(r"#[0-9a-f]{8}", name) for name in shown)


def test_a_chinese_page_shows_no_english_words(warehouse_place):
    markup = said(drawn(warehouse_place, key="concentration", lang="zh", which="whole bank"))
    text = html.unescape(re.sub(r"<[^>]+>", " ", markup))
    allowed = {"HHI", "n", "k", "i", "s", "x", "min", "max", "wh", "pp", *RATINGS}
    assert set(re.findall(r"[A-Za-z]+", text)) <= allowed
