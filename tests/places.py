"""Where the tests' generation lies."""

from pathlib import Path


def published(place: str) -> Path:
    return Path(place) / f"{(Path(place) / 'CURRENT').read_text().strip()}.duckdb"
