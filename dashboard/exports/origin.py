"""Where a file comes from: what, of whom, when, of which generation, and by which definitions."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from dashboard import formats, words
from dashboard.page import View
from queries.catalog import METRICS
from queries.codes import SEGMENTS
from queries.metric import Metric
from queries.scope import ALL_SEGMENTS
from queries.text import Lang, Text


@dataclass(frozen=True, slots=True)
class Origin:
    """`facts` are (name, value) lines in the reader's language; `stem` is the file's name without its ending."""

    stem: str
    number: str
    title: str
    facts: tuple[tuple[str, str], ...]

    @property
    def line(self) -> str:
        """The same in one line, for the foot of a picture or a slide."""
        return " · ".join(value for _, value in self.facts[1:])

    def made_at(self, now: datetime, lang: Lang) -> "Origin":
        """The same file, made at another time than its name was: a page may stay open for hours."""
        name = words.FILE_LINES["time"].to(lang)
        return replace(self, facts=tuple((fact, formats.moment(now) if fact == name else value) for fact, value in self.facts))


@dataclass(frozen=True, slots=True)
class Definition:
    """A metric as a file explains it."""

    name: str
    meaning: str
    formula: str
    unit: str
    source: str


def origin_of(view: View, key: str, title: Text) -> Origin:
    """The origin of a file made now for this view; every file has a random number of its own."""
    lang, named = view.lang, {name: text.to(view.lang) for name, text in words.FILE_LINES.items()}
    number, now = secrets.token_hex(8), datetime.now()
    facts = (
        (named["panel"], title.to(lang)),
        (named["scope"], scope_in_words(view)),
        (named["as_of"], f"{view.scope.month:%Y-%m}"),
        (named["generation"], view.warehouse.generation.stamp),
        (named["person"], f"{view.person.to(lang)} ({view.subject})"),
        (named["time"], formats.moment(now)),
        (named["file"], number),
    )
    units = "+".join(view.scope.nodes[:3]) or "none"
    stem = f"{key}_{units}_{view.scope.month:%Y-%m}_{view.warehouse.stamp}_{view.subject}_{now:%Y%m%d-%H%M}_{number}"
    return Origin(re.sub(r"[^\w.+-]", "-", stem, flags=re.ASCII), number, title.to(lang), facts)


def scope_in_words(view: View) -> str:
    """The units, and the segments where they are not all."""
    lang, chosen = view.lang, view.scope.segments
    segments = words.JOIN.to(lang).join(SEGMENTS[name].to(lang) for name in chosen)
    return view.where.to(lang) if chosen == ALL_SEGMENTS or not chosen else f"{view.where.to(lang)} · {segments}"


def metrics_in(columns: Iterable[str]) -> list[Metric]:
    """The metrics among some columns, each once."""
    return [METRICS[name] for name in dict.fromkeys(columns) if name in METRICS]


def definitions(metrics: Iterable[Metric], lang: Lang) -> list[Definition]:
    """What each metric means, how it is worked out, in which unit, and who says so."""
    return [
        Definition(metric.name.to(lang), metric.meaning.to(lang), metric.in_words.to(lang), words.METRIC_UNITS[metric.unit.value].to(lang), metric.source.to(lang))
        for metric in metrics
    ]
