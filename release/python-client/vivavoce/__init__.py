"""Client of a Vivavoce server."""

from . import types
from ._client import Vivavoce, VivavoceOperator
from ._connection import Audio, AudioParts, VivavoceConnectionError, VivavoceError
from ._webhooks import WebhookVerificationError, verify_webhook

__all__ = [
    "Audio",
    "AudioParts",
    "Vivavoce",
    "VivavoceConnectionError",
    "VivavoceError",
    "VivavoceOperator",
    "WebhookVerificationError",
    "types",
    "verify_webhook",
]
