import pytest

from app.imports.likeness import SURE, of_bodies, of_persons, of_tasks


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Lova Exempelsson", "Lova Exempelsson"),
        ("lova  exempelsson", "Lova Exempelsson"),
        ("Tuva Alvgren", "Tuva Alvgrén"),
        ("Anna Lena Provberg", "Anna-Lena Provberg"),
        ("Exempelsson, Lova", "Lova Exempelsson"),
    ],
)
def test_case_accents_hyphens_and_order_make_no_other_person(said: str, name: str) -> None:
    assert of_persons(said, name) >= SURE


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Jennie Provberg", "Jenny Provberg"),
        ("Christoffer Vikmall", "Kristofer Wikmall"),
        ("Lova Exempelson", "Lova Exempelsson"),
        ("Lova Exmepelsson", "Lova Exempelsson"),
        ("Lova Mall", "Lova Prov Mall"),
        ("Lova", "Lova Exempelsson"),
        ("Provberg", "Jenny Provberg"),
        ("Jennie", "Jenny Provberg"),
        ("LE", "Lova Exempelsson"),
        ("L.E.", "Lova Exempelsson"),
        ("LoEx", "Lova Exempelsson"),
    ],
)
def test_spelling_parts_and_initials_are_likely_and_never_sure(said: str, name: str) -> None:
    assert 0 < of_persons(said, name) < SURE


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Lova Exempelsson", "Åke Exempelsson"),
        ("Lova Exempelsson", "Lova Provberg"),
        ("Ada", "Ida Provberg"),
        ("Åke", "Lova Exempelsson"),
        ("LP", "Lova Exempelsson"),
        ("alla", "Lova Exempelsson"),
        ("", "Lova Exempelsson"),
        ("Lova", ""),
    ],
)
def test_another_name_is_another_person(said: str, name: str) -> None:
    assert of_persons(said, name) == 0


def test_the_likelier_writing_is_likelier() -> None:
    said = ["Lova Exempelsson", "Lova Exempelson", "Lova", "Exempelsson", "LE", "Åke"]
    likeness = [of_persons(one, "Lova Exempelsson") for one in said]

    assert likeness == sorted(likeness, reverse=True)
    assert len(set(likeness)) == len(likeness)


@pytest.mark.parametrize(
    ("said", "name", "sure", "likely"),
    [
        ("Testinge kommun", "Testinge Kommun", True, True),
        ("Testinge", "Testinge kommun", False, True),
        ("Provköpings kommun", "Testinge kommun", False, False),
        ("Provköping", "Provkoping", True, True),
        ("Närvårdkontoret", "Närvårdskontoret", False, True),
    ],
)
def test_a_body_is_known_by_its_name_or_part_of_it(said: str, name: str, *, sure: bool, likely: bool) -> None:
    assert (of_bodies(said, name) >= SURE) == sure
    assert (of_bodies(said, name) > 0) == likely


@pytest.mark.parametrize(
    ("said", "task", "about"),
    [
        ("Lova bokar lokal till höstens utbildning", "Boka lokal till utbildningen i höst", True),
        ("Lokalen till utbildningen är ännu inte bokad", "Boka lokal till utbildningen", True),
        ("Åke skickar inbjudan till workshoparna", "Gör en inbjudan till workshoparna", True),
        ("Åke skickar inbjudan till workshoparna", "Boka lokal till utbildningen", False),
        ("Alla funderar till nästa möte", "Alla kommer med förslag till nästa möte", False),
        ("", "Boka lokal", False),
    ],
)
def test_a_sentence_is_about_a_task_when_the_words_that_matter_are_the_same(
    said: str, task: str, *, about: bool
) -> None:
    assert (of_tasks(said, task) >= 0.5) == about
