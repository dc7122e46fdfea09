"""Settings as a customer gives them, checked once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

#: Hosts that cannot be reached over a public network, where plain http does no harm.
_PRIVATE_HOST = re.compile(r"^(127\.\d+\.\d+\.\d+|::1|localhost|.+\.(test|localhost|invalid|internal))$")


def _text(value: object, limit: int) -> str:
    return value.strip()[:limit] if isinstance(value, str) else ""


def _address(value: object) -> str:
    given = _text(value, 500)
    try:
        url = urlsplit(given)
        host = url.hostname or ""
        url.port  # noqa: B018 - raises ValueError for a port that is none
    except ValueError:
        return ""
    if not host or url.username is not None or url.query or url.fragment:
        return ""
    if url.scheme != "https" and not (url.scheme == "http" and _PRIVATE_HOST.match(host)):
        return ""
    return given.rstrip("/")


def _pause(value: object) -> int:
    fits = isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 5000
    return value if fits and isinstance(value, int) else 200


@dataclass(frozen=True, slots=True)
class Settings:
    """Key and secret are left out of `repr`, so that no log shows them."""

    api_base: str = ""
    api_key: str = field(default="", repr=False)
    webhook_secret: str = field(default="", repr=False)
    locale: str = ""
    retry_base_ms: int = 200

    @classmethod
    def read(cls, given: Mapping[str, object]) -> "Settings":
        """Settings from `apiBase`, `apiKey`, `webhookSecret`, `locale`, `retryBaseMs`.

        A wrong value becomes empty or the default; nothing is raised.
        """
        return cls(
            api_base=_address(given.get("apiBase")),
            api_key=_text(given.get("apiKey"), 500),
            webhook_secret=_text(given.get("webhookSecret"), 500),
            locale=_text(given.get("locale"), 10),
            retry_base_ms=_pause(given.get("retryBaseMs")),
        )
