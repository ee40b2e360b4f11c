"""Whole notes of many kinds, written before it was known how they would be read: how much of them is right."""

import pytest

from tests.imports import whole_notes
from tests.imports.whole_notes import NAMES, Score, matches, owners_are_right, whole


def points() -> Score:
    score = Score()
    for name in NAMES:
        pairs = matches(name)
        core = [one for one in whole(name).points if not one.soft]
        score.add(len(pairs), len(core), sum(one is not None for _, one in pairs))
    return score


def test_most_points_are_found_and_few_are_false() -> None:
    found = points()

    assert found.wanted > 1200
    assert found.right / found.said >= 0.95
    assert found.f1 >= 0.94


@pytest.mark.parametrize("name", NAMES)
def test_no_kind_of_note_is_read_badly(name: str) -> None:
    pairs = matches(name)
    core = [one for one in whole(name).points if not one.soft]

    hits = sum(one is not None for _, one in pairs)

    assert 2 * hits / max(1, len(pairs) + len(core)) >= 0.7


def test_owners_and_dues_are_those_of_the_note() -> None:
    owned, due, dated = Score(), Score(), Score()
    for point, one in (pair for name in NAMES for pair in matches(name)):
        if one is None:
            continue
        owned.add(1, 1, owners_are_right(point, one))
        due.add(1, 1, point["due_kind"] == one.due_kind)
        if one.due_date:
            dated.add(1, 1, point["due_date"] == one.due_date)

    assert owned.share >= 0.95
    assert due.share >= 0.93
    assert dated.share >= 0.93


def test_who_was_there_the_agenda_and_the_meetings_own_data_are_read() -> None:
    people, agenda, fields = Score(), Score(), Score()
    for name in NAMES:
        meant, said = whole(name), whole_notes.people_said(name)
        people.add(
            len(said), len(meant.people), sum(said.get(who) == how for who, how in meant.people.items())
        )
        titles = whole_notes.agenda_said(name)
        agenda.add(len(titles), len(meant.agenda), sum(title in titles for title in meant.agenda))
        data = whole_notes.fields_said(name)
        right = sum(whole_notes.same(own, value, data.get(own)) for own, value in meant.fields.items())
        fields.add(len(meant.fields), len(meant.fields), right)

    assert people.f1 >= 0.97
    assert agenda.f1 >= 0.98
    assert fields.share >= 0.97
