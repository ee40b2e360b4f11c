"""What owners are called in answers: in the reader's language, and with the group of a role that is held elsewhere."""

import json
from collections.abc import Mapping

import pytest
from sqlalchemy import Text, cast, select
from sqlmodel import Session, col

from app.action_points.due import GROUP, POINT
from app.action_points.labels import Called, called, label
from app.action_points.owners import OWNER, Owners
from tests.asking import Api, Thing
from tests.conftest import NOW

HERE = {"role": "chair"}
BELOW = {"role": "chair", "scope": "child_groups"}
TITLED = {"role_title": "SAMO"}


@pytest.fixture
def above(api: Api) -> Thing:
    return api.post("/groups", name="Styrgruppen {role}")


@pytest.fixture
def group(api: Api, above: Thing) -> Thing:
    return api.post("/groups", name="Arbetsgruppen", parent_id=above["id"])


@pytest.fixture
def point(api: Api, group: Thing, above: Thing) -> Thing:
    """Owned by roles here and in the group above, in every way, and by others than roles."""
    elsewhere = [{**owner, "group_id": above["id"]} for owner in (HERE, BELOW, TITLED)]
    own = {**HERE, "group_id": group["id"], "part": "participant"}
    others = [{"kind": "group"}, {"kind": "group", "group_id": above["id"]}, {"name": "En mindre grupp"}]
    return api.post(
        "/action-points",
        group_id=group["id"],
        task="Samla in",
        owners=[HERE, BELOW, TITLED, *elsewhere, own, *others],
    )


SWEDISH = [
    "ordförande",
    "ordförande i varje undergrupp",
    "SAMO",
    "ordförande i Styrgruppen {role}",
    "ordförande i varje undergrupp till Styrgruppen {role}",
    "SAMO i Styrgruppen {role}",
    "ordförande",
    "Arbetsgruppen",
    "Styrgruppen {role}",
    "En mindre grupp",
]
ENGLISH = [
    "chair",
    "chair in each subgroup",
    "SAMO",
    "chair of Styrgruppen {role}",
    "chair in each subgroup of Styrgruppen {role}",
    "SAMO of Styrgruppen {role}",
    "chair",
    "Arbetsgruppen",
    "Styrgruppen {role}",
    "En mindre grupp",
]


def labels(api: Api, path: str, accept: Mapping[str, str]) -> list[str]:
    answer = api.call("GET", path, **accept)
    assert answer.status_code == 200
    assert "Accept-Language" in answer.headers["vary"]
    found = answer.json()
    (one,) = found.get("items") or found.get("undated") or found.get("reported") or [found]
    return [owner["label"] if isinstance(owner, dict) else owner for owner in one["owners"]]


@pytest.mark.parametrize(
    ("language", "accept", "said"),
    [
        ("sv", {}, SWEDISH),
        ("en", {}, ENGLISH),
        ("en", {"Accept_Language": "*"}, ENGLISH),
        ("en", {"Accept_Language": "de"}, ENGLISH),
        ("en", {"Accept_Language": "sv-SE, en;q=0.5"}, SWEDISH),
        ("sv", {"Accept_Language": "en"}, ENGLISH),
    ],
)
def test_they_follow_the_reader_who_asks_for_a_language_of_ours_else_the_group(
    api: Api, group: Thing, above: Thing, point: Thing, language: str, accept: dict[str, str], said: list[str]
) -> None:
    api.patch(f"/groups/{group['id']}", language=language)
    api.patch(f"/action-points/{point['id']}", report_to_id=above["id"])
    own, theirs = (
        api.post("/meetings", group_id=each["id"], held_on="2026-04-17") for each in (group, above)
    )

    assert labels(api, f"/action-points/{point['id']}", accept) == said
    assert labels(api, f"/action-points?group_id={group['id']}", accept) == said
    assert labels(api, f"/meetings/{own['id']}/follow-up", accept) == said
    assert labels(api, f"/meetings/{theirs['id']}/follow-up", accept) == said


def test_the_answer_to_a_change_follows_the_reader_too(api: Api, group: Thing) -> None:
    made = api.call(
        "POST",
        "/action-points",
        {"group_id": group["id"], "task": "Ring", "owners": [HERE]},
        Accept_Language="en",
    )

    assert made.json()["owners"][0]["label"] == "chair"


def test_what_letters_say_is_what_answers_say(session: Session, point: Thing) -> None:
    rule = Owners(points=select(col(POINT.id).label("id")).cte())
    both = (
        select(label(rule), cast(called(rule), Text))
        .join(POINT, col(POINT.id) == col(OWNER.point_id))
        .join(GROUP, col(GROUP.id) == col(POINT.group_id))
        .order_by(col(OWNER.position))
    )
    for language, expected in (("sv", SWEDISH), ("en", ENGLISH)):
        rows = session.execute(both, {"now": NOW, "language": language}).all()
        assert [row[0] for row in rows] == expected
        assert [Called(**json.loads(row[1])).said(language) for row in rows] == expected
