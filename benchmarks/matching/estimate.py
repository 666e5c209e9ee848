"""Prints how well the words match the real link texts (all, distinct, by kind) and the made titles, and how long a text takes.

Run from the repository: python benchmarks/matching/estimate.py

All records were read while the words were written, so what it prints is a floor under known texts and no estimate for other sites.
Nearest to an honest estimate is FIRST_LOOK: the words had then been mended on one half of the sites, and the other half was matched
once, before any of its errors was read. It is still on the high side: the words began from an older set of rules whose author had
read the errors of the whole list once.
"""

import csv
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import rules  # noqa: E402
from oit.evaluation import Score, evaluate  # noqa: E402
from oit.matching import Matcher  # noqa: E402

Records = Sequence[Mapping[str, Any]]
FIRST_LOOK = """first look at the second half of the sites (632 records; 423 distinct texts the first half has not):
  all .917 (P .956 R .881)   certain .931 (P .959 R .904)   false claims 12 of 165 texts of no item
  distinct: all .880, certain .897     distinct and unseen: all .848, certain .865 (P .918 R .819)
  by kind: item_title .984, menu .936, document .788, description .689
first look at own wordings of tests/data/wordings.tsv, each lot written before it was matched (same author as the words):
  first lot .979 (363 texts, false claims 2/123)   second lot, written to be harder, .945 (P .970 R .921; 210 texts, false claims 2/70)
  third lot, short and everyday style, .865 (P .984 R .771; 267 texts)   fourth, official style, .921 (113)
  fifth, as the third after its misses were mended, .828 (P .922 R .752; 182 texts)
  sixth, the same after the fifth and the sites below were mended, .889 (P 1.000 R .800; 93 texts)
first look at 305 link texts of sites outside the list, labelled by a second reader, each error unread (before the last words were added):
  all .862 (P .914 R .816)   certain .936 (P .980 R .896, false claims 1/46)   document .822, item_title .949, menu .935
  60 made texts in short and everyday style: .833 (P .938 R .750, false claims 2/20), before their words were thought of .581
first look at 624 link texts of 102 further sites, labelled apart, then mended in halves:
  all .835   certain .912 (P .970 R .861, false claims 6/167)   document .807
  second half, its errors unread, after the first half and the four lots below were mended (311 texts):
  all .845 -> .847 (P .912 R .791)   certain .919 -> .924 (P .964 R .887, false claims 3 -> 4 of 88)   document .826 -> .839
  first half, read (313 texts): all .825 -> .948   certain .905 -> .990
own wordings of those days, four lots, by the words of before: .880 (P .965 R .809; 471 texts, false claims 9/85),
  long names of documents .925 (260), menus and look-alikes .919 (104, false claims 3/183), lines of hospitals' forms .783 (61)"""


def halves(records: Records) -> tuple[Records, Records]:
    """The records of two halves of the sites: sites in the order of the SHA-1 of their names, each to the half that has fewer records."""
    sizes, first, second = Counter(record["site"] for record in records), set[str](), set[str]()
    for site in sorted(sizes, key=lambda name: hashlib.sha1(name.encode()).hexdigest()):
        smaller = first if sum(sizes[s] for s in first) <= sum(sizes[s] for s in second) else second
        smaller.add(site)
    return [r for r in records if r["site"] in first], [r for r in records if r["site"] in second]


def distinct(records: Records) -> Records:
    return list({(record["text"], record["concept"]): record for record in reversed(records)}.values())[::-1]


def line(name: str, score: Score) -> str:
    figures = f"F1 {score.f1:.3f}  P {score.precision:.3f}  R {score.recall:.3f}"
    return f"{name:34} {figures}  of {score.positives:4}  false claims {score.false_claims}/{score.negatives}"


def report(name: str, records: Records, codes: Mapping[str, str], titles: Mapping[str, str]) -> None:
    words = rules.load_words()
    matcher, started = Matcher(words), time.process_time()
    result = evaluate(records, matcher.match, codes, words.accept)
    spent = (time.process_time() - started) / max(1, len(records))
    print(f"\n{name}: {result.records} records, {result.left_out} left out, {spent * 1000:.2f} ms of processor time a record")
    print(line("overall", result.overall), line("certain", result.certain), sep="\n")
    for kind, score in result.by_kind.items():
        print(line(f"  {kind}", score))
    for baseline, score in evaluate(records, lambda text, heading: (), codes, titles=titles).baselines.items():
        print(line(f"  baseline: {baseline}", score))


def main() -> None:
    pack = rules.load_pack(rules.DEFAULT_PACK)
    codes, titles = pack.codes_by_topic, {item.topic: item.title_th for item in pack.items}
    data = ROOT / "tests" / "data"
    records = [json.loads(text) for text in (data / "link_texts_train.jsonl").read_text(encoding="utf-8").splitlines()]
    for name, part in zip(("first half of the sites", "second half of the sites"), halves(records), strict=True):
        report(name, part, codes, titles)
    report("all link texts", records, codes, titles)
    report("distinct link texts", distinct(records), codes, titles)
    topics = {code: topic for topic, code in codes.items()}
    with (data / "title_cases.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        made = [{"text": row["input"], "concept": topics.get(row["item"], "none"), "kind": row["kind"]} for row in rows]
    report("made titles", made, {**codes, "integrity_pledge": codes["no_gift_policy"]}, titles)
    print(f"\n{FIRST_LOOK}")


if __name__ == "__main__":
    main()
