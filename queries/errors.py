"""Problems explained to the person instead of shown as a traceback.

CockpitError
├── UnscopedRead        a statement reads rows where the scope cannot be applied
├── UnsupportedCut      a filter that the asked figure does not accept
├── NoAccess            nobody granted this viewer anything, or the grant has ended
├── WarehouseMissing    there is no published generation to read
├── WarehouseTooSlow    the database was told to stop at the time limit
├── BadSetting          an environment setting that cannot be used
├── BadRequest          an unknown query, measure, node or month
└── LoadRefused         files or facts that break a named rule; nothing was published
"""

from queries.text import Lang, Text


class CockpitError(Exception):
    """Base of every error whose message is safe and useful to show.

    Carries what happened and how to mend it, each in both languages.
    """

    exit_code = 2

    def __init__(self, what: Text, hint: Text) -> None:
        super().__init__(f"{what.en}\n\nHint: {hint.en}")
        self.what = what
        self.hint = hint

    def to(self, lang: Lang) -> str:
        """The whole message in one language."""
        word = "处理办法：" if lang == "zh" else "Hint: "
        return f"{self.what.to(lang)}\n\n{word}{self.hint.to(lang)}"


class UnscopedRead(CockpitError):
    """A statement reads a scoped table where the scope cannot be applied."""


class UnsupportedCut(CockpitError):
    """A filter the asked figure does not accept; it is refused, never ignored."""


class NoAccess(CockpitError):
    """The viewer has no valid grant."""


class WarehouseMissing(CockpitError):
    """No generation is published, or the published one cannot be opened."""


class WarehouseTooSlow(CockpitError):
    """A query ran past the limit and was cancelled in the database."""


class BadSetting(CockpitError):
    """An environment setting that cannot be used."""


class BadRequest(CockpitError):
    """An unknown query, measure, holder, node or month."""


class LoadRefused(CockpitError):
    """A load broke a named rule; the published generation is untouched."""
