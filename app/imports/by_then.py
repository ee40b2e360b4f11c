"""The day of "till dess", "innan dess": told just before, in the same sentence or the one above."""

from dataclasses import replace

from app.imports import lexicon
from app.imports.due import Due


def until(due: Due, told: Due) -> Due:
    """The due with the day that was told; "till dess" told of the next meeting is till the next meeting."""
    said = tuple((due.text or "").lower().split())
    is_until = said in lexicon.phrases("due", "again", "until_then")
    if due.kind != "event" or not (is_until or said in lexicon.phrases("due", "again", "by_then")):
        return due
    is_next = is_until and told.kind == "next_meeting"
    kind = "next_meeting" if is_next else "event"
    return replace(due, kind=kind, day=told.day) if told.day or is_next else due
