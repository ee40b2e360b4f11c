"""Items of an agenda that are headings without a number: those that are the heading of nothing else."""

from app.imports import sections, words
from app.imports.dates import dates_in, without_days
from app.imports.formalities import is_formality
from app.imports.group import group_of
from app.imports.item_titles import plain
from app.imports.kinds import is_first_name
from app.imports.leading_in import leads_in
from app.imports.listed_items import tells_at_length, with_their_own
from app.imports.passage import Passage, text_of
from app.imports.unnumbered_items import is_told_next
from app.imports.words import key

_TOLD = 8  # words
_HEAD = 3  # lines and paragraphs
_LINE = 80  # letters


def headed(note: str, made: list[Passage], texts: list[str | None], levels: list[int | None]) -> list[int]:
    """The outermost headings that may be items, with bullets where headings are too few; two at least."""
    titles = _titles(note, made, texts)
    lifted = _lifted(texts, levels)
    deep = sorted({lifted[at] for at in titles})
    found = [at for at in titles if lifted[at] == deep[0]]
    bullets = with_their_own(made, texts) if len(found) < 2 else []
    bullets = [at for at in bullets if _heading_above(texts, at) not in found]
    if len(found) + len(bullets) > 1:
        return sorted((*found, *bullets))
    within = [at for at in titles if lifted[at] == deep[1]] if len(deep) > 1 else []
    return within if len(within) > 1 else []  # a heading alone is none of the items


def _titles(note: str, made: list[Passage], texts: list[str | None]) -> list[int]:
    """No list of people, of things to do, of dates, nor the note's own title; several people's names are none."""
    top = next((at for at, text in enumerate(texts) if text is None), 0) - 1
    titles = [
        at
        for at, text in enumerate(texts)
        if text
        and at >= max(top, 1)
        and (
            _is_title(text)
            or _is_told(note, made, at, text)
            or is_told_next(note, made, at, texts)
            or _is_agreed(note, made, at, texts)
            or _is_list_that_tells(made, at, texts)
        )
        and (at > _HEAD or not (_is_whole_day(text) or _is_above_day(note, made, at)))
        and not (_is_frame(note, made, at, texts) or _is_above_people(note, made, at))
    ]
    persons = {at for at in titles if is_first_name(plain(texts[at] or ""))}
    return [at for at in titles if len(persons) < 2 or at not in persons]


def _is_title(text: str) -> bool:
    """Neither a known section, nor a day, nor opening and closing with their time."""
    if sections.section(text) or leads_in(text) or not any(map(str.isalpha, without_days(text))):
        return False
    if (dates_in(text, None) and group_of((), (text,)) is None) or _is_kind_of_text(text):
        return False  # "Protokoll fört den 3 mars 2024"
    timed = any(map(str.isdecimal, text))
    return not (timed and is_formality(" ".join(word for word in text.split() if not _has_digit(word))))


def _has_digit(word: str) -> bool:
    return any(map(str.isdecimal, word))


def _is_kind_of_text(text: str) -> bool:
    """ "Protokoll fört vid träffen i Norrby"."""
    first, second = (*key(text).split(), "", "")[:2]
    is_kind = first in words.table("structure", "titles")["kinds"]
    return is_kind and second in words.table("structure", "taken")["words"]


def _is_told(note: str, made: list[Passage], at: int, text: str) -> bool:
    """ "Nästa träff", "Aktiviteter" with a text below it, not only a day or a list."""
    below = made[at + 1] if at + 1 < len(made) else None
    may_be = (
        sections.section(text) == "next_meeting" or plain(text) in words.table("structure", "topics")["words"]
    )
    if not may_be or _has_digit(text) or below is None:
        return False
    return len(below.words) > _TOLD and not below.marker and text_of(note, below)[-1] in ".!?"


def _is_agreed(note: str, made: list[Passage], at: int, texts: list[str | None]) -> bool:
    """ "Dagordning", and below it a sentence, then the next heading: an item, and no list of the items."""
    if at + 2 >= len(made) or sections.section(texts[at] or "") != "agenda" or texts[at + 2] is None:
        return False
    told = text_of(note, made[at + 1]) if texts[at + 1] is None and not made[at + 1].marker else ""
    return " " in told and told[-1] == "."


def _is_list_that_tells(made: list[Passage], at: int, texts: list[str | None]) -> bool:
    """ "Ärenden", and below it bullets that tell at length: an item."""
    is_agenda = sections.section(texts[at] or "") == "agenda" and at + 1 < len(made)
    return is_agenda and tells_at_length(made[at + 1])


def _is_whole_day(text: str) -> bool:
    """ "Skolrådet tisdag 8 oktober 2024": at the head of a note what it is of, and no item."""
    return any(found.has_year for found in dates_in(text, None))


def _is_above_day(note: str, made: list[Passage], at: int) -> bool:
    """ "Hamnrådet", and on the next line the day with its year: whose meeting the note is of."""
    below = text_of(note, made[at + 1]) if at + 1 < len(made) else ""
    return 0 < len(below) < _LINE and _is_whole_day(below)


def _is_above_people(note: str, made: list[Passage], at: int) -> bool:
    """ "Hamnrådet", and on the next line "Närvarande: …": whose meeting it is, and no item."""
    below = sections.labelled(text_of(note, made[at + 1])) if at + 1 < len(made) else None
    return below is not None and below[0] in ("present", "absent", "called")


def _is_frame(note: str, made: list[Passage], at: int, texts: list[str | None]) -> bool:
    """ "Mötets öppnande" above the items themselves, above nothing or above a time alone: no item of its own."""
    if not is_formality(texts[at] or ""):
        return False
    below = at + 1 if at + 1 < len(made) else None
    if below is None or texts[below] or made[below].is_marked("bullet"):
        return True
    return not any(map(str.isalpha, text_of(note, made[below])))


def _lifted(texts: list[str | None], levels: list[int | None]) -> list[int]:
    """How deep each heading stands; those right below "Agenda" or "Anteckningar" as deep as that does."""
    found, frames = [], list[int]()
    for text, level in zip(texts, levels, strict=True):
        depth = level or 0
        if text:
            frames = [frame for frame in frames if frame < depth]
            found.append(depth - (frames[-1:] == [depth - 1]))
            frames += [depth] if sections.section(text) in ("agenda", "notes") else []
        else:
            found.append(depth)
    return found


def _heading_above(texts: list[str | None], at: int) -> int | None:
    return next((above for above in range(at, -1, -1) if texts[above]), None)
