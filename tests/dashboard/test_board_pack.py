"""The board pack: what it says, that it is tagged and searchable, that it is the screen's numbers, and the command that writes it."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import openpyxl
import polars as pl
import pypdf
import pytest
from click.testing import CliRunner
from pptx import Presentation

from dashboard import exports, formats, theme, words
from dashboard.__main__ import main
from dashboard.answer import Content, Line, Panel
from dashboard.exports import pdf
from dashboard.page import Page, View, direct
from dashboard.pages import PAGES
from queries import state
from queries.access import ROLE_NAMES, Grant, Role
from queries.errors import NoAccess
from queries.money import SCALES
from queries.scope import ALL_SEGMENTS
from queries.settings import settings
from queries.text import Text
from tests.dashboard.office import cells_of, texts_of

WAN = SCALES["zh"][1]
MARKUP = "#panic(\"甲\") *粗* $x$ <b> @label"
LONG = pl.DataFrame({"place": range(1, 121), "holder_zh": [f"客户{n}" for n in range(120)], "holder_en": [f"Client {n}" for n in range(120)]})
SETS = pytest.mark.skipif(pdf.missing() is not None, reason="no Chinese font")
SUBJECTS = [page for page in PAGES if page.in_board_pack]


def answer(view: View) -> Content:
    title = Text(f"名单 {MARKUP}", f"List {MARKUP}")
    table = Panel("list", title, title, LONG, None, ("place", "holder"))
    said = Panel("said", title, title, LONG.head(1), None, (), lines=(Line(Text("存款下降。", "Deposits fell."), "overview"),))
    return Content(Text(f"发现 {MARKUP}", f"Found {MARKUP}"), WAN, None, ((table,), (said,)))


LISTED = Page("list", Text("名单页", "The list"), Text("有谁？", "Who?"), ":material/list:", answer)
ASIDE = replace(LISTED, key="aside", title=Text("不入报告", "Not in the pack"), in_board_pack=False)


@pytest.fixture(autouse=True)
def state_place(tmp_path, monkeypatch):
    """What the application writes goes to a folder of the test's own."""
    monkeypatch.setenv("RM_COCKPIT_WAREHOUSE", str(tmp_path / "warehouse"))
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture(scope="module")
def view(warehouse, whole_bank):
    return View(warehouse, whole_bank, "zh", theme.DARK, ROLE_NAMES[Role.EXECUTIVE], "local:executive", may_export=True, answer=direct)


def quiet(done: float, what: Text) -> None:
    """Tell nobody."""


def paper(content: bytes) -> tuple[pypdf.PdfReader, list[str]]:
    reader = pypdf.PdfReader(io.BytesIO(content))
    return reader, [page.extract_text() for page in reader.pages]


@SETS
def test_a_pdf_is_tagged_titled_and_says_its_language(view):
    reader, _ = paper(exports.board_pack(view, [LISTED], "pdf", quiet))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh-CN"
    assert "/StructTreeRoot" in root
    assert reader.metadata.title == "经营分析报告 · 总行 · 2026-10"


@SETS
def test_a_pdf_is_searchable_in_chinese_and_shows_markup_as_written(view):
    reader, pages = paper(exports.board_pack(view, [LISTED], "pdf", quiet))
    whole = "".join(pages).replace("\n", "")
    assert "经营分析报告" in pages[0]
    assert "存款下降。" in pages[0]
    assert 'panic("甲")' in whole.replace(" ", "").replace("“", '"').replace("”", '"')
    assert "客户119" in whole.replace(" ", "")
    assert "内容校验值" in pages[-1]


@SETS
def test_the_headings_of_a_long_table_stand_on_every_page_it_runs_over(view):
    _, pages = paper(exports.board_pack(view, [LISTED], "pdf", quiet))
    holding = [page for page in pages if re.search(r"客户\s?\d", page)]
    assert len(holding) >= 3
    assert all("名次" in page and "名称" in page for page in holding)


@SETS
@pytest.mark.parametrize("subjects", [SUBJECTS[:5], pytest.param(SUBJECTS, marks=pytest.mark.slow)], ids=["five subjects", "all"])
def test_the_bank_in_english_as_a_pdf(view, subjects):
    english = replace(view, lang="en")
    reader, pages = paper(exports.board_pack(english, subjects, "pdf", quiet))
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    for page in subjects:
        assert page.title.en in pages[0]
        assert any(page.question.en in said for said in pages)
    assert "wh-0001" in pages[1]


@pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.slow)])
def test_slides_and_workbook_hold_every_subject_with_charts_of_their_own(view, lang):
    reading = replace(view, lang=lang)
    deck = Presentation(io.BytesIO(exports.board_pack(reading, SUBJECTS, "pptx", quiet)))
    book = openpyxl.load_workbook(io.BytesIO(exports.board_pack(reading, SUBJECTS, "xlsx", quiet)))
    said, written = texts_of(deck), cells_of(book)
    for page in SUBJECTS:
        content = page.answer(replace(reading, scope=reading.scope.asking(measure=page.measure)))
        assert content.finding.to(lang) in said
        assert content.finding.to(lang) in written
        for panel in content.panels:
            assert panel.title.to(lang) in written or panel.frame.is_empty()
    assert sum(shape.has_chart for slide in deck.slides for shape in slide.shapes) >= 3
    assert sum(len(sheet._charts) for sheet in book) >= 3


def test_cards_are_those_of_the_screen(view):
    overview = next(page for page in SUBJECTS if page.key == "overview")
    deck = Presentation(io.BytesIO(exports.board_pack(view, [overview], "pptx", quiet)))
    content = overview.answer(replace(view, scope=view.scope.asking(measure=overview.measure)))
    now = content.cards.figures.filter(pl.col("month") == view.scope.month).row(0, named=True)
    for metric in content.cards.metrics:
        unit = formats.unit_of(metric, now[metric.key], content.scale, "zh")
        assert formats.figure(metric, now[metric.key], unit) in texts_of(deck)


def test_only_pages_that_belong_into_it_are_in_it(view):
    said = texts_of(Presentation(io.BytesIO(exports.board_pack(view, [LISTED, ASIDE], "pptx", quiet))))
    assert "名单页" in said
    assert "不入报告" not in said


def test_a_page_that_refuses_the_scope_says_why_and_the_others_stand(view):
    def refuse(view: View) -> Content:
        raise NoAccess(Text("此处不可。", "Not here."), Text("换一处。", "Go elsewhere."))

    said = texts_of(Presentation(io.BytesIO(exports.board_pack(view, [replace(LISTED, key="no", answer=refuse), LISTED], "pptx", quiet))))
    assert "此处不可。" in said
    assert "客户119" in said


def test_progress_runs_from_nothing_to_done(view):
    told: list[float] = []
    exports.board_pack(view, [LISTED], "xlsx", lambda done, _: told.append(done))
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_who_may_not_take_files_away_gets_none(view):
    with pytest.raises(NoAccess):
        exports.board_pack(replace(view, may_export=False), [LISTED], "xlsx", quiet)
    assert state.exports_noted() == []


@pytest.fixture
def shell(warehouse_place, monkeypatch, tmp_path):
    """Run the command on the tiny bank."""
    monkeypatch.setenv("RM_COCKPIT_WAREHOUSE", warehouse_place)
    settings.cache_clear()

    def run(*options: str):
        return CliRunner().invoke(main, ["export", "board-pack", "--out", str(tmp_path / "packs"), *options])

    return run


def test_the_command_writes_a_file_and_says_its_name(shell, tmp_path):
    done = shell("--format", "xlsx", "--lang", "zh", "--month", "2026-09")
    assert done.exit_code == 0, done.output
    (file,) = (tmp_path / "packs").iterdir()
    assert file.name in done.output.replace("\n", "")
    assert file.name.startswith("board-pack_B0_2026-09_wh-0001_local-executive_")
    assert "经营分析报告" in cells_of(openpyxl.load_workbook(file))


def test_the_command_refuses_a_unit_that_is_not_there_without_a_trace(shell):
    done = shell("--node", "NOWHERE", "--lang", "en")
    assert done.exit_code == 2
    assert "NOWHERE" in done.output
    assert "Traceback" not in done.output


def test_the_command_takes_a_persons_grant_and_its_right_to_export(shell, warehouse, tmp_path):
    branch = sorted(node.node_id for node in warehouse.tree().nodes.values() if node.level == "branch")[0]
    grant = Grant(Role.BRANCH_HEAD, branch, ALL_SEGMENTS, may_export=False)
    state.give("looker@bank", grant, "test", date(2020, 1, 1))
    state.give("head@bank", replace(grant, may_export=True), "test", date(2020, 1, 1))
    assert words.MAY_NOT_EXPORT.en in shell("--as", "looker@bank", "--format", "xlsx", "--lang", "en").output
    done = shell("--as", "head@bank", "--format", "xlsx", "--lang", "en")
    assert done.exit_code == 0, done.output
    (file,) = (tmp_path / "packs").iterdir()
    assert f"_{branch}_" in file.name


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
@pytest.mark.parametrize("form", ["pptx", pytest.param("xlsx", marks=pytest.mark.slow)])
def test_an_office_program_opens_the_pack_and_draws_its_pages(view, tmp_path, form):
    """LibreOffice turns it into a PDF: what is in it is drawn, in Chinese, with no page empty."""
    (tmp_path / f"pack.{form}").write_bytes(exports.board_pack(view, SUBJECTS, form, quiet))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / f"pack.{form}")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    _, pages = paper((tmp_path / "pack.pdf").read_bytes())
    assert "经营分析报告" in pages[0].replace(" ", "")
    assert all(page.strip() for page in pages)
