"""What CONTRIBUTING says about adding a metric and a page, done on a copy of the product."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"```python\n# file: (\S+)\n(.*?)```", re.DOTALL)
LOOK = """
import sys
from dashboard import exports, theme
from dashboard.page import View, direct
from dashboard.pages import PAGES
from queries import access
from queries.settings import settings
from queries.warehouse import Shelf

warehouse = Shelf(settings().warehouse).current()
scope = access.reach(access.role_viewer(access.Role.EXECUTIVE, warehouse), warehouse)
page = next(page for page in PAGES if page.key == "growth")
view = View(warehouse, scope, "en", theme.LIGHT, page.title, "x", True, answer=direct)
content = page.answer(view)
kind = next(kind for kind in exports.KINDS if kind.key == "csv")
sys.stdout.buffer.write(exports.of_panel(view, content.panels[0], content.scale, kind).make())
"""


def run(folder: Path, place: str, *words: str) -> str:
    environment = {**os.environ, "RM_COCKPIT_WAREHOUSE": place}
    done = subprocess.run([sys.executable, *words], cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8-sig")


@pytest.fixture(scope="module")
def product(tmp_path_factory):
    """A copy with what the two chapters add, and nothing else."""
    folder = tmp_path_factory.mktemp("product")
    for name in ("queries", "dashboard"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    blocks = dict(BLOCK.findall((ROOT / ".github" / "CONTRIBUTING.md").read_text(encoding="utf-8")))
    assert len(blocks) == 2
    metric, page = blocks["queries/balances.py"], blocks["dashboard/pages/growth.py"]
    subject, pages = folder / "queries" / "balances.py", folder / "dashboard" / "pages" / "__init__.py"
    written = subject.read_text(encoding="utf-8").replace("METRICS = (", f"{metric}METRICS = (DEPOSITS_EACH, ", 1)
    subject.write_text(written, encoding="utf-8")
    (folder / "dashboard" / "pages" / "growth.py").write_text(page, encoding="utf-8")
    listed = pages.read_text(encoding="utf-8").replace("glossary,", "glossary, growth,", 1).replace("data.PAGE)", "data.PAGE, growth.PAGE)", 1)
    pages.write_text(listed, encoding="utf-8")
    return folder


def test_a_metric_added_in_one_file_is_in_the_shell_in_both_languages(product, warehouse_place):
    assert '"deposits_each_yuan"' in run(product, warehouse_place, "-m", "queries", "portfolio.total", "--format", "json")
    assert "户均存款" in run(product, warehouse_place, "-m", "queries", "portfolio.trend", "--format", "csv", "--lang", "zh")


def test_a_page_added_in_two_files_answers_and_its_panel_is_a_file_with_the_new_metric(product, warehouse_place):
    file = run(product, warehouse_place, "-c", LOOK)
    assert file.splitlines()[0].startswith("Month,Deposits per client,Deposits,Loans")
    assert "Definition: Deposits per client,Deposits over clients. Σ deposits ÷ Σ clients" in file
