"""Columns of text for a terminal, aligned by cells: Thai marks take none, so counting letters would shift every column."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from reports.thai_cells import shorten

GAP = 2


def columns(rows: Sequence[Sequence[str]], width: int, grow: int, indent: int = 2) -> Iterator[str]:
    """Lines of at most `width` cells, a row each. Every column takes the cells of its longest text, up to a third of the line; the one at
    index `grow` takes what the others leave. What does not fit is cut with "…"."""
    if not rows:
        return
    natural = [max(cell_len(row[at]) for row in rows) for at in range(len(rows[0]))]
    natural = [cells if at == grow else min(cells, width // 3) for at, cells in enumerate(natural)]
    others = sum(cells for at, cells in enumerate(natural) if at != grow) + GAP * (len(natural) - 1) + indent
    natural[grow] = max(8, min(natural[grow], width - others))
    for row in rows:
        cells = (_padded(shorten(text, natural[at]), natural[at]) for at, text in enumerate(row))
        yield shorten((" " * indent + (" " * GAP).join(cells)).rstrip(), width)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))
