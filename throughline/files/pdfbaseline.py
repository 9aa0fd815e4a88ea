"""Pieces of text that stand on one baseline, put together: raised characters, parted words, numbers and tabs."""

from __future__ import annotations

from dataclasses import replace

from throughline.files.pdftext import LOWER, RAISE, Line

_GAP = 1.5  # in sizes: wider than any space between two words of one column


def on_one_baseline(lines: list[Line]) -> list[Line]:
    """Lines that the library parted at a raised or lowered character, put together again."""
    out: list[Line] = []
    for line in lines:
        joined = _joined(out[-1], line) if out else None
        if joined is not None:
            out[-1] = joined
        else:
            out.append(line)
    return out


def with_next(row: list[Line]) -> list[Line]:
    """Pieces on one baseline as one line; a tab stands where the gap is wider than a space."""
    out = row[:1]
    for line in row[1:]:
        last = out[-1]
        between = " " if line.x0 - last.x1 < _GAP * line.size else "\t"
        out[-1] = replace(
            line,
            text=last.text + between + line.text,
            x0=last.x0,
            bold=last.bold,
            size=max(last.size, line.size),
        )
    return out


def _joined(left: Line, right: Line) -> Line | None:
    """Both as one line, where the second goes on where the first ends; None where it does not."""
    size = max(left.size, right.size)
    gap, rise = right.x0 - left.x1, right.y - left.y
    if left.page != right.page or left.hyphen or left.apart or not -0.4 * size < gap < _GAP * size:
        return None
    text = right.text
    if abs(rise) < 0.06 * size:
        base, between = left, " " if gap > 0.12 * size or left.spaced else ""
    elif right.size < 0.88 * left.size and -0.35 * size < rise < 0.75 * size and gap < 0.7 * size:
        base, between = left, ""
        text = f"{RAISE}{text}{LOWER}" if rise > 0 else text
    elif left.size < 0.88 * right.size and 0 < -rise < 0.75 * size and gap < 0.7 * size and len(left.text) < 5:
        return replace(right, text=f"{RAISE}{left.text}{LOWER}{'' if gap < 0.12 * size else ' '}{text}", x0=left.x0)
    else:
        return None
    return replace(
        base,
        text=left.text + between + text,
        x1=max(left.x1, right.x1),
        spaced=right.spaced,
        hyphen=right.hyphen,
        apart=right.apart,
        bold_end=right.bold if rise <= 0 else left.bold_end,
    )
