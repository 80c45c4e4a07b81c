"""A panel's chart as PNG and SVG, drawn by one browser that stays open, and only where there is one, and a Chinese font.

Kaleido's own server leaves its caller waiting for ever when the browser cannot start or dies; this one has a time limit
and starts a new browser after a failure.
"""

import asyncio
import atexit
import re
import shutil
import subprocess
import threading
from collections.abc import Mapping
from concurrent.futures import Future
from functools import cache
from typing import Any

import plotly.graph_objects as go

from dashboard import formats, theme, words
from dashboard.answer import Panel
from dashboard.exports.origin import Origin
from dashboard.page import View
from queries.errors import CockpitError
from queries.money import Scale
from queries.text import Text

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
WIDTH = 960
HEADER, BELOW = 96, 12  # pixels above the chart for title, legend and origin, and free below it
SECONDS = 60.0
PACKAGES = "chromium fonts-noto-cjk"


class NotDrawn(CockpitError):
    """The browser did not give a picture."""


@cache
def browser() -> str | None:
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


@cache
def has_chinese_font() -> bool:
    """Asked of fontconfig; where there is none (Windows, macOS) the system has Chinese fonts."""
    asking = shutil.which("fc-list")
    if asking is None:
        return True
    return bool(subprocess.run([asking, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False, timeout=30).stdout.strip())


def missing() -> Text | None:
    """What to install before pictures can be made."""
    return None if browser() and has_chinese_font() else words.PICTURES_NEED.fill(packages=PACKAGES)


class _Drawer:
    """A thread with an event loop and one browser in it. Pictures are drawn one after the other."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._kaleido: Any = None

    def draw(self, figure: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
        with self._lock:
            try:
                if self._kaleido is None:
                    self._run(self._open())
                return self._run(self._kaleido.calc_fig(figure, opts=dict(options)))  # type: ignore[no-any-return]
            except Exception as problem:  # noqa: BLE001 - whatever a browser does, the next picture gets a new one
                self._close()
                raise NotDrawn(words.NO_PICTURE, words.NO_PICTURE_HINT.fill(why=type(problem).__name__)) from problem

    async def _open(self) -> None:
        from kaleido import Kaleido  # takes 0.3 s to import, which no page load should pay

        self._kaleido = Kaleido(n=1, timeout=SECONDS, mathjax=False, path=browser(), enable_extensions=False)
        await self._kaleido.open()

    def _run(self, work: Any) -> Any:
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            threading.Thread(target=self._loop.run_forever, daemon=True, name="pictures").start()
        running: Future[Any] = asyncio.run_coroutine_threadsafe(work, self._loop)
        return running.result(SECONDS)

    def _close(self) -> None:
        """Let the browser go; it may be dead already."""
        left, self._kaleido = self._kaleido, None
        if left is not None and self._loop is not None:
            asyncio.run_coroutine_threadsafe(left.close(), self._loop)

    def stop(self) -> None:
        with self._lock:
            left, self._kaleido = self._kaleido, None
            if left is not None:
                self._run(left.close())


_drawer = _Drawer()
atexit.register(_drawer.stop)


def png(view: View, panel: Panel, scale: Scale, origin: Origin) -> bytes:  # noqa: ARG001 - the figure is in its unit already
    figure = captioned(panel, view, origin)
    return _drawer.draw(figure, {"format": "png", "width": WIDTH, "height": figure["layout"]["height"], "scale": 2})


def svg(view: View, panel: Panel, scale: Scale, origin: Origin) -> bytes:  # noqa: ARG001 - the figure is in its unit already
    figure = captioned(panel, view, origin)
    return _drawer.draw(figure, {"format": "svg", "width": WIDTH, "height": figure["layout"]["height"]})


def bare_svg(figure: go.Figure, width: int, height: int) -> bytes:
    """The chart alone, for a page that has its own title and foot."""
    return _drawer.draw(on_paper(figure), {"format": "svg", "width": width, "height": height})


def bare_png(figure: go.Figure, width: int, height: int) -> bytes:
    return _drawer.draw(on_paper(figure), {"format": "png", "width": width, "height": height, "scale": 2})


def captioned(panel: Panel, view: View, origin: Origin) -> dict[str, Any]:
    """A copy of the panel's figure with title, legend and origin above it. All three hang from the picture's edge,
    since margins below and beside grow with labels."""
    if panel.chart is None:
        raise ValueError(f"{panel.key} has no chart")
    figure, ink, lang = on_paper(panel.chart.figure), theme.LIGHT, view.lang
    title, legend = (formats.markup(text.to(lang)) for text in (panel.title, panel.legend))
    text = (
        f'<b>{title}</b><br><span style="font-size:12px;color:{ink.mute}">{legend}</span>'
        f'<br><span style="font-size:11px;color:{ink.mute}">{formats.markup(origin.line)}</span>'
    )
    layout = figure["layout"]
    edges = {"l": 8, "r": 8, "t": 8, "b": 8, **layout.get("margin", {})}
    height = panel.chart.height + HEADER + BELOW
    layout["title"] = {
        "text": text, "x": 0, "xref": "container", "xanchor": "left", "y": 1 - 32 / height, "yref": "container", "yanchor": "top",
        "pad": {"l": 16}, "font": {"size": 16, "color": ink.ink},
    }  # fmt: skip
    layout["margin"] = {**edges, "l": max(edges["l"], 16), "r": max(edges["r"], 16), "t": edges["t"] + HEADER, "b": edges["b"] + BELOW}
    layout["height"] = height
    return figure


def on_paper(figure: go.Figure) -> dict[str, Any]:
    """A copy in the light theme's colours, whichever theme the screen has."""
    to_light = {getattr(theme.DARK, role).lower(): getattr(theme.LIGHT, role) for role in theme.DARK.__slots__}
    dark = re.compile(f"(?:{'|'.join(to_light)})(?![0-9a-f])", re.IGNORECASE)

    def light(part: Any) -> Any:
        if isinstance(part, str):
            return dark.sub(lambda found: to_light[found[0].lower()], part)
        if isinstance(part, dict):
            return {name: light(value) for name, value in part.items()}
        return [light(value) for value in part] if isinstance(part, list | tuple) else part

    copy: dict[str, Any] = light(figure.to_plotly_json())
    if copy["layout"].get("paper_bgcolor") is None:
        copy["layout"]["paper_bgcolor"] = theme.LIGHT.paper
    return copy
