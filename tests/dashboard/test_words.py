"""Every phrase stands in both languages, and no English slips into the Chinese one."""

import re
from pathlib import Path
from string import Formatter

import pytest

from dashboard import words
from queries.text import Text

ALLOWED = {"HHI", "RM", "CSV", "PNG", "SVG", "PDF", "Excel", "PowerPoint", "AUM", "python", "m", "seed", "demo"}
PHRASES = {name: value for name, value in vars(words).items() if isinstance(value, Text)}
PHRASES |= {
    f"{name}[{key}]": phrase
    for name, group in vars(words).items()
    if isinstance(group, dict) and name.isupper()
    for key, phrase in group.items()
}


def test_no_two_subjects_call_a_phrase_alike():
    """They share one flat list, in which the later one would be said in place of the earlier."""
    defined = [name for file in Path(words.__file__).parent.glob("*.py") for name in re.findall(r"^([A-Z][A-Z_0-9]*)(?:: [^=]+)? = ", file.read_text("utf-8"), re.MULTILINE)]
    assert sorted({name for name in defined if defined.count(name) > 1}) == []


def holes(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


@pytest.mark.parametrize("name", PHRASES)
def test_a_phrase_is_filled_in_both_languages_with_the_same_holes(name):
    phrase = PHRASES[name]
    assert phrase.zh.strip()
    assert phrase.en.strip()
    assert holes(phrase.zh) == holes(phrase.en)


@pytest.mark.parametrize("name", PHRASES)
def test_a_chinese_phrase_holds_no_english_word(name):
    written = re.sub(r"{\w+}", "", PHRASES[name].zh)
    assert set(re.findall(r"[A-Za-z]+", written)) <= ALLOWED


@pytest.mark.parametrize("name", PHRASES)
def test_an_english_phrase_holds_no_chinese(name):
    assert not re.search(r"[\u4e00-\u9fff]", PHRASES[name].en)


def test_filling_puts_each_language_in_its_own_sentence():
    filled = words.fill(Text("{what}共 {n} 户", "{n} {what} in all"), what=Text("客户", "clients"), n=3)
    assert filled == Text("客户共 3 户", "3 clients in all")
