"""When something is due, as it is said."""

from datetime import date

import pytest

from app.imports.due import Calendar, Due
from app.imports.due_words import due_in
from app.imports.sentences import sentences_in

CALENDAR = Calendar(date(2026, 4, 20), date(2026, 5, 18), frozenset({"bgb"}))  # a Monday


def due(text: str, calendar: Calendar = CALENDAR) -> Due:
    [sentence] = sentences_in(text)
    return due_in(sentence, 0, len(sentence.tokens), calendar)


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Rut skickar listan till nästa möte", "next_meeting", "2026-05-18"),
        ("Rut skickar listan inför nästkommande träff", "next_meeting", "2026-05-18"),
        ("Rut berättar mer vid nästa BGB", "next_meeting", "2026-05-18"),
        ("Nästa gång redovisar Rut", "next_meeting", "2026-05-18"),
        ("Rut redovisar svaren nästa möte", "next_meeting", "2026-05-18"),
        ("Rut planerar nästa möte", "none", None),
        ("Rut skickar listan senast 3/5", "date", "2026-05-03"),
        ("Rut skickar listan på fredag", "date", "2026-04-24"),
        ("Rut skickar listan i nästa vecka", "date", "2026-05-03"),
        ("Rut skickar listan inom två veckor", "date", "2026-05-04"),
        ("Rut skickar listan i maj", "date", "2026-05-31"),
        ("Rut skickar listan i slutet av maj", "date", None),
        ("Rut fixar taket som läcker sedan i höstas", "none", None),
        ("Rut fixar taket som läcker sedan 2024", "none", None),
        ("Rut skickar sedan listan", "event", None),
        ("Rut är sen med listan", "none", None),
        ("Rut sköter kassan från och med hösten", "date", None),
        ("Rut tar upp listan på majmötet", "next_meeting", "2026-05-18"),
        ("Rut tar upp listan på maj månads möte", "next_meeting", "2026-05-18"),
        ("Rut bjuder in dem till maj-APT", "next_meeting", "2026-05-18"),
        ("Rut tar upp listan på septembermötet", "event", None),
        ("Rut tar upp listan på skyddsronden i maj", "event", None),
        ("Rut tar upp listan i tekniska nämnden i maj", "date", "2026-05-31"),
        ("Rut skickar listan till tekniska nämnden i maj", "event", None),
        ("Rut skickar listan till kommunen i maj", "date", "2026-05-31"),
        ("Rut skickar listan före årsskiftet", "date", "2026-12-31"),
        ("APT i maj", "event", None),
        ("Rut skickar listan under hösten", "date", None),
        ("Rut skickar listan snarast", "date", None),
        ("Rut skickar listan under kvartal 3", "date", "2026-09-30"),
        ("Rut skickar listan efter mötet", "event", None),
        ("Rut skickar listan innan valborg", "event", None),
        ("Rut skickar listan till nästa stämma", "event", None),
        ("Rut ringer, om de inte svarar", "event", None),
        ("Rut ringer när priset är klart", "event", None),
        ("Rut kollar om lokalen är ledig", "none", None),
        ("Rut ska höra när de öppnar", "none", None),
        ("Rut målar båten innan vintern", "event", None),
        ("Rut köper ljus till påsk", "event", None),
        ("Rut målar båten till våren", "date", None),
        ("Taket måste vara bytt innan hyresgästen flyttar i juni", "event", None),
        ("Rut ringer rektorn före mässan, som hålls den 19 maj", "event", "2026-05-19"),
        ("Rut tar med nyckeln nästa gång hon är i stan", "event", None),
        ("Nästa gång Ali åker tar Rut med nyckeln", "event", None),
        ("Rut tar med nyckeln nästa gång vi ses", "next_meeting", "2026-05-18"),
        ("Lådorna flyttas till källaren under tiden", "event", None),
        ("Rut städar under tiden som Ali målar", "none", None),
        ("Rut läser listan en gång till innan.", "event", None),
        ("Rut har läst listan innan.", "none", None),
        ("Rut föreslår en onsdag", "none", None),
        ("En ny lista kommer från kassören inom kort", "date", None),
        ("Rut ringer i vår förening", "none", None),
        ("Rut läser protokollet från 3 mars", "none", None),
        ("Rut kallar till ett möte", "none", None),
    ],
)
def test_a_due_has_the_kind_and_day_that_the_words_say(text: str, kind: str, day: str | None) -> None:
    found = due(text)
    assert (found.kind, str(found.day) if found.day else None) == (kind, day)


def test_no_day_is_invented_when_the_day_of_the_meeting_is_unknown() -> None:
    assert due("Rut ringer i nästa vecka", Calendar(None, None)).day is None
    assert due("Rut ringer till nästa möte", Calendar(None, None)) == Due(
        "next_meeting", None, "till nästa möte", 2, 5
    )


def test_the_text_of_a_due_is_as_written() -> None:
    assert due("Rut skickar listan senast den 3 maj").text == "senast den 3 maj"


TURN = Calendar(date(2025, 12, 11), date(2026, 1, 15))  # a Thursday, with the next meeting in the new year


@pytest.mark.parametrize(
    ("said", "kind", "day"),
    [
        ("i januari", "date", "2026-01-31"),
        ("under kvartal 1", "date", "2026-03-31"),
        ("under andra kvartalet 2026", "date", "2026-06-30"),
        ("senast 7/1", "date", "2026-01-07"),
        ("om tio dagar", "date", "2025-12-21"),
        ("om ungefär en vecka", "date", None),
        ("inom ett par månader", "date", None),
        ("i mellandagarna", "date", None),
        ("varje månad", "date", None),
        ("i god tid", "date", None),
        ("i god tid före årsmötet", "event", None),
        ("första veckan i februari", "date", "2026-02-08"),
        ("vecka 2 eller 3", "date", "2026-01-18"),
        ("i januari-februari", "date", "2026-02-28"),
        ("i månadsskiftet januari/februari", "date", None),
        ("i maj-juni", "date", "2026-06-30"),
        ("Maj-Lis", "none", None),
        ("senast sista februari", "date", "2026-02-28"),
        ("före utgången av februari", "date", "2026-02-28"),
        ("till den 15", "date", "2025-12-15"),
        ("på tors", "date", "2025-12-18"),
        ("efter jul- och nyårshelgerna", "event", None),
        ("efter årsmötet i mars", "event", None),
        ("på styrgruppens möte i mars", "event", None),
        ("till mötet i januari", "next_meeting", "2026-01-15"),
        ("tre dagar innan", "event", None),
        ("om det inte har kommit svar till onsdag", "event", None),
        ("från och med februari", "none", None),
        ("inom en månad", "date", "2026-01-11"),
        ("om två månader", "date", "2026-02-11"),
        ("om ett halvår", "date", "2026-06-11"),
        ("om en dryg vecka", "date", None),
        ("före nästa veckas slut", "date", "2025-12-21"),
        ("vid halvårsskiftet", "date", "2026-06-30"),
        ("senast 28.2", "date", "2026-02-28"),
        ("den 4.3", "date", "2026-03-04"),
        ("14.1 kl 9", "date", "2026-01-14"),
        ("före 9.10", "none", None),
        ("om version 2.1", "none", None),
        ("om mässan den 5-6 maj senast 1 april", "date", "2026-04-01"),
        ("efter mötet med regionen den 19 mars", "event", "2026-03-19"),
        ("i samband med nästa möte", "next_meeting", "2026-01-15"),
    ],
)
def test_a_due_is_the_first_such_day_after_the_meeting(said: str, kind: str, day: str | None) -> None:
    found = due(f"Rut ringer {said}", TURN)
    assert (found.kind, str(found.day) if found.day else None) == (kind, day)


def test_a_condition_that_begins_with_its_verb_says_when() -> None:
    assert due("Kommer det inget svar ringer Rut igen").text == "Kommer det inget svar"
    assert due("Ringer Rut eller Ali?").kind == "none"
    assert due("För information ska Rut ringa Ali").kind == "none"


def test_what_a_list_is_about_says_not_when_its_line_is_due() -> None:
    assert due("Ledare till lägret: Rut frågar Ali").kind == "none"
