"""Every table, for Alembic and the tests: the roll call."""

from app.action_points import models as action_points
from app.agenda import models as agenda
from app.answers import models as answers
from app.api_keys import models as api_keys
from app.attendance import models as attendance
from app.auditing import models as auditing
from app.bounces import models as bounces
from app.decisions import models as decisions
from app.follow_up import models as follow_up
from app.groups import models as groups
from app.idempotency import models as idempotency
from app.identities import models as identities
from app.imports import models as imports
from app.login import models as login
from app.meetings import models as meetings
from app.memberships import models as memberships
from app.organizations import models as organizations
from app.outbox import models as outbox
from app.persons import models as persons
from app.recording import models as recording
from app.reminders import models as reminders
from app.tables import metadata

__all__ = [
    "action_points",
    "agenda",
    "answers",
    "api_keys",
    "attendance",
    "auditing",
    "bounces",
    "decisions",
    "follow_up",
    "groups",
    "idempotency",
    "identities",
    "imports",
    "login",
    "meetings",
    "memberships",
    "metadata",
    "organizations",
    "outbox",
    "persons",
    "recording",
    "reminders",
]
