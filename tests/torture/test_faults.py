from torture.answers import Script
from torture.faults import OF_A_DELIVERY, Size, end_of

SIZE = Size(mails=10_000, kills=2_000, seed=7, speed=300)
LIVES = range(SIZE.planning, SIZE.kills)


def test_the_same_seed_is_the_same_plan_of_faults() -> None:
    other = Size(mails=10_000, kills=2_000, seed=8, speed=300)

    assert [end_of(life, SIZE) for life in LIVES] == [end_of(life, SIZE) for life in LIVES]
    assert [end_of(life, SIZE) for life in LIVES] != [end_of(life, other) for life in LIVES]


def test_workers_die_at_every_step_and_at_any_instant() -> None:
    ends = [end_of(life, SIZE) for life in LIVES]

    assert {end.step for end in ends} == {None, *OF_A_DELIVERY}
    assert all(end.delay for end in ends if end.step is None)


def test_the_last_kill_is_due_before_the_last_mail() -> None:
    begun = sum(end_of(life, SIZE).after for life in LIVES)

    assert 0.7 * SIZE.mails < begun < 0.9 * SIZE.mails


def test_the_same_mail_gets_another_answer_when_it_comes_again() -> None:
    script = Script(seed=7)
    answers = [script.turn("message", "lova@example.org", nth) for nth in range(1, 200)]

    assert answers == [script.turn("message", "lova@example.org", nth) for nth in range(1, 200)]
    assert len(set(answers)) > 5


def test_who_does_not_exist_never_does() -> None:
    script = Script(seed=7)
    nobody = next(f"p{n}@example.org" for n in range(10_000) if script.exists_not(f"p{n}@example.org"))

    assert {script.turn("RCPT", nobody, nth).says[:3] for nth in range(1, 20)} == {b"550"}
