"""Estimates how well the words match texts of a site they were not written for: each site, then each family of sites, is held out.

Run from the repository: python benchmarks/matching/holdout.py [--words]

The words were written with the whole list in view, so their own figure is no estimate. Here every title and term whose only support
in the list comes from the held-out sites is taken out of the rules first (benchmarks/matching/pruning.py); words of the form's own titles
stay, since everyone has the form. What is matched then is what an author without those sites would have got, with two errors in opposite
directions: such an author would have thought of some of the words dropped, and the patterns, weights and rivals still know all sites.
A family is sites of one vendor: the same maker in `source`, or menus that share a tenth of their texts. `--words` prints instead, by
family, the words that help its texts only: what an author should look at for the odd wording of one site.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import rules  # noqa: E402
from benchmarks.matching.pruning import Labelled, Piece, learned_from, support, without  # noqa: E402
from oit.evaluation import Score, evaluate  # noqa: E402
from oit.matching import Matcher  # noqa: E402
from oit.thai import key  # noqa: E402

Record = Mapping[str, Any]
MAKERS = ("assystem", "sseepun")  # of sites in the list, as their repositories name them
SHARED_MENU = 0.1  # Jaccard index of the menus from which two sites count as one family
LEAST_MENU = 10  # distinct texts a menu must have to be compared


def main() -> None:
    parser = argparse.ArgumentParser(description="How well the words match texts of sites they were not written for.")
    parser.add_argument("--words", action="store_true", help="print the words that help texts of one family only")
    wanted = parser.parse_args()
    records = [json.loads(text) for text in (ROOT / "tests/data/link_texts_train.jsonl").read_text(encoding="utf-8").splitlines()]
    kin = families(records)
    known = Rules(records)
    if wanted.words:
        show_words(known, kin)
        return
    sites = sorted(site for family in kin for site in family)
    print(f"{len(records)} records, {len(sites)} sites, {len(kin)} families, {[len(family) for family in kin if len(family) > 1]} with kin")
    everything = Tally()
    evaluate_fold(everything, known.matcher(frozenset()), known, records, frozenset(key(record["text"]) for record in records))
    show("all words (no estimate: they were written with these texts in view)", everything)
    show("leave one site out", hold_out(known, records, [(site,) for site in sites]))
    show("leave one family out", hold_out(known, records, kin))


def families(records: Sequence[Record]) -> list[tuple[str, ...]]:
    """The sites in groups of one vendor, sorted; a site without kin is a group of its own."""
    menus, makers = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for record in records:
        menus[record["site"]].update({key(record["text"])} if record["kind"] not in ("item_title", "description") else ())
        makers[record["site"]].update(maker for maker in MAKERS if maker in record["source"].lower())
    groups: list[set[str]] = []
    for site in sorted(menus):
        kin = [group for group in groups if any(makers[site] & makers[other] or _alike(menus[site], menus[other]) for other in group)]
        groups = [group for group in groups if group not in kin] + [{site}.union(*kin)]
    return sorted(tuple(sorted(group)) for group in groups)


def _alike(one: set[str], other: set[str]) -> bool:
    return min(len(one), len(other)) >= LEAST_MENU and len(one & other) >= SHARED_MENU * len(one | other)


@dataclass
class Tally:
    """Scores summed over folds, by the name of the part: "all", "certain", "unseen wording", a kind; and how many words were dropped."""

    scores: dict[str, Score] = field(default_factory=dict)
    dropped: list[int] = field(default_factory=list)

    def add(self, part: str, score: Score) -> None:
        old = self.scores.get(part, Score(0, 0, 0))
        summed = (getattr(old, name) + getattr(score, name) for name in ("predicted", "positives", "right", "negatives", "false_claims"))
        self.scores[part] = Score(*summed)


class Rules:
    """The words, what supports each of them in the records, and what everyone knows from the form."""

    def __init__(self, records: Sequence[Record]) -> None:
        pack = rules.load_pack(rules.DEFAULT_PACK)
        self.words = rules.load_words()
        self.codes = pack.codes_by_topic
        self._support = support(self.words, labelled(records, self.codes))
        self._public = [key(item.title_th) for item in pack.items]
        self._matchers: dict[frozenset[Piece], Matcher] = {}

    def learned_from(self, sites: Iterable[str]) -> frozenset[Piece]:
        return learned_from(self._support, sites, self._public)

    def matcher(self, dropped: frozenset[Piece]) -> Matcher:
        """A matcher that lacks these pieces; the same one for the many sites of which nothing was learned."""
        if dropped not in self._matchers:
            self._matchers[dropped] = Matcher(without(self.words, dropped))
        return self._matchers[dropped]


def hold_out(known: Rules, records: Sequence[Record], folds: Iterable[Sequence[str]]) -> Tally:
    """Each fold of sites matched by the rules without the words learned from it alone."""
    tally = Tally()
    for fold in folds:
        dropped = known.learned_from(fold)
        tally.dropped.append(len(dropped))
        held = [record for record in records if record["site"] in fold]
        seen = frozenset(key(record["text"]) for record in records if record["site"] not in fold)
        evaluate_fold(tally, known.matcher(dropped), known, held, seen)
    return tally


def labelled(records: Iterable[Record], codes: Mapping[str, str]) -> list[Labelled]:
    """The records as pruning reads them; topics that the form counts as one item are right for each other."""
    read = []
    for record in records:
        named = {topic for topic in (record["concept"], *(record.get("also") or ())) if topic != "none"}
        items = {codes[topic] for topic in named if topic in codes}
        alike = {topic for topic, code in codes.items() if code in items}
        read.append(Labelled(record["text"], record["heading"] or "", record["site"], frozenset(named | alike)))
    return read


def evaluate_fold(tally: Tally, matcher: Matcher, known: Rules, held: Sequence[Record], seen: frozenset[str]) -> None:
    """Adds what the matcher makes of the held records. Unseen wording: texts whose match key is not in `seen`."""
    parts = {"all": held, "unseen wording": [record for record in held if key(record["text"]) not in seen]}
    for name, part in parts.items():
        result = evaluate(part, matcher.match, known.codes, known.words.accept)
        tally.add(name, result.overall)
        tally.add(f"{name}, certain", result.certain)
        for kind, score in result.by_kind.items():
            tally.add(f"{name}, {kind}", score)


def show(title: str, tally: Tally) -> None:
    """Prints the parts that have positives. The texts of no item are in the parts "all", "unseen wording" and their certain ones."""
    print(f"\n{title}")
    if tally.dropped:
        print(f"  words dropped: {sum(tally.dropped)} over {len(tally.dropped)} folds, at most {max(tally.dropped)} in one")
    for name, score in sorted(tally.scores.items()):
        if score.positives:
            figures = f"F1 {score.f1:.3f}  P {score.precision:.3f}  R {score.recall:.3f}  of {score.positives:3}"
            claims = f"  false claims {score.false_claims}/{score.negatives}" if score.negatives else ""
            print(f"  {name:28} {figures}{claims}")


def show_words(known: Rules, kin: Iterable[Sequence[str]]) -> None:
    for family in kin:
        if pieces := known.learned_from(family):
            print(f"\n{', '.join(family)}: {len(pieces)}")
            print(*(f"  {kind:12} {owner:32} {word}" for kind, owner, word in sorted(pieces)), sep="\n")


if __name__ == "__main__":
    main()
