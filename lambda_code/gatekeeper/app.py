"""A Lambda authorizer for partners: tells them by the key in the header `x-partner-key`.

Payload format 2.0, simple responses:
{"isAuthorized": True, "context": {"partner": "acme"}}, or {"isAuthorized": False}

PARTNERS holds each partner's name and the SHA-256 of its key, `acme=9f86d0...,globex=60303a...`: who reads it in the
function's configuration learns no key. Keys are long and random, so a plain digest is enough.
"""

import os
from hashlib import sha256
from hmac import compare_digest
from typing import Any


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Whether the caller is a partner, and which one."""
    partner = partner_with(event["headers"].get("x-partner-key", ""), partners(os.environ["PARTNERS"]))
    return {"isAuthorized": True, "context": {"partner": partner}} if partner else {"isAuthorized": False}


def partners(text: str) -> dict[str, str]:
    """`acme=9f86d0...,globex=60303a...` -> digest by name"""
    return dict(entry.strip().split("=", 1) for entry in text.split(",") if "=" in entry)


def partner_with(key: str, digests: dict[str, str]) -> str | None:
    """The partner whose key this is; every digest is compared, so that time tells nothing."""
    digest = sha256(key.encode()).hexdigest()
    found = [name for name, known in digests.items() if compare_digest(digest, known)]
    return found[0] if found else None
