"""What may be in an argument, an answer or an event."""

import re
import unicodedata

_IDENTIFIER = re.compile(r"[A-Za-z0-9_.:-]{1,128}")
_KEY = re.compile(r"[A-Za-z0-9_.:-]{8,128}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_REASON = re.compile(r"[a-z][a-z_]{0,59}")


def read_identifier(value: object) -> str | None:
    return value if isinstance(value, str) and _IDENTIFIER.fullmatch(value) else None


def read_key(value: object) -> str | None:
    return value if isinstance(value, str) and _KEY.fullmatch(value) else None


def read_currency(value: object) -> str | None:
    return value if isinstance(value, str) and _CURRENCY.fullmatch(value) else None


def read_reason(value: object) -> str | None:
    """A plain word; a card number or a key could hide in anything else."""
    return value if isinstance(value, str) and _REASON.fullmatch(value) else None


def read_amount(value: object) -> int | None:
    """Minor units: 1999 is 19.99 in a currency with two decimals."""
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if 0 < value <= 2**53 - 1 else None


def read_reference(value: object) -> str | None:
    if not isinstance(value, str) or not 1 <= len(value) <= 200:
        return None
    return None if any(unicodedata.category(char) == "Cc" for char in value) else value
