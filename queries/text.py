"""Words that exist in both languages, so that neither can be forgotten."""

from typing import Literal, NamedTuple, get_args

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)


class Text(NamedTuple):
    """One phrase in 简体中文 and English. Both must be filled; `pair` checks it."""

    zh: str
    en: str

    def to(self, lang: Lang) -> str:
        return self.zh if lang == "zh" else self.en

    def fill(self, **values: object) -> "Text":
        """Put the same values into both languages' placeholders."""
        return Text(self.zh.format(**values), self.en.format(**values))


def pair(both: str) -> Text:
    """`"中文 | English"` as a Text; the form in which the schema keeps its comments."""
    zh, bar, en = both.partition(" | ")
    if not (bar and zh.strip() and en.strip()):
        raise ValueError(f"not a 'zh | en' pair: {both!r}")
    return Text(zh.strip(), en.strip())


def inside(term: Text) -> Text:
    """A term as it stands inside a sentence: in English without its capital, unless it is an abbreviation."""
    return Text(term.zh, term.en if term.en.isupper() else term.en[:1].lower() + term.en[1:])
