"""Start here: who is looking, at what scope, on which page. The only composition root of the screen."""

import logging
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import first_start, formats, panel, server, theme, words
from dashboard.filters import find, link, person, row, units, views
from dashboard.page import Page, View
from dashboard.pages import PAGES, SECTIONS
from queries import access
from queries.errors import CockpitError
from queries.settings import settings
from queries.text import Lang
from queries.warehouse import Shelf


@st.cache_resource
def shelf(place: str, seconds: float) -> Shelf:
    return Shelf(place, seconds)


def look(page: Page, asked: link.Link, lang: Lang, top: DeltaGenerator) -> None:
    """Everything below the title: the mode, who is looking, the filters, the page."""
    warehouse = shelf(settings().warehouse, settings().query_seconds).current()
    is_synthetic = warehouse.generation.is_synthetic
    with top:
        mode = words.LOCAL_DEMO if is_synthetic else words.LOCAL_UNPROTECTED
        st.container(key=f"mode-{lang}", width="content").html(f'<p class="mode">{mode.to(lang)}</p>')
        viewer = person.viewer(asked, warehouse, lang)
        is_swapped = person.settings(asked, lang)
    chosen = row.narrowed(asked, page, warehouse, viewer, lang)
    link.close_link(asked, lang)
    with top:
        find.menu(asked, warehouse, access.reach(viewer, warehouse, chosen.scope.month), page.key, ROUTES, lang)
        views.menu(asked, viewer.subject, page.key, ROUTES, lang)
    who = access.ROLE_NAMES[viewer.grants[0].role] if is_synthetic else words.LOCAL_PERSON
    colours = theme.palette(st.context.theme.type, swapped=is_swapped)
    view = View(warehouse, chosen.scope, lang, colours, who, viewer.subject, viewer.may_export, chosen.top, asked.outgoing, page.key, ROUTES)
    if page.filters:
        units.crumbs(warehouse.tree(), chosen.roots, chosen.picked, asked.outgoing, lang, chosen.teams)
        with top:
            panel.board_pack(view, PAGES)
    panel.draw(view, page.answer(view))


def run(page: Page, asked: link.Link, lang: Lang, top: DeltaGenerator) -> None:
    try:
        if first_start.is_needed(settings().warehouse):
            first_start.watch(settings().demo_size, lang)
        else:
            look(page, asked, lang, top)
    except CockpitError as problem:
        st.error(formats.plain(problem.what.to(lang)) + "\n\n" + formats.plain(problem.hint.to(lang)))
    except Exception:
        logging.getLogger("cockpit").exception("page %s", page.key)
        st.error(words.BROKEN.to(lang))


st.set_page_config(page_title="RM Cockpit", page_icon=str(theme.ICON), layout="wide")
if not server.is_local_session():
    st.error(f"{words.REFUSED.zh} {words.REFUSED.en}")
    st.stop()
st.html(theme.style_sheet())  # for a bare `streamlit run`; dashboard.server sends it with the page already
asked = link.open_link()
with st.container(horizontal=True, key="top", vertical_alignment="center", gap="small"):
    title = st.empty()
    top = st.container(horizontal=True, key="who", vertical_alignment="center", horizontal_alignment="right", gap="small")
    lang = link.language(asked)
st.html(theme.streamlit_words(lang))
ROUTES: dict[str, Any] = {
    page.key: st.Page(partial(run, page, asked, lang, top), title=page.title.to(lang), icon=page.icon, url_path=page.key) for page in PAGES
}
menu = {section.to(lang) if section else "": [ROUTES[page.key] for page in pages] for section, pages in SECTIONS}
chosen = st.navigation(menu, position="top")
question = next(page.question for page in PAGES if page.title.to(lang) == chosen.title)
title.html(f'<h1>{chosen.title}</h1><p class="question">{question.to(lang)}</p>', width="content")
chosen.run()
