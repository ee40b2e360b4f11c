"""The marked steps: the service's own functions, wrapped from outside in a worker that is to die at one."""

import os
import signal
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

from app.outbox import outcomes, worker
from app.outbox.conversation import Conversation
from app.outbox.transport import Envelope, Outcome, Transport
from app.reminders import kinds, plan, run
from torture.faults import End, Step
from torture.seats import Seats

Call = Callable[..., Any]


class Marks:
    """Counts what a worker begins, and ends it where its life is to end."""

    def __init__(self, seats: Seats, seat: int, end: End | None) -> None:
        self._seats, self._seat, self._end = seats, seat, end

    def begin(self) -> None:
        self._seats.begun[self._seat] += 1

    def is_end(self, step: Step) -> bool:
        if self._end is None or step != self._end.step:
            return False
        return bool(self._seats.begun[self._seat] >= self._end.after)

    def reach(self, step: Step) -> None:
        if self.is_end(step):
            self._die(step)

    def _die(self, step: Step) -> NoReturn:
        self._seats.dies_at(self._seat, step)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError


class Marked:
    """A Transport with steps before, between and after its own."""

    def __init__(self, transport: Transport, marks: Marks) -> None:
        self._transport, self._marks = transport, marks

    def transmit(self, envelope: Envelope, before_body: Callable[[], None]) -> Outcome:
        def before() -> None:
            self._marks.reach(Step.asked_for)
            before_body()
            self._marks.reach(Step.transmitting)

        self._marks.reach(Step.frozen)
        outcome = self._transport.transmit(envelope, before)
        self._marks.reach(Step.answered)
        return outcome


def mark(marks: Marks) -> None:
    """From here on this process passes its steps; there is no way back."""

    def reaches(step: Step) -> Callable[[Any], None]:
        return lambda _result: marks.reach(step)

    def began(step: Step) -> Callable[[Any], None]:
        def found(result: Any) -> None:
            if result:
                marks.begin()
                marks.reach(step)

        return found

    _wrap(plan, "write_down", after=began(Step.planning))
    _wrap(worker, "claim", after=began(Step.claiming))
    _wrap(worker, "attempt", before=lambda: marks.reach(Step.claimed), after=reaches(Step.recorded))
    _wrap(run, "frozen", after=reaches(Step.freezing))
    _wrap(kinds, "frozen", after=reaches(Step.freezing))
    _wrap(outcomes, "record", after=reaches(Step.recording))
    _mark_body(marks)


def _wrap(
    owner: Any, name: str, *, before: Callable[[], object] = bool, after: Callable[[Any], object] = bool
) -> None:
    wrapped: Call = getattr(owner, name)

    @wraps(wrapped)
    def marked(*arguments: Any, **named: Any) -> Any:
        before()
        result = wrapped(*arguments, **named)
        after(result)
        return result

    setattr(owner, name, marked)


def _mark_body(marks: Marks) -> None:
    whole = Conversation.send

    def send(smtp: Conversation, octets: bytes) -> None:
        if smtp.step == "message" and marks.is_end(Step.halfway):
            whole(smtp, octets[: len(octets) // 2])
            marks.reach(Step.halfway)
        whole(smtp, octets)
        if smtp.step == "message":
            marks.reach(Step.sent)

    setattr(Conversation, "send", send)  # noqa: B010  (a method, which mypy would not see replaced)
