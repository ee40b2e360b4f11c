"""The page behind a mail's link, as whoever reads the mail meets it."""

import pytest
from sqlalchemy import Engine

from tests.answers.mailbox import Letter, everything, letters
from tests.answers.page_reading import Page
from tests.asking import Thing
from tests.reminders.posting import Office, at

FRIDAY = at("2026-04-10")
HOSTILE = '</textarea><script>alert(1)</script>"\'><a href="javascript:x">\u202e{{ 7*7 }}{number}%s\r\n<h1>'


def letter_to(office: Office, word: str) -> Letter:
    return letters(office, FRIDAY)[f"{word}@example.org"]


def answers(office: Office, point: Thing) -> list[tuple[str, str | None]]:
    found = office.api.items(f"/action-points/{point['id']}/answers")
    return [(answer["answer"], answer["comment"]) for answer in found]


def history(office: Office, point: Thing) -> list[Thing]:
    return office.api.items(f"/action-points/{point['id']}/history")


def test_the_page_shows_what_the_letter_listed_as_it_stands_now(office: Office, bo: Thing) -> None:
    point = office.point("Boka lokal", bo, details="Med scen")
    letter = letter_to(office, "bo")
    office.point("Senare", bo)
    office.api.patch(f"/action-points/{point['id']}", task="Boka större lokal")

    page = letter.page()

    assert page.one("h1").words == "Svara inför mötet fredag 17 april"
    assert "Hej Bo Berg!" in page.text
    assert "Tid: fredag 17 april kl. 14.00 Plats: Sal B" in page.text
    assert page.one("a", href="https://video.example.org/rum")
    assert "1. Boka större lokal Till mötet." in page.point(1)
    assert "Senare" not in page.text and "Med scen" not in page.text
    assert not page.all("input", checked="")
    assert [label.words for label in page.all("label")][:4] == [
        "Det är klart",
        "Det pågår",
        "Jag väntar på något eller någon",
        "Jag kan inte",
    ]


def test_details_stand_there_where_the_group_mails_them(office: Office, bo: Thing) -> None:
    office.api.patch(f"/groups/{office.group['id']}", mail_details=True)
    office.point("Boka lokal", bo, details="**Med** scen\n\n- <b>Stor</b>\n- [Här](https://a.example)")

    page = letter_to(office, "bo").page()

    assert "Med scen <b>Stor</b> Här (https://a.example)" in page.point(1)
    assert [element.words for element in page.all("li")] == ["<b>Stor</b>", "Här (https://a.example)"]
    assert not [link for link in page.all("a") if "a.example" in link["href"]]


def test_reading_changes_nothing(office: Office, ada: Thing, bo: Thing, engine: Engine) -> None:
    office.point("Boka lokal", bo)
    office.point("Ingens")
    letter = letter_to(office, "bo")
    before = everything(engine)

    for path in (letter.answer, f"{letter.answer}/thanks", letter.stop):
        for method in ("GET", "HEAD", "OPTIONS"):
            office.api.client.request(method, path)

    assert everything(engine) == before


def test_a_page_is_kept_by_nobody_and_loads_nothing(office: Office, bo: Thing) -> None:
    office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")

    for path in (letter.answer, letter.stop, "/answers/x"):
        headers = letter.get(path).headers
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["x-robots-tag"] == "noindex, nofollow"
        assert headers["x-content-type-options"] == "nosniff"
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert (
            "unsafe" not in policy and "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
        )
        assert "set-cookie" not in headers


def test_the_page_speaks_the_readers_language_or_another_asked_for(office: Office, meeting: Thing) -> None:
    eve = office.person("Eve Ek", "member", language="en")
    office.point("Boka lokal", eve)
    letter = letter_to(office, "eve")

    english, swedish = letter.page(), letter.page(f"{letter.answer}?language=sv")

    assert english.one("html")["lang"] == "en" and "How is point 1 going?" in english.text
    assert swedish.one("html")["lang"] == "sv" and "Hur går det med punkt 1?" in swedish.text
    assert english.one("a", lang="sv")["href"] == f"{letter.answer}?language=sv"
    assert swedish.one("form")["action"] == f"{letter.answer}?language=sv"
    assert (
        letter.answered(f"{letter.answer}?language=sv", answer_1="done").one("h1").words == "Tack för svaret"
    )


def test_done_closes_a_point_and_something_else_opens_it_again(office: Office, bo: Thing) -> None:
    point = office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")

    thanks = letter.answered(answer_1="done", comment_1="Sal C")

    assert "Du svarade: klart. Punkten är avslutad." in thanks.text and "Sal C" in thanks.text
    assert "mötet fredag 17 april" in thanks.text
    assert office.api.get(f"/action-points/{point['id']}")["status"] == "done"
    assert "Du har svarat att den är klar" in letter.page().point(1)

    letter.answered(answer_1="in_progress")

    assert office.api.get(f"/action-points/{point['id']}")["status"] == "in_progress"
    assert answers(office, point) == [("done", "Sal C"), ("in_progress", None)]
    assert "Ditt senaste svar: det pågår" in letter.page().point(1)


def test_history_says_through_which_link(office: Office, bo: Thing) -> None:
    point = office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")

    letter.answered(answer_1="in_progress", comment_1="Har ringt")

    event = history(office, point)[-1]
    assert (event["act"], event["comment"]) == ("answered", "Har ringt")
    assert (event["actor"]["kind"], event["actor"]["name"]) == ("link", "Bo Berg")
    assert event["after"] == {"answer": "in_progress", "person_id": bo["id"], "organization_id": None}
    told = office.api.items(f"/action-points/{point['id']}/answers")[-1]
    assert (told["actor"], told["person_id"], told["current"]) == (event["actor"], bo["id"], True)


def test_waiting_may_say_for_what_and_until_when(office: Office, bo: Thing, meeting: Thing) -> None:
    point = office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")

    thanks = letter.answered(answer_1="waiting", comment_1="Väntar på skolan", until_1="2026-04-14")

    found = office.api.get(f"/action-points/{point['id']}")
    assert (found["status"], found["rests_until"]) == ("waiting", "2026-04-14")
    assert "Du påminns inte om den före tisdag 14 april." in thanks.text
    follow_up = office.api.get(f"/meetings/{meeting['id']}/follow-up")
    assert follow_up["waiting"][0]["answers"][0]["comment"] == "Väntar på skolan"


def test_who_cannot_keeps_it_and_the_follow_up_says_so(office: Office, bo: Thing, meeting: Thing) -> None:
    point = office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")

    thanks = letter.answered(answer_1="cannot", comment_1="Är sjuk")

    assert "Den som håller i gruppens möten får veta det." in thanks.text
    assert office.api.get(f"/action-points/{point['id']}")["status"] == "open"
    cannot = office.api.get(f"/meetings/{meeting['id']}/follow-up")["cannot"]
    assert [answer["comment"] for answer in cannot[0]["answers"]] == ["Är sjuk"]


def test_a_point_that_is_each_ones_takes_each_ones_answer(office: Office, ada: Thing, bo: Thing) -> None:
    point = office.point("Fundera på namn", ada, bo, completion="each")
    found = letters(office, FRIDAY)
    page = found["bo@example.org"].page()
    assert "Hur går det med din del av punkt 1?" in page.text and "Ditt svar till gruppen" in page.text

    mine = found["bo@example.org"].answered(answer_1="done", comment_1="Vargen")
    assert "Punkten avslutas när alla har svarat." in mine.text
    assert office.api.get(f"/action-points/{point['id']}")["status"] == "open"

    found["ada@example.org"].answered(answer_1="done", comment_1="Björnen")
    assert office.api.get(f"/action-points/{point['id']}")["status"] == "done"

    found["bo@example.org"].answered(answer_1="in_progress")
    assert office.api.get(f"/action-points/{point['id']}")["status"] == "open"


def test_what_nobody_has_is_taken(office: Office, bo: Thing) -> None:
    office.point("Boka lokal", bo)
    free = office.point("Ring vaktmästaren")
    letter = letter_to(office, "bo")
    assert "Ingen har tagit den här ännu. Vill du?" in letter.page().point(2)

    thanks = letter.answered(answer_2="took")

    assert "Nu är den din." in thanks.text
    assert office.api.get(f"/action-points/{free['id']}")["owners"][0]["person_id"] == bo["id"]
    letter.answered(answer_2="cannot")
    assert answers(office, free) == [("took", None), ("cannot", None)]


def test_what_somebody_else_took_first_is_told_kindly(office: Office, ada: Thing, bo: Thing) -> None:
    office.point("Boka lokal", ada, bo)
    free = office.point("Ring vaktmästaren")
    found = letters(office, FRIDAY)
    page = found["bo@example.org"].page()
    found["ada@example.org"].answered(answer_2="took")

    late = found["bo@example.org"].post(page.one("form")["action"], **page.fields(answer_2="took"))

    assert late.status_code == 422 and "Punkt 2 går inte längre att svara på." in late.text
    assert "Den är inte din längre" in found["bo@example.org"].page().point(2)
    assert answers(office, free) == [("took", None)]


def test_an_observer_is_held_out_nothing(office: Office, meeting: Thing) -> None:
    eva = office.person("Eva Ek", "observer")
    office.point("Boka lokal", eva)
    free = office.point("Ring vaktmästaren")
    letter = letter_to(office, "eva")

    letter.post(letter.answer, **letter.page().fields(), **{f"answer-{free['number']}": "took"})

    assert "Ring" not in letter.page().text
    assert office.api.get(f"/action-points/{free['id']}")["owners"] == []


def test_who_left_the_group_after_the_letter_takes_nothing(office: Office, bo: Thing) -> None:
    office.point("Boka lokal", bo)
    free = office.point("Ring vaktmästaren")
    letter = letter_to(office, "bo")
    fields = letter.page().fields(answer_2="took")
    held = office.api.items(f"/memberships?person_id={bo['id']}")[0]
    office.api.patch(f"/memberships/{held['id']}", valid_to="2026-04-09")

    assert letter.post(letter.answer, **fields).status_code == 422
    assert office.api.get(f"/action-points/{free['id']}")["owners"] == []
    assert "Ring vaktmästaren" not in letter.page().text


def test_what_became_anothers_says_no_more_and_has_no_form(office: Office, bo: Thing) -> None:
    eva = office.person("Eva Utifrån")
    point = office.point("Boka lokal", eva)
    letter = letter_to(office, "eva")
    office.api.patch(f"/action-points/{point['id']}", task="Hemligt numera", owners=[{"person_id": bo["id"]}])

    page = letter.page()

    assert "Hemligt" not in page.text and "Den är inte din längre." in page.point(1)
    assert not page.all("textarea")
    assert letter.post(letter.answer, **page.fields(), **{"answer-1": "done"}).status_code == 422
    assert office.api.get(f"/action-points/{point['id']}")["status"] == "open"


def test_what_the_group_closed_meanwhile_is_not_opened_and_nothing_typed_is_lost(
    office: Office, bo: Thing
) -> None:
    point = office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")
    fields = letter.page().fields(answer_1="in_progress", comment_1="Lång text\nom lokalen")
    office.api.act(f"/action-points/{point['id']}/closing", status="dropped")

    late = letter.post(letter.answer, **fields)

    assert late.status_code == 422
    assert "Det här skrev du" in late.text and "Lång text\nom lokalen" in late.text
    assert "Den är struken sedan fredag 10 april." in letter.page().point(1)
    assert answers(office, point) == []


def test_what_is_wrong_is_told_at_the_top_and_at_the_field_and_nothing_is_lost(
    office: Office, bo: Thing
) -> None:
    first, second = office.point("Boka lokal", bo), office.point("Beställ kaffe", bo)
    letter = letter_to(office, "bo")

    page = letter.refused(answer_1="done", comment_1="Klart & betalt", comment_2="Utan val")

    assert page.one("title").words.startswith("Rätta: ")
    assert page.one("div", role="alert").attributes.keys() >= {"autofocus", "tabindex"}
    assert page.one("a", href="#answer-2-done").words == "Välj hur det går med punkt 2."
    assert page.one("p", id="fault-answer-2").words == "Välj hur det går med punkt 2."
    assert page.fields()["answer-1"] == "done"
    assert (page.fields()["comment-1"], page.fields()["comment-2"]) == ("Klart & betalt", "Utan val")
    assert answers(office, first) == answers(office, second) == []


def test_each_field_says_what_is_wrong_with_it(office: Office, bo: Thing) -> None:
    office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")

    page = letter.refused(answer_1="waiting", comment_1="å" * 2001, until_1="snart")

    assert page.one("textarea", id="comment-1")["aria-describedby"].split()[-1] == "fault-comment-1"
    assert page.one("input", id="until-1").attributes["aria-invalid"] == "true"
    assert page.one("a", href="#comment-1") and page.one("a", href="#until-1")
    assert page.fields()["comment-1"] == "å" * 2001 and page.fields()["until-1"] == "snart"
    assert "Välj hur det går med minst en punkt." in letter.refused().text


def test_the_same_form_sent_twice_makes_nothing_twice(office: Office, bo: Thing, engine: Engine) -> None:
    point, free = office.point("Boka lokal", bo), office.point("Ingens")
    letter = letter_to(office, "bo")
    fields = letter.page().fields(answer_1="done", comment_1="Sal C", answer_2="took")
    letter.post(letter.answer, **fields)
    before = everything(engine)

    again = letter.post(letter.answer, **fields)

    assert again.status_code == 303
    assert everything(engine) == before
    assert (answers(office, point), answers(office, free)) == ([("done", "Sal C")], [("took", None)])


def test_the_same_answer_to_a_later_letter_is_news(office: Office, bo: Thing) -> None:
    office.api.patch(f"/groups/{office.group['id']}", remind_days_before=[7, 3, 1])
    point = office.point("Boka lokal", bo)
    letter_to(office, "bo").answered(answer_1="in_progress")
    office.point("Beställ kaffe", bo)
    between = letters(office, at("2026-04-14"))["bo@example.org"]
    later = letters(office, at("2026-04-16"))["bo@example.org"]
    assert "Boka lokal" not in between.text and "Boka lokal" in later.text

    later.answered(answer_1="in_progress")

    assert answers(office, point) == [("in_progress", None)] * 2


def test_an_answer_faster_than_anybody_reads_is_kept_and_marked(office: Office, bo: Thing) -> None:
    point = office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")

    letter.post(letter.answer, **letter.page().fields(answer_1="in_progress"))
    letter.answered(answer_1="cannot")

    marked = [event["after"].get("hasty") for event in history(office, point) if event["act"] == "answered"]
    assert marked == [True, None]


def test_a_form_from_elsewhere_is_shown_again_with_all_that_was_typed(office: Office, bo: Thing) -> None:
    point = office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")
    fields = letter.page().fields(answer_1="done", comment_1="Sal C")

    for form in ("", "1.x", fields["form"].replace(".", ".0")):
        sent = letter.post(letter.answer, **{**fields, "form": form})
        assert sent.status_code == 422 and "Skicka det igen" in sent.text and "Sal C" in sent.text
    assert answers(office, point) == []


def test_those_who_share_an_address_are_asked_who_they_are(office: Office, meeting: Thing) -> None:
    eva, ida = (office.person(name, "member", email=None) for name in ("Eva Ek", "Ida Id"))
    for held in office.api.items("/memberships?limit=10"):
        office.api.patch(f"/memberships/{held['id']}", email="delad@example.org")
    common, own = office.point("Boka lokal", eva, ida), office.point("Beställ kaffe", ida)
    letter = letter_to(office, "delad")

    page = letter.page()
    assert page.one("h1").words == "Vem svarar?"
    chosen = {link.words: link["href"] for link in page.all("a") if "who=" in link["href"]}
    assert chosen.keys() == {"Eva Ek", "Ida Id"}
    assert "Beställ kaffe" not in letter.page(chosen["Eva Ek"]).text

    thanks = letter.answered(chosen["Ida Id"], answer_1="in_progress", answer_2="cannot")

    assert "Beställ kaffe" in thanks.text
    told = office.api.items(f"/action-points/{common['id']}/answers")[0]
    assert (told["person_id"], told["actor"]["name"]) == (ida["id"], "Ida Id")
    assert answers(office, own) == [("cannot", None)]
    english = letter.page(f"{chosen['Ida Id']}&language=en")
    assert english.one("form")["action"].endswith("?who=2&language=en")
    fields = letter.page(chosen["Eva Ek"]).fields(answer_1="done")
    assert letter.post(chosen["Ida Id"], **fields).status_code == 422


def test_an_office_answers_as_an_office(office: Office, meeting: Thing) -> None:
    kontor = office.api.post("/organizations", name="Kontoret", kind="office", email="kontor@example.org")
    point = office.point("Boka lokal", {"organization_id": kontor["id"]})
    letter = letter_to(office, "kontor")

    letter.answered(answer_1="done", comment_1="Bokat")
    letter.answered(answer_1="waiting")

    told = office.api.items(f"/action-points/{point['id']}/answers")[-1]
    assert (told["organization_id"], told["person_id"], told["name"]) == (kontor["id"], None, "Kontoret")
    assert answers(office, point) == [("done", "Bokat"), ("waiting", None)]


def test_a_video_link_stands_there_only_as_the_letter_had_it(
    office: Office, bo: Thing, meeting: Thing
) -> None:
    outside = office.person("Eva Utifrån")
    office.point("Boka lokal", bo, outside)
    found = letters(office, FRIDAY)

    assert "video" not in found["eva@example.org"].page().html.partition("</style>")[2]
    assert found["bo@example.org"].page().all("a", href="https://video.example.org/rum")
    office.api.patch(f"/meetings/{meeting['id']}", online_url="https://video.example.org/nytt")
    assert "https://" not in found["bo@example.org"].page().html


def test_a_cancelled_meeting_is_said_to_be(office: Office, bo: Thing, meeting: Thing) -> None:
    office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")
    office.api.act(f"/meetings/{meeting['id']}/cancellation")

    page = letter.page()

    assert "Mötet är inställt." in page.text and page.one("h1").words == "Svara om dina punkter"


def test_a_done_is_not_taken_back_once_the_meeting_has_been(office: Office, bo: Thing) -> None:
    point = office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")
    letter.answered(answer_1="done")
    fields = {**letter.page().fields(), "answer-1": "cannot"}
    office.time.is_(at("2026-04-18"))

    assert letter.post(letter.answer, **fields).status_code == 422
    assert "Den är avslutad sedan fredag 10 april." in letter.page().point(1)
    assert answers(office, point) == [("done", None)]


@pytest.mark.parametrize("text", [HOSTILE, "å" * 300, "<b>\u2067x\u2069</b>\u2028</section>"])
def test_text_from_people_is_never_markup(office: Office, bo: Thing, text: str) -> None:
    one_line = text.replace("\r\n", " ")
    office.api.patch(f"/groups/{office.group['id']}", name=one_line[:200], mail_details=True)
    office.api.patch(f"/persons/{bo['id']}", name=one_line[:200])
    office.point(one_line[:300], bo, details=(one_line * 50)[:10_000])
    letter = letter_to(office, "bo")
    tame = [element.tag for element in letter.page().elements if element.tag not in {"p", "br"}]

    thanks = letter.answered(answer_1="cannot", comment_1=text)
    page = letter.page()

    tags = [element.tag for element in page.elements if element.tag not in {"p", "br"}]
    assert sorted(tags) == sorted([*tame, "strong", "blockquote"])
    for html in (page.html, thanks.html):
        assert not any(control in html for control in "\u202e\u2067\u2069\u2028")
        assert ("{{ 7*7 }}{number}%s" in html) == ("7*7" in text)


def test_ten_thousand_characters_come_back_to_whoever_typed_them(office: Office, bo: Thing) -> None:
    office.point("Boka lokal", bo)
    typed = ("</textarea><script>alert(1)</script>" * 300)[:10_000]

    page = letter_to(office, "bo").refused(answer_1="done", comment_1=typed)

    assert page.fields()["comment-1"] == typed


def test_what_is_no_form_or_too_large_is_refused_and_changes_nothing(
    office: Office, bo: Thing, engine: Engine
) -> None:
    office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")
    before = everything(engine)

    refused = [
        office.api.client.post(letter.answer, content=body).status_code
        for body in (b"answer-1=done&answer-1=cannot", b"\xff", b"a=" + b"x" * 1_000_001)
    ]

    assert refused == [400, 400, 413]
    assert everything(engine) == before


def test_what_only_a_mail_program_or_a_choice_sends_is_small(office: Office, bo: Thing) -> None:
    office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")
    kind, body = {"Content-Type": "multipart/form-data; boundary=x"}, b"x" * 64_001

    answers = [
        office.api.client.post(letter.answer, content=body, headers=kind),
        office.api.client.post(letter.stop, content=body, headers=kind),
        office.api.client.post(letter.stop, content=body),
    ]

    assert [answer.status_code for answer in answers] == [413] * 3


def test_a_form_to_a_token_of_nothing_is_not_read(office: Office, bo: Thing) -> None:
    for noun in ("answers", "stops"):
        assert office.api.client.post(f"/{noun}/{'A' * 43}", content=b"a=1&a=2").status_code == 404


def test_a_refusal_says_no_token_and_is_kept_by_nobody(office: Office, bo: Thing) -> None:
    office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")
    token = letter.answer.removeprefix("/answers/")
    refused = [
        (400, "answers", office.api.client.post(letter.answer, content=b"a=1&a=2")),
        (413, "stops", office.api.client.post(letter.stop, content=b"x" * 64_001)),
        (405, "answers", office.api.client.put(letter.answer)),
        (404, "answers", letter.get(f"{letter.answer}/nothing")),
        (404, "answers", letter.get(f"/answers//{token}")),
        (405, "follow-ups", office.api.client.post(f"/follow-ups/{token}")),
    ]

    for status, noun, answer in refused:
        assert (answer.status_code, answer.json()["instance"]) == (status, f"/{noun}/{{token}}")
        assert token not in answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_a_browser_reads_a_refusal_as_a_page(office: Office, bo: Thing) -> None:
    office.point("Boka lokal", bo)
    letter = letter_to(office, "bo")

    answer = office.api.client.post(
        letter.answer, content=b"a=1&a=2", headers={"Accept": "text/html, */*;q=0.8", "Accept-Language": "sv"}
    )

    page = Page(answer.text).check()
    assert (answer.status_code, page.one("h1").words) == (400, "Formuläret går inte att läsa")
    assert answer.headers["cache-control"] == "no-store"


def test_the_thanks_page_of_who_has_not_answered_says_so(office: Office, bo: Thing) -> None:
    office.point("Boka lokal", bo)
    office.point("Beställ kaffe", bo)
    letter = letter_to(office, "bo")
    assert letter.page(f"{letter.answer}/thanks").one("h1").words == "Du har inte svarat ännu"

    thanks = letter.answered(answer_2="done")

    assert "Det här har du inte svarat om 1. Boka lokal" in thanks.text
    assert thanks.all("a", href=letter.answer)
