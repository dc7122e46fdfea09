"""How requests leave: a port, and its adapter for plain HTTP."""

import http.client
import ssl
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import IO, Protocol

_LARGEST_ANSWER = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    url: str
    method: str
    headers: Mapping[str, str]
    body: str


@dataclass(frozen=True, slots=True)
class Response:
    """`status` 0: there was no answer. Header names are in lower case."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""


class Transport(Protocol):
    def send(self, request: Request) -> Response:
        """Answers every status. Raises OSError when there is no answer, PermissionError when the host is not allowed."""
        ...


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A key must not follow to wherever an answer points."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        return None


class UrllibTransport:
    """Plain HTTP of the standard library: certificates are checked, redirects are not followed, answers end at 1 MiB."""

    def __init__(self, timeout_seconds: float = 10.0) -> None:
        self._timeout = timeout_seconds
        secure = urllib.request.HTTPSHandler(context=ssl.create_default_context())
        self._opener = urllib.request.build_opener(_NoRedirect, secure)

    def send(self, request: Request) -> Response:
        outgoing = urllib.request.Request(
            request.url, data=request.body.encode(), headers=dict(request.headers), method=request.method
        )
        try:
            with self._opener.open(outgoing, timeout=self._timeout) as answer:
                return self._read(answer.status, answer.headers, answer)
        except urllib.error.HTTPError as answer:
            with answer:
                return self._read(answer.code, answer.headers, answer)
        except http.client.HTTPException as broken:
            raise ConnectionError(type(broken).__name__) from broken

    @staticmethod
    def _read(status: int, headers: Message, stream: IO[bytes]) -> Response:
        body = stream.read(_LARGEST_ANSWER + 1)
        if len(body) > _LARGEST_ANSWER:
            raise ConnectionError("the answer is too large")
        names = {name.lower(): value for name, value in headers.items()}
        return Response(status, names, body.decode("utf-8", "replace"))
