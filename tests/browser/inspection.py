"""What a machine can see of a drawn page. Each check gives its complaints as sentences: none where all is well.

`page.evaluate` runs in spite of the page's content policy; `wait_for_function` does not, so waiting asks again and again.
"""

import re
import threading
import time
from pathlib import Path

from playwright.sync_api import Page as Window

WORDS_ALLOWED = {
    "HHI", "AUM", "RM", "CSV", "PNG", "SVG", "PPTX", "PDF", "EN", "n", "k", "i", "s", "x", "min", "max", "wh", "pp", "bp",
    "AAA", "AA", "A", "BBB", "BB", "B", "CCC", "CC", "C", "D",
}  # fmt: skip
NUMBERED = re.compile(r"#[0-9a-f]{8}\b|\b[\w.+-]*\d[\w.+-]*")  # pseudonyms, staff numbers, generations: data, not words
LANGUAGE_SWITCH = "中文"
PATIENCE = 40.0

DRAWN = """() => {
    const app = document.querySelector('[data-testid=stApp]'), any = name => document.querySelector(name);
    return Boolean(app && app.dataset.testScriptState === 'notRunning' && any('h1') && document.fonts.status === 'loaded'
        && !any('[data-stale=true], [data-testid=stSkeleton]')
        && [...document.querySelectorAll('[data-testid=stPlotlyChart]')].every(chart => chart.querySelector('.main-svg')));
}"""
NEXT_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"

# Text wider than its box, or a box that scrolls sideways, anywhere but in a table's own scroll area and in charts.
OVERFLOWS = """() => {
    const found = [], app = document.querySelector('[data-testid=stApp]');
    const named = e => `${e.tagName.toLowerCase()}.${[...e.classList].filter(c => !c.startsWith('st-emotion')).join('.')} “${e.innerText.trim().slice(0, 40)}”`;
    if (document.documentElement.scrollWidth > innerWidth) found.push(`the document is ${document.documentElement.scrollWidth} wide`);
    for (const e of app.querySelectorAll('*')) {
        if (e.clientWidth < 2 || e.closest('.scroll, .js-plotly-plot, svg, [data-testid=stIconMaterial], [data-testid=stSidebar]')) continue;
        const style = getComputedStyle(e), says = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
        const cuts = style.overflowX !== 'visible', box = e.getBoundingClientRect();
        if (style.visibility === 'hidden' || style.clipPath === 'inset(50%)') continue;
        if ((says || cuts) && e.scrollWidth > e.clientWidth + 1) found.push(`${named(e)}: ${e.scrollWidth} in ${e.clientWidth}`);
        else if (says && (box.left < -1 || box.right > innerWidth + 1)) found.push(`${named(e)} leaves the window`);
        if ((says && style.overflowY === 'hidden' || e.matches('.kpi, .empty')) && e.scrollHeight > e.clientHeight + 1)
            found.push(`${named(e)}: ${e.scrollHeight} high in ${e.clientHeight}`);
    }
    return found;
}"""

# What something else lies over, as far as the window shows it before anybody scrolls.
COVERED = """() => [...document.querySelectorAll('[data-testid=stApp] :is(h1, h2, p, a, button, input, summary, td, .value, .name)')].filter(e => {
    if (!e.checkVisibility({visibilityProperty: true, opacityProperty: true}) || getComputedStyle(e).pointerEvents === 'none') return false;
    if (e.closest('.scroll, [data-testid=stSidebar], .modebar')) return false;
    const text = document.createRange();
    text.selectNodeContents(e);
    const box = (e.matches('a, button, input') ? e : text).getBoundingClientRect(), y = (box.top + box.bottom) / 2;
    return [box.left + 4, (box.left + box.right) / 2, box.right - 4].filter(x => x > 0 && x < innerWidth && y > 0 && y < innerHeight && box.width > 8)
        .map(x => document.elementFromPoint(x, y)).some(top => top && !e.contains(top) && !top.contains(e) && !top.closest('label')?.contains(e));
}).map(e => `“${(e.innerText || e.ariaLabel || e.tagName).trim().slice(0, 40)}” lies under something`)"""

# Everything that can be read or heard, but identifiers: those are not to be translated, and say so.
SAID = """() => {
    const found = [], walker = document.createTreeWalker(document.querySelector('[data-testid=stApp]'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
        if (!walker.currentNode.parentElement.closest('style, script, code, [translate=no], [data-testid=stSkipToContent], .rc-overflow-item-rest'))
            found.push(walker.currentNode.textContent);
    for (const e of document.querySelectorAll('.tip, [data-testid=stPlotlyChart], [data-testid=stPlotlyChart] [aria-label]')) found.push(e.ariaLabel || '');
    for (const e of document.querySelectorAll('[placeholder], [data-title], [title]')) found.push(e.placeholder || '', e.dataset.title || '', e.title || '');
    return found;
}"""

EMPTY_CARDS = """() => [...document.querySelectorAll('[class*=st-key-card-]')]
    .filter(card => !card.innerText.trim() || !card.querySelector('svg.main-svg, table, .empty, [class*=st-key-line-]'))
    .map(card => [...card.classList].find(name => name.startsWith('st-key-card-')))"""

ERRORS = """() => [...document.querySelectorAll('[data-testid=stException], [data-testid=stAlert], [data-testid=stDialog], [role=dialog]')].map(box => box.innerText)"""

CHART_LABELS = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(plot => {
    const frame = plot.getBoundingClientRect(), found = [], seen = [];
    for (const label of plot.querySelectorAll('svg text')) {
        const box = label.getBoundingClientRect(), text = label.textContent.trim();
        if (!text || box.width < 1 || label.closest('.modebar')) continue;
        if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
            found.push(`“${text}” leaves its chart`);
        for (const [other, said] of seen)
            if (Math.min(box.right, other.right) - Math.max(box.left, other.left) > 2 && Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 4)
                found.push(`“${text}” lies over “${said}”`);
        seen.push([box, text]);
    }
    return found;
})"""


def wait_until_drawn(window: Window) -> None:
    """Until the script has ended, nothing is stale and every chart stands; then two frames more."""
    deadline = time.monotonic() + PATIENCE
    while not window.evaluate(DRAWN):
        if time.monotonic() > deadline:
            raise AssertionError(f"not drawn after {PATIENCE:g} s: {window.url}")
        threading.Event().wait(0.05)
    window.evaluate(NEXT_FRAMES)


def complaints(window: Window, lang: str) -> list[str]:
    """All that is wrong with the page as it stands."""
    checks = (ERRORS, OVERFLOWS, COVERED, CHART_LABELS)
    empty = [f"{card} is empty" for card in window.evaluate(EMPTY_CARDS)]
    return [said for check in checks for said in window.evaluate(check)] + empty + foreign_words(window.evaluate(SAID), lang)


def foreign_words(said: list[str], lang: str) -> list[str]:
    """Words of the other language."""
    if lang == "en":
        return [f"Chinese: {text}" for text in said if re.search(r"[\u4e00-\u9fff]", text) and text.strip() != LANGUAGE_SWITCH]
    return [f"English: {text}" for text in said if set(re.findall(r"[A-Za-z]+", NUMBERED.sub(" ", text))) - WORDS_ALLOWED]


def save_picture(window: Window, file: Path) -> None:
    """The whole page in one picture: Streamlit scrolls a part of the page, so the window is made as high as that."""
    file.parent.mkdir(parents=True, exist_ok=True)
    size = window.viewport_size or {"width": 1440, "height": 900}
    height = window.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
    window.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})
    window.evaluate(NEXT_FRAMES)
    window.screenshot(path=file, animations="disabled")
    window.set_viewport_size(size)
