"""Owners that stand beside the work."""

import pytest

from app.imports.acquaintances import acquaintances
from app.imports.naming import actors_in
from app.imports.owners_beside import beside
from app.imports.tokens import tokens_in


@pytest.mark.parametrize(
    ("text", "owners", "work", "form"),
    [
        ("Lokal (Eva)", ["Eva"], "Lokal", "brackets"),
        ("Lokal (Eva och Ali)", ["Eva", "Ali"], "Lokal", "brackets"),
        ("Lokal (Eva, senast 3 maj)", ["Eva"], "Lokal", "brackets"),
        ("[Eva] Boka lokal", ["Eva"], "Boka lokal", "brackets"),
        ("Eva: boka lokal", ["Eva"], "boka lokal", "before"),
        ("Eva, Ali – boka lokal", ["Eva", "Ali"], "boka lokal", "before"),
        ("Boka lokal - Eva", ["Eva"], "Boka lokal", "behind"),
        ("Boka lokal - Eva, före maj", ["Eva"], "Boka lokal", "behind"),
        ("Boka lokal - Eva, 12 mars", ["Eva"], "Boka lokal", "behind"),
        ("Boka lokal. Ansvarig: Eva", ["Eva"], "Boka lokal.", "label"),
    ],
)
def test_owners_and_work_are_told_apart(text: str, owners: list[str], work: str, form: str) -> None:
    tokens = tokens_in(text)
    side = beside(tokens, actors_in(tokens, text, acquaintances(())))
    assert side
    assert [actor.name for actor in side.party] == owners
    assert text[tokens[side.start].start : tokens[side.end - 1].end] == work
    assert side.form == form


def test_a_name_in_the_middle_of_the_work_stands_beside_nothing() -> None:
    tokens = tokens_in("Fråga Eva om lokalen")
    assert beside(tokens, actors_in(tokens, "Fråga Eva om lokalen", acquaintances(()))) is None
