"""What somebody is asked for, or chosen to do: "Eva utsågs att kontakta …", "Underlag behövs från kassören"."""

from app.imports import lexicon
from app.imports.clauses import Clause
from app.imports.frames import meaning
from app.imports.sentences import Sentence


def asked(clause: Clause, sentence: Sentence) -> str | None:
    """ "Eva utsågs att kontakta kommunen", "Ledamöterna uppmanas att lämna förslag"."""
    verb = clause.verb
    at = next((k for k in range(verb.last + 1, verb.last + 5) if sentence.words[k : k + 1] == ("att",)), None)
    if not clause.party or at is None or not _is_work(sentence, at + 1):
        return None
    if verb.lemma in ("utse", "välja"):
        return "appointed"
    return "asked" if verb.lemma in ("uppmana", "be", "anmoda") and verb.tense == "present" else None


def is_needed_from(clause: Clause, sentence: Sentence) -> bool:
    """ "Underlag behövs från ekonomen": a thing that somebody is to come with."""
    verb = clause.verb
    return (
        verb.lemma in lexicon.words("due", "again", "needed")
        and verb.tense == "present"
        and clause.subject == "thing"
        and "från" in sentence.words[verb.last + 1 : verb.last + 4]
    )


def _is_work(sentence: Sentence, at: int) -> bool:
    """Whether an infinitive of work stands there, and no duty at the meeting itself ("att justera protokollet")."""
    own = lexicon.words("commitments", "own_duties")
    return any(
        reading.tense == "infinitive"
        and reading.lemma not in own
        and meaning(sentence, at, reading.lemma)[1] & {"work", "carry"}
        for word in sentence.words[at : at + 1]
        for reading in lexicon.readings(word)
    )
