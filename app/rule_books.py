"""Which rules a rule author works with: those of the installation, or an edited copy of them in a folder."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import rules
from oit.errors import BadInput
from oit.pack import Item, Pack
from oit.topics import TopicWords
from rules.mistakes import refuse_slips

SHIPPED = "shipped"  # the word by which the installation's own rules are named on the command line


@dataclass(frozen=True)
class RuleBook:
    """`folder` None: the rules of the installation."""

    folder: Path | None = None

    @property
    def name(self) -> str:
        return SHIPPED if self.folder is None else str(self.folder)

    @cached_property
    def words(self) -> TopicWords:
        """Raises RulePackError for a mistake in the file."""
        if self.folder is not None:
            self.refuse_slips()
        return rules.load_words(self.folder)

    def refuse_slips(self) -> None:
        """Raises RulePackError for a slip of the pen in any of the files that YAML itself would forgive or tell poorly."""
        outside = (rules.OUTSIDE,) if self.folder is None or (self.folder / rules.OUTSIDE).is_file() else ()
        for name in (rules.TOPICS, *outside, *(f"{form}.yaml" for form in self.forms())):
            refuse_slips(rules.data_file(name, self.folder))

    def pack(self, form: str) -> Pack:
        """The form of that name. Raises BadInput where there is none, RulePackError for a mistake in its files."""
        if form in rules.pack_names() and form not in self.forms():
            raise BadInput(f"form {form}: {self.name} has no file {form}.yaml; copy it there, or take one of: {', '.join(self.forms())}")
        _ = self.words  # a slip in any file is told before the form is read
        return rules.load_pack(form, self.folder)

    def forms(self) -> tuple[str, ...]:
        """The forms whose files the rules hold, the default first."""
        names = rules.pack_names()
        return names if self.folder is None else tuple(name for name in names if (self.folder / f"{name}.yaml").is_file())


def rule_book(given: str | Path | None) -> RuleBook:
    """The rules meant by a folder, or by the word "shipped" (or nothing). Raises BadInput for a folder that holds no rules."""
    if given is None or str(given) == SHIPPED:
        return RuleBook()
    folder = Path(given)
    if not folder.is_dir():
        raise BadInput(f'{folder}: is no folder; give a folder of rules (make one with `oit rules copy`) or the word "{SHIPPED}"')
    if not (folder / rules.TOPICS).is_file():
        raise BadInput(f"{folder}: holds no {rules.TOPICS}, so it is no folder of rules; make one with `oit rules copy`")
    book = RuleBook(folder)
    if rules.DEFAULT_PACK not in book.forms():
        raise BadInput(f"{folder}: lacks {rules.DEFAULT_PACK}.yaml, on which the other forms rest; copy it there")
    return book


def copy_rules(folder: Path) -> tuple[str, ...]:
    """Copies the installation's rules into a new or empty folder; returns the files' names. Raises BadInput, and then writes nothing."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(f"{folder}: is there already; nothing was written; give the name of a new folder")
    names = (rules.TOPICS, *(f"{name}.yaml" for name in rules.pack_names()), rules.OUTSIDE)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            (folder / name).write_bytes(rules.data_file(name).read_bytes())
    except OSError as error:
        raise BadInput(f"{folder}: cannot be written ({error.strerror}); give a folder of your own") from error
    return names


def item_of(book: RuleBook, form: str, code: str) -> tuple[Pack, Item]:
    """An item of a form by its code, in any case. Raises BadInput naming the codes there are."""
    pack = book.pack(form)
    item = pack.item(code.upper())
    if item is None:
        raise BadInput(f"{code}: is no item of the form {pack.name}; its items are {pack.items[0].code} to {pack.items[-1].code}")
    return pack, item
