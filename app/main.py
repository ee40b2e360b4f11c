"""The application: the API under /api/v1 and what stands at the host root; nothing else."""

from collections.abc import Iterator

from fastapi import APIRouter, FastAPI
from fastapi.routing import RouteContext, iter_route_contexts
from starlette.routing import Mount

from app import description, errors, health, pages
from app.access.policy import named
from app.action_points import routes as action_points
from app.agenda import routes as agenda
from app.answers import routes as answers
from app.api_keys import routes as api_keys
from app.attendance import routes as attendance
from app.audit_events import routes as audit_events
from app.auditing import requests
from app.changes import routes as changes
from app.decisions import routes as decisions
from app.follow_up import routes as follow_up
from app.groups import routes as groups
from app.identities import routes as identities
from app.imports import routes as imports
from app.login import routes as login
from app.me import routes as me
from app.meetings import routes as meetings
from app.memberships import routes as memberships
from app.organizations import routes as organizations
from app.persons import routes as persons
from app.reminders import routes as reminders
from app.responses import PREFIX
from app.surroundings import Surrounded
from app.worklist import routes as worklist

ROUTERS: tuple[APIRouter, ...] = (
    action_points.router,
    follow_up.router,
    organizations.router,
    groups.router,
    persons.router,
    memberships.router,
    api_keys.router,
    audit_events.router,
    identities.router,
    me.router,
    worklist.router,
    agenda.router,
    agenda.meeting_router,
    decisions.router,
    meetings.router,
    meetings.of_group,
    attendance.router,
    changes.router,
    *reminders.ROUTERS,
    *imports.ROUTERS,
)


def create_api() -> FastAPI:
    """The described API, with every noun's router."""
    api = description.described()
    for router in ROUTERS:
        api.include_router(router)
    description.publish(api)
    errors.install(api)
    requests.tell_of_refusals(api)
    return api


def create_app() -> FastAPI:
    """What uvicorn serves. Raises RouteWithoutLine when a route does not say who may call it."""
    app = Surrounded(title="Nästa", openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    app.include_router(health.router)
    app.include_router(pages.router)
    app.include_router(answers.router)
    app.include_router(follow_up.pages)
    app.include_router(follow_up.logged_in)
    app.include_router(login.router)
    app.include_router(login.pages)
    app.include_router(me.pages)
    app.router.routes.append(Mount(PREFIX, app=create_api()))
    errors.install(app)
    for _, route in routes_of(app):
        named(route.endpoint)
    return app


def routes_of(app: FastAPI, prefix: str = "") -> Iterator[tuple[str, RouteContext]]:
    """Every route with its whole path, those of the API too."""
    for route in iter_route_contexts(app.routes):
        if isinstance(route.route, Mount):
            yield from routes_of(route.route.app, route.route.path)  # type: ignore[arg-type]
        else:
            yield f"{prefix}{route.path}", route
