"""Every phrase of the screen in both languages, a file a subject. Phrases with braces are filled by `fill` or `Text.fill`.

A subject's file adds the headings of its columns to `COLUMNS`, and what they mean to `COLUMN_MEANINGS`.
"""

from queries.text import LANGS, Text

from dashboard.words.frame import *  # first: the others add to its dictionaries
from dashboard.words.charts import *
from dashboard.words.glossary import *
from dashboard.words.people import *
from dashboard.words.rm_file import *
from dashboard.words.targets import *
from dashboard.words.overview import *
from dashboard.words.churn import *
from dashboard.words.care import *
from dashboard.words.credit import *
from dashboard.words.pricing import *
from dashboard.words.pyramid import *
from dashboard.words.limits import *


def fill(phrase: Text, **values: object) -> Text:
    """Fill both languages' placeholders; a value that is itself a Text goes in in the language of the phrase."""
    parts = ({name: value.to(lang) if isinstance(value, Text) else value for name, value in values.items()} for lang in LANGS)
    return Text(*(phrase.to(lang).format(**filled) for lang, filled in zip(LANGS, parts, strict=True)))
