"""Requests to a Vivavoce server over the standard library, with retries where they are safe."""

from __future__ import annotations

import json
import random
import secrets
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from os import PathLike, fspath
from pathlib import Path
from typing import Any, BinaryIO

Audio = str | PathLike[str] | bytes | BinaryIO
"""A recording: a path, its bytes, or a file opened for reading in binary."""

AudioParts = Audio | list[Audio] | tuple[Audio, ...]
"""A recording, or its parts in order."""

_CHUNK_BYTES = 64 * 1024
_LINE_END = b"\r\n"
_FIRST_BACKOFF_S = 0.5
_LONGEST_BACKOFF_S = 30.0
_LONGEST_RETRY_AFTER_S = 60.0
"""A longer Retry-After is left to the caller: nobody expects a call to sleep for an hour."""


class VivavoceError(Exception):
    """The server refused a request; `code` is one of the API's stable error codes."""

    def __init__(self, status: int, error: Mapping[str, Any]) -> None:
        super().__init__(f"{error['code']}: {error['message']}")
        self.status = status
        self.code: str = error["code"]
        self.message: str = error["message"]
        self.details: dict[str, Any] = error.get("details", {})
        self.request_id: str | None = error.get("requestId")
        self.retry_after_seconds: float | None = error.get("retryAfterSeconds")


class VivavoceConnectionError(Exception):
    """The server could not be reached, or what answered was not the API."""

    retry_after_seconds: float | None = None


class Connection:
    """Where the API is, who calls it, and how patient the caller is."""

    def __init__(self, base_url: str, authorization: Mapping[str, str], timeout_s: float, max_retries: int) -> None:
        self._root = base_url.rstrip("/") + "/api/v1"
        self._authorization = dict(authorization)
        self._timeout_s = timeout_s
        self._max_retries = max_retries

    def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        headers: Mapping[str, str | None] | None = None,
        body: Any = None,
        form: Mapping[str, Any] | None = None,
        audio: AudioParts | None = None,
        is_retryable: bool = False,
    ) -> Any:
        """
        Sends a request and returns what it is answered with: JSON as objects, text as str, files as bytes, an event stream
        as an iterator, nothing as None.

        Raises VivavoceError, VivavoceConnectionError, and OSError for a recording that cannot be read.
        """
        url = self._root + path + _query_text(query or {})
        given = {name: value for name, value in (headers or {}).items() if value is not None}
        upload = None if form is None else _Form(form, audio)
        for attempt in range(self._max_retries + 1):
            try:
                return self._send(method, url, given, body, upload)
            except (VivavoceError, VivavoceConnectionError) as error:
                wait_s = _wait_s(error, attempt, is_retryable)
                if wait_s is None or attempt == self._max_retries:
                    raise
                time.sleep(wait_s)
        raise AssertionError("unreachable")

    def _send(self, method: str, url: str, headers: Mapping[str, str], body: Any, upload: _Form | None) -> Any:
        request = urllib.request.Request(url, method=method, headers={**headers, **self._authorization})
        request.add_header("Accept", "application/json, */*;q=0.5")
        if upload is not None:
            # Before its headers: setting it takes a length away, and the body would be sent in chunks of unknown number.
            request.data = upload.chunks()
            request.add_header("Content-Type", upload.content_type)
            request.add_header("Content-Length", str(upload.length))
        elif body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        try:
            response: HTTPResponse = urllib.request.urlopen(request, timeout=self._timeout_s)
            return _content_of(response)
        except urllib.error.HTTPError as error:
            raise _refusal(error) from None
        except (urllib.error.URLError, HTTPException, TimeoutError, ConnectionError) as error:
            raise VivavoceConnectionError(f"The API could not be reached at {self._root}: {error}") from error


class _Form:
    """A form as multipart/form-data (RFC 7578), read while it is sent, and again for each attempt."""

    def __init__(self, fields: Mapping[str, Any], audio: AudioParts | None) -> None:
        boundary = f"vivavoce-{secrets.token_hex(16)}"
        self.content_type = f"multipart/form-data; boundary={boundary}"
        head = "".join(
            f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
            for name, value in fields.items()
            for text in _form_texts(value)
        )
        self._head = head.encode()
        parts = [] if audio is None else audio if isinstance(audio, (list, tuple)) else [audio]
        self._files = [(_file_head(boundary, recording.name), recording) for recording in map(_Recording, parts)]
        self._tail = f"--{boundary}--\r\n".encode()
        files = sum(len(file_head) + recording.size + len(_LINE_END) for file_head, recording in self._files)
        self.length = len(self._head) + files + len(self._tail)

    def chunks(self) -> Iterator[bytes]:
        yield self._head
        for file_head, recording in self._files:
            yield file_head
            yield from recording.chunks()
            yield _LINE_END
        yield self._tail


def _file_head(boundary: str, name: str) -> bytes:
    """What comes before the bytes of a recording in a form."""
    escaped = name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="audio"; filename="{escaped}"\r\n'
    return (head + "Content-Type: application/octet-stream\r\n\r\n").encode()


class _Recording:
    """The bytes of a recording, which can be read more than once."""

    def __init__(self, audio: Audio) -> None:
        self.name = "recording"
        if isinstance(audio, bytes):
            self._source: Path | bytes = audio
            self.size = len(audio)
        elif isinstance(audio, (str, PathLike)):
            self._source = Path(fspath(audio))
            self.name = self._source.name
            self.size = self._source.stat().st_size
        else:
            self._source = audio.read()
            self.size = len(self._source)

    def chunks(self) -> Iterator[bytes]:
        if isinstance(self._source, bytes):
            for start in range(0, self.size, _CHUNK_BYTES):
                yield self._source[start : start + _CHUNK_BYTES]
            return
        with self._source.open("rb") as file:
            while chunk := file.read(_CHUNK_BYTES):
                yield chunk


def _text(value: Any) -> str:
    """A value as the API reads it in forms and queries."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return json.dumps(value)
    return str(value)


def _form_texts(value: Any) -> list[str]:
    if value is None:
        return []
    items: list[Any] = list(value) if isinstance(value, (list, tuple)) else [value]  # type: ignore[arg-type]
    return [_text(item) for item in items]


def _query_text(query: Mapping[str, Any]) -> str:
    pairs: list[tuple[str, str]] = []
    for name, value in query.items():
        if isinstance(value, Mapping):
            items: Mapping[str, Any] = value  # type: ignore[assignment]
            pairs += [(f"{name}[{key}]", _text(item)) for key, item in items.items()]
        else:
            pairs += [(name, text) for text in _form_texts(value)]
    return "?" + urllib.parse.urlencode(pairs) if pairs else ""


def path_part(value: str) -> str:
    """A value as one part of a path."""
    return urllib.parse.quote(value, safe="")


def _content_of(response: HTTPResponse) -> Any:
    kind = response.headers.get_content_type()
    if kind == "text/event-stream":
        return _events(response)
    with response:
        content = response.read()
    if response.status == 204:
        return None
    if kind == "application/json":
        return json.loads(content)
    return content.decode() if kind.startswith("text/") or kind == "application/x-subrip" else content


def _events(response: HTTPResponse) -> Iterator[dict[str, Any]]:
    """Server-sent events: `event` is the type, `data` what came with it."""
    with response:
        kind, data = "message", ""
        for line in response:
            name, _, value = line.decode().rstrip("\r\n").partition(":")
            value = value.removeprefix(" ")
            if name == "event":
                kind = value
            elif name == "data":
                data += value
            elif name == "" and value == "" and data:
                yield {"event": kind, "data": json.loads(data)}
                kind, data = "message", ""


def _refusal(error: urllib.error.HTTPError) -> VivavoceError | VivavoceConnectionError:
    with error:
        text = error.read()
    waits = _retry_after_s(error.headers.get("Retry-After"))
    try:
        refusal = VivavoceError(error.code, json.loads(text)["error"])
        if refusal.retry_after_seconds is None:
            refusal.retry_after_seconds = waits
        return refusal
    except (ValueError, KeyError, TypeError):
        other = VivavoceConnectionError(f"Status {error.code} with a body that is not a response of the API")
        other.retry_after_seconds = waits
        return other


def _retry_after_s(text: str | None) -> float | None:
    """The header Retry-After, seconds or a date (RFC 9110, 10.2.3), in s."""
    if text is None:
        return None
    try:
        return float(int(text))
    except ValueError:
        pass
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None


def _wait_s(error: VivavoceError | VivavoceConnectionError, attempt: int, is_retryable: bool) -> float | None:
    """How long to wait before the next attempt, s; None if there is to be none."""
    if isinstance(error, VivavoceError):
        may = error.status in (429, 503) or (is_retryable and error.status >= 500)
    else:
        may = is_retryable
    if not may:
        return None
    waits = error.retry_after_seconds
    if waits is None:
        # Exponential backoff with full jitter (Brooker 2015).
        return random.uniform(0, min(_LONGEST_BACKOFF_S, _FIRST_BACKOFF_S * 2**attempt))
    return waits if waits <= _LONGEST_RETRY_AFTER_S else None
