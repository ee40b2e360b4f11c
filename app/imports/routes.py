from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import Session, col

from app import clock, database, nouns, reading
from app.access.caller import Caller, CallerDep
from app.access.policy import Act, line
from app.database import SessionDep, SnapshotDep
from app.errors import InvalidRequest, NotFound
from app.imports import acceptance, fence, service, shapes, typed
from app.imports.bodies import ImportCreate, ImportRead, ImportSummary, ImportUpdate, TypedPoints
from app.imports.files import kind_named
from app.imports.models import Import, ImportStatus
from app.imports.problems import UnknownFileKind
from app.imports.reading.kinds import MEDIA_TYPES, Kind
from app.imports.reading.limits import PACKED
from app.paging import PageDep, PageOf, Removed
from app.parameters import ExternalId, GroupId, MeetingId, ModifiedSince
from app.responses import IfMatch, answer, listed
from app.routing import FileRoute
from app.routing import router as new_router


class NoteRoute(FileRoute):
    """A route that takes a note: as JSON, or as a file of one of these kinds."""

    kinds = frozenset(MEDIA_TYPES)
    largest = PACKED


FILE: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}}
NOTES = {"requestBody": {"required": True, "content": dict.fromkeys(MEDIA_TYPES, FILE)}}
router = new_router("/imports", "imports")
notes = APIRouter(prefix="/imports", tags=["imports"], route_class=NoteRoute)
of_item = new_router("/agenda-items", "imports")
ROUTERS: tuple[APIRouter, ...] = (router, notes, of_item)


@router.get("", operation_id="listImports", response_model=PageOf[ImportSummary | Removed])
@line(Act.import_notes)
def find(
    request: Request,
    session: SnapshotDep,
    caller: CallerDep,
    page: PageDep,
    group_id: GroupId = None,
    meeting_id: MeetingId = None,
    status: Annotated[ImportStatus | None, Query(description="proposed or accepted.")] = None,
    external_id: ExternalId = None,
    modified_since: ModifiedSince = None,
) -> Response:
    """Notes that were sent in, newest first, without what they say; for leads."""
    hits = service.hits(caller, group_id, meeting_id, status, external_id)
    order = [(shapes.LISTED.id, True)]
    params = caller.params(clock.now())
    return listed(
        request,
        page,
        reading.page(
            session,
            shapes.LISTED,
            hits,
            order,
            page,
            params,
            nouns.since(modified_since, Import, *service.removed_within(caller), group_id=group_id),
        ),
    )


@notes.post("", operation_id="addImport", response_model=ImportRead, status_code=201, openapi_extra=NOTES)
@line(Act.import_notes)
def add(
    request: Request,
    session: SessionDep,  # begins when something is asked of it: not before the note is read
    caller: CallerDep,
    body: ImportCreate | None = None,
    group_id: Annotated[UUID | None, Query(description="Whose note a file is; needed with one.")] = None,
    file_name: Annotated[str | None, Query(max_length=200, description="What a file is called.")] = None,
) -> Response:
    """Send a note: text as JSON, or a file (docx, pdf, txt, md) as it is, and get a proposal to go through.

    Nothing is made of it before it is accepted. A note that the group has sent before is that one.
    """
    content, kind, said = _note(request, body, group_id, file_name)
    with database.snapshot() as before:
        at = service.arrival(before, caller, said.group_id)
    note = fence.note_of(content, kind)
    proposal = service.proposed(note, at)
    sent = service.Sent(said.file_name, said.external_id)
    row, _ = service.add(session, caller, at, note, proposal, sent, clock.now())
    return _shown(request, session, caller, row.id, 201)


def _note(
    request: Request, body: ImportCreate | None, group_id: UUID | None, file_name: str | None
) -> tuple[bytes, Kind, ImportCreate]:
    """The bytes, their kind, and what was said of them."""
    content: bytes | None = request.state.file
    if content is None:
        if body is None:
            raise InvalidRequest(errors=[{"pointer": "#", "code": "missing"}])
        return body.text.encode(), Kind.txt, body
    if group_id is None:
        raise InvalidRequest(errors=[{"parameter": "group_id", "code": "missing"}])
    kind = MEDIA_TYPES[request.headers["content-type"].partition(";")[0].strip().lower()]
    name = (file_name or "").strip() or None
    if name and "." in name and not _agree(kind_named(name), kind):
        raise UnknownFileKind
    return content, kind, ImportCreate.model_construct(group_id=group_id, file_name=name, external_id=None)


def _agree(one: Kind, other: Kind) -> bool:
    """Markdown is text."""
    return one == other or {one, other} == {Kind.txt, Kind.md}


@router.get("/{id}", operation_id="getImport", response_model=ImportRead)
@line(Act.import_notes)
def get(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """One note with its whole proposal; for leads."""
    service.get(session, caller, id)
    return _shown(request, session, caller, id)


@router.patch("/{id}", operation_id="updateImport", response_model=ImportRead)
@line(Act.import_notes)
def update(
    request: Request,
    session: SessionDep,
    caller: CallerDep,
    id: UUID,
    change: ImportUpdate,
    if_match: IfMatch = None,
) -> Response:
    """Go through a proposal: put other parts in place of those proposed. Lists are replaced whole.

    Choose a person by `person_id`; take away what is not to be made. null empties `external_id`.
    """
    service.update(session, caller, id, change, if_match, clock.now())
    return _shown(request, session, caller, id)


@router.delete("/{id}", operation_id="removeImport", status_code=204)
@line(Act.import_notes)
def remove(session: SessionDep, caller: CallerDep, id: UUID, if_match: IfMatch = None) -> Response:
    """Take away a note and its proposal. What it became stays."""
    service.remove(session, caller, id, if_match, clock.now())
    return Response(status_code=204)


@router.post("/{id}/acceptance", operation_id="acceptImport", response_model=ImportRead)
@line(Act.import_notes)
def accept(
    request: Request, session: SessionDep, caller: CallerDep, id: UUID, if_match: IfMatch = None
) -> Response:
    """Make the meeting, attendance, agenda, decisions, points and next meetings that the proposal says: all or nothing.

    A meeting of that day that there is already is used. `made` has the ids. Accepted again, nothing more is made.
    """
    acceptance.accept(session, caller, id, if_match, clock.now())
    return _shown(request, session, caller, id)


@of_item.get("/{id}/proposed-points", operation_id="listProposedPoints", response_model=TypedPoints)
@line(Act.see_group)
def typed_points(request: Request, session: SnapshotDep, caller: CallerDep, id: UUID) -> Response:
    """Points that the notes of an agenda item seem to agree on, while they are typed.

    Each has `action_point`, as POST /action-points takes it. The last 20,000 letters of the notes are read.
    """
    return answer(request, typed.points(session, caller, id))


def _shown(request: Request, session: Session, caller: Caller, id: UUID, status: int = 200) -> Response:
    where = (col(Import.id) == id, *service.within(caller))
    found = reading.one(session, shapes.READ, caller.params(clock.now()), *where)
    if found is None:
        raise NotFound
    return answer(request, found, status, f"/imports/{id}" if status == 201 else None)
