"""The heads of notes in the ways they are laid out: group, day, hours and place; and the day they meet next."""

from datetime import date

import pytest

from app.imports.notes import read

_BODY = "\n1. Ekonomi\nLäget är gott.\n2. Övrigt\nInget.\n"


def told(head: str) -> tuple[str | None, str, str | None, str | None, str | None]:
    said = read(head + "\n" + _BODY).meeting
    hours = [clock.strftime("%H:%M") if clock else None for clock in (said.start_time, said.end_time)]
    return said.group, str(said.held_on), hours[0], hours[1], said.place


@pytest.mark.parametrize(
    ("head", "meant"),
    [
        (
            "Protokoll styrelsemöte Ekby modellflygklubb 20110228\nPlats: hos Vera",
            ("Ekby modellflygklubb, styrelsen", "2011-02-28", None, None, "hos Vera"),
        ),
        (
            "Minnesanteckningar från möte med Bygruppen måndagen den 28/2 2011 kl 19 i klubblokalen",
            ("Bygruppen", "2011-02-28", "19:00", None, "klubblokalen"),
        ),
        ("Bygruppen minnesant. 110228", ("Bygruppen", "2011-02-28", None, None, None)),
        (
            "BYRÅDET I EKBY, 28 februari 2011\nMatsalen, 18.00-19.40",
            ("BYRÅDET I EKBY", "2011-02-28", "18:00", "19:40", "Matsalen"),
        ),
        (
            "Byrådet i Ekby\nMöte 2/2011, måndagen den 28 februari\nKommunhuset, rum Linné kl. 8.30-10.00",
            ("Byrådet i Ekby", "2011-02-28", "08:30", "10:00", "Kommunhuset, rum Linné"),
        ),
        (
            "SEKTIONSMÖTE 4\nSektionen vid Ekby universitet\nDatum 2011-02-28\nTid 17:15-20:03\nPlats: Sal E1",
            ("Sektionen vid Ekby universitet", "2011-02-28", "17:15", "20:03", "Sal E1"),
        ),
        (
            "Styrelsemöte 2011-02-28\n\nGullrisföreningen\nJitsi: https://gullris.example/m\nStart 20:04, slut 21:41",
            ("Gullrisföreningen, styrelsen", "2011-02-28", "20:04", "21:41", "https://gullris.example/m"),
        ),
        (
            "IF EKBY RODD\nSektionsstyrelsen\n\nMåndag 28 februari 2011 kl. 19.00–21.15, Klubbstugan",
            ("IF EKBY RODD, sektionsstyrelsen", "2011-02-28", "19:00", "21:15", "Klubbstugan"),
        ),
        (
            "Byrådet i Ekby\n\nVi sågs i söndags (27 februari 2011) hemma hos Vera. Vi höll på mellan 15 och 17.30.",
            ("Byrådet i Ekby", "2011-02-27", "15:00", "17:30", "hemma hos Vera"),
        ),
        (
            "Möte i Kulturrådet\nDag: 28 februari\nÅr 2011\nStart 14, slut 15.30",
            ("Kulturrådet", "2011-02-28", "14:00", "15:30", None),
        ),
        (
            "Styrelsemöte Ekby Rodd\n28/2 -11 kl 18.00 hos Vera, stuga 17",
            ("Ekby Rodd, styrelsen", "2011-02-28", "18:00", None, "hos Vera, stuga 17"),
        ),
        (
            "Ekby Rodd/Protokoll 2016-10-04\n\nFrågor besvaras av Vera.\n\n4 oktober 18:15-, via Skype",
            ("Ekby Rodd", "2016-10-04", "18:15", None, "Skype"),
        ),
        (
            "Kårstyrelsemöte\nEkby scoutkår\n5/2 2008",
            ("Ekby scoutkår, styrelsen", "2008-02-05", None, None, None),
        ),
        (
            "Sektionen styrelsemöte 7\n2013-10-21, 12:15-13:00, Rum C456",
            ("Sektionen, styrelsen", "2013-10-21", "12:15", "13:00", "Rum C456"),
        ),
        (
            "Protokoll 2017-11-08\n\nStyrelsemötesprotokoll\nOnsdag 8 november 2017 kl. 17.45, Rum 12 Gamla mejeriet.",
            ("styrelsen", "2017-11-08", "17:45", None, "Rum 12 Gamla mejeriet"),
        ),
        (
            "Vårmötet 3.4.2019 kl. 18, rum 7, Föreningsgården, uppgång C vid Hamnen 5-9, Ekby",
            (None, "2019-04-03", "18:00", None, "rum 7, Föreningsgården, uppgång C vid Hamnen 5-9, Ekby"),
        ),
        (
            "Ekby byalag, möte i bystugan söndagen den 12 oktober 2025",
            ("Ekby byalag", "2025-10-12", None, None, "bystugan"),
        ),
        (
            "Byggruppen\n\nAnteckningar från sammankomsten i skolans lilla sal\nonsdagen den 7/5 -25 kl. 18.00–19.40",
            ("Byggruppen", "2025-05-07", "18:00", "19:40", "skolans lilla sal"),
        ),
        (
            "EKBY KANOT\nStyrelsen\n\nProtokoll från styrelsemöte den 3 september 2024",
            ("EKBY KANOT, Styrelsen", "2024-09-03", None, None, None),
        ),
        (
            "Ekby kanots styrelse, styrelsemöte den 3 september 2024\n\nVi satt i klubbhuset och det drog.",
            ("Ekby kanots styrelse", "2024-09-03", None, None, "klubbhuset"),
        ),
        (
            "Protokoll från kvartersmöte i Ekbygården 7 mars 2018",
            ("Ekbygården", "2018-03-07", None, None, "Ekbygården"),
        ),
        (
            "EKBY KANOT\nProtokoll från styrelsemöte 2012-03-05\nPlats: Klubbstugan kl 18.00-20.30",
            ("EKBY KANOT, styrelsen", "2012-03-05", "18:00", "20:30", "Klubbstugan"),
        ),
        (
            "Protokoll nr 5/2014 Styrelsen för Ekby IF\nDen 3 juni 2014 kl 18.00 på kansliet",
            ("Styrelsen för Ekby IF", "2014-06-03", "18:00", None, "kansliet"),
        ),
        (
            "LBG Ekby - minnesanteckn.\n\nOns 2024-02-07 1015-1130, Båtklubbens segelsal",
            ("LBG Ekby", "2024-02-07", "10:15", "11:30", "Båtklubbens segelsal"),
        ),
        (
            (
                "Ekby roddlag\nAnteckningar skrivna vid träff lördagen den 6 april 2024\n"
                "Klockan 9–11.15 i Båthuset, Lillby, soppan stod framme när vi kom"
            ),
            ("Ekby roddlag", "2024-04-06", "09:00", "11:15", "Båthuset, Lillby"),
        ),
        (
            "Start > Föreningar > Hembygdsvårdarna i Ekby > Möten\n\nTid: 6 april 2024, 8.45 (samling) – 14.00",
            ("Hembygdsvårdarna i Ekby", "2024-04-06", "08:45", "14:00", None),
        ),
        (
            (
                "Båtkartan                                Anteckningar nr 4\n"
                "Projektgruppen                           Datum: 24-04-18, 14:00-15:45"
            ),
            ("Båtkartan, Projektgruppen", "2024-04-18", "14:00", "15:45", None),
        ),
        (
            "STYRGRUPP BÅTEN (hur vi lånar båtar)\nProtokoll nr 2\n\nDatum: 2024-04-18",
            ("STYRGRUPP BÅTEN", "2024-04-18", None, None, None),
        ),
        (
            "Protokoll\nRoddnämnden\n\nSammanträdesdatum\n2024-05-14\nTid\n13.00-15.20\nPlats\nSalongen Linden\n",
            ("Roddnämnden", "2024-05-14", "13:00", "15:20", "Salongen Linden"),
        ),
        (
            (
                "PROTOKOLL\nProjekt: Bryggan\nDatum: 2024-05-14      Tid: 09:00 - 10:30\n"
                "Plats: Rum 3B          Mötesledare: Vera Lind"
            ),
            ("Bryggan", "2024-05-14", "09:00", "10:30", "Rum 3B"),
        ),
        (
            "Roddlaget\n2024-05-14 · 10:00–11:00 · Teams",
            ("Roddlaget", "2024-05-14", "10:00", "11:00", "Teams"),
        ),
        (
            "Teamsmöte 2024-05-15 13:00-13:45\nVera Lind, Isak Bro, Siv Ek\nRoddlaget",
            ("Roddlaget", "2024-05-15", "13:00", "13:45", "Teamsmöte"),
        ),
        (
            "Roddlaget\n2024-05-15, 10.15\n\nNärvarande: Vera, Isak\n\nSedan sist\nAlla har rott var för sig.",
            ("Roddlaget", "2024-05-15", "10:15", None, None),
        ),
        ("Skyddsrond Ekby förskola 2024-04-18", ("Ekby förskola", "2024-04-18", None, None, None)),
        (
            "Från: Vera Lind\nSkickat: den 13 mars 2024 21:40\nÄmne: Bryggan\n\nRoligt att ses i måndags.",
            ("Bryggan", "2024-03-11", None, None, None),
        ),
        (
            "Från: Vera Lind\nSkickat: den 13 mars 2024 21:40\nÄmne: Bryggan\n\nHär är det vi sa igår.",
            ("Bryggan", "2024-03-12", None, None, None),
        ),
        (
            "Möte Bygruppen 2011-02-28\n\nMötet pågår till 21.30",
            ("Bygruppen", "2011-02-28", None, "21:30", None),
        ),
        (
            "Datum\n2011-03-09\n\nAnteckningar\n\nMöte i hamnrådet 28 februari 2011\n\nPlats Bryggan, nedre salen",
            ("hamnrådet", "2011-02-28", None, None, "Bryggan, nedre salen"),
        ),
        (
            "Protokoll, möte i Norrsjö Vattennät ek. för., #3\n\n • Möte: 3\n • Datum: 110228",
            ("Norrsjö Vattennät ek. för", "2011-02-28", None, None, None),
        ),
        (
            "Ekby hembygdskrets\nProtokoll från möte\nKlockarens hembygdsgård 2011-02-28",
            ("Ekby hembygdskrets", "2011-02-28", None, None, "Klockarens hembygdsgård"),
        ),
        (
            "Rapport från hamnrådet i Ekby 28 februari 2011",
            ("hamnrådet i Ekby", "2011-02-28", None, None, None),
        ),
        (
            "Ekby kanot 2011-02-28\n\nStyrelsemöte i Ekby kanot, klubbstugan.",
            ("Ekby kanot, styrelsen", "2011-02-28", None, None, "klubbstugan"),
        ),
        (
            "Ekby kolonister\nDen 28/2, 2011 kl. 18.30 utomhus vid växthuset",
            ("Ekby kolonister", "2011-02-28", "18:30", None, "utomhus vid växthuset"),
        ),
    ],
)
def test_each_layout_of_a_head_is_read(
    head: str, meant: tuple[str | None, str, str | None, str | None, str | None]
) -> None:
    assert told(head) == meant


def test_when_something_else_ends_and_when_it_is_signed_are_not_when_they_met() -> None:
    said = read(
        "Ekby Rodd 2016-10-04\n\nJusterat:\nOrdförande Vera 21:10, 4 oktober 2016\n\n§ 1 Kiosken\n\n"
        "Öppnar serveringen kl 11.00.\n\n§ 2 Övrigt\n\nInget.\n"
    ).meeting

    assert (said.start_time, said.end_time) == (None, None)


def test_what_is_to_come_up_at_a_later_meeting_says_when_they_meet_next() -> None:
    text = "Bygdemöte 2018-03-07\n\n§ 1 Bryggan\n\nDen behandlas på höstmötet den 4 oktober.\n\n§ 2 Övrigt\n\nSlut.\n"

    (following,) = read(text).next_meetings

    assert following.held_on == date(2018, 10, 4)
    assert following.source.text == "Den behandlas på höstmötet den 4 oktober."


def test_lists_of_people_may_say_whom_they_are_from() -> None:
    rows = read(
        f"Möte 2017-03-12\n\nFrån styrelsen: Vera, Isak\nFrån medlemmarna: Rut, Siv\n{_BODY}"
    ).attendance

    assert [row.name for row in rows] == ["Vera", "Isak", "Rut", "Siv"]


def test_what_the_minutes_were_taken_at_says_the_day_before_when_they_were_written() -> None:
    note = "Stämma 2026\n2026-05-06\n\nProtokoll fört vid stämma med Granens vägförening den 14 april 2026.\n"
    assert str(read(note).meeting.held_on) == "2026-04-14"


@pytest.mark.parametrize("line", ["Siv Ek, Folkhögskolan i Ekby", "Isak Bro, Ekby kontoret 3"])
def test_who_was_there_below_the_day_is_no_place(line: str) -> None:
    assert told(f"Byrådet 2011-02-28\n\nNärvarande:\n{line}\nVera Lind, Ekby kommun\n")[-1] is None


def test_marks_of_headings_may_stand_close_to_their_text() -> None:
    items = read("#Årsmöte\n\n####1.  Val av ordförande\nKarin\n\n####2.  Kallelse\nGodkändes\n").agenda_items
    assert [(item.number, item.title) for item in items] == [("1", "Val av ordförande"), ("2", "Kallelse")]


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Nästa gång 12/4 1015 hos Siv. Isak lagar soppa.", date(2024, 4, 12)),
        ("nästa mån 8/4 som vanligt", date(2024, 4, 8)),
        ("Nästa 12 april, som vanligt", date(2024, 4, 12)),
        ("Kommande RBK: 5 april och 3 maj i båthuset.", date(2024, 4, 5)),
        ("Nytt samråd: 12 april kl. 17.", date(2024, 4, 12)),
        ("Nästa fredag 12/4 målar Siv båten.", None),
        ("Nästa steg: 12 april ska båten i.", None),
    ],
)
def test_the_next_time_is_told_by_few_words_right_before_its_day(said: str, day: date | None) -> None:
    coming = read(f"Ekby roddlag 2024-03-11\n{_BODY}\n{said}\n").next_meetings
    assert [one.held_on for one in coming][:1] == ([day] if day else [])


def test_a_heading_with_the_whole_day_at_the_head_says_what_the_note_is_of() -> None:
    note = read(
        "Ekbyskolan\n\nSkolrådet tisdag 8 oktober 2024\nPlats: Aulan.\n\nNärvarande: Vera Lind, Isak Bro\n\n"
        "Maten\nKön är lång.\n\nGården\nGungan är lagad.\n"
    )
    assert (note.meeting.group, note.meeting.held_on) == ("Skolrådet", date(2024, 10, 8))
    assert [item.title for item in note.agenda_items] == ["Maten", "Gården"]


def test_what_is_left_from_last_time_is_an_item_and_no_agenda() -> None:
    items = read(
        "# Roddlaget 2024-04-03\n\n## Ärenden från förra gången\n* #41 Bryggan. Stängs.\n\n## Båten\nText.\n"
    )
    assert [item.title for item in items.agenda_items] == ["Ärenden från förra gången", "Båten"]


def test_parts_of_an_item_may_have_its_number_before_a_colon() -> None:
    parts = "1:1 Hamnen\n\nLugnt.\n\n1:2 Vägen\n\n2:1 i matchen mot Lillby."
    note = f"Byrådet 2011-02-28\n\n1 Läget\n\n{parts}\n\n2 Övrigt\n\nInget.\n"
    items = [(item.number, item.title) for item in read(note).agenda_items]
    assert items == [("1", "Läget"), ("1:1", "Hamnen"), ("1:2", "Vägen"), ("2", "Övrigt")]


def test_a_title_ends_at_a_dash_that_leads_to_sentences() -> None:
    note = "Byrådet 2011-02-28\n\n1. Kassan - i lådan 812 kr. Räntan är låg.\n2. Bryggan – upphandling\nVera ringer.\n"
    assert [item.title for item in read(note).agenda_items] == ["Kassan", "Bryggan – upphandling"]


def test_the_parts_of_an_entry_on_the_agenda_are_no_items() -> None:
    entries = "* Utkast\n\n* Grupper\n  * Vilka vill vad?\n\n* Verktyg"
    note = f"## Arbetsmöte 05/04/21\n\n### Mötespunkter\n\n{entries}\n\n### Fritt\n\nVi delade upp oss.\n"
    assert [item.title for item in read(note).agenda_items] == ["Utkast", "Grupper", "Verktyg"]


def test_an_agenda_that_is_only_agreed_to_is_an_item() -> None:
    text = "Hamnlistan 2011-02-28\n\nMötets öppnande\n\nVera öppnar.\n\nDagordning\n\nGodkänd, kranen tas först.\n\n"
    items = read(f"{text}Kranen\n\nIsak smörjer den.\n\nBryggan\n\nLugnt.\n").agenda_items
    assert [item.title for item in items] == ["Mötets öppnande", "Dagordning", "Kranen", "Bryggan"]


@pytest.mark.parametrize(
    "body", ["Kassören hälsade att vi får låna lokalen kl 14.", "Kaffet är slut, Eva köper nytt till kl 18."]
)
def test_times_of_other_things_are_not_those_of_the_meeting(body: str) -> None:
    meeting = read(f"Byrådet i Ekby 2011-02-28\n\n1. Läget\n{body}\n").meeting
    assert (meeting.start_time, meeting.end_time) == (None, None)


@pytest.mark.parametrize("told_of", ["i två timmar", "i går kväll", "i telefonmöte och pratade"])
def test_how_long_they_sat_is_no_place(told_of: str) -> None:
    assert told(f"Byrådet\nMöte 2011-02-28\n\nVi satt {told_of}.")[-1] is None


@pytest.mark.parametrize(
    "name", ["Barnrådet på skolan", "Föreningen Barn på sjukhuset", "Scouterna avdelning V"]
)
def test_where_a_group_is_at_home_is_its_name(name: str) -> None:
    assert told(f"{name} 2011-02-28")[0] == name


def test_to_the_minute_below_from_it_says_when_a_mail_was_sent() -> None:
    mail = "Från: Vera Lind\nTill: Byrådet\nDatum: tisdag 9 september 2025 16:48\nÄmne: Från gårdagens möte"
    memo = "Från: Vera Lind\nTill: Byrådet\nDatum: 9 september 2025\nÄmne: Från mötet"

    assert [told(head)[1:3] for head in (mail, memo)] == [("2025-09-08", None), ("2025-09-09", None)]


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("Byrådet i Ekby\n28 februari 2011, matsalen 18.00-19.30", "matsalen"),
        ("Byrådet i Ekby\nMöte måndag 11-02-28, bystugan kl 19", "bystugan"),
        ("Byrådet i Ekby\n28 februari 2011, Logen i Fagerlid, kl 19", "Logen i Fagerlid"),
        ("Byrådet i Ekby 2011-02-28\n13:00–14:35, Jitsi (länk i inbjudan)", "Jitsi"),
        (
            "Byrådet i Ekby\n\nMåndag 28 februari 2011 kl. 13:15-15:30\nKommunhuset i Tallby, rum Linden (samt Teams)",
            "Kommunhuset i Tallby, rum Linden (samt Teams)",
        ),
    ],
)
def test_what_stands_between_commas_beside_day_and_hours_is_where_they_met(head: str, place: str) -> None:
    assert told(head)[-1] == place


@pytest.mark.parametrize(
    "head",
    [
        "Byrådet i Ekby\n28 februari 2011, nr 4, kl 19",
        "28 februari 2011, Byrådet i Ekby, kl 19",
        "Byrådet i Ekby\n28 februari 2011, ordinarie möte, kl 19",
    ],
)
def test_what_else_stands_there_is_no_place(head: str) -> None:
    assert told(head)[-1] is None


def test_a_mail_tells_in_brackets_where_they_met_and_its_subject_of_what() -> None:
    mail = (
        "Från: Vera Lind <vera@exempel.se>\nSkickat: den 2 mars 2011 16:42\nTill: lotsar@listor.exempel.se\n"
        "Kopia: Isak Bro\nÄmne: Anteckningar Lotsar Fagerlid 28 feb\n\nHej alla!\n\n"
        "Här kommer anteckningarna från i måndags (Lotshuset i Ekby, 9.30-14 med ärtsoppa). Säg till om något är fel."
    )
    assert told(mail) == ("Lotsar Fagerlid", "2011-02-28", "09:30", "14:00", "Lotshuset i Ekby")


@pytest.mark.parametrize(
    ("line", "ended"),
    [
        ("Slut för i dag ca 17.40", "17:40"),
        ("Slut kl. 17.40.", "17:40"),
        ("Slut på virke, Isak hämtar mer 17.40", "None"),
        (
            "Slut är det också på plank, och mer får vi inte hem förrän tidigast på lördag eftermiddag kl 17.40",
            "None",
        ),
    ],
)
def test_a_short_line_at_the_end_says_when_it_was_over(line: str, ended: str) -> None:
    note = f"Byrådet 2011-02-28 kl 16\n{_BODY}\n{line}\n/Vera\n"
    assert str(read(note).meeting.end_time)[:5] == ended[:5]


@pytest.mark.parametrize(
    ("title", "group"),
    [
        ("Programrådet, Högskolan i Ekby", "Programrådet"),
        ("Byggnadsnämnden, Fagerlids kommun", "Byggnadsnämnden"),
        ("Tallens förbund, klubb 4, Högskolan i Ekby", "Tallens förbund, klubb 4, Högskolan i Ekby"),
        ("Driftgruppen, Region Mitt IT", "Driftgruppen, Region Mitt IT"),
        ("Samrådsgrupp Hamn, norra delen", "Samrådsgrupp Hamn, norra delen"),
        ("MINNESLISTA\n\nHamnrådet i Ekby", "Hamnrådet i Ekby"),
        ("Mötesanteckningar styrgrupp\n\nProjekt Bryggan", "styrgrupp Projekt Bryggan"),
    ],
)
def test_whose_a_group_is_and_what_text_it_is_are_not_its_name(title: str, group: str) -> None:
    assert told(f"{title}\nMåndag 28 februari 2011 kl. 9.30-15.00")[0] == group


def test_a_title_above_the_day_and_tasks_for_the_next_time_are_no_items() -> None:
    note = (
        "MINNESLISTA\n\nHamnrådet i Ekby\nMåndag 28 februari 2011 kl. 9.30-15.00\nLotshuset\n\n"
        "Deltagare\nVera Lind, Isak Bro\n\nBryggan\nDen är hel.\n\nBåtarna\nDe är tvättade.\n\n"
        "Till nästa träff\n- Vera lagar bryggan\n- Isak köper plank\n"
    )
    assert [item.title for item in read(note).agenda_items] == ["Bryggan", "Båtarna"]
