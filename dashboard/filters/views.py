"""Views kept by name for each person, and the link to the present one."""

from typing import Any

import streamlit as st

from dashboard import formats, words
from dashboard.filters.link import Link, address, lead
from queries import state
from queries.errors import CockpitError
from queries.text import Lang

NAME = "view-name"
LONGEST = 40


def menu(link: Link, subject: str, page: str, routes: dict[str, Any], lang: Lang) -> None:
    """Copy the link to this view, keep it under a name, open or drop one that was kept."""
    opened = st.popover(words.VIEWS.to(lang), icon=":material/bookmark:", key="views-menu", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.caption(words.COPY_LINK.to(lang))
        st.code(address(routes, page, link.outgoing), language=None, wrap_lines=True)
        with st.form("keep-view", border=False, clear_on_submit=True):
            name = st.text_input(words.VIEW_NAME.to(lang), key=NAME, max_chars=LONGEST)
            if st.form_submit_button(words.KEEP_VIEW.to(lang)) and name.strip():
                _say(lambda: state.keep_view(subject, name.strip(), page, link.outgoing), lang)
        for at, view in enumerate(state.views(subject)):
            with st.container(horizontal=True, vertical_alignment="center", key=f"view-{at}"):
                if view.page in routes:
                    lead(formats.plain(view.name), routes, view.page, page, view.choices, f"open-{at}")
                drop = words.DROP_VIEW.to(lang)
                st.button(drop, key=f"drop-{at}", type="tertiary", on_click=state.drop_view, args=(subject, view.name))


def _say(act: Any, lang: Lang) -> None:
    try:
        act()
    except CockpitError as refusal:
        st.error(formats.plain(refusal.to(lang)))
