"""What a workbook brings home, told three ways: as it was given out, as it came back, and as the database says now. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from oit.human import HumanVerdict
from oit.presubmit import Has
from oit.presubmit_columns import COLUMNS, EDITABLE
from oit.presubmit_reader import SHOWN, Notice, ReadBook, ReadCell
from oit.presubmit_sheet import NOTE_OF, OUTCOME, OWN, GivenSheet, is_ours, print_of

Values = Mapping[str, str]
_SHOWN_LINK = 300
_VERDICT = ("verdict", "verdict_by", "verdict_note")
_SAYS = {Has.HAS: HumanVerdict.PRESENT, Has.HAS_NOT: HumanVerdict.ABSENT, Has.NOT_APPLICABLE: HumanVerdict.NOT_APPLICABLE}
_AGREES = {
    HumanVerdict.PRESENT: Has.HAS,
    HumanVerdict.CURRENT: Has.HAS,
    HumanVerdict.ABSENT: Has.HAS_NOT,
    HumanVerdict.NOT_APPLICABLE: Has.NOT_APPLICABLE,
}


class Meets(StrEnum):
    """How a changed cell meets the database."""

    TAKEN = "taken"  # nobody else changed it
    ALREADY = "already"  # the database says the same
    CONFLICT = "conflict"  # somebody else changed it too
    OTHER_OUTCOME = "other_outcome"  # a verdict, given on what the tool says otherwise now


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that somebody changed. `values` has more than `column` for a verdict: its person and note. `outcomes` are the tool's when the
    workbook was given out, and now."""

    code: str
    column: str
    meets: Meets
    before: str
    sheet: str
    now: str
    place: str
    values: Values
    outcomes: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Compared:
    changes: tuple[Change, ...]
    notices: tuple[Notice, ...]
    wrong: tuple[str, ...]  # lines that keep the workbook from being imported

    def of(self, *meets: Meets) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.meets in meets)


def compare(given: GivenSheet, came: ReadBook, now: Mapping[str, Values], wins: Collection[str] = ()) -> Compared:
    """`now`: code -> column -> what the database says (oit.presubmit_sheet.kept_values); `wins`: codes for which the workbook wins over
    what others changed, "all" for every one."""
    changes: list[Change] = []
    notices: list[Notice] = list(came.notices)
    wrong: list[str] = []
    for code in came.rows:
        if code not in given.rows:
            wrong.append(f"{next(iter(came.rows[code].values())).place}: {code} is no item of the workbook that was given out")
    for code, base in sorted(given.rows.items(), key=lambda one: (len(one[0]), one[0])):  # O2 before O10
        row = came.rows.get(code)
        if row is None:
            notices.append(Notice("pre_n_lost_row", {"code": code}))
            continue
        notices += _fixed(code, row, given.prints.get(code, {}))
        found = _Row(code, base, row, now.get(code, base), wins=code in wins or "all" in wins)
        changes += found.changes()
        notices += found.notices
        wrong += found.wrong
    notices += [
        Notice("pre_n_other_cell", {"place": place, "text": text[: SHOWN * 2]}) for place, text in came.others if not is_ours(given, text)
    ]
    return Compared(tuple(changes), tuple(notices), tuple(wrong))


def _fixed(code: str, row: Mapping[str, ReadCell], prints: Mapping[str, str]) -> Iterator[Notice]:
    """Cells that say something else although nothing of them comes home."""
    for column in COLUMNS:
        cell = row.get(column.name)
        if column.editable or cell is None or column.name not in prints or _same_print(column.name, cell.value, prints[column.name]):
            continue
        yield Notice("pre_n_fixed_cell", {"place": cell.place, "code": code, "column": column.name, "text": cell.value[: SHOWN * 2]})


def _same_print(column: str, text: str, wanted: str) -> bool:
    if column == "points":
        try:
            text = f"{float(text):.2f}"
        except ValueError:
            return False
    return print_of(text) == wanted


def _folded(url: str) -> str:
    """An address whatever way a program writes its letters."""
    return unquote(url).rstrip("/").casefold()


@dataclass(slots=True)
class _Row:
    code: str
    base: Values
    row: Mapping[str, ReadCell]
    now: Values
    wins: bool
    notices: Sequence[Notice] = ()
    wrong: Sequence[str] = ()

    def changes(self) -> Iterator[Change]:
        for column in EDITABLE:
            if column in self.row and column not in _VERDICT and column != "has":
                yield from self._words(column)
        yield from self._verdict()

    @property
    def _outcomes(self) -> tuple[str, str]:
        return self.base[OUTCOME], self.now[OUTCOME]

    def _changed(self, column: str) -> bool:
        return column in self.row and self.row[column].value != self.base[column]

    def _words(self, column: str) -> Iterator[Change]:
        """Remark, link, explanation, deadline, owner."""
        cell = self.row[column]
        if column == "link" and cell.link and _folded(cell.link) not in (_folded(cell.value), _folded(self.base[column])):
            self.notices = [*self.notices, Notice("pre_n_link_target", {"place": cell.place, "text": cell.link[:_SHOWN_LINK]})]
        if not self._changed(column):
            return
        own = OWN + column if column in NOTE_OF else column
        before, now = self.base[own], self.now[own]
        if not cell.value and not before and column in NOTE_OF:
            self._tell("pre_n_cleared", column, cell)  # the tool's own words stood there
            return
        meets = Meets.ALREADY if now == cell.value else Meets.TAKEN if now == before or self.wins else Meets.CONFLICT
        yield Change(
            self.code, column, meets, self.base[column], cell.value, self.now[own], cell.place, {column: cell.value}, self._outcomes
        )

    def _verdict(self) -> Iterator[Change]:
        wanted = self._wanted()
        if wanted is None:
            return
        told = {name: self.row[name].value if name in self.row else self.base[name] for name in _VERDICT} | {"verdict": wanted}
        if not wanted and (told["verdict_by"] or told["verdict_note"]) and not self.base["verdict"]:
            self._refuse("verdict", "names a person or a note without a verdict; choose one, or empty them")
            return
        standing = {name: self.base[name] for name in _VERDICT}
        if told == standing or not (wanted or standing["verdict"]):
            return
        cell = next(self.row[name] for name in ("verdict", "has", *_VERDICT[1:]) if name in self.row)
        yield Change(
            self.code, "verdict", self._meets(told), standing["verdict"], wanted, self.now["verdict"], cell.place, told, self._outcomes
        )

    def _meets(self, told: Values) -> Meets:
        now = {name: self.now[name] for name in _VERDICT}
        who = told["verdict_by"] in ("", now["verdict_by"])
        if told["verdict"] == now["verdict"] and (not told["verdict"] or (who and told["verdict_note"] == now["verdict_note"])):
            return Meets.ALREADY
        if now != {name: self.base[name] for name in _VERDICT} and not self.wins:
            return Meets.CONFLICT
        if told["verdict"] and self.now[OUTCOME] != self.base[OUTCOME] and not self.wins:
            return Meets.OTHER_OUTCOME
        return Meets.TAKEN

    def _wanted(self) -> str | None:
        """The verdict that the row asks for: its own cell, or has / has not where only that was changed. None: what cannot be."""
        verdict = self.row["verdict"].value if "verdict" in self.row else self.base["verdict"]
        if not self._changed("has"):
            return verdict
        has = Has(self.row["has"].value) if self.row["has"].value else None
        if self._changed("verdict"):
            if verdict and has is not None and _AGREES[HumanVerdict(verdict)] is not has and has is not Has.LOOK:
                self._refuse("has", "says another thing than the person's verdict in this row; let the two agree")
                return None
            return verdict
        if has is None or has is Has.LOOK:
            self._tell("pre_n_look", "has", self.row["has"])
            return verdict
        return verdict if verdict and _AGREES[HumanVerdict(verdict)] is has else _SAYS[has].value

    def _tell(self, name: str, column: str, cell: ReadCell) -> None:
        self.notices = [*self.notices, Notice(name, {"place": cell.place, "code": self.code, "column": column})]

    def _refuse(self, column: str, what: str) -> None:
        cell = self.row.get(column)
        self.wrong = [*self.wrong, f"{cell.place if cell else self.code}: {what}"]
