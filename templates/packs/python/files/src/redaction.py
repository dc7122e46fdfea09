"""Nothing of a card or a key reaches a log."""

import logging
import re
from collections.abc import Iterable

#: 13 to 19 digits, perhaps in groups, that are no part of a longer word.
_CARD = re.compile(r"(?<![\w.])(?:\d[ -]?){12,18}\d(?![\w.])")
_HIDDEN = "[redacted]"


def _is_card(digits: str) -> bool:
    """The check digit of ISO/IEC 7812."""
    total = 0
    for at, char in enumerate(reversed(digits)):
        value = int(char) * (2 if at % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def redact(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without card numbers and without the secrets."""
    for secret in secrets:
        if len(secret) >= 4:
            text = text.replace(secret, _HIDDEN)
    return _CARD.sub(lambda found: _HIDDEN if _is_card(re.sub(r"\D", "", found[0])) else found[0], text)


class RedactingFilter(logging.Filter):
    """Put this on a handler: every record is redacted after its arguments are in, tracebacks too."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secrets)

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = redact(record.getMessage(), self._secrets)
        record.args = ()
        if record.exc_info and record.exc_info[0] is not None:
            record.exc_text = redact(logging.Formatter().formatException(record.exc_info), self._secrets)
        return True
