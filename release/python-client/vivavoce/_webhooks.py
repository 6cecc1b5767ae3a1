"""Verification of webhooks (Standard Webhooks 1.0)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from typing import Any

_TOLERANCE_S = 300


class WebhookVerificationError(Exception):
    """A message was not signed by the server within the last five minutes."""


def verify_webhook(body: str | bytes, headers: Mapping[str, str], secret: str) -> dict[str, Any]:
    """
    The message of a webhook, if the server signed it.

    body: as received, not parsed. headers: of the request, in any case. secret: `whsec_…`.
    Raises WebhookVerificationError.
    """
    raw = body.encode() if isinstance(body, str) else body
    found = {name.lower(): value for name, value in headers.items()}
    try:
        message_id, sent_at = found["webhook-id"], found["webhook-timestamp"]
        signatures = found["webhook-signature"].split(" ")
        age_s = abs(time.time() - int(sent_at))
    except (KeyError, ValueError):
        raise WebhookVerificationError("The headers of a signed message are missing") from None
    if age_s > _TOLERANCE_S:
        raise WebhookVerificationError("The message is older than five minutes, or a clock is wrong")
    key = base64.b64decode(secret.removeprefix("whsec_"))
    digest = hmac.new(key, f"{message_id}.{sent_at}.".encode() + raw, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(digest).decode()
    if not any(hmac.compare_digest(expected.encode(), signature.encode()) for signature in signatures):
        raise WebhookVerificationError("The signature is not that of the server")
    message: dict[str, Any] = json.loads(raw)
    return message
