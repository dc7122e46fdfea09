"""A strict double of the payment provider."""

import json
from collections.abc import Mapping
from urllib.parse import urlsplit

KEY = "sk_live_4242424242424242"
SECRET = "whsec_0123456789"


class Provider:
    """Keeps every request, answers a repeated Idempotency-Key with its first answer, refuses a wrong key, an unknown route
    and refunds beyond what is left. `outages` are statuses, 0 for a broken connection, that come before the real answer."""

    def __init__(self, response: type, outages: list[int] | None = None) -> None:
        self._response = response
        self.outages = outages or []
        self.headers: Mapping[str, str] = {}
        self.requests: list[dict[str, object]] = []
        self._answers: dict[str, tuple[int, str]] = {}
        self._left: dict[str, int] = {}

    def send(self, request: object) -> object:
        url, headers, body = request.url, request.headers, json.loads(request.body)  # type: ignore[attr-defined]
        self.requests.append({"url": url, "headers": dict(headers), "body": body})
        if self.outages:
            status = self.outages.pop(0)
            if status == 0:
                raise ConnectionResetError("reset")
            return self._response(status, self.headers, '{"error":"card 4242424242424242"}')
        if headers["authorization"] != f"Bearer {KEY}":
            return self._response(401, {}, "{}")
        key = headers["idempotency-key"]
        if key not in self._answers:
            self._answers[key] = self._answer(urlsplit(url).path, body)
        status, text = self._answers[key]
        return self._response(status, {}, text)

    def _answer(self, path: str, body: Mapping[str, object]) -> tuple[int, str]:
        number = len(self._answers) + 1
        if path == "/v1/checkouts":
            made = {"id": f"chk_{number}", "url": f"https://provider.test/pay/{number}", "card": "4242424242424242"}
            return 201, json.dumps(made)
        if path == "/v1/payments":
            if "chk_declined" in body.values() or "man_gone" in body.values():
                return 402, json.dumps({"id": f"pay_{number}", "reason": "card_declined", "card": "4000000000000002"})
            if "chk_slow" in body.values():
                return 202, json.dumps({"id": f"pay_{number}", "status": "pending"})
            amount = body.get("amount", 1999)
            assert isinstance(amount, int)
            self._left[f"pay_{number}"] = amount
            paid = {"id": f"pay_{number}", "mandateId": f"man_{number}", "status": "succeeded", "amount": amount, "currency": "EUR"}
            return 200, json.dumps(paid)
        if path == "/v1/refunds":
            rest = self._left.get(str(body["paymentId"]), 0)
            amount = body.get("amount", rest)
            assert isinstance(amount, int)
            if rest == 0 or amount > rest:
                return 422, json.dumps({"error": "amount_too_large"})
            self._left[str(body["paymentId"])] = rest - amount
            return 200, json.dumps({"id": f"re_{number}", "amount": amount})
        raise LookupError(f"the provider has no {path}")
