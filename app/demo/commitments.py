"""How the action points of the story come to be, and what happens to them afterwards."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any

from app.action_points import answers, service
from app.action_points.bodies import ActionPointCreate, AnswerCreate, Closing
from app.demo.calendar import Calendar
from app.demo.points import BETWEEN_MEETINGS, POINTS, REPORTED, Afterwards, Point
from app.demo.telling import GROUP, STEERING, Telling
from app.memberships import succession
from app.memberships.models import Succession

LEAVER, SUCCESSOR, SUCCEEDED_AFTER = "Rakel Ängsmyr", "Idun Stenhede", -3


def make(telling: Telling, calendar: Calendar) -> None:
    """All points; and one who leaves, whose points are another's from then on."""
    for point in POINTS:
        meeting = {"meeting_id": f"{GROUP} {point.given}"}
        telling.at(calendar.meeting(point.given), "15:50", partial(_give, telling, calendar, point, meeting))
        for later in point.afterwards:
            _follow(telling, calendar, point, later)
    meeting = {"meeting_id": f"{STEERING} {REPORTED.given}"}
    given = calendar.steering(REPORTED.given)
    telling.at(given, "15:55", partial(_give, telling, calendar, REPORTED, meeting))
    given = calendar.after(BETWEEN_MEETINGS.given, 13)
    telling.at(given, "08:50", partial(_give, telling, calendar, BETWEEN_MEETINGS, {"group_id": GROUP}))
    telling.at(calendar.after(SUCCEEDED_AFTER, 10), "10:00", partial(_succeed, telling, calendar))


def _give(
    telling: Telling, calendar: Calendar, point: Point, given_at: Mapping[str, str], now: datetime
) -> None:
    days = {
        name: calendar.after(point.given, point.said[name])
        for name in ("due_date", "rests_until")
        if name in point.said
    }
    said = {"task": point.task, "owners": point.owners, **point.said, **given_at}
    body = ActionPointCreate.model_validate(_with_ids(telling, said) | days)
    telling.keep(point.task, service.add(telling.session, telling.secretary, [body], now, ["#"])[0])


def _with_ids(telling: Telling, said: Any) -> Any:
    """Where something is named, its id."""
    if isinstance(said, tuple):
        return [_with_ids(telling, one) for one in said]
    if not isinstance(said, Mapping):
        return said
    return {
        name: telling.ids[value] if name.endswith("_id") else _with_ids(telling, value)
        for name, value in said.items()
    }


def _follow(telling: Telling, calendar: Calendar, point: Point, later: Afterwards) -> None:
    happening = {"answer": _answer, "close": _close, "reopen": _reopen}[later.act]
    wall = "15:43" if later.act == "close" else "09:20"
    telling.at(
        calendar.after(later.meeting, later.days), wall, partial(happening, telling, point.task, later)
    )


def _answer(telling: Telling, task: str, later: Afterwards, now: datetime) -> None:
    body = AnswerCreate.model_validate(_with_ids(telling, later.said))
    name = later.said.get("person_id")
    caller = telling.member(name, GROUP) if name else telling.secretary
    answers.add(telling.session, caller, telling.ids[task], body, now)


def _close(telling: Telling, task: str, later: Afterwards, now: datetime) -> None:
    said = Closing.model_validate({**later.said, "meeting_id": telling.ids[f"{GROUP} {later.meeting}"]})
    service.close(telling.session, telling.secretary, telling.ids[task], said, "*", now)


def _reopen(telling: Telling, task: str, later: Afterwards, now: datetime) -> None:
    service.reopen(telling.session, telling.secretary, telling.ids[task], later.said["reason"], "*", now)


def _succeed(telling: Telling, calendar: Calendar, now: datetime) -> None:
    first = calendar.after(SUCCEEDED_AFTER, 14)
    body = Succession.model_validate({"person_id": telling.ids[SUCCESSOR], "from": first})
    leaving = telling.ids[f"{LEAVER} i {GROUP}"]
    succession.succeed(telling.session, telling.secretary, leaving, body, "*", now)
