"""Calls of the payment provider, with one Idempotency-Key for all tries of a call."""

import json
import random
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .errors import PaymentError
from .messages import Messages
from .settings import Settings
from .transport import Request, Response, Transport

_TRIES = 4
_LONGEST_PAUSE = 5.0
_WORTH_REPEATING = frozenset({0, 429, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Mapping[str, object]


def pause_before(attempt: int, base_ms: int, retry_after: str | None, chance: Callable[[], float] = random.random) -> float:
    """Seconds before the next try: doubling, half of it random, or what the provider's Retry-After asks for."""
    if retry_after is not None and retry_after.strip().isdecimal():
        return min(float(retry_after), _LONGEST_PAUSE)
    return min(base_ms / 1000 * 2.0 ** (attempt - 1) * (0.5 + chance() / 2), _LONGEST_PAUSE)


def _read_object(text: str) -> dict[str, object] | None:
    try:
        value = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


class ProviderClient:
    """`post` answers 2xx, and 402 too (a declined payment is an answer, not a failure); everything else is a PaymentError.

    Outages (429, 502, 503, 504, no connection) are tried again, four times in all.
    """

    def __init__(
        self,
        settings: Settings,
        transport: Transport,
        messages: Messages,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._settings = settings
        self._transport = transport
        self._messages = messages
        self._sleep = sleep

    def post(self, path: str, body: Mapping[str, object], idempotency_key: str | None = None) -> Answer:
        if not self._settings.api_base or not self._settings.api_key:
            raise self._error("config_invalid")
        key = idempotency_key or str(uuid.uuid4())
        for attempt in range(1, _TRIES + 1):
            response = self._try(path, body, key)
            if response.status not in _WORTH_REPEATING or attempt == _TRIES:
                break
            self._sleep(pause_before(attempt, self._settings.retry_base_ms, response.headers.get("retry-after")))
        return self._judge(response)

    def _try(self, path: str, body: Mapping[str, object], key: str) -> Response:
        request = Request(
            url=f"{self._settings.api_base}{path}",
            method="POST",
            headers={
                "accept": "application/json",
                "authorization": f"Bearer {self._settings.api_key}",
                "content-type": "application/json",
                "idempotency-key": key,
            },
            body=json.dumps(body, separators=(",", ":")),
        )
        try:
            return self._transport.send(request)
        except PermissionError:
            raise
        except OSError:
            return Response(0)

    def _judge(self, response: Response) -> Answer:
        status = response.status
        if status in (0, 429) or status >= 500:
            raise self._error("provider_unreachable", status)
        answer = _read_object(response.body)
        if status == 402:
            return Answer(status, answer or {})
        if not 200 <= status <= 299:
            raise self._error("provider_refused", status)
        if answer is None:
            raise self._error("provider_answer_invalid", status)
        return Answer(status, answer)

    def _error(self, code: str, status: int | None = None) -> PaymentError:
        return PaymentError(code, self._messages.say(code), status=status)
