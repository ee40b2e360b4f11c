"""What the sentence before says of when the work is due."""

import pytest

from app.imports.notes import read

HEAD = """Arbetsgruppen Väst
Möte 2026-03-12 kl 10-12
Närvarande: Eva Lind, Tord Ek

1. Läget
"""
NEXT = "\n\n2. Nästa möte\nNästa möte är den 16 april.\n"


def points(body: str) -> list[tuple[str, str, str | None]]:
    """Who first, due kind and day of each point."""
    found = read(HEAD + body + NEXT).action_points
    return [
        (one.owners[0].name or "", one.due_kind, str(one.due_date) if one.due_date else None) for one in found
    ]


@pytest.mark.parametrize(
    ("behind", "days"),
    [
        ("Eva vill ha målningen i april.", [None, "2026-04-30"]),
        (
            "Allt ska vara inne den 30 maj men Eva vill ha målningen i april.",
            ["2026-05-30", "2026-04-30"],
        ),
    ],
)
def test_what_somebody_wants_sooner_is_due_then(behind: str, days: list[str | None]) -> None:
    found = points(f"Eva skriver brevet och Tord målar affischen. {behind}")
    assert [day for _, _, day in found] == days


@pytest.mark.parametrize(
    "body",
    [
        "Klubben söker bidrag, ansökan ska vara inne den 30 maj. Eva fyller i den och Tord skriver under.",
        "Ansökan ska vara inne den 30 maj. Eva skriver den och Tord räknar ut priset.",
        "Kommunen vill ha en budget senast 30 maj. Eva och Tord ordnar det.",
    ],
)
def test_what_must_be_in_is_due_then_for_all_who_work_on_it(body: str) -> None:
    named = [day for who, _, day in points(body) if who]
    assert named and set(named) == {"2026-05-30"}


def test_what_must_be_in_says_nothing_of_other_work() -> None:
    assert points("Ansökan ska vara inne den 30 maj. Eva lagar cykeln.")[-1] == ("Eva", "none", None)


def test_what_is_asked_for_may_complete_the_work_before_it() -> None:
    said = (
        "Klubben enades om att söka bidrag från kommunen. Ansökan ska vara inne den 30 maj. Eva skriver den."
    )
    assert points(said)[-1] == ("Eva", "date", "2026-05-30")


def test_things_that_go_up_by_then_are_those_just_told_of() -> None:
    assert points("Eva målar skyltar, de ska upp senast den 30 maj.") == [("Eva", "date", "2026-05-30")]
    assert points("Eva syr dukarna med Tord, och de ska vara klara till den 30 maj.") == [
        ("Eva", "date", "2026-05-30")
    ]


def test_proposals_for_something_else_are_due_by_themselves() -> None:
    found = points("Eva bokar salen. Förslag på namn lämnas till Tord senast den 30 maj.")
    assert found[0] == ("Eva", "none", None)


def test_a_last_day_for_what_is_done_thereafter_is_not_that_of_what_is_done_first() -> None:
    said = "Tord läser texten, därefter skickar Eva den till tryckeriet, deadline 30 maj."
    assert points(said) == [("Tord", "none", None), ("Eva", "date", "2026-05-30")]


def test_then_may_hang_on_the_second_verb() -> None:
    said = "Vi ses nästa gång torsdagen den 16 april. Eva står för kaffe och visar då bilderna."
    assert points(said)[-1] == ("Eva", "next_meeting", "2026-04-16")


def test_so_many_weeks_in_advance_are_counted_back_from_what_is_just_told_of() -> None:
    assert points("Festen är den 30 maj. Eva skickar inbjudan två veckor i förväg.") == [
        ("Eva", "event", "2026-05-16")
    ]


def test_days_that_are_proposed_are_not_when_to_propose_them() -> None:
    assert points("Eva ringer rektorn och föreslår två datum i maj.") == [("Eva", "none", None)]


def test_what_is_sent_on_to_others_is_a_point_of_its_own() -> None:
    assert points("Eva skriver en rapport. Den skickas till grannarna före den 30 maj.") == [
        ("Eva", "none", None),
        ("", "date", "2026-05-30"),
    ]


def test_a_season_in_the_title_says_not_when_each_thing_is_due() -> None:
    said = "\n\n2. Åtgärder i sommar\nTord sågar ner björken.\n\n3. Åtgärder till hösten\nEva målar båten."
    assert points(said) == [("Tord", "none", None), ("Eva", "date", None)]


def test_what_those_who_are_called_do_then_is_a_point_of_its_own() -> None:
    assert points("Eva sammankallar. Ett första utkast ska lämnas in i maj.") == [
        ("Eva", "none", None),
        ("", "date", "2026-05-31"),
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Manusstopp är den 15 april. Eva skriver ledaren.", ("Eva", "date", "2026-04-15")),
        ("Mässan hålls den 23 april. Tord åker dit.", ("Tord", "date", "2026-04-23")),
        (
            "Mässan hålls den 23 april. Tord lyssnar och berättar om den i bladet.",
            ("Tord", "date", "2026-04-23"),
        ),
        ("Städdagen är den 25 april. Tord slipar saxarna innan dess.", ("Tord", "event", "2026-04-25")),
        ("Stormötet är den 22 april. Tord skickar agenda en vecka innan.", ("Tord", "event", "2026-04-15")),
        (
            "Stormötet är den 3 maj. Eva skickar kallelse senast 3 veckor innan.",
            ("Eva", "event", "2026-04-12"),
        ),
        ("Festen är den 25 april. Tord hämtar borden kvällen innan.", ("Tord", "event", "2026-04-24")),
        ("Nästa gång ses vi den 16 april. Till dess läser Eva på.", ("Eva", "next_meeting", "2026-04-16")),
        ("Kursen hålls den 6–7 maj. Tord deltar för vår räkning.", ("Tord", "date", "2026-05-06")),
        (
            "Rapporten skrivs av kassören. Utkast ska föreligga den 13 maj.",
            ("kassören", "date", "2026-05-13"),
        ),
        (
            "Eva och Tord är nya här. De går igenom mallen och lämnar förslag till årsmötet.",
            ("Eva", "event", None),
        ),
        ("Målarna kommer måndag 16/3. Eva släpper in dem.", ("Eva", "date", "2026-03-16")),
        ("Målarna kommer måndag 16/3, Eva släpper in dem.", ("Eva", "date", "2026-03-16")),
        ("Målarna kommer måndag 16/3. Eva läser korrektur.", ("Eva", "none", None)),
        ("Kurs den 16 maj, sista anmälan är 5 maj. Tord anmäler Rut.", ("Tord", "date", "2026-05-05")),
        ("Läger den 16 maj, sista anmälan är 5 maj. Tord målar båten.", ("Tord", "none", None)),
        (
            "Planen, kommunen vill ha den senast 30 maj. Eva skriver ett utkast.",
            ("Eva", "date", "2026-05-30"),
        ),
        ("Eva håller i pennan. Ett första utkast ska finnas i maj.", ("Eva", "date", "2026-05-31")),
        ("Ska på nästa råd den 24/5.", ("", "date", "2026-05-24")),
        ("Namnen lämnas till Eva den 30 april. Gäller alla.", ("alla", "date", "2026-04-30")),
        ("Kurs den 16 maj, sista anmälan är 5 maj. Tord anmäler felet.", ("Tord", "none", None)),
        ("Eva vill ha svar i maj. Tord lagar taket.", ("Tord", "none", None)),
        ("Priset är högt. Tord åker dit.", ("Tord", "none", None)),
        ("Mässan är den 23 april. Tord bemannar bordet.", ("Tord", "date", "2026-04-23")),
        ("Tord ritar skylten. Kommunen vill se ritningen i maj.", ("Tord", "date", "2026-05-31")),
        (
            "Länet vill ha sällskap den 23 april.\n\nBeslut\n\natt Tord deltar.",
            ("Tord", "date", "2026-04-23"),
        ),
        ("Städdag den 25 april. Kaffe: Tord ringer bagaren.", ("Tord", "none", None)),
        ("Städdag den 25 april. Tord kokar kaffe.", ("Tord", "date", "2026-04-25")),
        ("Miljödagarna hålls i Ekby i slutet av maj. Tord deltar för oss.", ("Tord", "date", None)),
        ("Länet bjuder in till konferens i maj. Tord åker.", ("Tord", "date", "2026-05-31")),
        ("Kören har bett om sällskap den 23 april. Tord åker.", ("Tord", "date", "2026-04-23")),
        ("Priset höjs den 23 april. Tord åker till banken.", ("Tord", "none", None)),
        ("Husets målare kommer den 23 april och Tord möter upp.", ("Tord", "date", "2026-04-23")),
        ("Mallen är klar i maj och Tord delar ut den då till alla.", ("Tord", "date", "2026-05-31")),
        ("Vi behöver få svar innan taket läggs om. Tord åker dit.", ("Tord", "event", None)),
        ("Priset höjs den 23 april. Eva skriver ledaren.", ("Eva", "none", None)),
    ],
)
def test_the_sentence_before_says_when(body: str, expected: tuple[str, str, str | None]) -> None:
    assert points(body) == [expected]


@pytest.mark.parametrize(
    ("body", "who"),
    [
        ("Slänten ska besiktigas. Eva ansvarar för besiktningen.", ["Eva"]),
        ("Bryggan behöver målas, Tord sköter målningen.", ["Tord"]),
        ("Styrelsen beslutar\natt köpa in spel\natt Tord ansvarar för inköpet.", ["Tord"]),
        ("Annonsen måste vara inne den 13 april. Det sköter Tord.", ["Tord"]),
        ("Avsnittet behöver skrivas om. Det tar Eva.", ["Eva"]),
        ("Testkörning 3 görs v 16 (Eva).", ["Eva"]),
        ("Hyllan ska säljas. Eva ansvarar för lokalen.", ["", "Eva"]),
    ],
)
def test_who_answers_for_work_told_before_has_it(body: str, who: list[str]) -> None:
    assert [name for name, *_ in points(body)] == who


@pytest.mark.parametrize(
    ("body", "dues"),
    [
        ("Strömstopp den 5 maj. Eva köper lampor.", ["none"]),
        ("Deadline för bidraget är 3 maj. Eva mejlar Tord. Tord sopar gården.", ["date", "none"]),
    ],
)
def test_a_last_day_holds_for_the_next_sentence_alone(body: str, dues: list[str]) -> None:
    assert [due for _, due, _ in points(body)] == dues


def test_an_invitation_to_what_somebody_attends_is_no_work_of_whoever_invites() -> None:
    told = "Länsstyrelsen bjuder in till en konferens den 26 mars. Tord deltar för vår räkning."
    assert points(told) == [("Tord", "date", "2026-03-26")]


@pytest.mark.parametrize(
    "behind", ["Kvarstår.", "Ej gjort, kvarstår.", "Är fortfarande inte gjort, kvarstår."]
)
def test_what_somebody_was_to_do_is_left_when_the_next_sentence_says_so(behind: str) -> None:
    assert points(f"Tord skulle ringa kommunen. {behind}") == [("Tord", "none", None)]
    assert points("Tord skulle ringa kommunen. Det är gjort.") == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Listan måste göras om. Eva och Tord skriver den tillsammans i maj.", ("Eva", "date", "2026-05-31")),
        ("Cyklarna märks i april. Tord sköter det praktiska.", ("Tord", "date", "2026-04-30")),
        ("Gruppen svarar på remissen i maj. Eva håller i pennan.", ("Eva", "date", "2026-05-31")),
        ("Ägarna ska underrättas. Expeditionen sköter det i maj.", ("Expeditionen", "date", "2026-05-31")),
    ],
)
def test_who_does_it_stands_in_the_sentence_behind(told: str, expected: tuple[str, str, str]) -> None:
    assert points(told) == [expected]


def test_another_thing_that_is_done_behind_is_a_task_of_its_own() -> None:
    told = "Listan måste göras om. Eva skickar den till Tord. Tord ritar en ny skylt."
    assert [name for name, *_ in points(told)] == ["", "Eva", "Tord"]


@pytest.mark.parametrize(
    ("behind", "kind", "day"),
    [
        ("på mötet i april, till dess läser Eva på.", "next_meeting", "2026-04-16"),
        ("på nästa möte. Eva skickar ett förslag dessförinnan.", "event", "2026-04-16"),
        ("på nästa möte. Eva skickar ett förslag senast en vecka före mötet.", "event", "2026-04-09"),
        ("i maj. Eva skickar ett förslag senast en vecka före mötet.", "event", None),
    ],
)
def test_till_then_is_till_the_meeting_just_told_of_and_before_it_an_event(
    behind: str, kind: str, day: str | None
) -> None:
    assert points(f"Avgiften tas upp {behind}")[-1:] == [("Eva", kind, day)]


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("Svar ska vara inne den 12 april. Rådet tycker om planen. Eva utarbetar ett svar.", "2026-04-12"),
        ("Svar ska vara inne den 12 april. Rådet tycker om planen. Eva utarbetar en karta.", None),
        (
            "Planen tas i nämnden, dit handlingarna ska vara inne senast 12 april. Eva skriver underlaget.",
            "2026-04-12",
        ),
        ("Eva ritar affischen. Det blir roligt. Affischen måste vara klar den 12 april.", "2026-04-12"),
    ],
)
def test_by_when_a_thing_must_be_in_is_told_sentences_away(body: str, day: str | None) -> None:
    assert points(body)[-1:] == [("Eva", "date" if day else "none", day)]
