"""What is told to whom: pure, on changes that were made up."""

from dataclasses import replace

import pytest
from messages_made import ROSTER, TOPICS, change, entry, night_of

from oit.digest import LOST_AFTER, Missed, Watched, answers_for, by_contact, digest_of, mail_of
from oit.roster import Owner

A1, B2, C3 = ROSTER
DAY = night_of(3)


def watched(of=A1, *changes, missed=None):
    return Watched(of, changes, TOPICS, missed)


def down(nights, of=B2):
    return watched(of, missed=Missed(nights, night_of(0), "timeout"))


def test_nothing_is_told_when_nothing_changed():
    digest = digest_of(DAY, [watched(), watched(B2), down(1, C3)])
    assert digest.empty
    assert (digest.agencies, digest.checked, digest.unchanged) == (3, 2, 6)
    assert all(one.empty for one in by_contact(DAY, [watched(), watched(B2), down(1, C3)])[0].values())


def test_only_what_got_worse_stands_in_full_and_the_rest_is_counted():
    changes = (change("O10"), change("O12", "O", "P"), change("O1", "M", "P"))
    digest = digest_of(DAY, [watched(A1, *changes), watched(B2)])
    assert [(one.entry, one.change) for one in digest.worse] == [(A1, changes[0])]
    assert (digest.better, digest.appeared, digest.unchanged, digest.empty) == (1, 1, 3, False)


def test_what_our_rules_changed_is_nobodys_news():
    digest = digest_of(DAY, [watched(A1, change(by_rules=True))])
    assert (digest.worse, digest.by_rules, digest.empty) == ((), 1, True)


def test_the_most_points_stand_first():
    light, heavy = change("O1", points=0.2), change("O12", points=2.0)
    assert [one.change.code for one in digest_of(DAY, [watched(A1, light, heavy)]).worse] == ["O12", "O1"]


@pytest.mark.parametrize("nights", [1, 2, 3, 4, 30])
def test_a_site_that_is_down_is_told_once_on_its_third_night(nights):
    digest = digest_of(DAY, [down(nights), watched()])
    assert digest.empty == (nights != LOST_AFTER)
    assert digest.worse == ()
    (told,) = digest.missed
    assert (told.entry, told.missed.nights, told.missed.stands) == (B2, nights, night_of(0))


def test_of_a_lost_site_the_agencys_contact_hears_and_no_other_owner():
    told, _ = by_contact(DAY, [down(3), watched()])
    assert [mail for mail, digest in told.items() if not digest.empty] == ["office@b2.example"]
    assert [lost.entry for lost in told["plan@a1.example"].missed] == [B2]  # where they are written to anyway it is named


def test_one_owner_of_items_of_two_agencies_gets_one_message():
    plans = [watched(A1, change("O10")), watched(B2, change("O10", agency=B2), change("O12", agency=B2))]
    told, unheard = by_contact(DAY, plans)
    assert [(one.entry.code, one.change.code) for one in told["plan@a1.example"].worse] == [("A1", "O10"), ("B2", "O10")]
    assert [(one.entry.code, one.change.code) for one in told["office@b2.example"].worse] == [("B2", "O12")]
    assert told["office@a1.example"].empty
    assert unheard == ()


def test_each_worsening_goes_to_exactly_one_reader():
    several = [watched(one, *(change(code, agency=one) for code in TOPICS)) for one in ROSTER]
    told, unheard = by_contact(DAY, several)
    heard = [(one.entry.code, one.change.code) for digest in told.values() for one in digest.worse]
    assert sorted(heard) == [(code, item) for code in ("A1", "B2") for item in sorted(TOPICS)]
    assert [one.entry for one in unheard] == [C3] * 3  # its contact is a telephone


def test_who_has_no_mail_is_heard_of_by_the_agency():
    nobody = entry("D4", owners=(Owner("structure", "สมชาย", "โทร 02"), Owner("", "ทุกเรื่อง", "all@d4.example")))
    assert answers_for(nobody, "structure") == "office@d4.example"
    assert answers_for(nobody, "annual_action_plan") == "all@d4.example"
    assert answers_for(replace(nobody, contact=""), "structure") == "all@d4.example"


@pytest.mark.parametrize(
    ("contact", "mail"),
    [
        ("Plan@A1.example", "plan@a1.example"), ("สมศรี <s.x+ita@a.go.th>, 081", "s.x+ita@a.go.th"),
        ("081-234-5678", ""), ("", ""), ("a@b", ""),
        ("a@b.example\nBcc: c@d.example", "a@b.example"), ("@everyone", ""), ("-oX@b.example", ""),
    ],
)  # fmt: skip
def test_the_first_mail_address_of_a_contact(contact, mail):
    assert mail_of(contact) == mail
