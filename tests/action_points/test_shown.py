"""What readers of a group are shown of the people and meetings of its parent: on every shape that has any."""

from dataclasses import dataclass

import pytest
from sqlmodel import Session

from app.groups.models import Group
from app.meetings.models import Meeting
from app.persons.models import Person
from tests import make
from tests.asking import Api, Thing


@dataclass
class Places:
    """A group with a chair and a member, its parent with a chair, and one who is in both."""

    own: Group
    above: Group
    coming: Meeting
    far: Meeting
    chair: Person
    member: Person
    outside: Person
    both: Person


@pytest.fixture
def places(session: Session) -> Places:
    above = make.group(session, "Styrgruppen")
    own = make.group(session, "Arbetsgruppen", parent_id=above.id)
    made = Places(
        own=own,
        above=above,
        coming=make.meeting(session, own, "2026-04-17"),
        far=make.meeting(session, above, "2026-05-20"),
        chair=make.member(session, own, "chair", name="Cia Ordförande"),
        member=make.member(session, own, "member", name="Maja Medlem"),
        outside=make.member(session, above, "chair", name="Ulla Ovanför"),
        both=make.member(session, own, "member", name="Bo Båda"),
    )
    make.membership(session, above, made.both, "observer")
    session.commit()
    return made


@pytest.fixture
def point(api: Api, places: Places) -> Thing:
    """Owned by the parent's chair, due at the parent's meeting."""
    owner = {"kind": "role", "role": "chair", "group_id": str(places.above.id)}
    return api.post(
        "/action-points",
        group_id=str(places.own.id),
        task="Boka lokal",
        owners=[owner],
        due_meeting_id=str(places.far.id),
    )


NAMED = {"person_id": None, "name": "Styrgruppen"}
UNNAMED = {"kind": "person", "id": None, "name": "Styrgruppen"}


def shown_of(answer: Thing) -> Thing:
    return {name: answer[name] for name in NAMED}


def test_answers_say_the_group_and_nobody_in_it(api: Api, places: Places, point: Thing) -> None:
    url = f"/action-points/{point['id']}/answers"
    api.as_(str(places.outside.id)).post(url, answer="cannot", comment="Hinner inte")

    for reader in (places.member, places.chair):
        (answer,) = api.as_(str(reader.id)).items(url)
        assert shown_of(answer) == NAMED
        assert (answer["actor"], answer["comment"]) == (UNNAMED, "Hinner inte")
    for reader in (places.both, places.outside):
        (answer,) = api.as_(str(reader.id)).items(url)
        assert shown_of(answer) == {"person_id": str(places.outside.id), "name": "Ulla Ovanför"}
        assert answer["actor"]["name"] == "Ulla Ovanför"


def test_who_wrote_down_an_answer_for_them_is_shown(api: Api, places: Places, point: Thing) -> None:
    url = f"/action-points/{point['id']}"
    api.as_(str(places.chair.id)).post(f"{url}/answers", answer="waiting", person_id=str(places.outside.id))

    maja = api.as_(str(places.member.id))
    (answer,) = maja.items(f"{url}/answers")
    assert (shown_of(answer), answer["actor"]["name"]) == (NAMED, "Cia Ordförande")
    answered = maja.items(f"{url}/history")[-1]
    assert (answered["after"]["person_id"], answered["actor"]["name"]) == (None, "Cia Ordförande")


def test_the_history_names_neither_them_nor_their_meeting(api: Api, places: Places, point: Thing) -> None:
    url = f"/action-points/{point['id']}"
    api.as_(str(places.outside.id)).post(f"{url}/answers", answer="done")
    api.as_(str(places.outside.id)).post(f"{url}/answers", answer="waiting")
    api.patch(url, due_kind="next_meeting")

    history = api.as_(str(places.member.id)).items(f"{url}/history")
    acts = ["added", "answered", "closed", "reopened", "answered", "changed"]
    assert [event["act"] for event in history] == acts
    assert [event["actor"] for event in history[1:5]] == [UNNAMED] * 4
    assert history[1]["after"] == {"answer": "done", "person_id": None, "organization_id": None}
    assert (history[0]["after"]["due_meeting_id"], history[5]["before"]["due_meeting_id"]) == (None, None)
    assert str(places.outside.id) not in str(history)
    assert str(places.far.id) not in str(history)


def test_who_may_know_reads_the_history_whole(api: Api, places: Places, point: Thing) -> None:
    url = f"/action-points/{point['id']}"
    api.as_(str(places.outside.id)).post(f"{url}/answers", answer="done")

    history = api.as_(str(places.both.id)).items(f"{url}/history")
    assert history[0]["after"]["due_meeting_id"] == str(places.far.id)
    assert history[1]["after"]["person_id"] == str(places.outside.id)
    assert [event["actor"]["name"] for event in history[1:]] == ["Ulla Ovanför"] * 2
    near = api.as_(str(places.chair.id)).items(f"{url}/history")
    assert (near[0]["after"]["due_meeting_id"], near[1]["actor"]) == (str(places.far.id), UNNAMED)


def test_the_persons_kept_on_a_closed_point_are_shown_as_before(
    api: Api, places: Places, point: Thing
) -> None:
    url = f"/action-points/{point['id']}"
    before = {
        reader.name: persons(api.as_(str(reader.id)).get(url)) for reader in (places.member, places.both)
    }
    api.act(f"{url}/closing")

    assert before == {"Maja Medlem": [], "Bo Båda": ["Ulla Ovanför"]}
    assert persons(api.as_(str(places.member.id)).get(url)) == []
    assert persons(api.as_(str(places.both.id)).get(url)) == ["Ulla Ovanför"]
    assert persons(api.as_(str(places.outside.id)).get(url)) == ["Ulla Ovanför"]
    asked = f"/action-points?person_id={places.outside.id}"
    assert api.as_(str(places.member.id)).items(asked) == []
    assert len(api.as_(str(places.both.id)).items(asked)) == 1


def test_a_meetings_screen_and_follow_up_show_no_more(api: Api, places: Places, point: Thing) -> None:
    url = f"/action-points/{point['id']}"
    api.as_(str(places.outside.id)).post(f"{url}/answers", answer="cannot")
    screen = f"/meetings/{places.coming.id}?include=action_points,follow_up"

    (said,) = api.as_(str(places.member.id)).get(screen)["follow_up"]["cannot"]
    assert shown_of(said["answers"][0]) == NAMED
    assert (persons(said), said["due_at_id"], said["due_meeting_id"]) == ([], None, None)
    assert str(places.outside.id) not in str(
        api.as_(str(places.member.id)).get(f"/meetings/{places.coming.id}/follow-up")
    )
    api.act(f"{url}/closing")
    (closed,) = api.as_(str(places.member.id)).get(screen)["follow_up"]["done"]
    assert (persons(closed), closed["due_at_id"]) == ([], None)


def persons(point: Thing) -> list[str]:
    return [person["name"] for owner in point["owners"] for person in owner["persons"]]
