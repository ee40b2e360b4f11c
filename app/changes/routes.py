from typing import Annotated

from fastapi import Depends, Query, Request, Response

from app import clock
from app.access.caller import CallerDep
from app.access.policy import Reach, line
from app.changes import service
from app.changes.models import Changes
from app.database import SnapshotDep
from app.parameters import GroupId
from app.reading import Found
from app.recording import numbering
from app.recording.told import ChangeType
from app.responses import answer
from app.routing import router as new_router

router = new_router("/changes", "changes")
Cursor = Annotated[
    str | None,
    Query(
        max_length=200,
        description="The `next` of an earlier answer, with the same filters. Left out: from now on.",
    ),
]
Types = Annotated[
    list[ChangeType] | None, Query(max_length=len(ChangeType), description="Of these types only.")
]


@router.get(
    "",
    operation_id="listChanges",
    response_model=Changes,
    responses={410: {}},
    dependencies=[Depends(numbering.number_all)],
)
@line(Reach.see_changes, known=Reach.see_changes)
def find(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    cursor: Cursor = None,
    limit: Annotated[int, Query(ge=1, le=100, description="Changes in an answer, at most.")] = 20,
    type: Types = None,
    group_id: GroupId = None,
) -> Response:
    """All that happened to what the caller may see, in the order in which it came to be there: nothing is missed and
    nothing comes twice, also while others write. A list with a cursor, not with pages: ask with `cursor`, deal with
    the items, keep `next`, ask with that. The same cursor gives the same items again, and those that have come since.

    To keep a copy: 1. Ask without `cursor` and keep `next`. 2. Read every list whole, sorted by `created_at` where it
    can be, from the last page to the first, so that what is removed meanwhile hides nothing. 3. Follow from the cursor
    kept: for each change read the thing at `url`, and forget it when that is 404. It may by then be newer than the
    change; later changes of it then bring nothing new.

    Of one transaction each thing is told once for each type. What follows is told in the same one: a meeting that
    moves makes an `action_point.due_changed` for every open point whose day, meeting or preliminary mark became
    another; a membership that begins, ends or is succeeded to an `action_point.owners_changed` for every open point
    that others answer for, at once or from the successor's first day. `person.shown` and `person.hidden`: somebody is
    named in the group, or in one place less; read the person, 404 means seen no more.

    What passing time alone does is no change: a point becomes overdue, the day of a proposed meeting passes, a
    membership reaches its last day. Read `/action-points?closed=false` anew once a day for that. Other fields that are
    worked out (names of owners, how often carried, who is asked to a meeting) follow what they are worked out of.

    410 `cursor-too-old`: what came after the cursor is kept no more, or (`reason` is `reach_changed`) the caller sees
    other things than then, such as after a membership began or ended: begin again with a full copy. Of groups near one
    that they lead, callers are told `group.created`, `group.renamed`, `meeting.created` and `meeting.moved`. What a
    caller alone calls a person (`external_id`), API keys and imports make no changes."""
    asked = service.Asked(caller, type or [], group_id)
    found = service.find(session, asked, cursor, limit, clock.now())
    return answer(request, Found(1, found.model_dump_json()))
