from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from app.action_points.models import ActionPoint, Answer, AnswerKind, DueKind
from app.answers import typed
from app.answers.sheet import Shown, State
from app.answers.typed import Fault, Said, Typed

DAY = date(2026, 4, 10)
NOW = datetime(2026, 4, 10, tzinfo=UTC)


def shown(state: State = State.answerable, last: AnswerKind | None = None) -> Shown:
    point = ActionPoint(
        created_at=NOW, modified_at=NOW, group_id=UUID(int=1), number=14, task="Ring", search_text="", given_on=DAY,
        due_kind=DueKind.none, due_set_at=NOW, opened_at=NOW,
    )  # fmt: skip
    answer = Answer(created_at=NOW, point_id=point.id, answer=last, actor={}) if last else None
    return Shown(point, state, None, answer, seen=True)


def faults(state: State = State.answerable, last: AnswerKind | None = None, **fields: str) -> list[Fault]:
    return typed.faults(shown(state, last), filled(**fields), DAY)


def filled(answer: str = "", comment: str = "", until: str = "") -> Typed:
    return typed.of({"answer-14": answer, "comment-14": comment, "until-14": until}, 14)


def test_nothing_is_chosen_for_anybody() -> None:
    assert filled(comment=" \n", until=" ").is_empty
    assert typed.of({"answer-1": "done"}, 14).is_empty
    assert faults(comment="Jag ringde") == [Fault("choose", 14, "answer")]
    assert faults(until="2026-05-01") == [Fault("choose", 14, "answer")]


@pytest.mark.parametrize("kind", ["done", "in_progress", "waiting", "cannot"])
def test_an_owner_chooses_how_it_goes(kind: str) -> None:
    said = filled(answer=kind, comment="  Se\nbilagan ")

    assert faults(answer=kind, comment="Se bilagan") == []
    assert typed.said(said) == Said(AnswerKind(kind), "Se\nbilagan", None)


@pytest.mark.parametrize("kind", ["dropped", "took", "DONE", "öppen", "\x00"])
def test_what_the_page_does_not_hold_out_cannot_be_chosen(kind: str) -> None:
    assert faults(answer=kind) == [Fault("choose", 14, "answer")]


@pytest.mark.parametrize(
    ("until", "code"),
    [
        ("i maj", "no_day"),
        ("2026-02-30", "no_day"),
        ("٢٠٢٦-٠٥-٠١", "no_day"),
        ("2026-04-09", "not_that_day"),
        ("2200-01-01", "not_that_day"),
        ("2026-04-10", None),
        (" 2026-05-01 ", None),
        ("", None),
    ],
)
def test_one_waits_until_a_day_to_come_if_any(until: str, code: str | None) -> None:
    assert faults(answer="waiting", until=until) == ([Fault(code, 14, "until")] if code else [])


def test_the_day_counts_only_for_who_waits() -> None:
    assert faults(answer="done", until="2026-04-09") == []
    assert typed.said(filled(answer="done", until="2026-05-01")).rests_until is None
    assert typed.said(filled(answer="waiting", until="2026-05-01")).rests_until == date(2026, 5, 1)


def test_a_comment_has_room_for_so_much_and_no_controls() -> None:
    assert faults(answer="done", comment="å" * 2000) == []
    assert faults(answer="done", comment="å" * 2001) == [Fault("too_long", 14, "comment")]
    assert faults(answer="done", comment="a\x00b") == [Fault("not_text", 14, "comment")]


def test_all_that_is_the_matter_is_told_at_once() -> None:
    assert [fault.field for fault in faults(answer="waiting", comment="\x07" * 3000, until="x")] == [
        "comment",
        "comment",
        "until",
    ]


@pytest.mark.parametrize("state", [State.closed, State.gone])
def test_what_is_closed_or_anothers_is_not_answered(state: State) -> None:
    assert faults(state, answer="done") == [Fault("no_longer", 14)]


def test_what_nobody_has_is_taken_and_nothing_else() -> None:
    assert faults(State.takeable, answer="took") == []
    assert faults(State.takeable, answer="done") == [Fault("choose", 14, "answer")]
    assert typed.said(filled(answer="took")) == Said(AnswerKind.took, None, None)


def test_what_one_has_taken_may_be_taken_again() -> None:
    assert faults(last=AnswerKind.took, answer="took") == []
    assert faults(last=AnswerKind.done, answer="took") == [Fault("choose", 14, "answer")]
