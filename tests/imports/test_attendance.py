"""Lists of people in the ways they are written."""

import pytest

from app.imports.attendance import attendance
from app.imports.blocks import blocks
from app.imports.draft import DraftAttendance


def people(text: str) -> list[tuple[str | None, str]]:
    return [(row.name, row.presence) for row in attendance(blocks(text))]


@pytest.mark.parametrize(
    "text",
    [
        "Närvarande: Vera Lind, Isak Bro",
        "Närvarande: Vera Lind och Isak Bro.",
        "Närvarande\nVera Lind\nIsak Bro",
        "Deltagare:\n- Vera Lind, rektor\n- Isak Bro (Norrby kommun)",
        "Närvarande: Vera Lind (Ekby kommun, leder), Isak Bro",
        "Närvarande var Vera Lind från Norrby samt kurator Isak Bro.",
        "Närvarande: Norrby kommun: Vera Lind, Västerby: Isak Bro",
        "Deltagare\nVera Lind\tordförande\nIsak Bro\tNorrby kommun",
        "| Namn | Organisation |\n|---|---|\n| Vera Lind | SIS |\n| Isak Bro | SIS |",
        "Närvarande: Ordförande Vera Lind, Isak Bro sekr.",
        "Närvarande: Vera Lind BF15, Isak Bro 41",
        "Möte\n\nVera Lind och Isak Bro är närvarande.",
        "Vilka var med? Vera Lind, Isak Bro",
        "Vilka var med?\nVera Lind\nIsak Bro",
        "Här: Vera Lind, Isak Bro",
        "I mötet deltog Vera Lind och Isak Bro.",
        "Närvarande: Vera Lind/Ekby, Isak Bro/Fagerlid",
        "Deltagare: Vera Lind Norrby kommun, Isak Bro Ekby kommun m.fl.",
        "Närvarande:\nEkby: Vera Lind\nTallby: -\nFagerlid: Isak Bro",
        "Närvarande från kommunen: Vera Lind\nNärvarande från regionen: Isak Bro",
        "Närvarande föräldrar: Vera Lind\nNärvarande tjänstepersoner: Isak Bro",
        "Antal närvarande: 14\nMötesordförande: Vera Lind\nMötessekreterare: Isak Bro",
        "Roddlaget 2024-04-03\n\nEkby: Vera Lind\nFagerlid: Isak Bro\n\n1. Bryggan\nLagad.\n2. Övrigt\nInget.",
        "Vuxna: Vera Lind kurator, Isak Bro",
        "Deltog gjorde\nKanotklubben – Vera Lind\nFagerlids byalag – Isak Bro\nTallens vägförening – -",
        "Närvarande\nKanotklubben – Vera Lind (gick kl 14.15), Isak Bro med tolk",
        "Närvarande: Vera Lind, fiskare, Byggarna Syd AB; Isak Bro, lotsråd fr.o.m. § 7",
        "Med var:\n1B – Vera Lind (antecknade)\n3A – Isak Bro, gick 19.00",
        "Med var:\n1B – Vera Lind och Isak Bro",
        "Närvarande: Vera Lind, fiskare. Isak Bro, lots, Norrby kommun.",
        "Till sammankomsten hade infunnit sig Vera Lind (ordf.) och Isak Bro.",
        "Närvarande var Vera Lind, ordförande, samt Isak Bro, vid pennan.",
        "Närvarande var Vera Lind. Dessutom deltog Isak Bro från kommunens kulturenhet under punkt 3.",
    ],
)
def test_those_who_were_there_are_found(text: str) -> None:
    assert people(text) == [("Vera Lind", "present"), ("Isak Bro", "present")]


@pytest.mark.parametrize(
    ("text", "presence"),
    [
        ("Frånvarande: Vera Lind", "absent"),
        ("Borta: Vera Lind", "absent"),
        ("Deltagare:\n☒ Isak Bro\n☐ Vera Lind\n☒ Siv Ek", "absent"),
        ("Deltagare (x = närvarande)\nx Isak Bro\nVera Lind\nx Siv Ek", "absent"),
        ("Deltagare\nIsak Bro  x\nVera Lind\nSiv Ek  x", "absent"),
        ("Närvarande: Isak Bro, Siv Ek\n(Vera Lind och Tor Dal hade anmält förhinder)", "excused"),
        ("Närvarande: alla utom Vera Lind", "absent"),
        ("Närvarande: Isak Bro\nKunde inte: Vera Lind", "absent"),
        ("Hade förhinder: Vera Lind", "excused"),
        ("Förhinder: Vera Lind", "excused"),
        ("Anmält förhinder: Vera Lind", "excused"),
        ("Deltagare: ~~Vera Lind~~", "absent"),
        ("Deltagare\n- Vera Lind (förhinder)\n- Isak Bro", "excused"),
        ("Medlemmar: Vera Lind", "unknown"),
        ("Medlemmar: Vera Lind, Isak Bro\n\nVera rapporterar om läget.", "present"),
        ("Närvarande: Vera Lind, Isak Bro\n\nVera har förhinder, men har skrivit.", "excused"),
        ("Kallade: Vera Lind, Isak Bro\nNärvarande: Isak Bro", "absent"),
    ],
)
def test_those_who_were_not_are_told_apart(text: str, presence: str) -> None:
    assert dict(people(text))["Vera Lind"] == presence


def test_titles_organizations_and_roles_are_kept_apart() -> None:
    (row,) = attendance(blocks("Närvarande\nVera Lind\tEnhetschef, Norrby kommun, ordförande\n"))

    assert row == DraftAttendance("Vera Lind", "Enhetschef", "Norrby kommun", ("chair",), "present")


def test_organizations_alone_are_attendance_without_names() -> None:
    rows = attendance(blocks("Närvarande: Skatteverket, Bolagsverket, SCB"))

    assert [(row.name, row.organization) for row in rows] == [
        (None, "Skatteverket"),
        (None, "Bolagsverket"),
        (None, "SCB"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Deltagare\nVision – Vera Lind, Siv Ek\nSSR - Isak", ["Vision", "Vision", "SSR"]),
        ("Deltagare\nVera Lind – Vision\nIsak Bro – Skytteförbundet", ["Vision", "Skytteförbundet"]),
        ("Deltagare\nLövets förening – Vera Lind (från punkt 3)", ["Lövets förening"]),
        ("Deltagare\nVera Lind (VL), Skytteförbundet", ["Skytteförbundet"]),
        ("Roddlaget 2024-04-03\n\nVi var fyra stycken: Vera, Isak, Siv och Tor.\n", [None] * 4),
        ("Roddlaget 2024-04-03\n\nVi var två stycken: Vera, Isak\n", [None, None]),
        ("Deltagare\nVera Lind Norrby kommun VL\nIsak Bro Byggarna AB IB", ["Norrby kommun", "Byggarna AB"]),
        (
            "Närvarande\nNorrby kommun\nVera Lind\nIsak Bro\nEkby kommun\nSiv Ek",
            ["Norrby kommun"] * 2 + ["Ekby kommun"],
        ),
        ("Närvarande\nBUP, Vera Lind\nSkytteförbundet, Isak Bro", ["BUP", "Skytteförbundet"]),
        (
            "Deltagare: Tallarkivet (Vera Lind), Region Norr (Isak Bro, Siv Ek)",
            ["Tallarkivet", "Region Norr", "Region Norr"],
        ),
    ],
)
def test_whom_they_are_from_stands_before_or_behind_a_dash(text: str, expected: list[str | None]) -> None:
    assert [row.organization for row in attendance(blocks(text))] == expected


@pytest.mark.parametrize(
    "text",
    [
        "här: VL IB SEk\nej: TO (vab)",
        "Närv: VL, IB, SE\nBorta: TO",
        "med: VL IB (sekr) SE\nEj: TO",
        "Med: VL, IB, SD      Frånv: TO (semester)\n\nSegel: alla är hela\nBåtar: VL lagar två i maj.\n",
    ],
)
def test_initials_alone_are_people(text: str) -> None:
    rows = people(text)
    assert [presence for _, presence in rows] == ["present"] * 3 + ["absent"]
    assert [name for name, _ in rows][:2] == ["VL", "IB"]


def test_initials_may_stand_behind_whom_they_are_from() -> None:
    lines = "UB: LB (pl), MN, AÖ\nIT-avd: KjS, TP (kom 10.20)\nEj: FH (vab)"
    text = f"Avstämning v 39\n\n{lines}\n\n1. Läget\nMN rättar felen.\n"
    present = [(name, "present") for name in ("LB", "MN", "AÖ", "KjS", "TP")]
    assert people(text) == [*present, ("FH", "absent")]


def test_abbreviations_of_offices_are_no_initials() -> None:
    assert people("Närvarande: BUP, SSR, FK") == [(None, "present")] * 3


def test_lists_beside_each_other_are_kept_apart() -> None:
    text = (
        "Närvarande:                    Frånvarande:\n"
        "Vera Lind, rektor              Isak Bro, kurator\n"
        "Tuva Hägg\n"
    )

    assert sorted(people(text)) == [
        ("Isak Bro", "absent"),
        ("Tuva Hägg", "present"),
        ("Vera Lind", "present"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Närvarande:   Vera Lind (VL), rektor      Frånvarande:   Isak Bro (IB), kurator\n"
            "              Tuva Hägg (TH), lärare                     Siv Ek (SE)\n"
            "              Olle Dal, lärare\n"
        ),
        (
            "Närvarande: Vera Lind                     Förhinder: Isak Bro\n"
            "            Tuva Hägg                                Siv Ek\n"
            "            Olle Dal\n"
        ),
        (
            "Deltagare            Ej närvarande\n"
            "Vera Lind            Isak Bro\n"
            "Tuva Hägg            Siv Ek\n"
            "Olle Dal\n"
        ),
    ],
)
def test_lines_below_two_lists_keep_to_their_column(text: str) -> None:
    there = [name for name, presence in people(text) if presence == "present"]
    assert there == ["Vera Lind", "Tuva Hägg", "Olle Dal"]
    assert {name for name, presence in people(text) if presence != "present"} == {"Isak Bro", "Siv Ek"}


@pytest.mark.parametrize(
    "mark",
    ["Region/hamn\tNamn\tYrke\tNärv.", "Kommun\tNamn\tTitel\tNärvaro"],
)
def test_a_table_by_principals_gives_each_person_the_one_above(mark: str) -> None:
    text = (
        f"Deltagare\n{mark}\nRegion Norr\n"
        "– Lasarettet\tVera Lind\töverläkare\tx\n\tIsak Bro\tapotekare\tx (till kl 14)\n"
        "\tvakant\tkurator\t\nRegion Syd\n\tSiv Ek\tkurator\tF\n\nF = förhinder\n"
    )

    assert [(row.name, row.organization, row.presence) for row in attendance(blocks(text))] == [
        ("Vera Lind", "Lasarettet", "present"),
        ("Isak Bro", "Lasarettet", "present"),
        ("Siv Ek", "Region Syd", "absent"),
    ]


def test_a_sentence_that_happens_to_mention_who_was_there_is_no_list() -> None:
    assert people("Deltagarna tyckte att dagen var bra.\nAlla deltar i nästa steg.") == []


def test_first_names_alone_between_commas_are_as_many_people() -> None:
    text = "Närvarande: Vera, Isak\nEj närvarande: Tor, Monica, Anders\nVal av sekreterare: Vera"
    absent = [name for name, presence in people(text) if presence != "present"]
    assert absent == ["Tor", "Monica", "Anders"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("med: nina, olof, kim (ragnar kunde inte)", {"nina": 1, "olof": 1, "kim": 1, "ragnar": 0}),
        (
            "Kerstin, Leif och Ulla var med. Ture och Eva hade lämnat återbud.",
            {"Kerstin": 1, "Leif": 1, "Ulla": 1, "Ture": 0, "Eva": 0},
        ),
        ("NÄRVARANDE: KERSTIN ALM, ORDFÖRANDE, ULLA EK", {"KERSTIN ALM": 1, "ULLA EK": 1}),
        ("Vid mötet närvarade\nKerstin Alm, rektor\nLeif Boson, lärare", {"Kerstin Alm": 1, "Leif Boson": 1}),
        (
            "Bra möte i går. Med var Kerstin, Leif och Ulla. Ture och Eva kunde inte vara med.",
            {"Kerstin": 1, "Leif": 1, "Ulla": 1, "Ture": 0, "Eva": 0},
        ),
        (
            "Närvarande: Kerstin, Leif. Ture och Eva hade förhinder.",
            {"Kerstin": 1, "Leif": 1, "Ture": 0, "Eva": 0},
        ),
        (
            (
                "| Närvarande | Roll |\n|---|---|\n| Kerstin Alm | rektor |\n\n"
                "| Frånvarande | Roll |\n|---|---|\n| Leif Boson | ekonom |"
            ),
            {"Kerstin Alm": 1, "Leif Boson": 0},
        ),
        ("Kallade: Kerstin Alm, Leif Boson\nNärvarande: Kerstin", {"Kerstin Alm": 1, "Leif Boson": 0}),
    ],
)
def test_lists_in_haste_in_capitals_and_in_sentences(said: str, expected: dict[str, int]) -> None:
    text = f"Möte 6 oktober 2025\n{said}\n\n1. Lokalen\nInget nytt.\n\n2. Ekonomi\nInget nytt.\n"
    assert {name: int(presence == "present") for name, presence in people(text)} == expected


def test_two_with_a_stroke_between_are_two_and_a_way_of_being_there_stands_before_a_name() -> None:
    rows = people("Närvarande: Vera Lind/Isak Lind, Siv Ek samt på distans Rut Ahl och Per Dal.")

    assert rows == [(name, "present") for name in ("Vera Lind", "Isak Lind", "Siv Ek", "Rut Ahl", "Per Dal")]


def test_what_they_do_stands_behind_a_hyphen() -> None:
    assert people("Närvarande: Vera, kassör, Isak, sekreterare,\n\nPepita- vice materialansvarig") == [
        ("Vera", "present"),
        ("Isak", "present"),
        ("Pepita", "present"),
    ]


def test_of_two_columns_that_were_lost_nobody_knows_who_stood_in_which() -> None:
    rows = people(
        "Närvarande\nFrånvarande\nVera Lind\nIsak Bro\nSiv Ek\n§1 ÖPPNANDE\nVera Lind öppnade mötet.\n§2 VAL\nInga."
    )

    assert rows == [("Vera Lind", "present"), ("Isak Bro", "unknown"), ("Siv Ek", "unknown")]


@pytest.mark.parametrize(
    "text",
    [
        "§1 Mötet öppnades av Krillan.\n§2 Till justerare valdes Isak.",
        "1. Krillan valdes till mötesordförande.\n2. Isak utsågs till sekreterare.",
        "§1 Mötet öppnas av ordföranden Krillan\n§2 Beslöts att välja Isak till justeringsman.",
    ],
)
def test_those_who_led_the_meeting_were_there_though_no_list_has_them(text: str) -> None:
    assert people(text) == [("Krillan", "present"), ("Isak", "present")]


def test_those_who_told_something_were_there_where_nobody_is_listed() -> None:
    text = (
        "Närvarande: ca 40 personer\n\n§ 1 Öppnande\n\nKlubbens ordförande, Vera Lind, hälsade alla välkomna.\n\n"
        "§ 2 Banan\n\nIsak Bro, granne till banan, tog upp frågan om bullret.\nSören: gräset är klippt.\n"
    )

    assert people(text) == [("Vera Lind", "present"), ("Isak Bro", "present"), ("Sören", "present")]


@pytest.mark.parametrize(
    "text",
    [
        "Till kassör för två år valdes Vera Lind.",
        "Förslag till beslut:\n- Vera Lind väljs till justerare.",
        "Vera berättade om banan.",
    ],
)
def test_who_is_chosen_for_longer_or_named_in_passing_is_not_thereby_there(text: str) -> None:
    assert people(f"Årsträff 2024-03-02\n\n{text}") == []


def test_who_is_chosen_is_not_added_when_the_list_has_them() -> None:
    text = "Närvarande: Vera Lind, Isak Bro, Siv\n\n1. Val\nTill justerare valdes Vera och Siv Ek.\n"

    assert people(text) == [("Vera Lind", "present"), ("Isak Bro", "present"), ("Siv", "present")]


def test_who_cannot_come_to_the_next_meeting_was_at_this_one() -> None:
    note = "Möte 2026-04-14\n\nNärvarande: Ulla Krans, Tor Ask\n\nNästa möte\n12 maj. Ulla kan inte delta.\n"
    assert [row.presence for row in attendance(blocks(note))] == ["present", "present"]


@pytest.mark.parametrize(
    "text",
    [
        "Närvarande\nTallby, ekonom\nHamnkontoret, handläggare fritidsbåtar (via länk)\nStadsjuristen § 7",
        "Närvarande\nEkby, rektor\nSjöbo kommun, samordnare (i stället för rektorn)\n\nEj närvarande\nGranby, kurator",
        "Närvarande: Rektor, kuratorn och skolsköterskan",
    ],
)
def test_where_nobody_is_named_no_place_and_no_title_is_a_person(text: str) -> None:
    assert [name for name, _ in people(text) if name] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Närvarande: Vera Isak Siv Tor", ["Vera", "Isak", "Siv", "Tor"]),
        ("Närvarande: Vera Lind Isak Bro Siv Ek", ["Vera Lind", "Isak Bro", "Siv Ek"]),
        ("Närvarande: @vera @isak", ["Vera", "Isak"]),
        ("Närvarande: Vera ✓, Isak (per telefon) + praktikant Siv", ["Vera", "Isak", "Siv"]),
        ("Närvarande: Vera Lind von Bro", ["Vera Lind von Bro"]),
        (
            "Från hyresvärden: Siv Ek\nFrån föreningen: Vera Lind, Tor Dal, Isak Bro",
            ["Siv Ek", "Vera Lind", "Tor Dal", "Isak Bro"],
        ),
    ],
)
def test_names_with_only_blanks_or_signs_between(text: str, names: list[str]) -> None:
    assert people(text) == [(name, "present") for name in names]


def test_other_business_is_no_list_of_people() -> None:
    assert people("Närvarande: Vera Lind, Isak Bro\n\nÖvriga frågor\nSiv Ek ringer om bryggan.\n")[2:] == []


def test_participating_places_are_offices() -> None:
    rows = attendance(blocks("Deltagande kommuner: Norrby, Ekby, Fagerlid"))

    assert [(row.name, row.organization) for row in rows] == [
        (None, "Norrby"),
        (None, "Ekby"),
        (None, "Fagerlid"),
    ]


def test_nicknames_alone_are_people_though_nobody_has_a_name_that_is_known() -> None:
    assert [name for name, _ in people("Närvarande: Krillan, Totte och Abbe")] == ["Krillan", "Totte", "Abbe"]


def test_whoever_writes_a_mail_is_the_sender_by_the_full_name() -> None:
    text = (
        "Från: Vera Lind <vera@lind.example>\nÄmne: Roddlaget\n\nHej!\n\nVi var jag, Isak och Siv. "
        "Tor hemma sjuk.\n\nBryggan är lagad.\n\nVarma hälsningar\nVera\n"
    )

    assert dict(people(text)) == {
        "Vera Lind": "present",
        "Isak": "present",
        "Siv": "present",
        "Tor": "excused",
    }


def test_who_is_told_to_be_away_where_each_tells_of_their_week_was_not_there() -> None:
    text = "Roddlaget 2024-04-03\n\nVera: lagar bryggan\nIsak: ledig\nSiv: på kurs\n"

    assert people(text) == [("Vera", "present"), ("Siv", "present")]


def test_many_are_people_though_brackets_tell_much_of_each() -> None:
    text = (
        "Närvarande:\nRegionen: Vera Lind (chef för mottagningen i Norrby), Isak Bro (samordnande sköterska)\n"
        "Ekby: Siv Alm, MAS\n"
    )
    found = [(row.name, row.title, row.organization) for row in attendance(blocks(text))]

    assert found == [
        ("Vera Lind", "chef för mottagningen i Norrby", "Regionen"),
        ("Isak Bro", "samordnande sköterska", "Regionen"),
        ("Siv Alm", "MAS", "Ekby"),
    ]


def test_a_cell_of_a_table_may_have_several_people() -> None:
    text = (
        "| Varifrån | Vem |\n|---|---|\n| Ekby | Vera Lind (samordnar), Isak Bro |\n| Fagerlid | Siv Alm |\n"
    )
    found = [(row.name, row.organization) for row in attendance(blocks(text))]

    assert found == [("Vera Lind", "Ekby"), ("Isak Bro", "Ekby"), ("Siv Alm", "Fagerlid")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Här va: sten b (ordf), siv (kom 19.15)", {"sten b": "present", "siv": "present"}),
        ("Ej här: roffe (sjuk), siv (jobbar)", {"roffe": "excused", "siv": "absent"}),
        (
            "Med: Malla, @sten_k, bertil (bara chatt)",
            {"Malla": "present", "sten_k": "present", "bertil": "present"},
        ),
        ("Borta: Siv sjuk, Sten har inte hört av sig", {"Siv": "excused", "Sten": "absent"}),
    ],
)
def test_people_are_called_as_the_note_calls_them(text: str, expected: dict[str, str]) -> None:
    assert dict(people(text)) == expected


def test_who_was_to_come_but_could_not_was_not_there_and_ends_the_list() -> None:
    told = "Närvarande: Vera Lind\nKuratorn Isak Bro skulle kommit men fick förhinder.\n\nREKTOR INFORMERAR\nNytt."
    assert people(told) == [("Vera Lind", "present"), ("Isak Bro", "excused")]


@pytest.mark.parametrize("heading", ["VATTNET", "Samlingarna"])
def test_a_heading_of_one_word_below_a_list_is_nobody(heading: str) -> None:
    assert people(f"Närvarande: Vera Lind, Isak Bro\n\n{heading}\nDet är på.") == [
        ("Vera Lind", "present"),
        ("Isak Bro", "present"),
    ]


def test_who_is_called_by_a_word_in_small_letters_is_known_by_what_they_do() -> None:
    told = """Med: Malla (ordf), plong, Sten (kassör), mlk
Gäst: olin_s från översättarna (punkt 3)

1. Läget

plong har lagt ut pengar."""
    assert dict(people(told)) == {
        "Malla": "present",
        "plong": "present",
        "Sten": "present",
        "mlk": "present",
        "olin_s": "present",
    }


def test_what_somebody_is_stays_what_they_are_though_it_is_one_small_word() -> None:
    assert people("Närvarande: Vera Lind, städ, Isak Bro, kök\n\n1. Läget\nkök är stängt.") == [
        ("Vera Lind", "present"),
        ("Isak Bro", "present"),
    ]


def test_those_called_are_there_by_their_initials_and_a_table_below_is_none_of_them() -> None:
    told = """Kallade:      Vera Lind (VL) ordf., Isak Bro (IB), Siv Öberg-Ros (SÖR)
Närvarande:   VL, SÖR (från punkt 3)


Nr    Ärende                              Ansv.       Klart

1     Ekonomi
      Kontakta banken.                    VL          15/9"""
    assert dict(people(told)) == {"Vera Lind": "present", "Isak Bro": "absent", "Siv Öberg-Ros": "present"}


@pytest.mark.parametrize(
    "told",
    ["Sten Viker från bolaget Skog visade bilder.", "Sten Viker, granne vid ån, berättade om bron."],
)
def test_a_guest_who_tells_something_was_there(told: str) -> None:
    text = f"Närvarande: Vera Lind, Isak Bro\n\n1. Läget\n{told}"
    assert ("Sten Viker", "present") in people(text)


def test_inga_is_somebody_by_her_full_name_and_nobody_alone() -> None:
    assert people("Närvarande: Inga Ek, Isak Bro") == [("Inga Ek", "present"), ("Isak Bro", "present")]
    assert people("Närvarande: Vera Lind, Isak Bro\nFrånvarande: Inga") == [
        ("Vera Lind", "present"),
        ("Isak Bro", "present"),
    ]


def test_a_column_of_marks_tells_who_was_there_and_a_name_among_nicknames_is_somebody() -> None:
    table = "Deltagare | Roll | När\nVera Lind | lön | x\nIsak Bro | HR | -\n(x = med, - = ej med)"
    assert people(table) == [("Vera Lind", "present"), ("Isak Bro", "absent")]
    told = "Med: lurv, 0xkall, tgr, Anneli\n\nlurv fixar bladet och 0xkall mejlar alla."
    assert {name for name, _ in people(told)} == {"lurv", "0xkall", "tgr", "Anneli"}


def test_a_question_mark_within_a_list_ends_no_label() -> None:
    told = "Här: Moa, Siv\nInte här: Hugo (sjuk), Ville ?? (glömde nog)"
    assert {"Hugo": "excused", "Ville": "absent"}.items() <= dict(people(told)).items()


def test_what_people_with_surnames_are_is_no_nickname() -> None:
    told = "Närvarande: Vera Lind, ssk, Isak Bro, drift\n\n1. Läget\n\ndrift tar fram en plan."
    assert people(told) == [("Vera Lind", "present"), ("Isak Bro", "present")]


def test_what_somebody_told_elsewhere_makes_nobody_present() -> None:
    told = "Närvarande: Vera Lind, Isak Bro\n\n1. Läget\nSten Viker från länet berättade i radio om bron."
    assert len(people(told)) == 2


_SYNC = """# Byggsynk v 6

Mån 3/2 09.00
Ali, Eva, Bosse (från 09.10), Zquist. Sanna sjuk.

## Virke
* Ali ringer.
"""
_AROUND_A_TABLE = """Byalaget

Klockan 16 satte vi igång. Vi var sju stycken runt bordet: jag (Göran), Siv, Kjell, Nisse på Backen och Eva som bor i
skolan, välkommen! Roland kom när kaffet var slut. Elsy hade meddelat att hon inte kunde komma för knäet.

Eva ringer.

/Göran
"""
_MAIL = """Från: Vera Lind
Till: Styrelsen

Hej!

Med var Ali, jag och så Eva från personalen. Julia mejlade återbud, Per hörde vi inget ifrån.

Kram
Vera
"""
_UNDERSIGNED = """Närvarande: kyrkoherde Vera Lind och undertecknad. Komminister Isak Bro var med under punkt 3.
Suppleanten Siv Ek hade inte hört av sig.

1) Inledning
Bra.

Antecknat av Eva Alm
"""


@pytest.mark.parametrize(
    ("text", "here", "away"),
    [
        (_SYNC, ["Ali", "Eva", "Bosse", "Zquist"], ["Sanna"]),
        (_AROUND_A_TABLE, ["Göran", "Siv", "Kjell", "Nisse på Backen", "Eva", "Roland"], ["Elsy"]),
        (_MAIL, ["Ali", "Vera Lind", "Eva"], ["Julia", "Per"]),
        (_UNDERSIGNED, ["Vera Lind", "Eva Alm", "Isak Bro"], ["Siv Ek"]),
    ],
)
def test_who_came_late_and_who_could_not_come_as_people_tell_it(
    text: str, here: list[str], away: list[str]
) -> None:
    assert people(text) == [*((name, "present") for name in here), *((name, "excused") for name in away)]


@pytest.mark.parametrize(
    "body",
    [
        "1. Djuren\nKatten är sjuk.\nDatorn är sjuk.",
        "Hästen är sjuk. Systemet vabbar.",
        "1. Läget\nVera hade meddelat att hon inte hinner måla.\nIsak mejlade återbud till kommunen.",
        "1. Läget\nNär taket målades, Ulla Berg kunde inte låsa boden.",
        "1. Läget\nDå Ulla är sjuk ringer Vera banken.",
    ],
)
def test_what_is_told_of_others_and_of_other_things_makes_nobody_absent(body: str) -> None:
    found = people(f"Bygget\n2026-05-03\nNärvarande: Vera Lind, Isak Bro\n\n{body}\n")

    assert [name for name, _ in found[:2]] == ["Vera Lind", "Isak Bro"]
    assert {how for _, how in found[:2]} == {"present"}
    assert {name for name, _ in found[2:]} <= {"Ulla"}


@pytest.mark.parametrize(
    "line", ["Hej Anna, Bo och Eva! Här är det.", "- Anna, Bo, Ida, Korv, Bröd", "Inköp: Anna, Bo, Färg"]
)
def test_greetings_and_lists_of_other_things_are_no_lists_of_people(line: str) -> None:
    assert people(f"Bygget\nMöte 2026-05-03\n\n{line}\n") == []


def test_an_office_told_by_som_is_a_role() -> None:
    [chair, secretary] = attendance(blocks("Närvarande: Vera Lind som ordförande, Isak Bro som sekreterare"))
    assert (chair.roles, secretary.roles) == (("chair",), ("secretary",))


@pytest.mark.parametrize(
    "text",
    [
        "Deltagare (x = närvarande)\nx\tVera Lind\trektor\n-\tIsak Bro\tlots\nx\tSiv Ek\n",
        "Deltagare (x = närvarande)\nVera Lind\trektor\tx\nIsak Bro\tlots\t-\nSiv Ek\tkock\tx\n",
        "Närvarolista (1 = närvarande, 0 = frånvarande)\n1\tVera Lind\n0\tIsak Bro\n1\tSiv Ek\n",
        "Deltagare (+ = närvarande)\n+ Vera Lind\n- Isak Bro\n+ Siv Ek\n",
        "Deltagare\nN = närvarande, F = frånvarande\nVera Lind, rektor N\nIsak Bro F\nSiv Ek N\n",
        "Deltagare (* = frånvarande)\nVera Lind\n* Isak Bro\nSiv Ek\n",
        "Styrelsen (f = frånvarande)\nVera Lind\nIsak Bro (f)\nSiv Ek\n",
        "Deltagare (ja = närvarande; nej = frånvarande)\nJa Vera Lind\nNej Isak Bro\nJa Siv Ek\n",
    ],
)
def test_what_a_note_says_its_marks_mean_is_what_they_mean(text: str) -> None:
    agenda = "1. Läget\nGott.\n2. Bryggan\nHel.\n3. Övrigt\nInget.\n"
    assert people(f"{text}\n{agenda}") == [
        ("Vera Lind", "present"),
        ("Isak Bro", "absent"),
        ("Siv Ek", "present"),
    ]


def test_where_nobody_has_the_mark_that_is_explained_nothing_is_said_of_it() -> None:
    assert people("Deltagare (x = närvarande)\nVera Lind\nIsak Bro\n") == [
        ("Vera Lind", "present"),
        ("Isak Bro", "present"),
    ]


def test_a_cell_that_ends_with_a_colon_says_whom_the_next_one_names() -> None:
    rows = attendance(blocks("Deltagare\nRäddningen:\tVera Lind, brandman, Siv Ek\nHamnen:\tIsak Bro\n"))

    assert [(row.name, row.organization, row.title) for row in rows] == [
        ("Vera Lind", "Räddningen", "brandman"),
        ("Siv Ek", "Räddningen", None),
        ("Isak Bro", "Hamnen", None),
    ]


def test_a_table_of_what_is_to_be_done_says_of_nobody_that_they_were_not_there() -> None:
    tasks = "Vad\tVem\tNär\tStatus\nLaga bryggan\tIsak\tv 12\tklar\nMåla\tSiv\tv 13\tpågår\n"
    assert people(f"Närvarande: Vera Lind, Isak Bro\n\nÖvrigt\nInget mer.\n\n{tasks}") == [
        ("Vera Lind", "present"),
        ("Isak Bro", "present"),
    ]


_IN_TWO_COLUMNS = """Skyddsrådet 2011-02-28

Hamnen                                  Lotsarna
Vera Lind, hamnchef,                    Isak Bro, skyddsombud (Lotsförbundet)
ordförande                              Siv Ek (Farleden)
Tore Ask, vaktmästare
Frånvarande
Ulla Dahl, kock                         Åke Gren, skyddsombud bryggan

Justerare             Isak Bro

1. Läget
Gott.
2. Övrigt
Inget.
"""


@pytest.mark.parametrize(
    "sides", [("Arbetsgivaren", "Arbetstagarna"), ("Skolan", "Föräldrar"), ("Tallens kommun", "Facket")]
)
def test_two_sides_of_a_table_are_two_columns_of_people(sides: tuple[str, str]) -> None:
    note = _IN_TWO_COLUMNS.replace("Hamnen  ", f"{sides[0]:8}", 1).replace("Lotsarna", sides[1], 1)
    rows = attendance(blocks(note))

    assert {(row.name, row.presence) for row in rows} == {
        *((name, "present") for name in ("Vera Lind", "Tore Ask", "Isak Bro", "Siv Ek")),
        *((name, "absent") for name in ("Ulla Dahl", "Åke Gren")),
    }
    assert next(row.roles for row in rows if row.name == "Vera Lind") == ("chair",)


@pytest.mark.parametrize("line", ["Scribe: IB", "Sekreterare: Isak Bro", "Justerare   \tIsak Bro"])
def test_who_writes_or_adjusts_is_not_away_below_those_who_are(line: str) -> None:
    said = people(
        f"Närvarande: Vera Lind (VL), Isak Bro (IB)\nFrånvarande: Siv Ek\n{line}\n\n1. Läget\nGott."
    )
    assert said == [("Vera Lind", "present"), ("Isak Bro", "present"), ("Siv Ek", "absent")]


def test_in_brackets_behind_an_office_is_somebody_whatever_the_first_name() -> None:
    said = attendance(blocks("Närvarande: Ekby kommun (Vera Lind), Tallens kommun (Ixina Bro)"))
    assert [(row.name, row.organization) for row in said] == [
        ("Vera Lind", "Ekby kommun"),
        ("Ixina Bro", "Tallens kommun"),
    ]


@pytest.mark.parametrize(
    "told", ["Från sjuan hade Siv Ek anmält förhinder.", "Tyvärr har Siv Ek lämnat återbud."]
)
def test_of_whom_word_came_with_the_verb_before_the_name_was_not_there(told: str) -> None:
    said = people(f"Lärare: Vera Lind, Isak Bro. {told}\n\n1. Läget\nGott.\n2. Övrigt\nInget.\n")
    assert said == [("Vera Lind", "present"), ("Isak Bro", "present"), ("Siv Ek", "excused")]


_MAIL = (
    "Från: Vera Lind <vera@exempel.se>\nSkickat: den 2 mars 2011 16:42\nTill: lotsar@exempel.se; Tore Ask\n"
    "Kopia: Ulla Dahl\nÄmne: Lotsar i Ekby\n\nHej alla!\n\nVi som var där: Vera och Isak (Ekby), Siv. "
    "Ulla från hamnverket var med på länk fram till lunch. Tore var sjuk.\n\nBRYGGAN\nDen är hel."
)


def test_who_stands_in_the_head_of_a_mail_in_full_is_called_so() -> None:
    said = people(f"{_MAIL}\n\nHälsningar\nVera\n")
    assert [(name, presence) for name, presence in said if presence == "present"] == [
        ("Vera Lind", "present"),
        ("Isak", "present"),
        ("Siv", "present"),
        ("Ulla Dahl", "present"),
    ]
    assert ("Tore Ask", "absent") in said or ("Tore Ask", "excused") in said


def test_two_by_one_first_name_are_nobody_in_full() -> None:
    assert ("Ulla", "present") in people(_MAIL.replace("Kopia: Ulla Dahl", "Kopia: Ulla Dahl, Ulla Gren"))


_YEARLY = """Lotsarnas förening

PROTOKOLL fört vid årsmöte den 28 februari 2011

Närvarande: 34 medlemmar enligt förteckning, bilaga 1.

§ 1   Mötets öppnande
      Mötet öppnades.
§ 2   Val av mötesfunktionärer
      Ordförande: Vera Lind.   Sekreterare: Isak Bro.
      Justerare tillika rösträknare: Siv Ek och Tore Ask.
§ 3   Val
      Ordförande 1 år: Ulla Dahl (omval)
      Ledamöter 2 år: Åke Gren (nyval), Kåre Holm (omval)
§ 4   Övriga frågor
      Maja Rask undrade om bryggan.

PROTOKOLL fört vid styrelsemöte den 28 februari 2011

Närvarande: Vera Lind, Isak Bro
Förhinder: Åke Gren

§ 1   Firmateckning
      Firman tecknas som förut.
§ 2   Mötesplan
      Bestäms senare.
"""


def test_who_is_chosen_for_the_yearly_meeting_was_there_and_not_who_is_chosen_for_the_year() -> None:
    present = ["Vera Lind", "Isak Bro", "Siv Ek", "Tore Ask", "Maja Rask"]
    assert sorted(people(_YEARLY)) == sorted(
        [*((name, "present") for name in present), ("Åke Gren", "excused")]
    )


def test_the_items_of_a_second_meeting_in_the_same_note_begin_anew() -> None:
    items = [(block.number, block.text) for block in blocks(_YEARLY) if block.opens_item]
    assert items[3:] == [("4", "Övriga frågor"), ("1", "Firmateckning"), ("2", "Mötesplan")]


def test_a_first_name_behind_an_office_and_a_colon_is_who_came_from_there() -> None:
    assert people("Med: Hanna B (leder), Jorge (Uninord), Digg: Vera\n") == [
        ("Hanna B", "present"), ("Jorge", "present"), ("Vera", "present"),
    ]  # fmt: skip


def test_who_had_sent_word_may_be_told_behind_the_list() -> None:
    said = "Närvarande: Bertil Ö, Inga-Maj Kvick. Frånvarande med anmält förfall var Sixten Mo.\n"
    assert people(said)[-1] == ("Sixten Mo", "excused")


def test_a_letter_that_marks_the_absent_is_not_the_first_of_a_name() -> None:
    text = "F = frånvarande\n\nDeltagare:\nFredrik Ek\nFrida Lind\nAnna Sund F\nBo Ask\n"
    assert [name for name, how in people(text) if how == "absent"] == ["Anna Sund"]


@pytest.mark.parametrize(
    "said",
    [
        "På förra mötet hade Eva Lind förhinder.",
        "Till lägret har Eva Lind anmält förhinder.",
        "Nästa möte har Eva Lind förhinder.",
    ],
)
def test_who_is_away_another_time_is_not_away_now(said: str) -> None:
    assert people(f"Närvarande: Vera Bro, Isak Bro\n\n1. Läget\n{said}\n") == [
        ("Vera Bro", "present"),
        ("Isak Bro", "present"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Närvarande: Ekby kommun (Vera, Isak), Fiskeriverket (Siv)",
        "Närvarande: Ekby kommun (Vera och Isak), Region Löv (Siv på länk)",
        "Närvarande: Vera, Isak, Siv, två ombud från Region Löv",
        "Närvarande: Vera, Isak, Siv samt ytterligare två boende",
        "Närvarande: Vera, Isak, Siv och tre till",
        "Närvarande: Vera, Isak, Siv, några grannar",
    ],
)
def test_those_who_are_only_counted_are_nobody_and_brackets_may_have_first_names(text: str) -> None:
    assert people(text) == [("Vera", "present"), ("Isak", "present"), ("Siv", "present")]


def test_how_the_others_are_written_tells_a_surname_from_an_office() -> None:
    rows = attendance(blocks("Närvarande: Vera Lind FUB, Isak Bro HRF, Siv Ek Balans"))
    assert [(row.name, row.organization) for row in rows][2] == ("Siv Ek", "Balans")
    rows = attendance(blocks("Närvarande: Vera Lind FUB, Isak Bro, Siv Ek Balder"))
    assert rows[2].name == "Siv Ek Balder"


def test_a_sentence_may_say_whom_each_is_from_by_an_office() -> None:
    text = "Närvarande: Vera Lind, Isak Bro.\n\nFörhinder hade Siv Ek, Kommunförbundet, och Rut Ahl, Vägverket.\n"
    assert people(text)[2:] == [("Siv Ek", "excused"), ("Rut Ahl", "excused")]
    text = "Närvarande: Vera Lind, Ekby kommun. Siv Ek, Vägverket, deltog från punkt 3.\n"
    assert people(text) == [("Vera Lind", "present"), ("Siv Ek", "present")]


def test_me_in_capitals_is_somebody_and_in_a_row_a_full_name_is_rather_than_one_word() -> None:
    text = "Kallade:\nMats Edlund, rektor (ME)\nSiv Ek, lots (SE)\n\nNärvarande: ME, SE\n"
    assert people(text) == [("Mats Edlund", "present"), ("Siv Ek", "present")]
    assert people("Närvarande:\nOrdförande | Vera Lind\nValberedningen | Siv Ek (§ 4)\n") == [
        ("Vera Lind", "present"),
        ("Siv Ek", "present"),
    ]


@pytest.mark.parametrize(
    ("label", "count"), [("Boende i rådet", 2), ("Utskick", 0), ("Till", 0), ("Sänds till", 0)]
)
def test_who_stands_above_a_list_by_whom_they_are_from_was_there_too(label: str, count: int) -> None:
    text = (
        f"Husråd 2024-03-05\n\n{label}: Vera Lind, Isak Bro\nNärvarande: Siv Ek, Rut Ahl\n\n1. Mat\nGott.\n"
    )
    found = dict(people(text))
    assert found == {"Siv Ek": "present", "Rut Ahl": "present"} | dict.fromkeys(
        ("Vera Lind", "Isak Bro")[:count], "present"
    )


def test_who_stands_above_a_list_that_has_some_of_them_belongs_to_the_group_alone() -> None:
    text = "Husråd 2024-03-05\n\nVi i huset: Vera Lind, Isak Bro\nNärvarande: Vera Lind, Siv Ek\n\n1. Mat\nGott.\n"
    assert people(text) == [("Vera Lind", "present"), ("Siv Ek", "present")]
