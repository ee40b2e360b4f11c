"""Notes of many styles: who was there, the agenda, the meeting, the decisions; and texts that are no notes."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from app.imports import notes
from app.imports.notes import read
from app.imports.proposal import as_json

EXAMPLES = sorted((Path(__file__).parent / "notes").glob("*.json"))
HOSTILE = (
    *("a ", "Anna Alm, ", "1. Punkt\n", "|", "3/9 ", "och ", "# a\n", "Tid: "),
    *("Eva – x. ", "Affischer: Eva. ", "7A: Leo. ", "Vad ska du göra? Ring. "),
)


def proposed(file: Path) -> dict[str, Any]:
    return as_json(read(file.with_suffix(".txt").read_text(encoding="utf-8")))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_a_note_is_read_as_it_is_meant(file: Path) -> None:
    meant = json.loads(file.read_text(encoding="utf-8"))

    said = proposed(file)

    meeting = said["meeting"]
    assert meant["meeting"] == {
        "group": meeting["group"],
        "date": meeting["held_on"],
        "start": meeting["start_time"],
        "end": meeting["end_time"],
        "place": meeting["place"],
    }
    people = sorted([row["name"], row["presence"]] for row in said["attendance"] if row["name"])
    assert people == sorted(meant["attendance"])
    assert [[item["number"], item["title"]] for item in said["agenda_items"]] == meant["agenda"]
    assert [row["held_on"] for row in said["next_meetings"]] == meant["next"]
    assert [[one["agenda_number"], one["text"]] for one in said["decisions"]] == meant["decisions"]


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_source_stands_word_for_word_in_the_text(file: Path) -> None:
    text = file.with_suffix(".txt").read_text(encoding="utf-8")

    draft = read(text)

    sources = [decision.source for decision in draft.decisions]
    sources += [point.source for point in draft.action_points]
    sources += [following.source for following in draft.next_meetings]
    for source in sources:
        assert 0 < len(source.text) <= 400
        assert text[source.start : source.end] == source.text


def test_sources_of_a_text_with_separate_accents_stand_where_they_do_in_it() -> None:
    text = "Mo\u0308tesanteckningar 2024-05-06\n\n1. Fa\u0308rg\n\nBeslut: Va\u0308ggen blir gro\u0308n.\n"

    (decision,) = read(text).decisions

    assert decision.text == "V\u00e4ggen blir gr\u00f6n."
    assert decision.source.text == "Va\u0308ggen blir gro\u0308n."
    assert text[decision.source.start : decision.source.end] == decision.source.text


def test_what_stands_under_an_item_is_its_notes() -> None:
    draft = read("1. Ekonomi\nLäget är gott.\nEn faktura väntar.\n\n2. Övrigt\nInget.\n")

    assert [(item.title, item.notes) for item in draft.agenda_items] == [
        ("Ekonomi", "Läget är gott.\nEn faktura väntar."),
        ("Övrigt", "Inget."),
    ]


def test_a_next_meeting_without_a_day_is_told_as_unread() -> None:
    draft = read("Anteckningar 2024-05-06\n\nNästa möte blir om ungefär en månad.\n")

    assert draft.next_meetings == ()
    assert draft.unread == ("Nästa möte blir om ungefär en månad.",)


def test_a_day_without_a_year_in_a_note_without_one_is_not_guessed() -> None:
    draft = read("Mötesanteckningar 5 maj\n\nNästa möte: 2 juni kl 13\n")

    assert draft.meeting.held_on is None
    assert [row.held_on for row in draft.next_meetings] == [None]


def test_what_is_too_long_is_read_as_far_as_the_limit_and_the_rest_is_said_to_be_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(notes, "LONGEST", 1000)
    text = "1. Ekonomi\n" + "x" * notes.LONGEST + " och slutet"

    draft = read(text)

    assert draft.unread == (text[notes.LONGEST :],)


@pytest.mark.parametrize(
    "text", ["", " \n\n", "\x00", "-", "|", "§", "#", "1.", "**", "~~", ":", "\f\f", "a\u0308"]
)
def test_next_to_nothing_is_read_as_nothing(text: str) -> None:
    draft = read(text)

    assert (draft.attendance, draft.agenda_items, draft.action_points) == ((), (), ())


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    """Twelve times the text within 24 times the time: a text that costs its square would take 144."""
    read(unit * (2_000 // len(unit)))

    short, long = (_seconds(unit * (size // len(unit))) for size in (4_000, 48_000))

    assert long < max(24 * short, 0.1)


def _seconds(text: str) -> float:
    """The processor's, the least of two; never the same text twice, which is remembered."""
    taken = []
    for end in ("", "x"):
        begin = time.process_time()
        read(text + end)
        taken.append(time.process_time() - begin)
    return min(taken)


def test_the_marks_of_a_title_are_not_of_its_notes() -> None:
    bold = "Protokoll\n\n**Lokaler**\nLova bokar lokal.\n\n**Nycklar**\nÅke hämtar nycklar.\n"
    lined = "Protokoll\n\nLokaler\n-------\nLova bokar lokal.\n\nNycklar\n-------\nÅke hämtar nycklar.\n"

    for note in (bold, lined):
        assert [item.notes for item in read(note).agenda_items] == [
            "Lova bokar lokal.",
            "Åke hämtar nycklar.",
        ]


def test_what_is_only_named_behind_a_label_is_one_point_with_what_is_done_about_it() -> None:
    (point,) = read("Protokoll\n\n1. Avtal\nUPPGIFT: avtalet. Lova hör med juristen.\n").action_points

    assert point.source.text == "UPPGIFT: avtalet. Lova hör med juristen."
    assert [owner.name for owner in point.owners] == ["Lova"]


def test_below_a_heading_of_when_the_verb_may_stand_first() -> None:
    (point,) = read("Protokoll\n\nTill nästa möte:\n- funderar alla på namnet\n").action_points

    assert [owner.name for owner in point.owners] == ["alla"]
    assert point.task == "Funderar alla på namnet"
