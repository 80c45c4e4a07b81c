"""From a folder to text: finds a source's files, looks through their wrapping, and decodes their bytes."""

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from queries.text import Text
from seed.extracts import rules
from seed.extracts.maps import File
from seed.extracts.report import Problem
from seed.extracts.rules import Rule

MOST_BYTES = 4 * 2**30  # one unpacked file; beyond it a file is taken for a bomb
GZIP, ZIP, OLE = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Broken(Exception):  # noqa: N818 - a signal within this package, turned into a Problem of the report
    """A whole file cannot be read further."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.rule.key)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Found:
    """One file as read."""

    name: str
    content: bytes


def found_files(folder: Path, spec: File) -> Iterator[Found]:
    """The source's files by name. Raises Broken where one is missing, repeated or still being written."""
    paths = sorted(path for path in folder.iterdir() if path.is_file() and fnmatchcase(path.name, spec.name))
    if not paths and not spec.optional:
        raise Broken(Problem(rules.FILE_MISSING, spec.name))
    seen: dict[str, str] = {}
    for path in paths:
        content = _read(path)
        digest = hashlib.sha256(content).hexdigest()
        if digest in seen:
            raise Broken(Problem(rules.FILE_TWICE, path.name, value=seen[digest]))
        seen[digest] = path.name
        yield Found(path.name, content)


def _read(path: Path) -> bytes:
    before = path.stat()
    content = path.read_bytes()
    after = path.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(content) != after.st_size:
        raise Broken(Problem(rules.STILL_GROWING, path.name))
    return _unpacked(path.name, content) if content.startswith(GZIP) else content


def _unpacked(name: str, content: bytes) -> bytes:
    reader = zlib.decompressobj(wbits=31)
    try:
        plain = reader.decompress(content, MOST_BYTES)
    except (zlib.error, gzip.BadGzipFile):
        raise Broken(Problem(rules.CUT_GZIP, name)) from None
    if reader.unconsumed_tail:
        raise Broken(Problem(rules.TOO_BIG, name))
    if not reader.eof:
        raise Broken(Problem(rules.CUT_GZIP, name))
    return plain


def text_of(found: Found, spec: File) -> str:
    """The decoded text without a byte order mark. Raises Broken."""
    _plain(found, spec)
    try:
        text = found.content.decode(spec.encoding)
    except UnicodeDecodeError as bad:
        raise Broken(_undecodable(found, spec, bad)) from None
    text = text.removeprefix("\ufeff")
    start = text[:1000].lstrip().lower()
    if start.startswith(("<!doctype html", "<html")):
        raise Broken(Problem(rules.HTML, found.name, 1, value=text.lstrip()[:60].splitlines()[0]))
    if "\0" in text:
        raise Broken(Problem(rules.NUL_BYTE, found.name, text.count("\n", 0, text.index("\0")) + 1))
    if "\ufffd" in text:
        at = text.index("\ufffd")
        raise Broken(Problem(rules.BAD_BYTES, found.name, text.count("\n", 0, at) + 1, value="U+FFFD"))
    return text


def _plain(found: Found, spec: File) -> None:
    """Refuse what is no text at all."""
    if not found.content.strip():
        raise Broken(Problem(rules.FILE_EMPTY, found.name))
    kinds: tuple[tuple[bytes, Rule, str], ...] = (
        (ZIP, rules.WRONG_FORMAT, "zip/xlsx"), (OLE, rules.ENCRYPTED, "xls"),
    )  # fmt: skip
    for magic, broken, kind in kinds:
        if found.content.startswith(magic):
            raise Broken(Problem(broken, found.name, value=kind))
    if found.content.startswith(UTF16) and spec.encoding != "utf-16":
        seen = Text("文件是 UTF-16", "the file is UTF-16")
        raise Broken(Problem(rules.BAD_BYTES, found.name, 1, value=f"0x{found.content[:2].hex()}", detail=seen))


def _undecodable(found: Found, spec: File, bad: UnicodeDecodeError) -> Problem:
    line_start = found.content.rfind(b"\n", 0, bad.start) + 1
    line_end = found.content.find(b"\n", bad.start)
    line = found.content[line_start : None if line_end < 0 else line_end].decode(spec.encoding, errors="backslashreplace")
    before = found.content[line_start : bad.start].decode(spec.encoding, errors="replace")
    at = len(before) + 1
    seen = Text(f"第 {at} 个字符处，按 {spec.encoding} 解码", f"at character {at}, read as {spec.encoding}")
    number = found.content.count(b"\n", 0, bad.start) + 1
    value = f"0x{found.content[bad.start : bad.start + 1].hex()}"
    return Problem(rules.BAD_BYTES, found.name, number, _column_at(found, spec, before), value, seen, line.rstrip("\r"))


def _column_at(found: Found, spec: File, before: str) -> str | None:
    """The column a bad byte stands in, as far as counting separators tells."""
    header = found.content.split(b"\n", 1)[0].decode(spec.encoding, errors="replace") if spec.header else ""
    names = [name.strip("\r\ufeff" + spec.quote) for name in header.split(spec.separator)]
    position = before.count(spec.separator)
    return names[position] if header and position < len(names) else None
