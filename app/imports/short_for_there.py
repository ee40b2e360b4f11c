""" "När: Vera, Isak, AK": before people the first letters of "Närvarande", and no day."""

from app.imports.kinds import is_first_name
from app.imports.listed import in_text
from app.imports.words import key


def is_short_for_there(label: str, behind: str) -> bool:
    """Nothing but people stands behind it, two at least with first names that are known."""
    if key(label).strip(" :") != key("när"):
        return False
    names = [one.name for one in in_text(behind)]
    firsts = sum(is_first_name(key(name).split()[0]) for name in names if name)
    return firsts > 1 and all(names)
