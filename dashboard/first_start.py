"""A first start without a warehouse: the demonstration bank is built by its own process while pages show how far it is."""

import re
import subprocess
import sys
import threading
from pathlib import Path

import streamlit as st

from dashboard import formats, words
from queries.settings import HOME
from queries.text import Lang, Text, pair

LINE = re.compile(r"(?P<done>[01]\.\d+) (?P<what>.+ \| .+)")


def is_needed(place: str) -> bool:
    """Whether nothing was ever published in this folder; a served warehouse is filled by others."""
    return "://" not in place and not (Path(place) / "CURRENT").exists()


class Build:
    """One build at a time for all sessions. `done` runs from 0 to 1, `what` says what is being made."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._process: subprocess.Popen[str] | None = None
        self.is_over = False
        self.failure: str | None = None
        self.done, self.what = 0.0, words.BUILD_STARTING

    def start(self, size: str) -> None:
        """Begin, unless somebody already has."""
        with self._changed:
            if self._process is None:
                command = [sys.executable, "-m", "seed", "demo", "--size", size, "--progress", "plain"]
                self._process = subprocess.Popen(command, cwd=HOME, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
                threading.Thread(target=self._follow, args=(self._process,), daemon=True).start()

    def wait(self, seconds: float) -> None:
        """Until something changed, or so long."""
        with self._changed:
            if not self.is_over:
                self._changed.wait(seconds)

    def _follow(self, process: "subprocess.Popen[str]") -> None:
        last = ""
        for line in process.stdout or ():
            last = line.strip() or last
            if found := LINE.match(line.strip()):
                self._tell(float(found["done"]), pair(found["what"]))
        code = process.wait()
        with self._changed:
            self.failure = (last or str(code)) if code else None
            self.is_over = True
            self._changed.notify_all()

    def _tell(self, done: float, what: Text) -> None:
        with self._changed:
            self.done, self.what = min(done, 1.0), what
            self._changed.notify_all()


@st.cache_resource
def only_build() -> Build:
    return Build()


def watch(size: str, lang: Lang) -> None:
    """Show the build until it is over, then open the page. A build that failed says its last line."""
    build = only_build()
    build.start(size)
    st.html(f'<p class="finding">{words.BUILDING.to(lang)}</p><p class="legend">{words.BUILDING_WHY.to(lang)}</p>')
    bar = st.progress(0.0)
    while not build.is_over:
        bar.progress(build.done, text=f"{build.done:.0%} · {formats.plain(build.what.to(lang))}")
        build.wait(0.5)
    if build.failure is not None:
        only_build.clear()
        st.error(f"{formats.plain(words.BUILD_FAILED.to(lang).format(line=build.failure))}\n\n{words.BUILD_HINT.to(lang)}")
        return
    only_build.clear()
    st.rerun()
