"""The columns of the items' sheet, in their order. What people may change comes home again; the others are only compared."""

from typing import NamedTuple


class Column(NamedTuple):
    """`name` stands in the table of words with "pre_" before it; `width` is in letters."""

    name: str
    width: float
    editable: bool = False


COLUMNS = (
    Column("code", 6.5),
    Column("title", 30),
    Column("has", 12, editable=True),
    Column("link", 34, editable=True),
    Column("link_seen", 25),
    Column("text", 46, editable=True),
    Column("period", 22),
    Column("outcome", 14),
    Column("sureness", 26),
    Column("reason", 42),
    Column("advice", 38),
    Column("owner", 22, editable=True),
    Column("deadline", 16, editable=True),
    Column("points", 11),
    Column("evidence", 38),
    Column("picture", 15),
    Column("remark", 34, editable=True),
    Column("verdict", 18, editable=True),
    Column("verdict_by", 18, editable=True),
    Column("verdict_note", 26, editable=True),
    Column("noted", 24),
    Column("row", 18),
)
EDITABLE = tuple(column.name for column in COLUMNS if column.editable)
LONGEST = {"link": 2_000, "owner": 600, "verdict_by": 120, "verdict_note": 1_000, "text": 4_000, "remark": 4_000}  # letters of a cell
