"""Colours between two colours, and the text that can be read on them."""

from functools import lru_cache


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@lru_cache(maxsize=4096)
def mix(one: str, other: str, part: float) -> str:
    """`one` with `part` (0 to 1) of `other` in it."""
    held = min(max(part, 0.0), 1.0)
    return "#" + "".join(f"{round(a + (b - a) * held):02X}" for a, b in zip(_channels(one), _channels(other), strict=True))


def see_through(colour: str, part: float) -> str:
    red, green, blue = _channels(colour)
    return f"rgba({red},{green},{blue},{part})"


@lru_cache(maxsize=4096)
def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(ground: str) -> str:
    """Black or white, whichever stands out more: at least 4.58 : 1 on any ground, which ink and paper do not reach."""
    return max(("#000000", "#FFFFFF"), key=lambda text: contrast(text, ground))
