"""Words that are verbs though the lexicon does not have them: by their place and form."""

from app.imports import lexicon
from app.imports.conjugation import Reading
from app.imports.sentences import Sentence

_LONGEST = 30


def misspelt(sentence: Sentence, at: int) -> Reading | None:
    """ "bordslägger", "skirver": a letter too many, or two that changed places."""
    word = sentence.words[at]
    if not 8 <= len(word) <= _LONGEST or lexicon.readings(word):
        return None
    tries = [word[:cut] + word[cut + 1 :] for cut in range(len(word))]
    tries += [word[:cut] + word[cut + 1] + word[cut] + word[cut + 2 :] for cut in range(len(word) - 1)]
    meant = (reading for form in tries for reading in lexicon.readings(form) if reading.tense == "present")
    return next(meant, None)


def present_tense(sentence: Sentence, at: int) -> Reading | None:
    """A word we do not know right behind a name, in the form of a present tense: "Eva frobnicerar"."""
    token = sentence.tokens[at]
    looks_so = len(token.low) > 3 and token.low.endswith(("ar", "er", "år")) and token.text[0].islower()
    goes_on = at + 1 < len(sentence.tokens) and sentence.tokens[at + 1].is_word
    small = token.low in ("eller", "heller") or any(
        token.low in lexicon.words(*path) for path in (("commitments", "fillers"), ("names", "prepositions"))
    )
    if not looks_so or not goes_on or small or _may_be_noun(sentence, at):
        return None
    return Reading(token.low, "present")


def _may_be_noun(sentence: Sentence, at: int) -> bool:
    """ "besöker alla högstadieklasser", "en grupp studenter": behind a word for how many of them."""
    before = ("alla", "alle", "samtliga", "grupp", "skara", "del", "mängd", "antal")
    return sentence.words[at].endswith("er") and sentence.words[at - 1] in before


def past_tense(sentence: Sentence, at: int) -> Reading | None:
    """A word we do not know in the form of the first conjugation's imperfect: "missade"."""
    word = sentence.words[at]
    looks_so = len(word) > 5 and word.endswith("ade") and sentence.tokens[at].text[0].islower()
    known = bool(lexicon.readings(word))
    return Reading(word, "past") if looks_so and not known and not is_attribute(sentence, at) else None


def looks_infinitive(sentence: Sentence, at: int) -> bool:
    word = sentence.words[at]
    others = (("commitments", "fillers"), ("commitments", "determiners"), ("names", "everyone"))
    return (
        len(word) > 3
        and word.endswith(("a", "as"))
        and sentence.tokens[at].text[0].islower()
        and not any(word in lexicon.words(*path) for path in others)
    )


def is_attribute(sentence: Sentence, at: int) -> bool:
    """ "de samordnade insatserna", "av inkomna förslag": a participle, no verb."""
    before = sentence.words[at - 1] if at else ""
    lists = (("names", "prepositions"), ("commitments", "determiners"), ("commitments", "being"))
    return any(before in lexicon.words(*path) for path in lists)
