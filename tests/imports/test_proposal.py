"""The proposal in the shape that the domain describes."""

from typing import Any

from app.imports.notes import read
from app.imports.proposal import as_json

NOTE = """Mötesanteckningar Väggruppen 2024-05-06
Tid: 13.00-14.00
Närvarande: Vera Lind (ordf), Isak Bro

1. Färgen
Isak Bro mailar målaren senast 13/5.
Beslut: Väggen blir grön.

Nästa möte: 3 juni kl. 13-14 (preliminärt)
"""


def test_the_whole_of_a_small_note() -> None:
    said = as_json(read(NOTE))

    (point,) = said.pop("action_points")
    assert (point["agenda_number"], point["due_date"]) == ("1", "2024-05-13")
    assert [owner["name"] for owner in point["owners"]] == ["Isak Bro"]
    assert 0 < point["confidence"] <= 1
    (decision,) = said.pop("decisions")
    assert (decision["text"], decision["agenda_number"]) == ("Väggen blir grön.", "1")
    person: dict[str, Any] = {
        "title": None,
        "organization": None,
        "presence": "present",
        "person_id": None,
        "candidates": [],
    }
    assert said == {
        "meeting": {
            "group": "Väggruppen",
            "held_on": "2024-05-06",
            "start_time": "13:00",
            "end_time": "14:00",
            "place": None,
        },
        "attendance": [
            {"name": "Vera Lind", "roles": ["chair"], **person},
            {"name": "Isak Bro", "roles": [], **person},
        ],
        "agenda_items": [
            {"number": "1", "title": "Färgen", "notes": NOTE[NOTE.index("Isak Bro mailar") :].strip()}
        ],
        "next_meetings": [
            {
                "held_on": "2024-06-03",
                "start_time": "13:00",
                "end_time": "14:00",
                "status": "proposed",
                "source": {
                    "text": "Nästa möte: 3 juni kl. 13-14 (preliminärt)",
                    "start": NOTE.index("Nästa"),
                    "end": len(NOTE) - 1,
                },
            }
        ],
        "unread": [],
    }
