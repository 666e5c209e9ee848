"""Rules as data from anybody: a file of them is refused with a line that says why, or read; it runs and hangs nothing."""

# ruff: noqa: E501 - a case is easier to read in one line

import sys
from pathlib import Path

import pytest

import rules
from oit.errors import RulePackError
from oit.linear_patterns import compiled
from rules.bounds import LARGEST
from rules.mistakes import refuse_slips
from tests.hostile.bounded import bounded

LAUGHS = "a: &a [x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join(['*' + chr(97 + n)] * 10)}]\n" for n in range(20))
BOMBS = {
    "laughs": LAUGHS,
    "itself": "a: &a [*a]\n",
    "merged": "a: &a {b: c}\nd:\n  <<: *a\n",
    "lists": "[" * 100_000,
    "mappings": "{a: " * 100_000,
    "dashes": "- " * 50_000 + "a",
    "lines": "".join(" " * n + "a:\n" for n in range(2_000)),
    "long": "a: " + "x" * (LARGEST + 1),
    "python": "a: !!python/object/apply:os.system ['touch MARK']\n",
    "module": "!!python/module:os\n",
    "tag": "a: !include /etc/passwd\n",
    "date": "version: 2566-99-99\n",
    "number": "version: " + "9" * 10_000 + "\n",
    "sixty": "version: " + "1:" * 5_000 + "1\n",
    "binary": "version: !!binary '////'\n",
    "key": "? [a, b]\n: c\n",
    "set": "!!set {a, b}\n",
    "nothing": "",
    "null": "a: \x00\n",
    "two": "a: 1\n---\nb: 2\n",
    "anchor": "a: &" + "x" * 100_000 + " b\n",
    "quotes": "a: '" + "x" * 100_000,
}


def told(folder: Path) -> str:
    """The line that says why, "" if it was read."""
    try:
        rules.load_words(folder)
    except RulePackError as error:
        return str(error)
    return ""


def slips(folder: Path) -> str:
    try:
        refuse_slips(folder / rules.TOPICS)
    except RulePackError as error:
        return str(error)
    return ""


@pytest.mark.skipif(sys.platform == "win32", reason="memory limits of a process need POSIX")
@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_hostile_file_is_refused_by_its_line(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / rules.TOPICS).write_text(BOMBS[name], encoding="utf-8")
    said = bounded(told, tmp_path, seconds=5, megabytes=300).value
    assert said.startswith(f"{tmp_path / rules.TOPICS}:")
    assert "\n" not in said
    assert len(said) < 500 + len(str(tmp_path))
    bounded(slips, tmp_path, seconds=5, megabytes=300)
    assert [file.name for file in tmp_path.iterdir()] == [rules.TOPICS]


def test_a_key_that_stands_twice_is_told(tmp_path: Path) -> None:
    (tmp_path / rules.TOPICS).write_text("version: '1'\ntopics: {}\nversion: '2'\n", encoding="utf-8")
    assert "stands twice, first on line 1" in slips(tmp_path)


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(a|a)*$", "(?:[a-z]+.)+", "(a*)*b", r"(\w+\s?)*$", ".*.*x", "[^/]+[^/]+x", r"\w+\d+$", "a+a+", "(a)\\1", "(?=a)b", "(?<!a)b", "(?:ab)*c",
     "x{2,}[x-z]{3,}", "(", "[", "a{99999999999}", "(?P<a>", "((((((((((a{60}){60}){60}){60}){60}){60}){60}){60}){60}){60})"],
)  # fmt: skip
def test_a_pattern_whose_cost_may_run_away_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        compiled(pattern)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [(r"/(?:a/[^/]+/)?(?:u/\d+/)?d/(?P<id>[\w-]{10,})", "/a/x/u/0/d/1234567890-"), (r"/[\w-]+\.[\w.-]+/[^/]+", "/x.y.z/q"), ("https?://.+", "HTTP://x"), (".*/_x", "/a/_X")],
)  # fmt: skip
def test_patterns_as_rules_need_them_are_taken(pattern: str, text: str) -> None:
    assert compiled(pattern).match(text)


def test_a_rule_with_such_a_pattern_is_told_by_its_line(tmp_path: Path) -> None:
    shipped = rules.data_file(rules.OUTSIDE).read_text(encoding="utf-8")
    (tmp_path / rules.OUTSIDE).write_text(shipped.replace("path: /url$", "path: '(a+)+$'", 1), encoding="utf-8")
    with pytest.raises(RulePackError, match=r"outside\.yaml:\d+: .*repeats more than one letter"):
        rules.load_outside(tmp_path)


def test_every_shipped_pattern_is_linear_on_hostile_addresses() -> None:
    outside = rules.load_outside()
    hosts = {host.lstrip("*.") for kind in outside.kinds for place in kind.places for host in place.hosts}
    for host in sorted(hosts):
        for piece in ("a/", "/", "u/0/", "d/", "-", "a.", "%2F", "..", "_", "1"):
            outside.kind_of(f"https://{host}/{piece * (3_900 // len(piece))}?id={piece * 50}", ("x.go.th",))
