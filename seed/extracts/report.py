"""What a refused load says: on the screen, and in the quarantine folder."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from queries.errors import LoadRefused
from queries.text import Lang, Text
from seed.extracts.rules import Rule

SHOWN = 20
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
HEADINGS = (
    "file", "line", "column", "value", "rule", "what_zh", "what_en", "mend_zh", "mend_en", "detail_zh", "detail_en", "row",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule at one place. `line` is the physical line, the header being line 1; `row` is the offending record."""

    rule: Rule
    source: str
    line: int | None = None
    column: str | None = None
    value: str | None = None
    detail: Text | None = None
    row: str = ""

    def to(self, lang: Lang) -> str:
        """One line: where, what, how to mend it."""
        line, column, quoted, comma = PLACES[lang]
        at = [self.source, line.format(self.line) if self.line else "", column.format(self.column) if self.column else ""]
        value = "" if self.value is None else quoted.format(self.value)
        detail = f" — {self.detail.to(lang)}" if self.detail else ""
        place = comma.join(part for part in at if part)
        return f"{place}: [{self.rule.key}] {self.rule.what.to(lang)}{value}{detail}\n    → {self.rule.mend.to(lang)}"


PLACES: dict[Lang, tuple[str, str, str, str]] = {
    "zh": ("第 {} 行", "列 {}", "：“{}”", "，"),
    "en": ("line {}", "column {}", ": {!r}", ", "),
}


class FilesRefused(LoadRefused):
    """Files that break named rules. Nothing was published; `problems` holds them all, `report` the file that lists them."""

    def __init__(self, problems: list[Problem], report: Path) -> None:
        many = len(problems)
        super().__init__(
            Text(
                f"装载被拒绝：{many} 个问题。\n{listing(problems, 'zh')}",
                f"Load refused: {many} {'problem' if many == 1 else 'problems'}.\n{listing(problems, 'en')}",
            ),
            Text(
                f"更正上述问题后重新装载；已发布的数据未作任何改动。完整清单：{report}",
                f"Mend these and load again; what is published has not changed. The full list: {report}",
            ),
        )
        self.problems = problems
        self.report = report


def listing(problems: list[Problem], lang: Lang) -> str:
    """The first problems, and how many more there are."""
    lines = [problem.to(lang) for problem in problems[:SHOWN]]
    more = len(problems) - SHOWN
    if more > 0:
        lines.append(Text(f"……另有 {more} 个问题", f"… and {more} more").to(lang))
    return "\n".join(lines)


def refuse(problems: Iterable[Problem], folder: Path) -> None:
    """Write the quarantine report and raise, if there is any problem."""
    found = list(problems)
    if found:
        raise FilesRefused(found, quarantine(found, folder))


def quarantine(problems: list[Problem], folder: Path) -> Path:
    """`<warehouse>/quarantine/<time of the load>/report.csv`, readable by its owner only: it holds the offending lines."""
    room = folder / "quarantine" / datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    room.mkdir(parents=True, mode=0o700)
    report = room / "report.csv"
    with report.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADINGS)
        writer.writerows(_cells(problem) for problem in problems)
    report.chmod(0o600)
    return report


def _cells(problem: Problem) -> list[str]:
    detail = problem.detail or Text("", "")
    place = (problem.source, problem.line or "", problem.column or "", problem.value or "")
    cells = (*place, problem.rule.key, *problem.rule.what, *problem.rule.mend, *detail, problem.row)
    return [_harmless(str(cell)) for cell in cells]


def _harmless(cell: str) -> str:
    """A spreadsheet must not run what a bad file holds."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
