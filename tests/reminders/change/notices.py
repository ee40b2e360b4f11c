"""Notices to write letters of. `python -m tests.reminders.change.notices` writes the letters down anew."""

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

from app.reminders.change.notice import Notice, in_words
from app.reminders.letter import Rendered, from_templates
from app.reminders.told import Told, no_longer_so
from tests.reminders.digests import HOSTILE

LETTERS = Path(__file__).parent / "letters"
URL = "https://video.example.org/m/81?pwd=a-b_c&lang=sv"
STOP = "https://nasta.example.org/stops/abc"
WAS = Told(
    held_on=date(2026, 4, 17),
    start_time=time(14),
    end_time=time(16),
    time_zone="Europe/Stockholm",
    place="Kommunhuset i Ålsta, sal Björken",
    online_url=URL,
    cancelled=False,
)
REASON = "Salen är uthyrd och flera har förhinder.\r\n\r\nVi hittar en ny dag."


def notice(now: dict[str, Any], *, was: Told = WAS, expected: bool = True, **changes: Any) -> Notice:
    """What differs in the meeting now; those not expected are shown no link."""
    present = replace(WAS, **now)
    told: dict[str, Any] = {
        "group": "Beredningsgruppen för barn och unga",
        "group_short_name": "BGB",
        "language": "sv",
        "today": date(2026, 4, 13),
        "names": ("Majken Glimsjö",),
        "was": was,
        "now": present if expected else replace(present, online_url=None),
        "changed": no_longer_so(was, present),
        "preliminary": False,
        "reason": None,
        "reply_to_name": "Torun Ekevall",
        "stop": STOP,
    }
    return Notice(**told | changes)


CANCELLED = replace(WAS, cancelled=True, online_url=None)
NOTICES = {
    "moved": notice({"held_on": date(2026, 4, 24)}),
    "time": notice({"start_time": time(13), "end_time": None}),
    "place": notice({"place": "Biblioteket"}, preliminary=True),
    "no_place": notice({"place": None}, reply_to_name=None),
    "link": notice({"online_url": f"{URL}&ny=1"}),
    "link_ended": notice({"online_url": f"{URL}&ny=1"}, expected=False),
    "everything": notice(
        {"held_on": date(2027, 1, 8), "start_time": None, "end_time": None, "place": "Biblioteket"},
        language="en",
    ),
    "several": notice({"start_time": time(15), "place": "Biblioteket"}),
    "zone": notice({"time_zone": "Europe/Helsinki"}),
    "cancelled": notice({"cancelled": True, "online_url": None}, reason=REASON),
    "cancelled_in_english": notice({"cancelled": True, "online_url": None}, language="en"),
    "reopened": notice({}, was=CANCELLED, reason="Salen blev ledig."),
    "reopened_another_day": notice({"held_on": date(2026, 4, 24)}, was=CANCELLED),
    "shared_address": notice({"held_on": date(2026, 4, 24)}, names=("Majken Glimsjö", "Östen Kvarnbäck")),
    "hostile": notice(
        {"cancelled": False, "place": f"{HOSTILE} nu", "online_url": 'javascript:alert(1)//"><script>'},
        was=replace(CANCELLED, place=HOSTILE, online_url=URL),
        group=HOSTILE,
        group_short_name=HOSTILE,
        names=(HOSTILE,),
        reason=f"{HOSTILE}\n\nOm något är oklart\n\u2028</blockquote>\x00\ud800",
        reply_to_name=HOSTILE,
    ),
}


def letter(notice: Notice) -> Rendered:
    return from_templates("change", memo=in_words(notice))


def written(letter: Rendered) -> str:
    """Subject and text, as they are kept."""
    return f"{letter.subject}\n\n{letter.text}"


if __name__ == "__main__":
    LETTERS.mkdir(exist_ok=True)
    for name, told in NOTICES.items():
        LETTERS.joinpath(f"{name}.txt").write_text(written(letter(told)), encoding="utf-8", newline="\n")
        LETTERS.joinpath(f"{name}.html").write_text(letter(told).html, encoding="utf-8", newline="\n")
