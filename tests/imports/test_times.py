"""Times of day in running text."""

from datetime import time

import pytest

from app.imports.times import hours_in


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("kl 8.30-11.30", time(8, 30), time(11, 30)),
        ("13:00–15:00", time(13), time(15)),
        ("08.30 - 11.30", time(8, 30), time(11, 30)),
        ("kl. 19", time(19), None),
        ("kl.9.00-12.00", time(9), time(12)),
        ("klockan 15-16.30", time(15), time(16, 30)),
        ("kl. 0830-1130", time(8, 30), time(11, 30)),
        ("2026-03-02, 14:00-15:30", time(14), time(15, 30)),
        ("8.45 (samling) – 14.00", time(8, 45), time(14)),
        ("8.15 – ca 12.30", time(8, 15), time(12, 30)),
        ("kl 9 till ca kl. 11", time(9), time(11)),
        ("kl 13 00-15 30", time(13), time(15, 30)),
    ],
)
def test_a_time_is_found_in_each_of_its_writings(text: str, begins: time, ends: time | None) -> None:
    (found,) = hours_in(text)

    assert (found.begins, found.ends) == (begins, ends)


def test_a_span_of_bare_hours_counts_only_behind_a_label() -> None:
    assert not hours_in("9-11")
    assert not hours_in("§ 9-11", loose=True)
    assert [found.ends for found in hours_in("9-11", loose=True)] == [time(11)]


@pytest.mark.parametrize("text", ["2026-03-02", "3.1.9", "120 000 kr", "kl 25", "16/9", "1.2.2026"])
def test_other_numbers_are_no_times(text: str) -> None:
    assert not hours_in(text)


def test_four_digits_to_four_are_hours_beside_a_day_and_years_elsewhere() -> None:
    (found,) = hours_in("tis 0815-0945", loose=True)

    assert (found.begins, found.ends) == (time(8, 15), time(9, 45))
    assert not hours_in("perioden 1918-1939", loose=True)
    assert not hours_in("planen 2024-2026", loose=True)
