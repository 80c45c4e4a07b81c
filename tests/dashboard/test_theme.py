"""The palette can be read by people with weak sight, and the files that hold it agree."""

import tomllib

import pytest

from dashboard import theme
from queries.settings import HOME

THEMES = {"light": theme.LIGHT, "dark": theme.DARK}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_on_white_is_twenty_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("kind", THEMES)
@pytest.mark.parametrize("role", theme.TEXT_ROLES)
@pytest.mark.parametrize("ground", ["paper", "canvas", "shade"])
def test_text_stands_out_at_four_and_a_half_to_one(kind, role, ground):
    assert contrast(getattr(THEMES[kind], role), getattr(THEMES[kind], ground)) >= 4.5


@pytest.mark.parametrize("kind", THEMES)
@pytest.mark.parametrize("role", theme.MARK_ROLES)
@pytest.mark.parametrize("ground", ["paper", "canvas"])
def test_marks_stand_out_at_three_to_one(kind, role, ground):
    assert contrast(getattr(THEMES[kind], role), getattr(THEMES[kind], ground)) >= 3


@pytest.mark.parametrize("kind", THEMES)
def test_streamlit_has_the_same_colours_as_the_charts(kind):
    config = tomllib.loads((HOME / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    colours = THEMES[kind]
    assert config[kind]["backgroundColor"] == colours.canvas
    assert config[kind]["secondaryBackgroundColor"] == colours.paper
    assert config[kind]["textColor"] == colours.ink
    assert config[kind]["primaryColor"] == colours.accent
    assert config[kind]["borderColor"] == colours.edge
    assert config[kind]["grayTextColor"] == colours.mute
    assert config["font"] == theme.FONT


def test_an_unknown_theme_is_light():
    assert theme.palette(None) is theme.LIGHT
    assert theme.palette("dark") is theme.DARK
