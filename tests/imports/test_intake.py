from typing import Any

import pytest

from app.imports.draft import Draft
from app.imports.intake import fingerprint, proposal_of
from app.imports.problems import FileTooHeavy, NoteNotUnderstood
from app.imports.proposal import as_json

POINT: dict[str, Any] = {
    "task": "Boka lokal",
    "agenda_number": None,
    "source": {"text": "Lova bokar lokal", "start": 3, "end": 19},
    "owners": [{"kind": "person", "name": "Lova", "person_id": None, "candidates": []}],
    "due_kind": "none",
    "due_date": None,
    "due_text": None,
    "confidence": 0.8,
}


def said(**parts: Any) -> dict[str, Any]:
    return {**as_json(Draft()), **parts}


def test_what_nothing_is_said_in_is_a_proposal_too() -> None:
    assert proposal_of(said()).action_points == []


def test_what_is_too_long_is_cut_where_it_stands() -> None:
    made = proposal_of(
        said(
            action_points=[{**POINT, "task": "x" * 500, "due_text": "y" * 500}],
            agenda_items=[{"number": "1", "title": "z" * 500, "notes": "å" * 200_000}],
            unread=["w" * 500],
        )
    )

    assert made.action_points[0].task == "x" * 299 + "…"
    assert len(made.action_points[0].due_text or "") == 300
    assert (len(made.agenda_items[0].title), len(made.agenda_items[0].notes)) == (300, 100_000)
    assert len(made.unread[0]) == 400


def test_rows_that_say_nothing_are_left_out() -> None:
    empty = {"number": "1", "title": " ", "notes": ""}

    assert proposal_of(said(agenda_items=[empty], action_points=[{**POINT, "task": ""}])).agenda_items == []


def test_a_day_that_no_meeting_has_is_no_day() -> None:
    meeting = {**as_json(Draft())["meeting"], "held_on": "0203-10-19"}

    assert proposal_of(said(meeting=meeting)).meeting.held_on is None


def test_a_new_page_within_a_text_is_a_line_end() -> None:
    source = {**POINT["source"], "text": "Lova\fbokar"}

    assert (
        proposal_of(said(action_points=[{**POINT, "source": source}])).action_points[0].source.text
        == "Lova\nbokar"
    )


def test_more_than_a_proposal_holds_is_too_heavy() -> None:
    with pytest.raises(FileTooHeavy) as refused:
        proposal_of(said(action_points=[POINT] * 1_001))

    assert refused.value.members == {"limit": "proposal"}


@pytest.mark.parametrize(
    "made",
    [
        None,
        [],
        {},
        said(action_points=[{**POINT, "more": 1}]),
        said(action_points=[{**POINT, "confidence": 7}]),
        said(action_points=[{**POINT, "due_kind": "someday"}]),
        said(action_points=[{**POINT, "source": None}]),
        said(meeting=None),
        said(attendance="alla"),
    ],
)
def test_what_is_no_proposal_is_our_fault(made: Any) -> None:
    with pytest.raises(NoteNotUnderstood):
        proposal_of(made)


def test_a_note_is_known_by_its_words() -> None:
    assert fingerprint("Protokoll  fört\nvid möte") == fingerprint("protokoll fort vid mote\n")
    assert fingerprint("Protokoll fört vid möte") != fingerprint("Protokoll fört vid möten")
