"""What an owner is called: in the reader's language where the database writes it, and in none yet."""

from collections.abc import Callable
from string import Formatter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, cast, func, literal, select
from sqlalchemy.orm import aliased
from sqlalchemy.types import String
from sqlmodel import col

from app.action_points.due import GROUP
from app.action_points.models import OwnerKind, OwnerScope
from app.action_points.owners import NOTHING, OWNER, Owners
from app.groups.models import Group
from app.memberships.models import Role
from app.organizations.models import Organization
from app.reading import LANGUAGE, json_object
from app.texts import LANGUAGES, text


class Called(NamedTuple):
    """What an owner is called, in no language yet: by `name`, or by a role.

    `elsewhere`: the name of the group that a role is held in, where it is another than the point's.
    """

    name: str | None
    role: str | None = None
    role_title: str | None = None
    scope: str = OwnerScope.group
    elsewhere: str | None = None

    @property
    def below(self) -> bool:
        """Whether it is a role in each subgroup of the point's group."""
        return self.scope == OwnerScope.child_groups and self.elsewhere is None

    def said(self, language: str) -> str:
        """The owner in a word or two."""
        if self.name is not None or not (self.role or self.role_title):
            return self.name or ""
        return self.as_role("child_groups" if self.scope == OwnerScope.child_groups else "role", language)

    def as_role(self, within: str, language: str) -> str:
        """The role, said as `within` says where it is held, and in which group if it is another than the point's."""
        role = self.role_title or text(f"role.{self.role}", language)
        if self.elsewhere is None:
            return text(f"owner.{within}", language, role=role)
        return text(f"owner.{within}_elsewhere", language, role=role, group=self.elsewhere)


def label(rule: Owners) -> ColumnElement[Any]:
    """The owner in a word or two: in the LANGUAGE of the reader, in the group's where none is said."""
    by_role = col(OWNER.kind) == OwnerKind.role
    return case((by_role, _in_language(_role_said)), else_=_name(rule))


def called(rule: Owners) -> ColumnElement[Any]:
    """The same as a JSON object, the fields of a Called."""
    away = and_(col(OWNER.kind) == OwnerKind.role, _is_elsewhere())
    return json_object(
        name=_name(rule),
        role=_role_word(),
        role_title=col(OWNER.role_title),
        scope=cast(col(OWNER.scope), String),
        elsewhere=case((away, _group()), else_=NOTHING),
    )


def name_of_body() -> ColumnElement[Any]:
    """What an owner that is no person and no role is called."""
    return case(
        (col(OWNER.kind) == OwnerKind.organization, _name_of(Organization, OWNER.organization_id)),
        (col(OWNER.kind) == OwnerKind.group, _group()),
        else_=col(OWNER.name),
    )


def _name(rule: Owners) -> ColumnElement[Any]:
    """None for a role."""
    who = rule.people
    person = (
        select(func.min(who.c.name)).where(who.c.owner_id == col(OWNER.id)).correlate(OWNER).scalar_subquery()
    )
    return case((col(OWNER.kind) == OwnerKind.person, person), else_=name_of_body())


def _group() -> ColumnElement[Any]:
    return _name_of(Group, OWNER.within_group_id)


def _name_of(noun: Any, id: Any) -> ColumnElement[Any]:
    named = aliased(noun)
    return select(col(named.name)).where(col(named.id) == col(id)).correlate(OWNER).scalar_subquery()


def _role_said(language: str) -> ColumnElement[Any]:
    role = func.coalesce(col(OWNER.role_title), _role_name(language))
    wide, away = col(OWNER.scope) == OwnerScope.child_groups, _is_elsewhere()
    return case(
        (and_(wide, away), _filled("owner.child_groups_elsewhere", language, role=role, group=_group())),
        (wide, _filled("owner.child_groups", language, role=role)),
        (away, _filled("owner.role_elsewhere", language, role=role, group=_group())),
        else_=role,
    )


def _role_name(language: str) -> ColumnElement[Any]:
    return case({role.value: text(f"role.{role}", language) for role in Role}, value=_role_word())


def _role_word() -> ColumnElement[Any]:
    return cast(col(OWNER.role), String)


def _is_elsewhere() -> ColumnElement[bool]:
    return col(OWNER.within_group_id) != col(GROUP.id)


def _filled(key: str, language: str, **columns: ColumnElement[Any]) -> ColumnElement[Any]:
    """A text with columns in the places of its values."""
    said: ColumnElement[Any] = literal("")
    for before, name, _, _ in Formatter().parse(text(key, language)):
        said = said + literal(before) + (columns[name] if name else literal(""))
    return said


def _in_language(words: Callable[[str], ColumnElement[Any]]) -> ColumnElement[Any]:
    spoken = func.coalesce(LANGUAGE, cast(col(GROUP.language), String))
    return case({language: words(language) for language in LANGUAGES}, value=spoken)
