"""What became of an item, and which fields go with which outcome."""

from collections.abc import Mapping
from typing import Any

from app.agenda.models import AgendaOutcome
from app.errors import invalid

GOES_WITH = {"parked_until": AgendaOutcome.parked, "referred_to_id": AgendaOutcome.referred}


def completed(said: Mapping[str, Any], outcome: AgendaOutcome) -> dict[str, Any]:
    """What was said, and emptied what belongs to another outcome. `outcome` is the present one."""
    present = said.get("outcome", outcome)
    return {name: None for name, theirs in GOES_WITH.items() if theirs != present} | dict(said)


def check(values: Mapping[str, Any]) -> None:
    """Raises InvalidRequest for what does not go with the outcome, and for a referral without a group."""
    outcome = values["outcome"]
    if values["parked_until"] is not None and outcome != AgendaOutcome.parked:
        raise invalid("#/parked_until", "only_when_parked")
    if values["referred_to_id"] is not None and outcome != AgendaOutcome.referred:
        raise invalid("#/referred_to_id", "only_when_referred")
    if values["referred_to_id"] is None and outcome == AgendaOutcome.referred:
        raise invalid("#/referred_to_id", "needed_when_referred")
