"""Reads a map from its TOML file, and says which key is wrong where it is."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from queries.errors import LoadRefused
from queries.text import Text
from seed.extracts.mapcheck import map_faults
from seed.extracts.maps import Map


def bad_map(path: Path, faults: list[tuple[str, str, str]]) -> LoadRefused:
    """An error naming each faulty key: (key, what is wrong in Chinese, in English)."""
    zh = "\n".join(f"  {key}：{said}" for key, said, _ in faults)
    en = "\n".join(f"  {key}: {said}" for key, _, said in faults)
    return LoadRefused(
        Text(f"映射文件 {path.name} 有误：\n{zh}", f"The map {path.name} is wrong:\n{en}"),
        Text("请更正所列的键。python -m seed map --table 表名 会打印一份带说明的样板。",
             "Correct the keys named. python -m seed map --table NAME prints a commented start."),
    )  # fmt: skip


def read_map(path: Path) -> Map:
    """Raises LoadRefused naming the keys that are wrong."""
    try:
        raw: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        found = Map.model_validate(raw)
    except ValidationError as refusal:
        said = [(_key(one["loc"]), f"{one['msg']}: {one['input']!r}") for one in refusal.errors()]
        raise bad_map(path, [(key, words, words) for key, words in said]) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as refusal:
        zh, en = "；含中文的键须加引号", "; a key with other than A-Z, a-z, 0-9, _ and - needs quotation marks"
        raise bad_map(path, [("TOML", f"无法读取：{refusal}{zh}", f"cannot be read: {refusal}{en}")]) from None
    if faults := map_faults(found):
        raise bad_map(path, faults)
    return found


def _key(place: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in place)
