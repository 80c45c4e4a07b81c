"""The view and its link, kept equal. The only file that touches session state and query parameters.

The URL is the view: when it is not what this session wrote last (first visit, reload, link, back button), every
widget is set from it; after the widgets have run, it is written from them. The menu's own links carry no filters:
there the view stays as it stood. What a link names and nobody offers is left out and said.
"""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from dashboard import formats, words
from queries.text import Lang, Text

WRITTEN = "url_written"  # session: the parameters this session wrote last
KEPT = "kept"  # session: choices that are no default, also of filters that the present page does not show
GOING = "going"  # session: where a click inside the page leads
SALT = "salt"
LANGUAGE_NAMES: dict[str, str] = {"zh": "中文", "en": "EN"}

Choices = Mapping[str, Sequence[str]]


@dataclass
class Link:
    """One run's exchange with the URL: what came in, what goes out, what was left out."""

    incoming: Mapping[str, list[str]]
    is_new: bool
    outgoing: dict[str, list[str]]
    refused: list[str]

    def note(self, name: str, values: Sequence[str], default: Sequence[str]) -> None:
        """Write a choice into the link, unless it is what the page would show anyway."""
        kept = st.session_state.setdefault(KEPT, {})
        kept.pop(name, None)
        if list(values) != list(default):
            self.outgoing[name] = kept[name] = list(values)

    def refuse(self, name: str, values: Iterable[str], lang: Lang) -> None:
        self.refused += [f"{words.PARAMETERS[name].to(lang)} {formats.clipped(value, 40)}" for value in values]

    def take(self, name: str, key: str, options: Iterable[str], default: Sequence[str], lang: Lang) -> list[str]:
        """What the widget `key` starts this run with: from a new URL, else as it stood, kept to what is offered."""
        offered = list(options)
        if self.is_new:
            asked = self.incoming.get(name, list(default))
            self.refuse(name, (value for value in asked if value not in offered), lang)
            wanted = asked
        else:
            wanted = stood(name, key, default)
        return [value for value in dict.fromkeys(wanted) if value in offered] or list(default)

    def start(self, name: str, options: Iterable[str], default: str, lang: Lang) -> str:
        """Set the widget of `name` to what it starts this run with."""
        key = f"{name}-{lang}"
        st.session_state[key] = self.take(name, key, options, [default], lang)[0]
        return str(st.session_state[key])

    def select(self, name: str, label: Text, options: Mapping[str, str], default: str, lang: Lang, width: int, off: Text | None = None) -> str:
        """A select box with exactly one choice. Where the page cannot be cut by it, it is grey and `off` says why."""
        self.start(name, options, default, lang)
        chosen = st.selectbox(
            label.to(lang), list(options), format_func=options.__getitem__, key=f"{name}-{lang}", placeholder=" ", width=width,
            disabled=off is not None, help=off.to(lang) if off else None,
        )  # fmt: skip
        self.note(name, [chosen], [default])
        return str(chosen)


def stood(name: str, key: str, default: Sequence[str]) -> list[str]:
    """What the widget holds; where the last page did not show it, what was chosen before."""
    if key not in st.session_state:
        return list(st.session_state.get(KEPT, {}).get(name, default))
    held = st.session_state[key]
    return [str(value) for value in held] if isinstance(held, (list, tuple)) else [str(held)]


def written(name: str) -> list[str]:
    """The values of one parameter when the last run ended."""
    return list(st.session_state.get(WRITTEN, {}).get(name, []))


def open_link() -> Link:
    """What this run was asked for: by a click inside the page, by the URL, or nothing new."""
    incoming = {name: st.query_params.get_all(name) for name in st.query_params}
    before = st.session_state.get(WRITTEN)
    going = st.session_state.pop(GOING, None)
    if going is not None:
        return Link(going, is_new=True, outgoing={}, refused=[])
    is_menu_link = not incoming and before is not None
    return Link(incoming, is_new=not is_menu_link and incoming != before, outgoing={}, refused=[])


def close_link(link: Link, lang: Lang) -> None:
    """Write the URL from the widgets, and say what of it was left out."""
    unknown = [name for name in link.incoming if name not in words.PARAMETERS] if link.is_new else []
    refused = [*link.refused, *(formats.clipped(name, 40) for name in unknown)]
    if refused:
        st.warning(formats.plain(words.IGNORED.to(lang).format(names=words.JOIN.to(lang).join(refused))), icon=":material/link_off:")
    if link.outgoing != {name: st.query_params.get_all(name) for name in st.query_params}:
        st.query_params.from_dict(link.outgoing)
    st.session_state[WRITTEN] = link.outgoing


def go(choices: Choices) -> None:
    """In a callback: open the present page with these choices."""
    st.session_state[GOING] = {name: list(values) for name, values in choices.items()}


def lead(label: str, routes: Mapping[str, Any], page: str, here: str, choices: Choices, key: str) -> None:
    """Somewhere to click: to another page by its link; on the same page by a button, for there Streamlit leaves the URL as it was."""
    if page == here:
        st.button(label, key=key, type="tertiary", on_click=go, args=(choices,))
    else:
        st.page_link(routes[page], label=label, query_params=choices)


def take_click(key: str, name: str) -> None:
    """In a chart's callback: go to what was clicked. A chart that redraws reports an empty selection, which is none."""
    points = st.session_state[key].selection.points
    picked = [str(value) for point in points if (value := _first(point.get("customdata")))]
    if picked:
        go({**st.session_state.get(WRITTEN, {}), name: picked[:1]})


def _first(value: object) -> object:
    return value[0] if isinstance(value, (list, tuple)) and value else value


def address(routes: Mapping[str, Any], page: str, choices: Choices) -> str:
    """The whole link to a view, as somebody else would paste it. The first page stands at the root."""
    here = urlsplit(st.context.url or "")
    path = "" if page == next(iter(routes)) else page
    return f"{here.scheme}://{here.netloc}/{path}?{urlencode(choices, doseq=True)}"


def beside(page: str, choices: Choices) -> str:
    """The link from one page to another, for markup; the pages stand beside each other under one root."""
    return f"{page}?{urlencode(choices, doseq=True)}"


def session_salt() -> str:
    """The pseudonyms' salt: one per browser session, so that cached results stay stable within it."""
    return str(st.session_state.setdefault(SALT, secrets.token_hex(8)))


def language(link: Link) -> Lang:
    """The reader's choice; at first what their browser speaks."""
    first: Lang = "zh" if (st.context.locale or "zh").lower().startswith("zh") else "en"
    wanted = link.take("lang", "lang", LANGUAGE_NAMES, [first], first)[0]
    st.session_state["lang"] = wanted
    label = words.LANGUAGE.to("en" if wanted == "en" else "zh")
    chosen = st.segmented_control(
        label, list(LANGUAGE_NAMES), format_func=LANGUAGE_NAMES.__getitem__, key="lang", required=True, label_visibility="collapsed"
    )
    link.outgoing["lang"] = [chosen]
    return "zh" if chosen == "zh" else "en"


def several(link: Link, name: str, label: Text, picked: Sequence[str], options: Mapping[str, str], hint: str, default: Sequence[str], lang: Lang) -> list[str]:
    """A box with any number of choices; `hint` says what none of them means."""
    key = f"{name}-{lang}"
    st.session_state[key] = list(picked)
    chosen = st.multiselect(label.to(lang), list(options), format_func=options.__getitem__, key=key, placeholder=hint, select_all=False, width="stretch")
    link.note(name, chosen, default)
    return [str(value) for value in chosen]
