"""What secrets look like, in a text and in the name of what holds one."""

import re
from typing import Final

# https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
_KNOWN: Final = {
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
    "an access key of AWS": re.compile(r"\b(AKIA|ASIA)[A-Z0-9]{16}\b"),
    # https://www.rfc-editor.org/rfc/rfc7468
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    # https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/
    "a token of GitHub": re.compile(r"\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})"),
    # https://docs.slack.dev/authentication/tokens
    "a token of Slack": re.compile(r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}|hooks\.slack\.com/services/T\w+/B\w+/\w+"),
    # https://docs.stripe.com/keys
    "a key of Stripe": re.compile(r"\b(sk|rk)_(live|test)_[A-Za-z0-9]{16,}|\bwhsec_[A-Za-z0-9]{16,}"),
    # https://www.rfc-editor.org/rfc/rfc7519
    "a JSON Web Token": re.compile(r"\beyJ[A-Za-z0-9_-]{5,}\.eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*"),
    # https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1
    "a URL with a password": re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s/:@]*:[^\s/@${}]+@", re.IGNORECASE),
}

# The last words of a name that holds a secret: DB_PASSWORD, and not PASSWORD_MIN_LENGTH or SECRET_ARN.
_NAME = re.compile(
    r"(.*_)?(password|passwd|passphrase|secret|token|api_?key|secret_?key|private_?key|access_?key|signing_?key"
    r"|encryption_?key|credentials?)",
    re.IGNORECASE,
)
# What is no secret even there: an ARN, a path such as a parameter's, a URL, a truth value, the name of a secret.
_NO_SECRET = re.compile(r"arn:.+|/[\w./-]+|https?://.+|true|false|[a-z][\w.-]*(/[\w.-]+)+|\$\{.+\}")
# What is no secret where SECRET or TOKEN may be the name of one: words in kebab case, shop-db or X-CSRF-Token.
_WORDS = re.compile(r"[A-Za-z]+(-[A-Za-z]+)+")
_MAY_BE_A_NAME = re.compile(r".*(secret|token|credentials?)", re.IGNORECASE)


def likeness(name: str, text: str) -> str | None:
    """Say what secret a text looks like that stands under a name, or None if it looks like none."""
    for what, pattern in _KNOWN.items():
        if pattern.search(text):
            return what
    if not text or not _NAME.fullmatch(name) or _NO_SECRET.fullmatch(text):
        return None
    if _MAY_BE_A_NAME.fullmatch(name) and _WORDS.fullmatch(text):
        return None
    return "a secret, going by its name (what is none can come from a parameter)"
