import re
from datetime import date

import pytest

from app.reminders.digest import SHOWN, Digest
from app.reminders.letter import rendered
from tests.reminders.digests import digest, meeting, point, section
from tests.reminders.html_reading import Page


def said(told: Digest) -> str:
    """The letter's text with its lines joined."""
    return " ".join(rendered(told).text.split())


@pytest.mark.parametrize(
    ("told", "subject"),
    [
        (digest(), "Till mötet fredag 17 april: 1 punkt – BGB"),
        (digest(point(1), point(2), point(3)), "Till mötet fredag 17 april: 3 punkter – BGB"),
        (
            digest(point(1), point(2), language="en"),
            "For the meeting on Friday 17 April: 2 points – BGB",
        ),
        (
            digest(meeting=meeting(preliminary=True)),
            "Till mötet fredag 17 april (preliminärt): 1 punkt – BGB",
        ),
        (
            digest(group_short_name=None),
            "Till mötet fredag 17 april: 1 punkt – Beredningsgruppen för barn och unga",
        ),
        (
            digest(sections=(section(point(4)), section(point(4), point(5), name="Östen Kvarnbäck"))),
            "Till mötet fredag 17 april: 2 punkter – BGB",
        ),
        (digest(unowned=(point(20),)), "Till mötet fredag 17 april: 1 punkt – BGB"),
        (digest(point(due_on=date(2026, 4, 13)), meeting=None), "Senast måndag 13 april: 1 punkt – BGB"),
        (
            digest(point(1), point(2, due_on=date(2026, 4, 11)), meeting=None),
            "Närmast lördag 11 april: 2 punkter – BGB",
        ),
        (
            digest(
                point(1), point(2, due_on=date(2026, 4, 1), late=True), point(3, due_on=None), meeting=None
            ),
            "Senast fredag 17 april: 3 punkter – BGB",
        ),
        (digest(point(due_on=None), meeting=None), "Att följa upp: 1 punkt – BGB"),
    ],
)
def test_the_subject_says_what_when_how_much_and_from_whom(told: Digest, subject: str) -> None:
    assert rendered(told).subject == subject


def test_the_subject_says_nothing_of_tasks_or_persons() -> None:
    told = digest(point(task="Hemligt", details="Hemligt", agenda_item="Hemligt"))

    letter = rendered(told)

    assert "Hemligt" in letter.text
    assert "Hemligt" not in letter.subject
    assert "Majken" not in letter.subject


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (["responsible"], "du står som ansvarig för en punkt."),
        (["responsible", "convenor"], "du står som ansvarig för 2 punkter."),
        (["participant"], "du står som deltagare i en punkt."),
        (["participant", "participant"], "du står som deltagare i 2 punkter."),
        (["participant", "convenor"], "du står som ansvarig för eller deltagare i 2 punkter."),
    ],
)
def test_the_reader_is_told_why(parts: list[str], sentence: str) -> None:
    told = digest(*(point(number, part=part) for number, part in enumerate(parts)))

    assert f"Gruppen har kommit överens om vad som ska göras, och {sentence} Punkt" in said(told)


def test_what_is_due_after_the_meeting_is_not_said_to_be_taken_up_there() -> None:
    told = digest(point(1), point(2, due_on=date(2026, 4, 18)))

    assert "tas upp på mötet" in said(digest(point(1), point(2)))
    assert "tas upp på mötet" not in said(told)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://example.org/\u202egpj.exe", "https://a b", "data:text/html,x", ""]
)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    letter = rendered(digest(meeting=meeting(online_url=url), links=SHOWN))

    assert "a" not in Page(letter.html).tags
    assert "video" not in letter.text


def test_only_those_not_expected_are_told_to_answer_before_the_meeting() -> None:
    answer_by = date(2026, 4, 16)

    expected = digest(answer_by=answer_by)
    elsewhere = digest(answer_by=answer_by, meeting=meeting(expected=False, online_url=None))

    assert "Svara senast" not in said(expected)
    assert "Svara senast torsdag 16 april, så att gruppen har svaret på mötet." in said(elsewhere)
    assert "video" not in said(elsewhere)


def test_a_shared_address_has_each_ones_points_under_their_name() -> None:
    told = digest(sections=(section(point(4)), section(point(5), name="Östen Kvarnbäck")))

    text = rendered(told).text

    assert "Hej!" in text
    assert re.findall(r"^(För .*|\d+)\b", text, re.MULTILINE) == [
        "För Majken Glimsjö",
        "4",
        "För Östen Kvarnbäck",
        "5",
    ]
    assert "Skriv också vem av er som svarar." in text


def test_nothing_is_said_of_details_that_are_not_there() -> None:
    text = said(digest())

    assert not any(
        word in text for word in ("None", "Bestämdes", "Hör till", "Tillsammans med", "Ingen har tagit")
    )


def test_a_day_to_answer_by_that_has_passed_is_not_said() -> None:
    told = digest(point(due_on=date(2026, 4, 9), late=True), meeting=None, answer_by=date(2026, 4, 9))

    assert "Svara senast" not in said(told)


@pytest.mark.parametrize(
    ("name", "yes", "no"),
    [
        ("Torun Ekevall", "Du kan också svara på det här mejlet.", "kan inte ta emot svar"),
        (None, "kan inte ta emot svar", "svara på"),
    ],
)
def test_nobody_is_asked_to_reply_where_nobody_reads(name: str | None, yes: str, no: str) -> None:
    told = digest(reply_to_name=name, unowned=(point(20),))

    assert yes in said(told)
    assert no not in said(told)


@pytest.mark.parametrize(("count", "words"), [(1, "Vill du ta den?"), (2, "Vill du ta någon av dem?")])
@pytest.mark.parametrize("name", ["Torun Ekevall", None])
def test_what_nobody_has_taken_stands_last_with_how_to_take_it(
    count: int, words: str, name: str | None
) -> None:
    told = digest(unowned=tuple(point(20 + n) for n in range(count)), reply_to_name=name)

    answer, unowned = said(told).split("Ingen har tagit")

    assert "Så svarar du" in answer
    assert words in unowned
