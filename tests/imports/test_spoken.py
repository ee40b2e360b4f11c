"""Sentences, one at a time: which commit, whom, and until when."""

import pytest

from tests.imports.marked_notes import Said, read_sentence, said_at_meetings

DEMANDED = [said for said in said_at_meetings() if said.is_demanded]
ASKING = [said for said in DEMANDED if said.expected]
TELLING = [said for said in DEMANDED if not said.expected]


@pytest.mark.parametrize("said", ASKING, ids=lambda said: said.text)
def test_a_sentence_that_commits_gives_one_point(said: Said) -> None:
    assert said.expected
    [seen] = read_sentence(said.text)
    named = sorted((owner.kind, owner.name) for owner in seen.owners if owner.name)
    assert named == said.expected.owners
    assert seen.due.kind == said.expected.due_kind


@pytest.mark.parametrize("said", TELLING, ids=lambda said: said.text)
def test_report_rule_and_reflection_give_none(said: Said) -> None:
    assert read_sentence(said.text) == []


def test_two_owners_of_two_tasks_are_two_points() -> None:
    seen = read_sentence("Rut bokar lokalen och Sten bjuder in talaren.")
    assert [[owner.name for owner in one.owners] for one in seen] == [["Rut"], ["Sten"]]


def test_several_tasks_of_one_owner_are_one_point() -> None:
    assert len(read_sentence("Rut bokar lokalen och bjuder in talaren.")) == 1


def test_a_verb_said_once_serves_all_who_share_it() -> None:
    seen = read_sentence("Rut kollar med skolan, Sten med biblioteket och Alma med kyrkan.")
    assert [[owner.name for owner in one.owners] for one in seen] == [["Rut"], ["Sten"], ["Alma"]]
