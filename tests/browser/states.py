"""Every state of every page for people: how the browser comes there."""

from collections.abc import Callable

from tests.asking import Thing
from tests.browser.stage import Stage
from tests.reminders.posting import at

State = Callable[[Stage], None]

LONG_AFTER = at("2026-05-04")
LONGEST_WORD = "Samordningsgruppsmötesanteckningsmallsgranskningsförfarandebeskrivning"
HOSTILE = '</textarea><script>alert(1)</script>"\'><a href="javascript:x">\u202e{{ 7*7 }}{number}%s<h1>'


def several_points(stage: Stage) -> None:
    """Late, due, waiting, undated, and one that nobody has; with details, and one answered before."""
    held = _held(stage)
    ada, bo = stage.person("Ada Alm", "secretary"), stage.person("Bo Berg")
    details = "Workshoparna hålls i **maj**.\n\n- Tid och plats\n- Vem som kan komma"
    point = stage.office.point("Gör en inbjudan till workshoparna", ada, bo, meeting=held, details=details)
    stage.office.point(
        "Ta fram siffror om skolfrånvaro", bo, meeting=held, due_kind="date", due_date="2026-03-27"
    )
    event = {"due_kind": "event", "due_event": "när folkhälsan har svarat"}
    stage.office.point(f"Gå igenom {LONGEST_WORD}", bo, meeting=held, **event)
    stage.office.point("Håll kontakten med fritidsgårdarna", bo, meeting=held, due_kind="none")
    stage.office.point("Hitta en föreläsare till hösten", meeting=held)
    said = {"answer": "waiting", "person_id": bo["id"], "comment": "Väntar på datum\nfrån lokalbokningen."}
    letter = stage.letter("bo")
    stage.office.api.post(f"/action-points/{point['id']}/answers", said)
    stage.open(letter.answer)


def everybodys_own_part(stage: Stage) -> None:
    """An `each` point: the person's own text."""
    stage.person("Bo Berg")
    _each(stage)
    stage.open(stage.letter("bo").answer)


def who_are_you(stage: Stage) -> None:
    """Two who share an address."""
    stage.open(_shared(stage))


def one_of_those_who_share(stage: Stage) -> None:
    who_are_you(stage)
    stage.page.locator(".people a").first.click()


def thanks(stage: Stage) -> None:
    """Everything answered, in every way there is."""
    several_points(stage)
    for number, answer in ((1, "done"), (2, "in_progress"), (3, "cannot"), (4, "waiting"), (5, "took")):
        stage.page.locator(f"#answer-{number}-{answer}").check()
    stage.page.locator("#until-4").fill("2026-05-04")
    stage.page.locator("#comment-3").fill("Jag har inte tillgång till materialet.")
    _send(stage)


def thanks_for_a_part(stage: Stage) -> None:
    """One answered, the rest not."""
    several_points(stage)
    stage.page.locator("#answer-2-in_progress").check()
    _send(stage)


def thanks_for_ones_own_part(stage: Stage) -> None:
    everybodys_own_part(stage)
    stage.page.locator("#answer-1-done").check()
    stage.page.locator("#comment-1").fill("Fler som berättar för varandra.")
    _send(stage)


def nothing_answered(stage: Stage) -> None:
    several_points(stage)
    stage.page.goto(f"{stage.page.url.partition('?')[0]}/thanks")


def answered_before(stage: Stage) -> None:
    """The way back from the thanks page: the answer given, which can be changed."""
    thanks(stage)
    stage.page.locator("main a").last.click()


def closed_and_gone(stage: Stage) -> None:
    """One that the group closed, one that is somebody else's now, one that is left."""
    stage.office.meeting("2026-04-17", "14:00")
    ada, bo = stage.person("Ada Alm", "secretary"), stage.person("Bo Berg")
    points = [stage.office.point(task, bo) for task in ("Boka lokal", "Ring rektorerna", "Beställ kaffe")]
    letter = stage.letter("bo")
    stage.office.api.act(f"/action-points/{points[0]['id']}/closing", status="done")
    stage.office.api.patch(f"/action-points/{points[1]['id']}", owners=[{"person_id": ada["id"]}])
    stage.open(letter.answer)


def closed_meanwhile(stage: Stage) -> None:
    """Closed while somebody was writing: what was written stands there."""
    stage.office.meeting("2026-04-17", "14:00")
    bo = stage.person("Bo Berg")
    point = stage.office.point("Boka lokal", bo)
    stage.open(stage.letter("bo").answer)
    stage.page.locator("#answer-1-in_progress").check()
    stage.page.locator("#comment-1").fill("Det här tog en stund att skriva.\nSå det får inte försvinna.")
    stage.office.api.act(f"/action-points/{point['id']}/closing", status="dropped")
    _send(stage)


def faults(stage: Stage) -> None:
    """Something wrong at every kind of field."""
    several_points(stage)
    stage.page.locator("#comment-1").fill("Utan val")
    stage.page.locator("#answer-2-waiting").check()
    stage.page.locator("#until-2").fill("2026-01-01")
    stage.page.locator("#answer-3-done").check()
    stage.page.locator("#comment-3").fill("ord " * 501)
    _send(stage)


def nothing_chosen(stage: Stage) -> None:
    several_points(stage)
    _send(stage)


def proposed_meeting(stage: Stage) -> None:
    """A preliminary one, with a link to video and the longest of places."""
    stage.office.meeting(
        "2026-04-17", status="proposed", place=f"Rum {LONGEST_WORD}", online_url="https://video.example.org/1"
    )
    stage.office.point("Boka lokal", stage.person("Bo Berg"))
    stage.open(stage.letter("bo", at("2026-04-16")).answer)


def cancelled_meeting(stage: Stage) -> None:
    meeting = stage.office.meeting("2026-04-17", "14:00", place="Sal B")
    stage.office.point("Boka lokal", stage.person("Bo Berg"))
    letter = stage.letter("bo")
    stage.office.api.act(f"/meetings/{meeting['id']}/cancellation", reason="För få kan komma")
    stage.open(letter.answer)


def hostile_words(stage: Stage) -> None:
    """What somebody might write to trick the page, wherever one can write."""
    stage.office.api.patch(f"/groups/{stage.office.group['id']}", name=HOSTILE, short_name="<b>")
    stage.office.meeting("2026-04-17", "14:00", place=HOSTILE)
    bo = stage.person(f"Bo {HOSTILE}")
    stage.office.point(HOSTILE, bo, details=HOSTILE * 20, due_kind="event", due_event=HOSTILE)
    stage.open(stage.letter("bo").answer)
    stage.page.locator("#answer-1-waiting").check()
    stage.page.locator("#comment-1").fill(HOSTILE)
    stage.page.locator("#until-1").fill("2026-01-01")
    _send(stage)


def expired(stage: Stage) -> None:
    stage.office.meeting("2026-04-17", "14:00")
    stage.office.point("Boka lokal", stage.person("Bo Berg"))
    letter = stage.letter("bo")
    stage.office.time.is_(LONG_AFTER)
    stage.open(letter.answer)


def a_new_link_asked_for(stage: Stage) -> None:
    expired(stage)
    _send(stage)


def revoked(stage: Stage) -> None:
    """Ended by whoever leads the group."""
    stage.person("Ada Alm", "secretary")
    stage.office.meeting("2026-04-17", "14:00")
    bo = stage.person("Bo Berg")
    stage.office.point("Boka lokal", bo)
    letter = stage.letter("bo")
    (row,) = stage.office.api.items(f"/reminders?person_id={bo['id']}")
    assert stage.office.api.call("DELETE", f"/reminders/{row['id']}/answer-link").status_code == 204
    stage.open(letter.answer)


def another_persons_mailbox(stage: Stage) -> None:
    """Whoever the letter was to has another address now."""
    stage.person("Ada Alm", "secretary")
    stage.office.meeting("2026-04-17", "14:00")
    bo = stage.person("Bo Berg")
    stage.office.point("Boka lokal", bo)
    letter = stage.letter("bo")
    stage.office.api.patch(f"/persons/{bo['id']}", email="bosse@example.org")
    stage.open(letter.answer)


def unknown_token(stage: Stage) -> None:
    stage.open(f"/answers/{'x' * 43}")


def unreadable_form(stage: Stage) -> None:
    """A refusal, as a browser shows it: the same field sent twice."""
    everybodys_own_part(stage)
    stage.page.locator("#comment-1").evaluate("field => field.after(field.cloneNode())")
    _send(stage)


def stop(stage: Stage) -> None:
    stage.office.meeting("2026-04-17", "14:00")
    stage.office.point("Boka lokal", stage.person("Bo Berg"))
    stage.open(stage.letter("bo").stop)


def stopped(stage: Stage) -> None:
    stop(stage)
    _send(stage)


def stop_for_whom(stage: Stage) -> None:
    """Of those who share an address nobody was chosen."""
    _shared(stage)
    stage.open(stage.letter("kansli", at("2026-04-16")).stop)
    _send(stage)


def one_of_them_stopped(stage: Stage) -> None:
    stop_for_whom(stage)
    stage.page.locator("#who-1").check()
    _send(stage)


def follow_up(stage: Stage) -> None:
    """All that can stand there."""
    held = _held(stage)
    ada, bo = stage.person("Ada Alm", "secretary"), stage.person("Bo Berg")
    meeting = stage.office.meeting("2026-04-17", "14:00", place="Biblioteket, sal Björken")
    cannot = stage.office.point("Gör en inbjudan till workshoparna", ada, bo, meeting=held)
    stage.office.point("Siffror om skolfrånvaro", bo, meeting=held, due_kind="date", due_date="2026-03-01")
    waiting = stage.office.point(f"Gå igenom {LONGEST_WORD}", bo, meeting=held)
    stage.office.point("Håll kontakten med fritidsgårdarna", bo, meeting=held, due_kind="none")
    stage.office.point("Hitta en föreläsare", meeting=held)
    stage.office.point("En mindre grupp ses", {"name": "En mindre grupp"}, meeting=held)
    done = stage.office.point("Beställ kaffe", ada, meeting=held)
    _answer(stage, cannot, bo, "cannot", "Jag har fått andra uppgifter.")
    _answer(stage, waiting, bo, "waiting", "På svar från lokalbokningen.\nDe brukar dröja.")
    _answer(stage, done, ada, "done", None)
    item = stage.office.api.post("/agenda-items", meeting_id=held["id"], title="Skolskjutsarna")
    stage.office.api.act(f"/agenda-items/{item['id']}/parking", until="skolchefen är på plats")
    stage.open(_follow_up_link(stage, meeting))


def follow_up_with_nothing(stage: Stage) -> None:
    stage.open(_follow_up_link(stage, stage.office.meeting("2026-04-17", status="proposed")))


def follow_up_not_here(stage: Stage) -> None:
    stage.open(f"/follow-ups/{'x' * 43}")


def accessibility_statement(stage: Stage) -> None:
    stage.open("/accessibility")


def problem(stage: Stage) -> None:
    """What a problem of the API means."""
    stage.open("/problems/ambiguous-name")


def documentation(stage: Stage) -> None:
    stage.open("/docs")


STATES: dict[str, State] = {
    state.__name__: state
    for state in (
        several_points, everybodys_own_part, who_are_you, one_of_those_who_share, thanks, thanks_for_a_part,
        thanks_for_ones_own_part, nothing_answered, answered_before, closed_and_gone, closed_meanwhile, faults,
        nothing_chosen, proposed_meeting, cancelled_meeting, hostile_words, expired, a_new_link_asked_for, revoked,
        another_persons_mailbox, unknown_token, unreadable_form, stop, stopped, stop_for_whom,
        one_of_them_stopped, follow_up, follow_up_with_nothing, follow_up_not_here, accessibility_statement,
        problem, documentation,
    )
}  # fmt: skip


def _held(stage: Stage) -> Thing:
    held = stage.office.meeting("2026-02-27", status="held")
    stage.office.meeting("2026-04-17", "14:00", end_time="16:00", place="Biblioteket, sal Björken")
    return held


def _each(stage: Stage) -> Thing:
    stage.office.meeting("2026-04-17", "14:00")
    task = "Fundera på hur föräldrar kan få veta mer om stödet, och ta med ett förslag"
    return stage.office.point(task, {"kind": "group"}, completion="each")


def _shared(stage: Stage) -> str:
    """Where two who share an address answer."""
    stage.office.meeting("2026-04-17", "14:00")
    shared = [stage.person(name, email=f"{name.split()[0]}@example.org") for name in ("Bo Berg", "Disa Dahl")]
    for person in shared:
        (membership,) = stage.office.api.items(f"/memberships?person_id={person['id']}")
        stage.office.api.patch(f"/memberships/{membership['id']}", email="kansli@example.org")
        stage.office.point(f"{person['name']} bokar lokal", person)
    return stage.letter("kansli").answer


def _answer(stage: Stage, point: Thing, person: Thing, answer: str, comment: str | None) -> None:
    said = {"answer": answer, "person_id": person["id"], "comment": comment}
    stage.office.api.post(f"/action-points/{point['id']}/answers", said)


def _follow_up_link(stage: Stage, meeting: Thing) -> str:
    return str(stage.office.api.post(f"/meetings/{meeting['id']}/follow-up-link")["url"])


def _send(stage: Stage) -> None:
    stage.page.locator("button").first.click()
