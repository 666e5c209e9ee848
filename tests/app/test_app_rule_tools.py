"""The commands for rule authors, in the notation of the contract."""

import json
from pathlib import Path

from tests.app.commands import ROOT, in_process, oit


def test_match_answers_in_order_and_keeps_the_record(tmp_path: Path) -> None:
    texts = ["แผนปฏิบัติราชการประจำปี พ.ศ. ๒๕๖๖", "ประวัติความเป็นมาของตำบล", "O๔๒ มาตรการส่งเสริมคุณธรรมและความโปร่งใส"]
    lines = "\n".join(json.dumps({"text": text, "id": number}, ensure_ascii=False) for number, text in enumerate(texts))
    ran = oit("rules", "match", "--form", "o01_o43", data=tmp_path, stdin=lines + "\n")
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0, ran.err
    assert [answer["text"] for answer in answers] == texts
    assert [answer["id"] for answer in answers] == [0, 1, 2]
    assert [answer["code"] for answer in answers] == ["O10", None, "O42"]
    assert answers[0]["matches"][0] == {"code": "O10", "topic": "annual_action_plan", "score": answers[0]["score"]}
    assert answers[1]["topic"] is None
    assert answers[0]["why"]


def test_text_is_written_in_the_notation_of_the_tables(tmp_path: Path) -> None:
    lines = [
        {"text": "O๑๒ รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. ๒๕๖๕"},
        {"text": "plan_2566.pdf", "place": "filename"},
        {"text": "042 มาตรการ", "oit_context": True},
    ]
    ran = oit("text", data=tmp_path, stdin="\n".join(json.dumps(line, ensure_ascii=False) for line in lines))
    first, second, third = (json.loads(line) for line in ran.out.splitlines())
    assert (first["codes"], first["code_strength"], first["fiscal_year"], first["date_strength"]) == ("O12", "strong", "2565", "strong")
    assert (second["codes"], second["fiscal_year"], second["date_strength"]) == ("none", "2566", "weak")
    assert (third["codes"], third["code_strength"]) == ("O42", "strong")
    assert first["clean"].startswith("O๑๒")
    assert first["key"]


def test_evaluate_prints_scores_and_baselines(tmp_path: Path) -> None:
    ran = in_process("rules", "evaluate", str(ROOT / "tests" / "data" / "link_texts_train.jsonl"), "--json", data=tmp_path)
    result = json.loads(ran.out)
    assert result["overall"]["f1"] > 0.95
    assert result["overall"]["f1"] > max(baseline["f1"] for baseline in result["baselines"].values()) + 0.15
    assert {"precision", "recall", "f1"} <= set(result["by_topic"]["annual_action_plan"])


def test_bad_lines_are_named(tmp_path: Path) -> None:
    for stdin, said in (('{"text": "a"}\nno json\n', "standard input:2: is no JSON"), ("[1]\n", "standard input:1: is no JSON object")):
        ran = oit("rules", "match", data=tmp_path, stdin=stdin)
        assert ran.code == 2
        assert said in ran.err


def test_show_and_check(tmp_path: Path) -> None:
    shown = in_process("rules", "show", "o43", data=tmp_path)
    assert shown.code == 0
    assert "depends on O42 of the same year" in shown.out
    assert "5.00 ITA points" in shown.out
    assert in_process("rules", "check", data=tmp_path).out.startswith("o01_o43: 43 items")


def test_doctor_says_what_was_found(tmp_path: Path) -> None:
    ran = oit("doctor", "--json", data=tmp_path)
    findings = {finding["what"]: finding for finding in json.loads(ran.out)}
    assert ran.code == 0
    assert findings["form o01_o43"]["ok"] is True
    assert findings["database"]["ok"] is True
    assert findings["browser"]["ok"] is True or "playwright install" in findings["browser"]["mend"]
