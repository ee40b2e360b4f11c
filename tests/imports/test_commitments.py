"""Whole notes: what is found in them, whose it is and when it is due."""

import pytest

from app.imports import notes
from app.imports.draft import DraftPoint
from tests.imports.marked_notes import NAMES, marked, matched


def points(text: str) -> list[DraftPoint]:
    return list(notes.read(text).action_points)


def owner_names(point: DraftPoint) -> list[str | None]:
    return [owner.name for owner in point.owners]


@pytest.mark.parametrize("name", NAMES)
def test_the_points_of_an_invented_note_are_found(name: str) -> None:
    pairs = matched(name)
    hits = [mark for _, mark in pairs if mark]
    _, wanted = marked(name)
    assert len(hits) >= 0.85 * len(wanted)
    assert len(hits) >= 0.85 * len(pairs)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_has_the_owners_and_the_due_that_the_note_says(name: str) -> None:
    pairs = [(point, mark) for point, mark in matched(name) if mark]
    owned = [
        mark
        for point, mark in pairs
        if sorted((owner.kind, owner.name) for owner in point.owners if owner.name) == mark.owners
    ]
    due = [mark for point, mark in pairs if point.due_kind == mark.due_kind]
    assert len(owned) >= 0.85 * len(pairs)
    assert len(due) >= 0.9 * len(pairs)


@pytest.mark.parametrize("name", NAMES)
def test_a_source_is_the_notes_own_words(name: str) -> None:
    text, _ = marked(name)
    for point, _ in matched(name):
        assert text[point.source.start : point.source.end] == point.source.text
        assert 0 < len(point.source.text) <= 400


def test_a_date_is_read_from_the_day_of_the_meeting() -> None:
    [point] = points("Byalaget, möte 2026-04-14\n\nDiskussion\nSten betalar fakturan senast den 31 maj.\n")
    assert (point.due_kind, str(point.due_date)) == ("date", "2026-05-31")


def test_a_list_of_tasks_gives_its_due_to_each_line() -> None:
    note = "Möte 2026-04-14\n\nAtt göra till nästa möte\n- Boka lokal (Sten)\n- Köpa kaffe\n\nNästa möte\n12 maj\n"
    assert [(owner_names(point), point.due_kind) for point in points(note)] == [
        (["Sten"], "next_meeting"),
        ([None], "next_meeting"),
    ]


def test_a_table_of_tasks_is_read_by_its_head() -> None:
    note = "Möte 2026-04-14\n\nÅtgärd | Ansvarig | Klart\nMåla staketet | Rut, Sten | 1 maj\n"
    [point] = points(note)
    assert (point.task, owner_names(point), str(point.due_date)) == (
        "Måla staketet",
        ["Rut", "Sten"],
        "2026-05-01",
    )


def test_a_line_with_an_owner_alone_belongs_to_the_point_above() -> None:
    [point] = points("Möte 2026-04-14\n\nTaket\nRännan behöver lagas.\nAnsvarig: Rut Ek\n")
    assert owner_names(point) == ["Rut Ek"]


def test_she_is_the_person_named_last() -> None:
    [point] = points("Möte 2026-04-14\n\nTaket\nRut berättade om rännan. Hon återkommer med ett pris.\n")
    assert owner_names(point) == ["Rut"]


def test_an_attendance_list_and_an_agenda_hold_no_points() -> None:
    assert points("Möte 2026-04-14\n\nDagordning\n- Boka lokal\n\nNärvarande\n- Rut bokar\n") == []


def test_the_same_words_twice_are_two_points_with_words_of_their_own() -> None:
    note = "Möte 2026-04-14\n\nKurser\nEn ordnas i maj. Kansliet sammankallar. En till i juni. Kansliet sammankallar.\n"
    sources = [point.source.text for point in points(note) if "sammankallar" in point.source.text]
    assert len(sources) == len(set(sources)) == 2


def test_a_task_is_said_without_its_owner() -> None:
    [point] = points("Möte 2026-04-14\n\nTaket\nRut gör en lista över skadorna.\n")
    assert point.task == "Gör en lista över skadorna"


def test_those_who_take_part_own_the_task_that_a_small_group_is_set_up_for() -> None:
    note = "Möte 2026-04-14\n\nTaket\nEn skiss ska tas fram. En mindre grupp ska tillsättas. Rut och Sten är med.\n"
    [point] = points(note)
    assert owner_names(point) == ["Rut", "Sten"]


def test_a_table_whose_columns_are_lost_has_its_owners_last_on_the_line() -> None:
    note = (
        "Möte 2026-09-07\n\n§ 1 Vägen\nInget nytt.\n\n§ 2 Skyltar\nInget nytt.\n\n"
        "Plan:\n\nAtt göra Vem gör När ska det vara klart\n"
        "1. Prata med Elsa Ek om skrivelsen Rut 25 okt\n2. Bjuda in grannarna Sten, Alma 30 okt\n"
    )
    found = points(note)
    assert [owner_names(point) for point in found] == [["Rut"], ["Sten", "Alma"]]
    assert [point.due_kind for point in found] == ["date", "date"]


def test_sentences_end_a_list_of_people_where_no_heading_does() -> None:
    note = "Enhetsmöte\n2026-03-12\nNärvarande:\nRut, Alma, Sten\n• Rut ska kolla upp om kursen ges i vår.\n"
    assert [owner_names(point) for point in points(note)] == [["Rut"]]


def test_who_stands_in_brackets_behind_a_task_takes_it() -> None:
    [one] = points("Möte 2026-03-12\n\n- Gör skyltar till gården. (Rut och Alma pratar med rektorn)\n")
    assert owner_names(one) == ["Rut", "Alma"]


def test_work_in_brackets_is_shown_with_what_it_is_about() -> None:
    [one] = points("Möte 2026-03-12\n\n- En klocka i korridoren. (Rut frågar vaktmästaren)\n")
    assert one.source.text.startswith("En klocka i korridoren.")


@pytest.mark.parametrize(
    "line",
    [
        "TODO Hampus: laga skrivaren",
        "AP Hampus - laga skrivaren",
        "Ansvarig: Hampus. Laga skrivaren.",
        "Laga skrivaren. Ansvarig: Hampus.",
        "@Hampus laga skrivaren",
    ],
)
def test_a_label_and_a_name_before_or_behind_the_work_say_whose_it_is(line: str) -> None:
    [point] = points(f"Möte 2026-04-14\n\nDatorer\n- {line}\n")
    assert owner_names(point) == ["Hampus"]


@pytest.mark.parametrize("names", ["Hampus, Rut", "Hampus + Rut", "Hampus och Rut"])
def test_behind_a_label_the_names_before_a_comma_are_the_owners(names: str) -> None:
    [point] = points(f"Möte 2026-04-14\n\nDatorer\n- AP: {names}, ny skylt till nästa möte\n")
    assert (owner_names(point), point.task) == (["Hampus", "Rut"], "Ny skylt till nästa möte")


def test_a_sentence_that_ends_with_a_label_of_owners_says_more_than_whose_the_work_is() -> None:
    found = points(
        "Möte 2026-04-14\n\nFesten\n- Karin bokar lokal. Sten tar på sig allt ansvar.\n- Rut ska hitta en ansvarig.\n"
    )
    assert [owner_names(point) for point in found] == [["Karin"], ["Sten"], ["Rut"]]


def test_whoever_is_responsible_for_a_thing_owns_it() -> None:
    [point] = points("Möte 2026-04-14\n\nFesten\n- Ansvarig för affischen: Lova\n")
    assert owner_names(point) == ["Lova"]
    assert "affischen" in point.task


def test_what_stands_below_a_question_is_done_or_to_be_done_by_whoever_the_heading_names() -> None:
    note = (
        "# Avstämning 2026-04-14\n\n## Karin\n* Vad har du gjort sedan sist?\nLagat skrivaren.\n"
        "* Vad ska du göra till nästa möte?\nByta ut kabeln.\n\n## Sten\n* Vad har du gjort sedan sist?\nInget.\n"
    )
    [point] = points(note)
    assert (point.task, owner_names(point), point.due_kind) == ("Byta ut kabeln", ["Karin"], "next_meeting")


def test_an_empty_box_is_a_task_and_a_ticked_one_is_none() -> None:
    [point] = points("Möte 2026-04-14\n\nKvar\n- [ ] Nycklar till alla (Karin)\n- [x] Larm på vinden\n")
    assert (point.task, owner_names(point)) == ("Nycklar till alla", ["Karin"])


def test_a_heading_says_whose_the_work_is_and_until_when() -> None:
    note = "Möte 2026-04-14\n\n## Arbete tills nästa fredag\n- Karin lagar grinden\n\n## Inköp för Sten\n- Köp färg\n"
    repaired, bought = points(note)
    assert (repaired.due_kind, str(repaired.due_date)) == ("date", "2026-04-24")
    assert owner_names(bought) == ["Sten"]


def test_who_is_what_is_no_task() -> None:
    assert points("Årsmöte 2026-04-14\n\nStyrelse\n- Karin (ordförande)\n- Sten (kassör)\n") == []


def test_what_a_person_does_may_stand_behind_a_dash_and_a_full_stop() -> None:
    note = "Möte 2026-04-14\n\nNärvarande: Karin, Sten\n\nLäget\n- Karin – utbildning i dag. Ska besiktiga hissen.\n"
    [point] = points(note)
    assert owner_names(point) == ["Karin"]


def test_the_day_of_what_is_talked_of_is_no_due() -> None:
    [point] = points("Möte 2026-04-14\n\nFest\n- Kiosken 10-11 maj: Karin gör ett schema.\n")
    assert point.due_kind == "none"


def test_each_clause_of_a_decision_may_give_somebody_work() -> None:
    note = "Årsmöte 2026-04-14\n\nKran\nMötet beslöt att bifalla den och att uppdra åt styrelsen att ta in anbud.\n"
    [point] = points(note)
    assert owner_names(point) == ["styrelsen"]


def test_a_noun_in_the_form_of_an_imperative_asks_for_nothing() -> None:
    assert points("Möte 2026-04-14\n\nHamnen\nBrygga C är i dåligt skick.\n") == []


def test_a_table_that_tells_what_was_said_has_its_owners_and_days_beside() -> None:
    note = (
        "Möte 2026-04-14\n\n| Punkt | Diskussion/beslut | Ansvarig | När |\n|---|---|---|---|\n"
        "| Sommar | Underlaget är tunt. Önskemål lämnas in. | Alla chefer | 22 maj |\n"
        "| Lokaler | Flytten till plan 3 är klar. | | |\n"
        "| Enkät | Karin skickar en påminnelse. | Sten | |\n"
    )
    asked = [(owner_names(point), point.due_kind) for point in points(note)]
    assert asked == [(["Alla chefer"], "date"), (["Karin"], "none")]


def test_a_question_about_work_may_be_answered_in_its_own_line() -> None:
    note = (
        "Avstämning 2026-04-14\n\n## Karin\nVad har du gjort sedan sist? Lagat skrivaren.\n\n"
        "Vad ska du göra till nästa möte? Byta ut kabeln.\n"
    )
    [point] = points(note)
    assert (point.source.text, owner_names(point), point.due_kind) == (
        "Byta ut kabeln.",
        ["Karin"],
        "next_meeting",
    )


def test_whoever_takes_care_of_it_has_all_that_was_nobodys() -> None:
    note = "Möte 2026-04-14\n\nPärmen\nSe till att alla får nyckel. Skapa en mapp. Karin tar hand om detta.\n"
    assert [owner_names(point) for point in points(note)] == [["Karin"], ["Karin"]]


@pytest.mark.parametrize(
    "line", ["Kolla vilka har nyckel", "Undersök var lås kan köpas", "Kolla var nyckeln är"]
)
def test_what_is_to_be_found_out_is_asked_for_behind_the_verb(line: str) -> None:
    assert [point.task for point in points(f"Möte 2026-04-14\n\nLås\n- {line}\n")] == [line]


def test_all_do_something_also_where_the_verb_ends_the_line() -> None:
    [point] = points("Möte 2026-04-14\n\nTrappan\n- Alla städar\n")
    assert owner_names(point) == ["Alla"]


def tasks_of_table(*rows: str) -> list[str]:
    head, *below = (f"| {row} |\n" for row in rows)
    rule = "|" + "---|" * (head.count("|") - 1) + "\n"
    return [point.task for point in points("Möte 2026-04-14\n\n" + head + rule + "".join(below))]


def test_what_is_done_is_told_by_the_column_of_states_and_by_no_other_word() -> None:
    first = ("Status | Uppgift | Ansvarig", "Klart | Köpa färg | Karin", "Pågår | Måla boden | Sten")
    empty = ("Ansvarig | Status | Uppgift", "Karin | | Se till att hallen är klar")
    told = ("Punkt | Beslut | Ansvarig | Status", "Lås | Karin byter låset. | Karin | Klart")

    assert [tasks_of_table(*rows) for rows in (first, empty, told)] == [
        ["Måla boden"],
        ["Se till att hallen är klar"],
        [],
    ]


def test_a_column_of_tasks_goes_before_one_that_tells_what_was_said() -> None:
    rows = ("Uppgift | Information | Ansvarig", "Måla boden | Färgen är grön. | Karin", "Köpa lim | | Sten")
    assert tasks_of_table(*rows) == ["Måla boden", "Köpa lim"]


def test_what_was_said_is_pointed_at_in_its_own_column() -> None:
    note = (
        "Möte 2026-04-14\n\n| Punkt | Beslut | Ansvarig |\n|---|---|---|\n| Köp färg. | Köp färg. | Karin |\n"
    )
    [point] = points(note)
    assert point.source.start == note.rindex("Köp färg.")


def test_a_question_that_ends_with_what_is_done_is_answered_by_what_is_done() -> None:
    assert points("Möte 2026-04-14\n\n## Karin\nVad har du gjort?\n- Lagat grinden.\n- Köp av färg.\n") == []
    assert points("Möte 2026-04-14\n\n## Karin\nVad har du gjort? Skickar enkäten.\n") == []


def test_a_question_whether_to_do_a_thing_asks_for_no_list() -> None:
    note = "Möte 2026-04-14\n\nBryggan\nSka vi göra om bryggan?\n\nBrädorna är ruttna.\n\nFärgen flagnar\n"
    assert points(note) == []


def test_each_second_at_the_end_says_nothing_of_the_day_at_the_beginning() -> None:
    [point] = points("Möte 2026-04-14\n\nTrappan\n- Fredag städar Karin varannan\n")
    assert str(point.due_date) == "2026-04-17"


def test_then_is_when_the_sentence_before_says() -> None:
    note = "Byalaget, möte 2026-04-14\n\nÖvrigt\nNästa möte är den 12 maj. Sten visar då bilderna.\n"
    [point] = points(note)
    assert (point.due_kind, str(point.due_date)) == ("next_meeting", "2026-05-12")


def test_a_verb_alone_is_shown_with_what_it_is_about() -> None:
    [point] = points("Byalaget, möte 2026-04-14\n\nÖvrigt\nKaffe: Sten handlar.\n")
    assert point.task == "Kaffe: Sten handlar"


@pytest.mark.parametrize("arrow", ["→", "->", "=>"])
def test_an_arrow_points_at_whose_it_is(arrow: str) -> None:
    [point] = points(
        f"Byalaget, möte 2026-04-14\n\nÖvrigt\nSkylten pekar fortfarande åt fel håll {arrow} Sten.\n"
    )
    assert (point.task, owner_names(point)) == ("Skylten pekar fortfarande åt fel håll", ["Sten"])


@pytest.mark.parametrize(
    "told",
    [
        "Övrigt\nNästa möte är den 12 maj. Sten ordnar fikat.",
        "Nästa möte\nTisdag 12 maj. Sten har fika.",
        "Nästa möte\nTisdag 12 maj. Alla tar med ett exempel.",
    ],
)
def test_what_is_brought_to_the_next_meeting_is_due_then(told: str) -> None:
    [point] = points(f"Byalaget, möte 2026-04-14\n\n{told}\n")
    assert (point.due_kind, str(point.due_date)) == ("next_meeting", "2026-05-12")


@pytest.mark.parametrize("behind", ["Sten kallar.", "Sten återkommer om lunchen."])
def test_what_is_done_before_the_next_meeting_is_not_due_at_it(behind: str) -> None:
    [point] = points(f"Byalaget, möte 2026-04-14\n\nNästa möte\nTisdag 12 maj. {behind}\n")
    assert point.due_kind == "none"


def test_what_one_writes_another_takes_along() -> None:
    writes, takes = points(
        "Byalaget, möte 2026-04-14\n\nÖvrigt\nSten skriver ett brev som Rut tar med sig till rådet den 20 maj.\n"
    )
    assert (writes.task, owner_names(writes), writes.due_kind) == ("Skriver ett brev", ["Sten"], "none")
    assert (owner_names(takes), str(takes.due_date)) == (["Rut"], "2026-05-20")


def test_clauses_whose_verb_is_said_once_may_share_any_of_its_prepositions() -> None:
    found = points(
        "Byalaget, möte 2026-04-14\n\nÖvrigt\nSten delar ut i lådorna på norra sidan och Rut på södra.\n"
    )
    assert [owner_names(point) for point in found] == [["Sten"], ["Rut"]]


def test_who_takes_what_was_no_task_of_its_own_is_shown_with_it_and_with_its_day() -> None:
    [point] = points(
        "Byalaget, möte 2026-04-14\n\nÖvrigt\nDe behöver listan senast den 4 juni. Sten ansvarar.\n"
    )
    assert point.task == "De behöver listan senast den 4 juni. Sten ansvarar"
    assert (owner_names(point), str(point.due_date)) == (["Sten"], "2026-06-04")


@pytest.mark.parametrize(
    "text",
    [
        "Sten kontaktar kommunen och Rut skolan.",
        "Sten utser en ny värd för norr och Rut en för söder.",
        "Sten rättar kommunens lista och Rut föreningens.",
    ],
)
def test_clauses_whose_verb_is_said_once_have_each_a_thing_behind_them(text: str) -> None:
    found = points(f"Byalaget, möte 2026-04-14\n\nÖvrigt\n{text}\n")
    assert [owner_names(point) for point in found] == [["Sten"], ["Rut"]]


def test_a_label_behind_what_was_done_at_the_meeting_gives_no_task() -> None:
    assert points("Byalaget, möte 2026-04-14\n\nÖppnande\nMötet öppnades. Ansvarig: Sten.\n") == []


def test_what_is_brought_is_due_on_the_day_of_what_the_text_begins_with() -> None:
    [point] = points("Byalaget, möte 2026-04-14\n\nÖvrigt\nStäddag den 9 maj med lunch. Sten kokar kaffe.\n")
    assert str(point.due_date) == "2026-05-09"


def test_who_helps_does_so_by_the_same_day() -> None:
    told = points(
        "Byalaget, möte 2026-04-14\n\nÖvrigt\nSten skriver planen senast den 9 maj. Rut bistår med bilder.\n"
    )
    assert [str(point.due_date) for point in told] == ["2026-05-09", "2026-05-09"]


def test_what_is_brought_or_led_is_due_on_the_day_of_what_the_title_names() -> None:
    found = points(
        "Möte 2026-04-14\n\n## Städdagen lördag 30 maj\n- Karin tar med räfsor\n- Rut ringer Sten\n"
    )
    assert [str(point.due_date) for point in found] == ["2026-05-30", "None"]


def test_who_keeps_the_notes_of_the_next_call_does_so_then() -> None:
    [point] = points("Möte 2026-04-14\n\nNext call: 28 april. Karin skriver anteckningar.\n")
    assert (point.due_kind, str(point.due_date)) == ("next_meeting", "2026-04-28")


def test_whoever_is_asked_is_not_who_asks() -> None:
    [point] = points("Möte 2026-04-14\n\nFibern\n\nTelia kontaktar Karin om fibern.\n")
    assert owner_names(point) == ["Telia"]


def test_what_is_done_next_by_nobody_named_is_work_of_its_own() -> None:
    photos, boards = points("Ali tar foton i maj, sedan kommer tavlor att sättas upp vid hissarna.")

    assert (owner_names(photos), photos.due_kind) == (["Ali"], "date")
    assert (owner_names(boards), boards.due_kind) == ([None], "event")


def test_he_who_is_asked_is_the_person_named_last() -> None:
    [one] = points("Ove var hos kommunen. Han ombeds lämna tiderna till Ali.")

    assert owner_names(one) == ["Ove"]


@pytest.mark.parametrize(
    "taken",
    [
        "Ansvarig för det är Eva, klart under maj.",
        "Eva gör det i maj, fler händer behövs så kom gärna.",
    ],
)
def test_who_answers_for_what_was_just_said_has_it_with_its_day(taken: str) -> None:
    [one] = points(f"Bryggan ska upp. {taken}")

    assert (owner_names(one), one.due_kind) == (["Eva"], "date")


def test_i_am_a_person_also_where_many_are_listed() -> None:
    people = "Närvarande: Rut Ek, Sten Alm, Eva Li, Bo Berg, Ali Nor"
    [one] = points(f"Byamöte 2026-05-04\n\n{people}\n\n1. Festen\nJag kollar priset på tältet.\n")

    assert [(owner.kind, owner.name) for owner in one.owners] == [("person", "Jag")]


def test_a_speaker_in_bold_goes_on_without_being_named_again() -> None:
    [one] = points("* **Eva:** Fakturan är skickad. Ringer banken på fredag.")

    assert owner_names(one) == ["Eva"]


def test_i_am_whoever_signs_the_note() -> None:
    [one] = points(
        "Byamöte 2026-05-04\n\nNärvarande: Rut Ek, Sten Alm\n\n1. Festen\nJag fixar tältet.\n\n/Rut\n"
    )

    assert owner_names(one) == ["Rut"]


def test_people_are_called_by_what_stands_in_quotes_in_their_names() -> None:
    head = 'Byamöte 2026-05-04\n\nNärvarande:\n- Hampus "Hampe" Ek - PR\n- Rut Li\n- Bo Ås\n- Eva Dal\n- Ali Bo\n'
    first, second = points(f"{head}\n1. Festen\nHampe ringer bandet. PR ska lägga upp bilder.\n")

    assert [(owner.kind, owner.name) for point in (first, second) for owner in point.owners] == [
        ("person", "Hampe"),
        ("role", "PR"),
    ]


def test_they_are_the_body_named_before() -> None:
    [one] = points("Elfirman har varit här. Det drar ut på tiden. De lämnar pris senast den 12 maj.")

    assert owner_names(one) == ["Elfirman"]


def test_whoever_sits_on_another_body_takes_it_up_there() -> None:
    assert [owner_names(one) for one in points("Rut sitter med där och tar upp det.")] == [["Rut"]]


def test_a_column_may_say_whose_it_is_and_by_when() -> None:
    note = """Rådet
Möte 14 maj 2025

Nr   Ärende                                                    Ansvarig / klart

1    Hemsidan
     Listan över kontakter är inte uppdaterad.                 Emil / 31 maj
"""
    [one] = notes.read(note).action_points
    assert (owner_names(one), str(one.due_date)) == (["Emil"], "2025-05-31")
