"""The main job with the client that openapi-python-client makes: a group, its people, a meeting, a point, the letters
that would go out, and an answer. Usage: main_job.py ORIGIN, with the key in NASTA_KEY."""

import os
import sys
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

from nasta_client import AuthenticatedClient
from nasta_client.api.action_points import add_action_points, add_answer, get_action_point
from nasta_client.api.groups import add_group
from nasta_client.api.meetings import add_meeting
from nasta_client.api.memberships import add_membership
from nasta_client.api.persons import add_person
from nasta_client.api.reminders import get_reminder_preview
from nasta_client.models import (
    ActionPointCreate,
    AnswerCreate,
    AnswerKind,
    DueKind,
    GroupCreate,
    MeetingCreate,
    MembershipCreate,
    OwnerIn,
    PersonCreate,
    PointStatus,
    Role,
)


def main(origin: str, key: str) -> None:
    client = AuthenticatedClient(base_url=f"{origin}/api/v1", token=key, raise_on_unexpected_status=True)
    with client:
        group = made(add_group, client, body=GroupCreate(name="Klientgruppen", remind_days_before=[7]))
        person = made(
            add_person, client, body=PersonCreate(name="Lova Exempelsson", email="lova@example.org")
        )
        belongs = MembershipCreate(group_id=group.id, person_id=person.id, roles=[Role.MEMBER])
        made(add_membership, client, body=belongs)
        day = (datetime.now(UTC) + timedelta(days=30)).date()
        meeting = made(add_meeting, client, body=MeetingCreate(group_id=group.id, held_on=day))
        owner = OwnerIn(person_id=person.id)
        given = ActionPointCreate(
            group_id=group.id, task="Boka lokal", owners=[owner], due_kind=DueKind.NEXT_MEETING
        )
        point = made(add_action_points, client, body=given)
        assert point.due_on == day
        preview = made(get_reminder_preview, client, id=meeting.id, status=HTTPStatus.OK)
        assert [point.id] in [mail.action_point_ids for mail in preview.mails]
        answer = AnswerCreate(answer=AnswerKind.DONE, person_id=person.id)
        made(add_answer, client, id=point.id, body=answer)
        assert made(get_action_point, client, id=point.id, status=HTTPStatus.OK).status == PointStatus.DONE


def made(operation: Any, client: AuthenticatedClient, status: int = HTTPStatus.CREATED, **said: Any) -> Any:
    """What the operation answers; fails if it is refused."""
    id = {"id": said.pop("id")} if "id" in said else {}
    answer = operation.sync_detailed(*id.values(), client=client, **said)
    assert answer.status_code == status, answer.content
    return answer.parsed


if __name__ == "__main__":
    main(sys.argv[1], os.environ["NASTA_KEY"])
