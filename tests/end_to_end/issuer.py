"""An issuer of OpenID Connect on loopback, with a key of its own: API Gateway asks it as it asks any other.

Tokens are signed here with RS256, the way that API Gateway checks.
"""

from __future__ import annotations

import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256

from tests.end_to_end.servers import Request, Server

KEY_ID = "2026"
HOUR = 3600


def new_key() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=2048)


class Issuer(Server):
    """Serves its configuration and its key, and makes tokens."""

    def __init__(self) -> None:
        self._key = new_key()
        super().__init__(self._answer)

    def token(self, claims: Mapping[str, object], key: RSAPrivateKey | None = None, key_id: str = KEY_ID) -> str:
        """Return a token of this issuer that is good for an hour, except where the claims say otherwise.

        A claim of None is left out.
        """
        now = int(time.time())
        all_claims = {"iss": self.url, "sub": "ada", "iat": now, "exp": now + HOUR, **claims}
        header = {"alg": "RS256", "typ": "JWT", "kid": key_id}
        signed = f"{_json(header)}.{_json({name: value for name, value in all_claims.items() if value is not None})}"
        return f"{signed}.{_text((key or self._key).sign(signed.encode(), PKCS1v15(), SHA256()))}"

    def _answer(self, request: Request) -> tuple[int, object]:
        match request.path:
            case "/.well-known/openid-configuration":
                return 200, {"issuer": self.url, "jwks_uri": f"{self.url}/jwks.json"}
            case "/jwks.json":
                return 200, {"keys": [self._public_key()]}
        return 404, {}

    def _public_key(self) -> dict[str, str]:
        """https://www.rfc-editor.org/rfc/rfc7517#appendix-A.1"""
        numbers = self._key.public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": KEY_ID,
            "n": _number(numbers.n),
            "e": _number(numbers.e),
        }


def _json(value: object) -> str:
    return _text(json.dumps(value).encode())


def _number(value: int) -> str:
    return _text(value.to_bytes((value.bit_length() + 7) // 8, "big"))


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
