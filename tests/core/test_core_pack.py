"""The form's data: whole, and each mistake in it told by file, line and field."""

from pathlib import Path

import pytest

import rules
from oit.errors import BadInput, RulePackError
from oit.pack_reader import parse_pack


def test_the_form_is_whole() -> None:
    pack = rules.load_pack()
    assert [item.code for item in pack.items] == [f"O{n}" for n in range(1, 44)]
    assert len({item.topic for item in pack.items}) == 43
    for item in pack.items:
        assert item.sources, item.code
        assert set(item.confidence) == {"title", "needs", "period"}
        assert len({need.id for need in item.needs}) == len(item.needs)
        assert all(need.text_th and need.text_en for need in item.needs)


def test_groups_of_the_form() -> None:
    groups: dict[str, list[str]] = {}
    for item in rules.load_pack().items:
        groups.setdefault(item.indicator, []).append(item.code)
    assert {code: (codes[0], codes[-1]) for code, codes in groups.items()} == {
        "9.1": ("O1", "O9"), "9.2": ("O10", "O17"), "9.3": ("O18", "O24"), "9.4": ("O25", "O28"), "9.5": ("O29", "O33"),
        "10.1": ("O34", "O41"), "10.2": ("O42", "O43"),
    }  # fmt: skip


def test_dependencies_of_the_form() -> None:
    wanted = {("O11", "O10", "same"), ("O12", "O10", "prev"), ("O43", "O42", "same"), ("O37", "O36", "same"), ("O41", "O39", "prev")}
    found = {(item.code, d.code, d.year) for item in rules.load_pack().items for d in item.depends_on}
    assert wanted <= found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("period: year_plan", "period: this_year", 'O10.period: "this_year" is none of current, in_force'),
        ("topic: annual_action_plan", "topics: annual_action_plan", "O10.topics: unknown key; allowed: topic"),
        ("check: titled, core: true}", "check: titel, core: true}", 'check: "titel" is none of words, content, titled'),
        ("weight: 40", "weight: forty", 'weight: is a text ("forty"), a number is wanted'),
        ("units: units", "units: unit_list", '"unit_list" is none of agency_kinds'),
        ("code: O42, year: same", "code: O99, year: same", "O99 is no item of this form"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = rules.data_file("o01_o43.yaml").read_text(encoding="utf-8")
    place = text.index("  O10:\n") if old.startswith(("period", "topic")) else 0
    changed = text[:place] + text[place:].replace(old, new, 1)
    assert changed != text
    file = tmp_path / "o01_o43.yaml"
    file.write_text(changed, encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        parse_pack(*rules.read_yaml(file), "")
    line = changed[: changed.index(new)].count("\n") + 1
    assert said in str(caught.value)
    assert caught.value.file == str(file)
    assert abs(caught.value.line - line) <= (1 if "O99" not in said else 2)


@pytest.mark.parametrize(("text", "line"), [("a: [1\nb: 2\n", 2), ("a: 1\n\tb: 2\n", 2), ("a: !!python/object/apply:os.system [ls]\n", 1)])
def test_broken_yaml_is_named_and_runs_nothing(tmp_path: Path, text: str, line: int) -> None:
    file = tmp_path / "x.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        rules.read_yaml(file)
    assert caught.value.line == line


def test_unknown_form_is_named() -> None:
    with pytest.raises(BadInput, match="form 2599: there is no such form; there are: o01_o43"):
        rules.load_pack("2599")
