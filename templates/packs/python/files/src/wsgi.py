"""The webhook receiver as a WSGI application, to be mounted in Django, Flask, gunicorn and the like."""

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from .webhooks import WebhookReceiver

_LARGEST_BODY = 256 * 1024
#: As PEP 3333 has them; wsgiref.types is not there at run time before Python 3.11.
Environ = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], object]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


def _read_body(environ: Environ) -> bytes | None:
    """The request's body; `None` when its length is missing, wrong or too large."""
    length = str(environ.get("CONTENT_LENGTH") or "")
    if not length.isdecimal() or int(length) > _LARGEST_BODY:
        return None
    body: bytes = environ["wsgi.input"].read(int(length))
    return body


def webhook_app(receiver: WebhookReceiver) -> Application:
    """Answers POST with the receiver's status and no body; 405 for other methods, 413 without a fitting length."""

    def app(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        def answer(status: int, *headers: tuple[str, str]) -> Iterable[bytes]:
            start_response(f"{status} {HTTPStatus(status).phrase}", [("Content-Length", "0"), *headers])
            return [b""]

        if environ.get("REQUEST_METHOD") != "POST":
            return answer(405, ("Allow", "POST"))
        body = _read_body(environ)
        if body is None:
            return answer(413)
        headers = {
            name[5:].replace("_", "-"): str(value) for name, value in environ.items() if name.startswith("HTTP_")
        }
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            return answer(400)
        return answer(receiver.receive(headers, text).status)

    return app
