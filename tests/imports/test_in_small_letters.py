"""Notes whose writer uses no capitals: their lines are lines, and their headings headings, though they begin small."""

from app.imports.notes import read

NOTE = """styrelsemöte ekby vägförening nr 2/2025
ons 19/3 hemma hos sten, börja 18.30 o slut ca 20.45

här va: sten b (ordf), siv, kalle n, jocke (kom 19.15)
ej här: roffe (sjuk)

ekonomi
siv drog siffrorna. 84 300 på kontot, siv skickar påminnelse i veckan

vägen
kalle ringer schaktarn på fredag o hör om grus. plogningen har funkat bra i vinter
dammbindning - 2 lass beställs (kalle)

bron
jocke målar räcket i maj

nästa möte 23/4 18.30 hos siv
"""


def test_the_head_and_those_who_were_there() -> None:
    made = read(NOTE)
    meeting = made.meeting
    assert (meeting.group, str(meeting.held_on)) == ("ekby vägförening, styrelsen", "2025-03-19")
    assert [str(clock)[:5] for clock in (meeting.start_time, meeting.end_time)] == ["18:30", "20:45"]
    there = {row.name: row.presence for row in made.attendance}
    assert there == {
        "sten b": "present",
        "siv": "present",
        "kalle n": "present",
        "jocke": "present",
        "roffe": "excused",
    }
    assert [str(one.held_on) for one in made.next_meetings] == ["2025-04-23"]


def test_each_heading_is_an_item_and_each_line_its_own() -> None:
    made = read(NOTE)
    assert [item.title for item in made.agenda_items] == ["ekonomi", "vägen", "bron"]
    owners = [(point.owners[0].name, point.due_kind) for point in made.action_points]
    assert owners == [("siv", "date"), ("kalle", "date"), ("kalle", "none"), ("jocke", "date")]


def test_lines_that_go_on_below_bullets_tell_nothing_of_how_a_note_is_written() -> None:
    broken = """Ekby vägförening 2025-03-19
Närvarande: Siv Ek, Kalle Nord

- Siv köper duk och frågar alla som kan
hjälpa till med att duka i salen innan
festen börjar den 3 maj
- Kalle skriver ett brev till kommunen om
den trasiga bron och vägen dit som är
full av hål
"""
    assert [point.owners[0].name for point in read(broken).action_points] == ["Siv", "Kalle"]


def test_names_are_known_in_small_letters_though_the_list_has_capitals() -> None:
    made = read(
        NOTE.replace("här va: sten b (ordf), siv, kalle n, jocke", "här: Sten B (ordf), Siv, Kalle N, Jocke")
    )
    assert [point.owners[0].name for point in made.action_points] == ["siv", "kalle", "kalle", "jocke"]
