"""The agenda of a note: its numbered items, else its list of items, else its headings."""

from dataclasses import dataclass

from app.imports import numbering, sections, words
from app.imports.dates import dates_in, without_days
from app.imports.group import group_of
from app.imports.headings import NUMBERED
from app.imports.kinds import is_first_name
from app.imports.leading_in import leads_in
from app.imports.passage import Passage, words_between
from app.imports.words import key

_TAKEN = frozenset(map(key, ("fört", "förda", "fördes", "förd", "skrivna")))
_TOLD = 8  # words
_HEAD = 3  # lines and paragraphs
_LONGEST = 90  # a title in letters; of what is longer, the first sentence


@dataclass(frozen=True)
class Found:
    """`titles`: place of an item -> how many of its words are the title. `numbers`: the item each is under."""

    titles: dict[int, int]
    levels: dict[int, int]
    numbers: list[str | None]


def find(note: str, made: list[Passage], levels: list[int | None]) -> Found:
    """The agenda's items."""
    texts = [
        _text(note, passage) if level is not None else None
        for passage, level in zip(made, levels, strict=True)
    ]
    inside = numbering.sections_of(made, texts)
    items = numbering.items(made, texts)
    _give_back_numbers(note, made, items)
    items = _in_body(note, made, items, texts)
    titles = {at: _title_words(note, made[at]) if made[at].marker else len(made[at].words) for at in items}
    depth = {at: NUMBERED + number.count(".") for at, number in items.items()}
    titles |= _formalities(note, made, items, texts)
    if not items:
        titles = dict.fromkeys(_listed(made, inside, levels) or _headed(note, made, texts, levels), 0)
        listed = _in_body(note, made, dict.fromkeys(titles, ""), texts)
        titles = {at: len(made[at].words) for at in listed}
        titles |= _remaining(made, texts, max(titles, default=None))
    depth |= {at: NUMBERED for at in titles if items and at not in items}
    numbers = _numbers(items, texts)
    behind = range(max(items, default=len(made)) + 1, len(made))
    depth |= {at: NUMBERED for at in behind if texts[at] and numbers[at] is None and at not in depth}
    return Found(titles, depth, numbers)


def _give_back_numbers(note: str, made: list[Passage], items: dict[int, str]) -> None:
    """An amount at the beginning of a line, and "Ärende 82", are text after all."""
    for at, passage in enumerate(made):
        mark = passage.marker
        if mark and at not in items and mark.kind == "number" and (mark.bare or mark.style[:1].isalpha()):
            start = passage.first.start
            passage.words[:0] = words_between(note, start, start + mark.length)
            passage.marker = None


def _in_body(
    note: str, made: list[Passage], items: dict[int, str], texts: list[str | None]
) -> dict[int, str]:
    """Where a list of the agenda is followed by headings with the same titles, these are the items."""
    last = max(items, default=-1)
    by_title = {_plain(_text(note, made[at])): at for at in items}
    found = {at: by_title[_plain(text)] for at, text in enumerate(texts) if text and _plain(text) in by_title}
    found |= _numbered_again(note, made, items)
    later = {entry: at for at, entry in reversed(found.items()) if at > last}
    if len(later) < 2 or (len(later) * 2 < len(items) and not _is_list(items)):
        return items
    return dict(sorted((later.get(at, at), number) for at, number in items.items()))


def _is_list(items: dict[int, str]) -> bool:
    """The items stand right below each other."""
    return max(items) - min(items) < len(items)


def _numbered_again(note: str, made: list[Passage], items: dict[int, str]) -> dict[int, int]:
    """Passages behind a list that have the number and the first words of one of its items -> that item."""
    by_number = {number: at for at, number in items.items() if number}
    again: dict[int, int] = {}
    for at in range(max(items, default=len(made)) + 1, len(made)):
        mark = made[at].marker
        of = by_number.get(mark.number or "") if mark and made[at].words else None
        if of is not None and _plain(_text(note, made[of])).startswith(_plain(_text(note, made[at]))):
            again[at] = of
    return again


def _plain(title: str) -> str:
    return key(title).strip(" .:")


def _formalities(
    note: str, made: list[Passage], items: dict[int, str], texts: list[str | None]
) -> dict[int, int]:
    """Opening and closing without a number, before and behind the numbered items, and the next meeting after it."""
    if not items:
        return {}
    known = words.meanings("structure", "formalities")
    first, last = min(items), max(items)
    outside = [
        at
        for at, passage in enumerate(made)
        if at not in items and not first < at < last and not _is_marked(passage, "number")
    ]
    found = [
        at for at in outside if len(made[at].words) < 4 and key(_text(note, made[at])).strip(" .:") in known
    ]
    coming = [at for at in outside if found and at > found[-1] > last and _is_coming(texts[at])]
    return {at: len(made[at].words) for at in (*found, *coming)} | _remaining(made, texts, last)


def _remaining(made: list[Passage], texts: list[str | None], last: int | None) -> dict[int, int]:
    """ "Övriga frågor" and the like behind the last item, as headings without a number."""
    behind = range(len(made) if last is None else last + 1, len(made))
    known = words.table("structure", "unnumbered")["titles"]
    found = [at for at in behind if key(texts[at] or "").strip(" .:") in known]
    return {at: len(made[at].words) for at in found}


def _is_coming(text: str | None) -> bool:
    return text is not None and sections.section(text) == "next_meeting"


def _text(note: str, passage: Passage) -> str:
    return " ".join(note[a:b] for a, b in passage.words)


def _listed(made: list[Passage], inside: list[str | None], levels: list[int | None]) -> list[int]:
    """The entries of a list under the heading Agenda; letters below numbers are parts of these."""
    entries = [
        at
        for at, passage in enumerate(made)
        if inside[at] == "agenda" and levels[at] is None and passage.marker and passage.first.indent < 4
    ]
    numbered = [at for at in entries if _is_marked(made[at], "number")]
    return numbered if numbered and not any(_is_bullet(made[at]) for at in entries) else entries


def _headed(note: str, made: list[Passage], texts: list[str | None], levels: list[int | None]) -> list[int]:
    """The headings that are nothing else: no list of people, of things to do, of dates, and not the note's title."""
    top = next((at for at, text in enumerate(texts) if text is None), 0) - 1
    plain = [
        at
        for at, text in enumerate(texts)
        if text and at and (_is_title(text) or _is_told(note, made, at, text))
    ]
    plain = [at for at in plain if at > _HEAD or not _is_whole_day(texts[at] or "")]
    plain = [at for at in plain if at >= top and not _is_frame(note, made, at, texts)]
    persons = {at for at in plain if is_first_name(key(texts[at] or "").strip(" .:"))}
    plain = [at for at in plain if len(persons) < 2 or at not in persons]
    lifted = _lifted(texts, levels)
    outermost = min((lifted[at] for at in plain), default=0)
    found = [at for at in plain if lifted[at] == outermost]
    bullets = _bulleted(made, texts) if len(found) < 2 else []
    bullets = [at for at in bullets if _heading_above(texts, at) not in found]
    return sorted((*found, *bullets)) if len(found) + len(bullets) > 1 else []


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


def _is_frame(note: str, made: list[Passage], at: int, texts: list[str | None]) -> bool:
    """ "Mötets öppnande" above the items themselves, above nothing or above a time alone: no item of its own."""
    if key(texts[at] or "").strip(" .:") not in words.meanings("structure", "formalities"):
        return False
    below = at + 1 if at + 1 < len(made) else None
    if below is None or texts[below] or _is_bullet(made[below]):
        return True
    return not any(map(str.isalpha, _text(note, made[below])))


def _is_whole_day(text: str) -> bool:
    """ "Skolrådet tisdag 8 oktober 2024": at the head of a note what it is of, and no item."""
    return any(found.has_year for found in dates_in(text, None))


def _is_title(text: str) -> bool:
    """Neither a known section, nor a day, nor opening and closing with their time."""
    if sections.section(text) or leads_in(text) or not any(map(str.isalpha, without_days(text))):
        return False
    if (dates_in(text, None) and group_of((), (text,)) is None) or _is_kind_of_text(text):
        return False  # "Protokoll fört den 3 mars 2024"
    timed = any(map(str.isdigit, text))
    said = " ".join(word for word in key(text).split() if not any(map(str.isdigit, word)))
    return not (timed and said.strip(" .:") in words.meanings("structure", "formalities"))


def _is_kind_of_text(text: str) -> bool:
    """ "Protokoll fört vid träffen i Norrby"."""
    first, second = (*key(text).split(), "", "")[:2]
    return first in words.table("structure", "titles")["kinds"] and second in _TAKEN


def _is_told(note: str, made: list[Passage], at: int, text: str) -> bool:
    """ "Nästa träff" with a text below it, not only a day."""
    below = made[at + 1] if at + 1 < len(made) else None
    if sections.section(text) != "next_meeting" or any(map(str.isdigit, text)) or below is None:
        return False
    return len(below.words) > _TOLD and not below.marker and _text(note, below)[-1] in ".!?"


def _bulleted(made: list[Passage], texts: list[str | None]) -> list[int]:
    """Bullets that have their own below them: items written as a list."""
    outer = [at for at, passage in enumerate(made) if _is_bullet(passage) and passage.first.indent < 2]
    inside = numbering.sections_of(made, texts)
    outer = [at for at in outer if inside[at] in (None, "notes")]
    parents = [at for at in outer if at + 1 < len(made) and made[at + 1].first.indent > made[at].first.indent]
    return outer if len(outer) > 2 and len(parents) * 2 >= len(outer) else []


def _is_bullet(passage: Passage) -> bool:
    return _is_marked(passage, "bullet")


def _is_marked(passage: Passage, kind: str) -> bool:
    return passage.marker is not None and passage.marker.kind == kind


def _numbers(items: dict[int, str], texts: list[str | None]) -> list[str | None]:
    """The item that each passage stands under; an action list at the end stands under none."""
    found: list[str | None] = []
    current, last = None, max(items, default=-1)
    for at, text in enumerate(texts):
        current = items.get(at, current)
        if at > last and text and sections.section(text) in ("actions", "signatures", "distribution"):
            current = None
        found.append(current)
    return found


def _title_words(note: str, passage: Passage) -> int:
    """How many words the title has: up to the end of the first sentence, or to a colon before more."""
    words = passage.words
    for at, (a, b) in enumerate(words[:-1]):
        if note[b - 1] == ":" or _ends_sentence(note, words, at):
            return at + 1
        if b - words[0][0] > _LONGEST and note[b - 1] in ".;":
            return at + 1
        del a
    return len(words)


def _ends_sentence(note: str, words: list[tuple[int, int]], at: int) -> bool:
    a, b = words[at]
    following = note[words[at + 1][0]]
    short = b - a < 4 or "." in note[a : b - 1]
    return note[b - 1] in ".?!" and not short and (following.isupper() or following.isdigit())
