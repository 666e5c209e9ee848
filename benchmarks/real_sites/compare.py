"""Compares a JSON report of `oit check` with a reader's labels of the same site: counts, and each item where they differ.

python benchmarks/real_sites/compare.py REPORT.json benchmarks/real_sites/labels/SITE.yaml
"""

import datetime as dt
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import yaml


def compare(report: dict[str, Any], labels: dict[str, Any]) -> tuple[Counter[tuple[str, str]], list[str]]:
    """(label, presence) -> items, and a line for each item where presence does not follow the label."""
    counts: Counter[tuple[str, str]] = Counter()
    lines = []
    for item in report["items"]:
        label = labels["items"][item["code"]]
        pair = (label["present"], item["presence"]["verdict"])
        counts[pair] += 1
        agrees = {"yes": ("present",), "partial": ("partial", "present", "unclear"), "no": ("absent",)}[label["present"]]
        if pair[1] not in agrees:
            told = f"label {label['present']} ({label.get('basis', '')}), verdict {pair[1]}, {item['outcome']}, {item['reasons'][0]}"
            lines.append(f"{item['code']}: {told}: {label.get('note', '')}")
    return counts, lines


def main(report_file: str, labels_file: str) -> None:
    report = json.loads(Path(report_file).read_text(encoding="utf-8"))
    labels = yaml.safe_load(Path(labels_file).read_text(encoding="utf-8"))
    counts, lines = compare(report, labels)
    crawl = report["crawl"]
    seconds = dt.datetime.fromisoformat(crawl["finished"]) - dt.datetime.fromisoformat(crawl["started"])
    print(f"{labels['site']}: {crawl['requests']} requests, {crawl['pages']} pages, {crawl['documents']} documents, {seconds.seconds} s")
    for label in ("yes", "partial", "no"):
        row = {presence: count for (given, presence), count in sorted(counts.items()) if given == label}
        print(f"  label {label}: {sum(row.values())} items: {row}")
    bad = [item["code"] for item in report["items"] if _claimed_of_nothing(item, labels["items"][item["code"]])]
    print(f"  present although labelled no by label_only or absent: {bad or 'none'}")
    print("\n".join(f"  - {line}" for line in lines))


def _claimed_of_nothing(item: dict[str, Any], label: dict[str, Any]) -> bool:
    return item["presence"]["verdict"] == "present" and label["present"] == "no" and label.get("basis") in ("label_only", "absent")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
