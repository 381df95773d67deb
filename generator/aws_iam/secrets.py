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
    # https://docs.gitlab.com/security/tokens/#token-prefixes
    "a token of GitLab": re.compile(r"\bglpat-[A-Za-z0-9_-]{20,}"),
    # https://github.blog/changelog/2021-09-23-npm-has-a-new-access-token-format/
    "a token of npm": re.compile(r"\bnpm_[A-Za-z0-9]{36}\b"),
    "a key of SendGrid": re.compile(r"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}"),
    "a key of a language model": re.compile(r"\bsk-(proj|svcacct|ant)-[A-Za-z0-9_-]{20,}"),
    # Not what is filled in later, as in user:%s@. https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1
    "a URL with a password": re.compile(
        r"\b[a-z][a-z0-9+.-]*://[^\s/:@?#]*:(?!(%s|<[^@]*>|\*+)@)[^\s/@?#${}]+@", re.IGNORECASE
    ),
    # https://learn.microsoft.com/en-us/dotnet/framework/data/adonet/connection-string-syntax
    "a connection string with a password": re.compile(
        r"(^|;)\s*(password|pwd|accountkey|sharedaccesskey)\s*=[^;\s${}]+(;|$)", re.IGNORECASE
    ),
}

# The last words of a name that holds a secret: DB_PASSWORD or dbPassword, and not PASSWORD_MIN_LENGTH or SECRET_ARN.
_NAME = re.compile(
    r"(?i:.*(password|passwd|passphrase))"
    r"|(.*_|.*[a-z0-9](?=[A-Z]))?(?i:secret|token|api_?key|secret_?key|private_?key|access_?key|signing_?key|hmac_?key"
    r"|encryption_?key|credentials?|pwd|(db|database|smtp|mail|email|redis|mysql|postgres|mongo|user|admin|root)_?pass)"
)
# Of a pair of keys the one that everybody may know: STRIPE_PUBLIC_API_KEY, NEXT_PUBLIC_API_KEY.
_PUBLIC_NAME = re.compile(r"(.*_)?(public|publishable)_.*", re.IGNORECASE)
# What is no secret even there: an ARN, a path such as a parameter's, a URL, the name of a secret, one that a service
# keeps, a multi-Region key of KMS, a header, a key of Stripe or a PEM text that is public; and a truth value.
# https://docs.aws.amazon.com/secretsmanager/latest/userguide/service-linked-secrets.html
# https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
_NO_SECRET = re.compile(
    r"arn:.+|alias/.+|/[\w./-]+|https?://.+|[a-z][\w.-]*(/[\w.-]+)+|\$\{.+\}|[a-z-]+!.+-[0-9a-f-]{36}|mrk-[0-9a-f]{32}"
    r"|[Xx]-[A-Za-z]+(-[A-Za-z]+)*|pk_(live|test)_\w+|-----BEGIN (PUBLIC KEY|CERTIFICATE)-----.+"
    r"|(?i:true|false|yes|no|on|off|none|null|required|optional|enabled|disabled)|[01]",
    re.DOTALL,
)
# https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
_SECRET_ACCESS_KEY = re.compile(r"(?=.*[A-Z])(?=.*[a-z])(?=.*[0-9])[A-Za-z0-9/+]{40}")
# What is no secret where SECRET or TOKEN may be the name of one: words and small numbers with - or _ between them,
# shop-db-2, shop_db or X-CSRF-Token.
_WORDS = re.compile(r"[A-Za-z]+([_-]([A-Za-z]+|v?\d{1,2}))+")
_MAY_BE_A_NAME = re.compile(r".*(secret|token|credentials?)", re.IGNORECASE)
# The ID of a key of KMS, which encrypts without being known.
# https://docs.aws.amazon.com/kms/latest/developerguide/concepts-key-id.html
_KEY_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MAY_BE_OF_KMS = re.compile(r".*(encryption_?key|kms.*)", re.IGNORECASE)


# https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
_DYNAMIC = re.compile(r"\{\{resolve:(secretsmanager|ssm-secure):")

SECRET_ATTRIBUTES: Final = {
    "AWS::Cognito::UserPoolClient": "ClientSecret",
    "AWS::IAM::AccessKey": "SecretAccessKey",
}
"""What CloudFormation gives of a resource that is a secret, by the type of the resource."""


def is_resolved(text: str) -> bool:
    """Say whether CloudFormation puts a secret into a text when it deploys it."""
    return _DYNAMIC.search(text) is not None


def likeness(name: str, text: str) -> str | None:
    """Say what secret a text looks like that stands under a name, or None if it looks like none."""
    for what, pattern in _KNOWN.items():
        if pattern.search(text):
            return what
    if not text or not _NAME.fullmatch(name) or _is_none(name, text):
        return None
    return "a secret, going by its name (what is none can come from a parameter)"


def _is_none(name: str, text: str) -> bool:
    """Say whether a text is none, though the name is that of a secret."""
    if _PUBLIC_NAME.fullmatch(name):
        return True
    if _NO_SECRET.fullmatch(text):
        return not _SECRET_ACCESS_KEY.fullmatch(text)
    named = _MAY_BE_A_NAME.fullmatch(name) and _WORDS.fullmatch(text)
    return bool(named or (_MAY_BE_OF_KMS.fullmatch(name) and _KEY_ID.fullmatch(text)))
