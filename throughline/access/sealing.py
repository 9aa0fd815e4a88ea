"""Second factors lie sealed in the database: who reads it, or an old copy of it, has no key to anybody's account."""

from __future__ import annotations

import base64
import logging
from functools import lru_cache

from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

LOG = logging.getLogger("throughline.access")
PURPOSE = b"throughline second factors 1"


@lru_cache(maxsize=8)
def key_from(secret: str) -> bytes:
    """The key for this one purpose that follows from the server's secret key."""
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)


def keys() -> list[bytes]:
    """The key that seals, and after it those of earlier secret keys, which still open."""
    return [key_from(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def seal(words: str) -> str:
    """The words, readable with the server's key alone."""
    return str(_box().encrypt(words.encode()), "ascii")


def opened(sealed: str, *, also: bytes | None = None) -> str | None:
    """The words that were sealed; ``None`` when no key of ours, nor `also`, opens them."""
    try:
        return str(_box(also).decrypt(sealed.encode()), "utf-8")
    except InvalidToken:
        return None


def unseal(sealed: str) -> str:
    """The words that were sealed. For what no key opens, words that nobody knows: no code will ever fit them."""
    words = opened(sealed)
    if words is None:
        LOG.error("A second factor does not open with this secret key; throughline check says how many.")
        return str(generate_totp_secret())
    return words


def _box(also: bytes | None = None) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in (*keys(), *([also] if also else []))])
