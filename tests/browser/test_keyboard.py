"""Whole errands with nothing but a keyboard, and with script off."""

import pytest

from tests.browser import looking, states
from tests.browser.stage import Stage
from tests.reminders.posting import at


@pytest.fixture(params=[True, False], ids=["script", "no_script"])
def keyboard(stage: Stage, request: pytest.FixtureRequest) -> Stage:
    stage.script = request.param
    return stage


def to(stage: Stage, selector: str) -> None:
    """Tab until it is there."""
    for _ in range(100):
        stage.page.keyboard.press("Tab")
        if stage.page.locator(selector).evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def enter(stage: Stage) -> None:
    """What it leads to, when it is there."""
    with stage.page.expect_navigation():
        stage.page.keyboard.press("Enter")


def title(stage: Stage) -> str:
    return stage.page.locator("h1").inner_text()


def test_a_point_is_answered_and_the_answer_changed(keyboard: Stage) -> None:
    states.several_points(keyboard)
    (point,) = keyboard.office.api.items("/action-points?q=fritidsg")
    keys = keyboard.page.keyboard

    to(keyboard, "#answer-4-done")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    assert keyboard.page.locator("#answer-4-waiting").is_checked()
    to(keyboard, "#comment-4")
    keys.type("Väntar på kommunen.")
    to(keyboard, "#until-4")
    keys.type("05052026")
    to(keyboard, "#punkt-4 button")
    enter(keyboard)
    assert title(keyboard) == "Tack för svaret"
    to(keyboard, "main a")
    enter(keyboard)
    to(keyboard, "#answer-4-done")
    keys.press("Space")
    enter(keyboard)

    assert title(keyboard) == "Tack för svaret"
    given = keyboard.office.api.items(f"/action-points/{point['id']}/answers")
    assert [(each["answer"], each["comment"], each["rests_until"]) for each in given] == [
        ("waiting", "Väntar på kommunen.", "2026-05-05"),
        ("done", None, None),
    ]


def test_what_is_wrong_is_where_one_stands_and_leads_to_its_field(keyboard: Stage) -> None:
    states.faults(keyboard)
    faults = keyboard.page.locator(".faults")

    assert faults.evaluate("element => element === document.activeElement")
    assert keyboard.page.title().startswith("Rätta: ")
    keyboard.page.keyboard.press("Tab")
    enter(keyboard)

    field = keyboard.page.locator("#until-2")
    assert field.evaluate("element => element.matches(':focus') || location.hash === '#' + element.id")
    assert field.get_attribute("aria-invalid") == "true"
    assert "redan varit" in keyboard.page.locator("#fault-until-2").inner_text()
    assert keyboard.page.locator("#comment-1").input_value() == "Utan val"


def test_whoever_shares_an_address_says_who_they_are_and_answers(keyboard: Stage) -> None:
    states.who_are_you(keyboard)

    to(keyboard, ".people li:last-child a")
    enter(keyboard)
    assert "Hej Disa Dahl!" in keyboard.page.locator("main").inner_text()
    to(keyboard, "#answer-2-done")
    keyboard.page.keyboard.press("Space")
    enter(keyboard)

    assert title(keyboard) == "Tack för svaret"
    assert [each["status"] for each in keyboard.office.api.items("/action-points?sort=number")] == [
        "open",
        "done",
    ]


def test_mail_is_stopped_and_had_again(keyboard: Stage) -> None:
    states.stop(keyboard)
    (bo,) = keyboard.office.api.items("/persons?q=Bo")

    seen = []
    for _ in range(2):
        to(keyboard, "main button")
        enter(keyboard)
        point = keyboard.office.api.items("/action-points")[0]
        seen.append((title(keyboard), point["owners"][0]["persons"][0]["unreachable"]))

    assert seen == [("Du får inga påminnelser", "stopped"), ("Sluta få påminnelser", None)]
    assert point["owners"][0]["persons"][0]["id"] == bo["id"]


def test_a_new_link_is_asked_for(keyboard: Stage) -> None:
    states.expired(keyboard)

    to(keyboard, "main button")
    enter(keyboard)

    assert title(keyboard) == "Titta i din mejl"
    (mail,) = keyboard.office.mails(at("2026-05-04", "08:01"))
    assert mail["To"].addresses[0].addr_spec == "bo@example.org"


def test_a_refused_form_leads_back_to_its_page(keyboard: Stage) -> None:
    states.everybodys_own_part(keyboard)
    keyboard.page.locator("#comment-1").evaluate("field => field.after(field.cloneNode())")
    keyboard.page.locator("button").click()
    assert title(keyboard) == "Formuläret går inte att läsa"

    to(keyboard, "main a")
    enter(keyboard)

    assert title(keyboard) == "Svara inför mötet fredag 17 april"


def test_the_language_is_changed(keyboard: Stage) -> None:
    states.everybodys_own_part(keyboard)

    to(keyboard, ".top a")
    enter(keyboard)

    assert title(keyboard) == "Answer before the meeting on Friday 17 April"
    keyboard.page.locator("#answer-1-done").check()
    keyboard.page.locator("button").click()
    assert title(keyboard) == "Thank you for your answer"


def test_a_follow_up_on_paper_has_what_the_meeting_needs_and_no_more(stage: Stage) -> None:
    states.follow_up(stage)
    stage.page.set_viewport_size({"width": 680, "height": 960})  # A4 with its margins
    stage.page.emulate_media(media="print")

    paper = stage.page.locator("body").inner_text()

    assert "1. Gör en inbjudan till workshoparna" in paper and "Jag har fått andra uppgifter." in paper
    assert "In English" not in paper and "Tillgänglighet" not in paper
    assert looking.cut(stage.page) == []
    assert stage.page.pdf(format="A4").startswith(b"%PDF")
