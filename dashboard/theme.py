"""Every colour and size of the screen, for light and dark, and what is drawn from them: style sheet and chart template."""

from dataclasses import dataclass, fields, replace
from pathlib import Path

import plotly.graph_objects as go

from dashboard import words
from queries.text import Lang

FONT = "'Source Sans', 'PingFang SC', 'Microsoft YaHei UI', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', system-ui, sans-serif"
ICON = Path(__file__).with_name("icon.svg")
TEXT_ROLES = ("ink", "mute", "accent", "good", "bad", "warning")  # at least 4.5 : 1 on paper and canvas
MARK_ROLES = ("actual", "previous", "plan", "edge")  # at least 3 : 1 on paper; grid, line and card frames only decorate


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they say. Good and bad are variances only, accent is what can be clicked or followed."""

    canvas: str
    paper: str
    ink: str
    mute: str
    grid: str
    line: str
    edge: str  # frames of inputs, which carry meaning
    actual: str
    accent: str
    previous: str
    plan: str
    good: str
    bad: str
    warning: str
    shade: str  # table heads and the area under a curve


LIGHT = Palette(
    canvas="#F6F7F9", paper="#FFFFFF", ink="#1B2733", mute="#5A6875", grid="#E6EAEE", line="#C3CBD3", edge="#84909C",
    actual="#33475B", accent="#0B4F8A", previous="#7F8D9B", plan="#5A6875", good="#0B7A75", bad="#C0392B", warning="#9A5B00",
    shade="#EDF0F3",
)  # fmt: skip
DARK = Palette(
    canvas="#0F1720", paper="#18222D", ink="#E6EBF0", mute="#A3B0BD", grid="#263341", line="#44525F", edge="#6C7B89",
    actual="#A9BACB", accent="#6CB2F0", previous="#6C7B89", plan="#A3B0BD", good="#3FBFB4", bad="#FF7B6B", warning="#F0B04A",
    shade="#222D38",
)  # fmt: skip


def palette(kind: str | None, *, swapped: bool = False) -> Palette:
    """`kind` is what the browser says of its theme: light, dark, or nothing yet. Swapped, red means good."""
    usual = DARK if kind == "dark" else LIGHT
    return replace(usual, good=usual.bad, bad=usual.good) if swapped else usual


def swapped_sheet() -> str:
    """CSS that lets red mean good."""
    pairs = (("good", "bad"), ("bad", "good"))
    rules = (f"--{name}: light-dark({getattr(LIGHT, other)}, {getattr(DARK, other)});" for name, other in pairs)
    return f"<style>.stApp.stApp {{ {' '.join(rules)} }}</style>"


def style_sheet() -> str:
    """The page's CSS. Each colour is a variable for both themes, so that it never waits for the server to learn which."""
    pairs = (f"--{f.name}: light-dark({getattr(LIGHT, f.name)}, {getattr(DARK, f.name)});" for f in fields(Palette))
    rules = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    return f"<style>.stApp {{ {' '.join(pairs)}\n{rules}}}</style>"


def streamlit_words(lang: Lang) -> str:
    """Streamlit's own phrases that only CSS can reach: the way past the menu, and the menu's rest where a window is too narrow for all of it."""
    said = {"[data-testid=stSkipToContent]": words.SKIP, ".rc-overflow-item-rest [data-testid=stTopNavSection] p": words.MORE_PAGES}
    rules = (f"{place}::after {{ content: '{text.to(lang)}'; }}" for place, text in said.items())
    return f"<style>{' '.join(rules)}</style>"


def template(colours: Palette) -> go.layout.Template:
    """Charts without frames: labels on the marks, a light grid on the value axis only, nothing to drag."""
    axis = {"fixedrange": True, "automargin": True, "zeroline": False, "ticks": "", "linecolor": colours.line, "gridcolor": colours.grid}
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 12, "color": colours.ink},
            "paper_bgcolor": colours.paper, "plot_bgcolor": colours.paper, "colorway": [colours.actual],
            "xaxis": {**axis, "tickfont": {"color": colours.mute, "size": 12}},
            "yaxis": {**axis, "tickfont": {"color": colours.mute, "size": 12}},
            "margin": {"l": 8, "r": 8, "t": 28, "b": 8}, "showlegend": False, "dragmode": False, "bargap": 0.34,
            "hoverlabel": {"font": {"family": FONT, "size": 12, "color": colours.ink}, "bgcolor": colours.paper, "bordercolor": colours.edge},
            "separators": ".,", "uirevision": "keep",
        }
    )  # fmt: skip
