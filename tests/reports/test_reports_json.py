"""The JSON report keeps the contract: its schema, its rounding, its order."""

import copy
import io
import json
from dataclasses import replace
from importlib.resources import files

import pytest
from jsonschema import Draft202012Validator
from made_audit import made_audit, uncaptured_audit

from oit.audit import FoundPeriod, Outcome, ReasonCode
from reports.json_report import audit_to_dict, audit_to_json, write_json


@pytest.fixture(scope="module")
def validator():
    schema = json.loads((files("reports") / "audit.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def errors(validator, report):
    return [f"{'/'.join(map(str, error.path))}: {error.message}" for error in validator.iter_errors(report)]


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("audit", [made_audit, uncaptured_audit])
def test_reports_follow_the_schema(validator, audit, lang):
    report = json.loads(audit_to_json(audit(), lang, version="0.1.0"))
    assert errors(validator, report) == []
    assert report == audit_to_dict(audit(), lang, version="0.1.0")


def test_the_made_audit_has_every_outcome_and_every_reason():
    report = audit_to_dict(made_audit())
    assert {item["outcome"] for item in report["items"]} == {outcome.value for outcome in Outcome}
    assert {code for item in report["items"] for code in item["reasons"]} == {code.value for code in ReasonCode}


def test_the_contract_s_keys_stand_in_their_order():
    report = audit_to_dict(made_audit(), version="0.1.0")
    assert list(report) == ["schema_version", "tool", "agency", "form", "judged_on", "crawl", "score", "items", "notes"]
    assert report["schema_version"] == 1
    assert report["tool"] == {"name": "oit-crawler", "version": "0.1.0"}
    assert list(report["items"][0])[:21] == [
        "code", "topic", "title_th", "title_en", "indicator", "outcome", "reasons", "explanation", "presence", "currency", "best_url",
        "evidence", "depends_on", "points", "fact_confidence", "attestation", "advice", "elements",
    ]  # fmt: skip
    assert [item["code"] for item in report["items"]] == [f"O{n}" for n in range(1, 44)]
    counts = report["score"]["counts"]
    assert list(counts) == ["pass", "incomplete", "outdated", "missing", "unclear", "not_checked", "not_due", "not_applicable"]
    assert sum(counts.values()) == 43


def test_numbers_have_two_decimals():
    score = audit_to_dict(made_audit())["score"]
    assert score["oit"] == {"lowest": 33.33, "highest": 56.25}
    assert score["ita_points_lost"] == {"lowest": 17.5, "highest": 26.67}
    assert score["indicators"][1]["lowest"] == 33.33


def test_facts_of_an_item_arrive():
    items = {item["code"]: item for item in audit_to_dict(made_audit())["items"]}
    assert items["O4"]["currency"]["found"] == [
        {"fiscal_year": None, "date": None, "span": [2561, 2565], "as_written": "พ.ศ. 2561 - 2565", "source": "link"}
    ]
    assert items["O43"]["depends_on"] == [{"code": "O42", "year": "same"}]
    assert items["O9"]["attestation"]["by"] == "นางสาวมาลี ตรวจดี"
    assert items["O1"]["attestation"] is None
    assert items["O34"]["best_url"] is None
    assert [one["seen"] for one in items["O2"]["elements"]] == [True, True, False, False, False]
    assert "O42" in items["O43"]["explanation"]


def test_failures_and_the_other_form_are_told():
    report = audit_to_dict(made_audit())
    assert report["crawl"]["failures"][1] == {
        "url": "https://www.bansuan-sao.example.go.th/hr",
        "failure": "timeout",
        "found_on": "https://www.bansuan-sao.example.go.th/",
    }
    assert "--form 2566" in next(note["text"] for note in report["notes"] if note["code"] == "own_form")


def test_the_same_audit_gives_the_same_bytes():
    assert audit_to_json(made_audit()) == audit_to_json(made_audit())


def test_broken_letters_still_encode():
    audit = made_audit()
    broken = replace(audit, agency=replace(audit.agency, name="อบต.\ud800บ้านสวน"))
    out = io.StringIO()
    write_json(broken, out)
    assert json.loads(out.getvalue().encode("utf-8"))["agency"]["name"] == "อบต.\ufffdบ้านสวน"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema_version",), 2),
        (("more",), 1),
        (("agency", "type"), "village"),
        (("items", 0, "outcome"), "failed"),
        (("items", 0, "presence", "score"), 101),
        (("items", 0, "reasons"), ["because"]),
        (("items", 0, "evidence", 0, "sha256"), "xyz"),
        (("items", 3, "currency", "found", 0, "fiscal_year"), 2565),
        (("items", 3, "currency", "found", 0, "span"), None),
        (("crawl", "failures", 0, "failure"), "bad_luck"),
        (("score", "counts", "pass"), -1),
        (("items", 8, "attestation"), {"verdict": "pass"}),
    ],
)
def test_the_schema_refuses_what_breaks_the_contract(validator, path, value):
    report = copy.deepcopy(audit_to_dict(made_audit()))
    place = report
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert errors(validator, report)


def test_the_schema_asks_for_every_key(validator):
    for name in audit_to_dict(made_audit()):
        report = audit_to_dict(made_audit())
        del report[name]
        assert bool(errors(validator, report)) == (name != "notes")


def test_every_kind_of_date_fits_the_schema(validator):
    audit = made_audit()
    dates = ("2023-03-02", "2023-03", "2022-10-01..2023-03-31", "2022-10..2023-03")
    found = tuple(FoundPeriod(None, date, None, date, "text") for date in dates)
    item = replace(audit.items[0], currency=replace(audit.items[0].currency, found=found))
    assert errors(validator, audit_to_dict(replace(audit, items=(item,)))) == []
