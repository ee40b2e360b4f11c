"""Work that begins with its verb and has no subject: "Boka lokal", "Utred om …", "Att ta fram …"."""

from app.imports import lexicon
from app.imports.frames import has_frame, meaning
from app.imports.sentences import Sentence
from app.imports.verbs import is_finite

_BEFORE_BARE = frozenset(
    ("att", "sedan", "därefter", "också", "även", "samt", "och", "men", "vidare", "viktigt", "snarast")
)
_BEING = frozenset(("är", "var", "har", "hade", "blir", "blev", "finns", "saknas"))
_BY = frozenset(("senast", "innan", "före", "till"))
_NEAR = 8  # words of a question that are looked at
_TURNING = frozenset(("informera", "påminna", "fråga", "meddela", "upplysa", "underrätta", "tipsa"))
_ABOUT = frozenset(("om", "att", "hur", "när", "ifall", "vilka", "efter", "angående"))
_QUESTIONS = lexicon.words("commitments", "questions")
_ASKED = _ABOUT | _QUESTIONS | {"kring", "från", "som", "till", "i", "på"}
_ANNOUNCING = frozenset(
    ("fråga", "frågor", "uppgift", "uppgiften", "uppdrag", "sak", "punkt", "kvar", "återstår")
)


def bare_places(sentence: Sentence, has_clause: bool) -> list[int]:
    """Where a part of a sentence may begin with its verb: "Priset: kolla upp", "…, men se till att …"."""
    words = sentence.words
    found = [0]
    for at in range(1, len(words) - 1):
        before, capital = words[at - 1], sentence.tokens[at].is_capital
        first_after = (
            before in (":", "–", "—")
            or (before == "-" and sentence.tokens[at - 1].end < sentence.tokens[at].start)
            or (before == "," and (capital or not has_clause))
        )
        if (
            first_after
            or _only_imperative(sentence, at, has_clause)
            or (before == "," and _is_imperative(sentence, at))
            or (words[at : at + 2] == ("se", "till") and before in ("men", ",", "–", "-", "och"))
        ):
            found.append(at)
    return found


def _is_imperative(sentence: Sentence, at: int) -> bool:
    """ "…, hör med Ali", "…, fundera till nästa gång": its form is of the present too, but it has no subject."""
    imperative = any(reading.tense == "imperative" for reading in lexicon.readings(sentence.words[at]))
    is_said = has_frame(sentence, at) or not _BY.isdisjoint(sentence.words[at + 1 : at + 5])
    return imperative and is_said and not sentence.tokens[at + 1].is_capital


def _only_imperative(sentence: Sentence, at: int, has_clause: bool) -> bool:
    """ "Kontaktuppgift lägg till individ": a form that is nothing but imperative, with its particle."""
    if has_clause:
        return False
    if _is_announced(sentence, at):
        return True
    readings = lexicon.readings(sentence.words[at])
    return (
        bool(readings)
        and all(reading.tense == "imperative" for reading in readings)
        and has_frame(sentence, at)
    )


def _is_announced(sentence: Sentence, at: int) -> bool:
    """ "En fråga att följa upp": the word before says that what follows is to be done."""
    return sentence.words[at - 1 : at] == ("att",) and sentence.words[at - 2] in _ANNOUNCING


def bare_sign(sentence: Sentence, start: int = 0) -> tuple[str, int] | None:
    """By what sign a sentence that begins with a verb and has no subject is work, and where its verb stands."""
    first = _first_word(sentence, start)
    at = _tried(sentence, first)
    if at is None or _is_other(sentence, at) or _is_noun(sentence, at):
        return None
    has_att = "att" in sentence.words[start:first]
    for reading in lexicon.readings(sentence.words[at]):
        if has_att and reading.lemma in lexicon.words("commitments", "done_by_deciding"):
            continue
        if reading.tense in ("imperative", "infinitive") and not reading.passive:
            frame, classes, _ = meaning(sentence, at, reading.lemma)
            name = "imperative" if reading.tense == "imperative" or not frame else "infinitive"
            if _reaches(sentence, at, reading.lemma):
                return name, at
            found = _name(name, classes, has_att)
            if found:
                return found, at
    return None


def _is_noun(sentence: Sentence, at: int) -> bool:
    """ "Brygga C är trasig": the subject of a verb right behind, though it has the form of an imperative."""
    behind = sentence.words[at + 1 : at + 3]
    if "var" in behind and sentence.words[at + 1 + behind.index("var") + 1 :][:1] in lexicon.phrases(
        "due", "each"
    ):
        return False  # "Byt lås var månad"
    return any(word in _BEING for word in behind) and "," not in behind and not _asks(sentence, at + 1)


def _asks(sentence: Sentence, at: int) -> bool:
    """ "Kolla vem som är med", "Kolla var nyckeln är": a question; but not "Lås var trasigt"."""
    word, *behind = sentence.words[at : at + _NEAR]
    return word in _QUESTIONS and (word != "var" or any(is_finite(other) for other in behind))


def _first_word(sentence: Sentence, start: int) -> int | None:
    """The first that is more than a bullet or a word of joining."""
    for at in range(start, len(sentence.words)):
        if sentence.words[at] not in _BEFORE_BARE and sentence.tokens[at].text[0].isalnum():
            return at
    return None


def _tried(sentence: Sentence, at: int | None) -> int | None:
    """ "Fortsätt att söka bidrag", "Försök hitta en lokal": the work is the verb behind."""
    if at is None or sentence.words[at] not in ("fortsätt", "försök", "fortsätta", "försöka", "börja"):
        return at
    after = at + 1 + (sentence.words[at + 1 : at + 2] == ("att",))
    verb = lexicon.readings(sentence.words[after]) if after < len(sentence.words) else ()
    return after if any(reading.tense == "infinitive" for reading in verb) else at


def _reaches(sentence: Sentence, at: int, lemma: str) -> bool:
    """ "Informera medlemmarna om avgiften", "Fråga grannklubben om tältet": whom, and about what, or nothing more."""
    about = sentence.words[at + 2 : at + 6]
    nothing = not about or about[0] in (".", "!", ",", "(")
    to = sentence.words[at + 1 : at + 2]
    whom = bool(to) and to[0] not in _ASKED and to[0][0].isalpha()
    return lemma in _TURNING and whom and (nothing or any(word in _ABOUT for word in about))


def _is_other(sentence: Sentence, at: int) -> bool:
    """A preposition ("för", not "för in"), or a reference ("Se punkt 3")."""
    if _reaches(sentence, at, sentence.words[at]):
        return False
    if sentence.words[at] in lexicon.words("names", "prepositions"):
        return not has_frame(sentence, at)
    refers = lexicon.longest_at(lexicon.by_first("commitments", "references"), sentence.words, at)
    return bool(refers) and not _is_work_of_seeing(sentence, at)


def _name(name: str, classes: frozenset[str], has_att: bool) -> str | None:
    if "park" in classes:
        return "park"
    if classes & {"carry", "work"}:
        return f"att_{name}" if has_att else name
    return "bare_other" if classes & {"report", "attend"} else None


def _is_work_of_seeing(sentence: Sentence, at: int) -> bool:
    """ "Se över", "Se till att" are work; "Se punkt 3" is not."""
    return sentence.words[at] == "se" and sentence.words[at + 1 : at + 2] in (
        ("över",),
        ("till",),
        ("efter",),
        ("ut",),
    )
