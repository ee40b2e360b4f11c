"""What the description says of the whole API, in Swedish and English (DIGG DOK.03, DOK.06, DOK.08, DOK.09)."""

from app import settings, texts


def about() -> str:
    """What the API is for, and its known limits; Markdown."""
    return "\n\n".join(f"{_said('about', language)}\n\n{_limits(language)}" for language in texts.LANGUAGES)


def limits() -> str:
    """The known limits alone."""
    return "\n\n".join(_said("limits", language) for language in texts.LANGUAGES)


def outside() -> str:
    """What the documentation outside the description is about."""
    return _both("description.outside")


def service_level() -> dict[str, str]:
    """What whoever runs the service promises."""
    chosen = settings.get()
    return {
        "availability": chosen.sla_availability,
        "responseTime": chosen.sla_response_time,
        "support": chosen.sla_support,
    }


def tag(name: str) -> str:
    """What the operations of a noun are about."""
    return _both(f"tag.{name}")


def _limits(language: str) -> str:
    return f"## {_said('limits_title', language)}\n\n{_said('limits', language)}"


def _said(key: str, language: str) -> str:
    return texts.text(f"description.{key}", language)


def _both(key: str) -> str:
    return " · ".join(texts.text(key, language) for language in texts.LANGUAGES)
