"""Glossary: what does each figure mean, how is it worked out, and who says so? Made from the catalogue; nothing is defined here."""

import sys
from collections.abc import Iterable
from inspect import isfunction
from itertools import chain

import polars as pl

from dashboard import pages, tables, words
from dashboard.answer import Content, Panel
from dashboard.page import Page, View
from queries.catalog import METRICS, QUERIES, RULES, SUBJECTS
from queries.metric import Metric
from queries.money import in_words, scale_for
from queries.policy import Rule
from queries.scope import Scope
from queries.text import LANGS, Text

TERMS = ("metric", "sense", "formula", "unit", "good", "rules", "said_by", "pages", "queries", "key")
RULE_COLUMNS = ("sense", "rule_value", "said_by", "metrics", "key")
HEADINGS = ("heading", "sense", "key")


def answer(view: View) -> Content:
    terms, rules, headings = terms_of(view), rules_of_policy(), other_headings()
    finding = words.GLOSSARY_FINDING.fill(metrics=terms.height, rules=rules.height, headings=headings.height)
    return Content(
        finding,
        scale_for(None, view.lang),
        None,
        (
            (Panel("metrics", words.METRIC_PANEL, words.METRIC_PANEL_LEGEND, terms, columns=TERMS),),
            (
                Panel("rules", words.RULE_PANEL, words.RULE_PANEL_LEGEND, rules, columns=RULE_COLUMNS, width=11),
                Panel("headings", words.HEADING_PANEL, words.HEADING_PANEL_LEGEND, headings, columns=HEADINGS, width=9),
            ),
        ),
    )


def terms_of(view: View) -> pl.DataFrame:
    """One row per metric, in the order of the catalogue. Who returns it is asked of the queries themselves, for a scope of nothing."""
    nothing = Scope.nothing(view.warehouse.generation.last_closed_month)
    returned = {key: view.load(query, nothing).columns for key, query in QUERIES.items()}
    shown = {page.title: named(page) for page in pages.PAGES if page is not PAGE}
    return pl.DataFrame([
        pairs(
            metric=metric.name, sense=metric.meaning, formula=metric.in_words, unit=words.METRIC_UNITS[metric.unit.value],
            good=words.DIRECTIONS[metric.good.value], rules=listed(map(with_source, metric.rules)), said_by=metric.source,
            pages=listed(title for title, keys in shown.items() if key in keys),
        ) | {"queries": ", ".join(name for name, columns in returned.items() if key in columns) or None, "key": key}
        for key, metric in METRICS.items()
    ])  # fmt: skip


def named(page: Page) -> set[str]:
    """Keys of the metrics that the page's module names: as its own, or as `subject.NAME` in a function; one by one or together."""
    own = vars(sys.modules[page.answer.__module__])
    used = {name for value in own.values() if isfunction(value) for name in value.__code__.co_names}
    subjects = [vars(subject) for subject in SUBJECTS if subject in own.values()]
    found = [*own.values(), *(subject[name] for subject in subjects for name in used & subject.keys())]
    groups = (value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,) for value in found)
    return {value.key for value in chain.from_iterable(groups) if isinstance(value, Metric)}


def rules_of_policy() -> pl.DataFrame:
    """One row per rule of policy, and the metrics that are worked out with it."""
    return pl.DataFrame([
        pairs(
            sense=rule.meaning, rule_value=amount(rule), said_by=rule.source,
            metrics=listed(metric.name for metric in METRICS.values() if rule in metric.rules),
        ) | {"key": rule.key}
        for rule in RULES
    ])  # fmt: skip


def other_headings() -> pl.DataFrame:
    """One row per heading of a table that is no metric, and what stands below it."""
    explained = {key: (heading, tables.explanation(key)) for key, heading in words.COLUMNS.items() if key not in METRICS}
    return pl.DataFrame([pairs(heading=heading, sense=sense) | {"key": key} for key, (heading, sense) in explained.items()])


def with_source(rule: Rule) -> Text:
    return words.fill(words.RULE_WITH_SOURCE, meaning=rule.meaning, value=amount(rule), source=rule.source)


def amount(rule: Rule) -> Text:
    """The rule's value in its unit."""
    value = float(rule.value)
    if rule.unit == "yuan":
        said = in_words(rule.value)
        return Text(said.zh, f"{said.en} yuan")
    if rule.unit == "months":
        return (words.ONE_MONTH if value == 1 else words.MANY_MONTHS).fill(count=f"{value:.4g}")
    if rule.unit == "days":
        return (words.ONE_DAY if value == 1 else words.MANY_DAYS).fill(count=f"{value:.4g}")
    shown = f"{value:.4g}" if rule.unit == "count" else f"{value * 100:.4g}%"
    return Text(shown, shown)


def listed(phrases: Iterable[Text]) -> Text | None:
    """Phrases in one cell, each once; nothing for none."""
    every = list(dict.fromkeys(phrases))
    return Text(*(words.JOIN.to(lang).join(phrase.to(lang) for phrase in every) for lang in LANGS)) if every else None


def pairs(**cells: Text | None) -> dict[str, str | None]:
    """A column for each language."""
    return {f"{name}_{lang}": phrase.to(lang) if phrase else None for name, phrase in cells.items() for lang in LANGS}


PAGE = Page("glossary", words.GLOSSARY, words.GLOSSARY_QUESTION, ":material/menu_book:", answer, in_board_pack=False)
