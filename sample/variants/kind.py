"""What a variant is: the sample agency's site in one technology of real sites."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sample.truth import ItemTruth
from sample.variants.site import Answer, Asked, Site

HONEST = ("unclear", "not_checked")  # what may be said of what could not be seen


@dataclass(frozen=True, slots=True)
class Expected:
    """What a check of the variant must say of an item: the exact truth, or one of some outcomes."""

    item: ItemTruth
    outcomes: tuple[str, ...]
    exact: bool  # also presence, currency, first reason and address


@dataclass(frozen=True)
class Variant:
    """The sample site in one technology. Subclasses change the site, answer in their own way, and say which truths change."""

    name: str = ""
    tells: str = ""  # one sentence: what of real sites it stands for
    entry: str = "/"
    needs_browser: bool = False
    captured: bool = True  # False: the check must end with exit code 3
    hosts: Mapping[str, str] = field(default_factory=dict)  # further hosts: name -> loopback address
    follows_outside: bool = False  # whether links to its further hosts are to be opened
    options: tuple[str, ...] = ()  # of `oit check`, that the variant is made for
    stands_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # further host -> services whose addresses it has

    def change(self, site: Site) -> None:
        """Makes the plain site into this one."""

    def answer(self, asked: Asked, site: Site) -> Answer | None:
        """What the server does with a request beyond sending the part of that target; None for just that."""
        return None

    def plain(self, target: str, site: Site) -> str:
        """The target on the plain site of what lies at `target` (decoded) here; for comparing with the truth's address."""
        return site.moved.get(target, target)

    def changed_truth(self) -> Mapping[str, tuple[str, ...]]:
        """Item -> the outcomes that are right here, where they are not those of the plain site."""
        return {}
