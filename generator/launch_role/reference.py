"""What the service authorization reference says of an action: whether there is one, and which ARNs it is for."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from generator.launch_role import schemas
from generator.spec.actions import matching

# Actions that IAM asks for and the reference does not list, so that cfn-lint warns of them.
# Who may not do them is told so by their names: https://github.com/aws-amplify/amplify-cli/issues/12316
UNLISTED: Final = frozenset({"apigateway:TagResource", "apigateway:UntagResource"})

# An action on more kinds of resources, as ec2:CreateTags is, would fill policies of its own.
KINDS: Final = 10

# Spelt otherwise in the schemas; IAM does not mind, but readers do.
_SPELT: Final = {"apigateway:unTagResource": "apigateway:UntagResource", "s3:getObject": "s3:GetObject"}

_PLACE: Final = re.compile(r"\$\{[^}]*\}")
_UP_TO_ACCOUNT: Final = re.compile(r"((\$\{[^}]*\}|[^:$])*:){5}")
_PLACES: Final = {
    "${Partition}": "${AWS::Partition}",
    "${Region}": "${AWS::Region}",
    "${Account}": "${AWS::AccountId}",
    "${AccountId}": "${AWS::AccountId}",
}


def spelt(action: str) -> str:
    """Return an action as IAM's reference has it: some schemas write services in capitals, `CloudTrail:CreateTrail`."""
    service, _, name = action.partition(":")
    lower = f"{service.lower()}:{name}"
    return _SPELT.get(lower, lower)


def expanded(action: str) -> list[str]:
    """Return an action, or all those for which one with a `*` stands: `ec2:Describe*`."""
    if "*" not in action:
        return [action]
    service = action.partition(":")[0]
    return [f"{service}:{name}" for name in matching(action)]


def exists(action: str) -> bool:
    """Say whether IAM has such an action: schemas also list what once had the name, `s3:REST.PUT.OBJECT`."""
    return action in UNLISTED or _entry(action) is not None


@cache
def formats(action: str) -> tuple[str, ...]:
    """Return the ARNs of all that an action can be allowed on, `*` in place of names; none if it knows no resources."""
    service = action.partition(":")[0]
    kinds = (_entry(action) or {}).get("Resources", ())
    known = {name.lower(): resource for name, resource in schemas.services()[service]["Resources"].items()}
    found = [_arn(each) for kind in kinds for each in known.get(kind.lower(), {}).get("ARNFormats", ())]
    return tuple(dict.fromkeys(found))


def shortened(forms: tuple[str, ...]) -> list[str]:
    """Return the ARNs of all kinds of resources; of a service instead, where an action knows too many to list."""
    if len(forms) <= KINDS:
        return [*forms]
    heads = [head[0] for form in forms if (head := _UP_TO_ACCOUNT.match(form))]
    return [f"{head}*" for head in dict.fromkeys(heads)]


def is_of(arn: str, form: str) -> bool:
    """Say whether an ARN, itself perhaps with `*`, is one of those of a form: `…:function:SC-*` of `…:function:*`."""
    own, wanted = _PLACE.sub("$", arn).split(":", 5), _PLACE.sub("$", form).split(":", 5)
    if len(own) < 6 or own[2] != wanted[2]:
        return False
    start, star, _ = wanted[5].partition("*")
    return own[5].startswith(start) if star else own[5] == start


def _entry(action: str) -> dict[str, Any] | None:
    service, _, name = action.partition(":")
    entry: dict[str, Any] | None = schemas.services().get(service, {}).get("Actions", {}).get(name.lower())
    return entry


def _arn(form: str) -> str:
    """Return an ARN in the words of CloudFormation, `*` for names, and for accounts that are others."""
    return _PLACE.sub(lambda place: _PLACES.get(place[0], "*"), form.replace(".*", "*"))
