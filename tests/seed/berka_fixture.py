"""A small made-up bank in the files of the Berka data: the same files and columns, other values, the same every time."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

MAP = Path(__file__).resolve().parents[1] / "berka.toml"
REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "berka"
REGIONS = ("Prague", "south Moravia", "north Bohemia")
DISTRICTS, CLIENTS, LOANS = 12, 90, 30
FREQUENCIES = ("POPLATEK MESICNE", "POPLATEK TYDNE", "POPLATEK PO OBRATU")

Rows = Iterable[Sequence[object]]


class Quoted(str):
    """Text, which Berka quotes; numbers it does not."""


def write(folder: Path) -> Path:
    """All seven files; 30 loans of 30 owners, 4,560,000 in all."""
    folder.mkdir(parents=True, exist_ok=True)
    _file(folder, "district", ("district_id", *(f"A{k}" for k in range(2, 17))), _districts())
    _file(folder, "client", ("client_id", "gender", "birth_date", "district_id"), _clients())
    _file(folder, "account", ("account_id", "district_id", "frequency", "date"), _accounts())
    _file(folder, "disp", ("disp_id", "client_id", "account_id", "type"), _disps())
    _file(folder, "loan", ("loan_id", "account_id", "date", "amount", "duration", "payments", "status"), _loans())
    _file(folder, "card", ("card_id", "disp_id", "type", "issued"), [(1, 1, Quoted("gold"), Quoted("1998-10-16"))])
    orders = [(1, 1, Quoted("YZ"), 87144583, 2452.0, Quoted("SIPO"))]
    _file(folder, "order", ("order_id", "account_id", "bank_to", "account_to", "amount", "k_symbol"), orders)
    return folder


def _districts() -> Rows:
    for k in range(1, DISTRICTS + 1):
        counts = (10_000 + k, k, k % 7, k % 5, k % 3, k % 4)
        rates = (46.5 + k, 8_000 + k, 1.5, 2.0, 130 + k, 2_000 + k, 2_600 + k)
        yield k, Quoted(f"District {k}"), Quoted(REGIONS[k % 3]), *counts, *rates


def _clients() -> Rows:
    for k in range(1, CLIENTS + 1):
        yield k, Quoted("FM"[k % 2]), Quoted(f"{1930 + k % 50}-{k % 12 + 1:02d}-{k % 28 + 1:02d}"), k % DISTRICTS + 1


def _accounts() -> Rows:
    for k in range(1, 61):
        yield k, k % DISTRICTS + 1, Quoted(FREQUENCIES[k % 3]), Quoted(f"{1993 + k % 5}-{k % 12 + 1:02d}-{k % 28 + 1:02d}")


def _disps() -> Rows:
    """Sixty owners, and thirty people who may sign for the first thirty accounts."""
    for k in range(1, CLIENTS + 1):
        yield k, k, (k if k <= 60 else k - 60), Quoted("OWNER" if k <= 60 else "DISPONENT")


def _loans() -> Rows:
    for k in range(1, LOANS + 1):
        granted = Quoted(f"{1994 + k % 4}-{k % 12 + 1:02d}-{k % 28 + 1:02d}")
        amount = 90_000 + 4_000 * k
        yield 5_000 + k, 2 * k, granted, amount, 24, round(amount / 24, 1), Quoted("ABCD"[k % 4])


def _file(folder: Path, name: str, header: Sequence[str], rows: Rows) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
        writer.writerow([f'"{title}"' for title in header])
        writer.writerows([f'"{cell}"' if isinstance(cell, Quoted) else cell for cell in row] for row in rows)
