"""Money in the units people say it in: 亿元 and 万元, bn and m."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from queries.text import LANGS, Lang, Text

Number = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit of money: what to divide by, and its word."""

    divisor: int
    word: Text


SCALES: dict[Lang, tuple[Scale, ...]] = {
    "zh": tuple(Scale(size, Text(word, word)) for size, word in ((10**8, "亿元"), (10**4, "万元"), (1, "元"))),
    "en": tuple(Scale(size, Text(word, word)) for size, word in ((10**9, "bn"), (10**6, "m"), (10**3, "K"), (1, "yuan"))),
}


def scale_for(typical: Any, lang: Lang) -> Scale:
    """The largest unit in which a typical amount still shows at least 1.0; the largest of all for nothing."""
    steps = SCALES[lang]
    if not typical:
        return steps[0]
    size = abs(Decimal(typical))
    return next((step for step in steps if size >= step.divisor), steps[-1])


def smaller(one: Scale, other: Scale) -> Scale:
    """The unit in which both kinds of amounts show something."""
    return min(one, other, key=lambda scale: scale.divisor)


def in_words(yuan: Number) -> Text:
    """An amount inside a sentence, without a sign: one decimal in the unit that suits it."""
    amount = abs(Decimal(yuan))
    units = {lang: scale_for(amount, lang) for lang in LANGS}
    return Text(*(f"{amount / unit.divisor:,.1f} {unit.word.to(lang)}" for lang, unit in units.items()))
