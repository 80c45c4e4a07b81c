"""What a workbook, a presentation or any file of an office says, for tests to look into."""

import io
import zipfile
from typing import Any


def cells_of(book: Any) -> str:
    """Every text and number of a workbook, one a line."""
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)


def texts_of(deck: Any) -> str:
    """Every text of a presentation, cells of tables too, one a line."""
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    texts = [paragraph.text for shape in shapes if shape.has_text_frame for paragraph in shape.text_frame.paragraphs]
    return "\n".join([*texts, *(cell.text for shape in shapes if shape.has_table for row in shape.table.rows for cell in row.cells)])


def chart_of(deck: Any) -> Any:
    """The first chart of a presentation, or nothing."""
    return next((shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart), None)


def unpacked(content: bytes) -> str:
    """All a file holds as text; parts of archives, and archives inside archives, too."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", errors="ignore")
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(unpacked(parts.read(name)) for name in parts.namelist())
