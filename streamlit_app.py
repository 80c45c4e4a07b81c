"""Start here: who is looking, at what scope, on which page. The only composition root of the screen."""

import logging
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import filters, first_start, formats, server, theme, words
from dashboard.page import Page, View
from dashboard.pages import PAGES
from queries.access import ROLE_NAMES
from queries.errors import CockpitError
from queries.settings import Settings, settings
from queries.text import Lang
from queries.warehouse import Shelf, Warehouse


@st.cache_resource
def shelf(place: str, seconds: float) -> Shelf:
    return Shelf(place, seconds)


def open_warehouse(chosen: Settings) -> Warehouse:
    return shelf(chosen.warehouse, chosen.query_seconds).current()


def is_first_start(chosen: Settings) -> bool:
    return "://" not in chosen.warehouse and not (Path(chosen.warehouse) / "CURRENT").exists()


def look(page: Page, link: filters.Link, lang: Lang, top: DeltaGenerator) -> None:
    """Everything below the title: the mode, who is looking, the filters, the page."""
    warehouse = open_warehouse(settings())
    is_synthetic = warehouse.generation.is_synthetic
    mode = words.LOCAL_DEMO if is_synthetic else words.LOCAL_UNPROTECTED
    with top:
        st.html(f'<p class="mode">{mode.to(lang)}</p>', width="content")
        person = filters.viewer(link, warehouse, lang)
    scope, largest = filters.narrowed(link, warehouse, person, lang)
    filters.close_link(link, lang)
    who = ROLE_NAMES[person.grants[0].role] if is_synthetic else words.LOCAL_PERSON
    colours = theme.palette(st.context.theme.type)
    page.draw(View(warehouse, scope, lang, colours, who, person.subject, person.may_export, largest))


def run(page: Page, link: filters.Link, lang: Lang, top: DeltaGenerator) -> None:
    chosen = settings()
    try:
        if is_first_start(chosen):
            first_start.watch(chosen.demo_size, lang)
        else:
            look(page, link, lang, top)
    except CockpitError as problem:
        st.error(formats.plain(problem.what.to(lang)) + "\n\n" + formats.plain(problem.hint.to(lang)))
    except Exception:
        logging.getLogger("cockpit").exception("page %s", page.key)
        st.error(words.BROKEN.to(lang))


st.set_page_config(page_title="RM Cockpit", page_icon=str(theme.ICON), layout="wide")
if not server.is_local_session():
    st.error(f"{words.REFUSED.zh} {words.REFUSED.en}")
    st.stop()
st.container(key="style").markdown(theme.style_sheet(), unsafe_allow_html=True)  # dashboard.server sends it with the page already
link = filters.open_link()
with st.container(horizontal=True, key="top", vertical_alignment="center", gap="small"):
    title = st.empty()
    top = st.container(horizontal=True, key="who", vertical_alignment="center", horizontal_alignment="right", gap="small")
    lang = filters.language(link)
st.html(theme.streamlit_words(lang))
chosen = st.navigation(
    [st.Page(partial(run, page, link, lang, top), title=page.title.to(lang), icon=page.icon, url_path=page.key) for page in PAGES],
    position="top",
)
question = next(page.question for page in PAGES if page.title.to(lang) == chosen.title)
title.html(f'<h1>{chosen.title}</h1><p class="question">{question.to(lang)}</p>', width="content")
chosen.run()
