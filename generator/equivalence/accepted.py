"""The differences that are accepted, each with its reason and as narrow as it can be.

`OF_SAM` is of a plain template and what SAM's translator makes of the other flavour; `OF_OPENAPI` of a template with
routes as resources and one with the same API as an OpenAPI document.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from generator import names
from generator.equivalence import Difference
from generator.equivalence.routes import route_subject
from generator.equivalence.systems import EXISTS_IF, LOGICAL_ID, WAITS_FOR, Aspect, System
from generator.equivalence.values import NO_VALUE, joined, parts, text
from generator.resource_types import FUNCTION, ROUTE

BUCKET: Final = "uploaded-by-sam"
"""The bucket to which the code of a SAM template counts as uploaded."""


class Accepted(NamedTuple):
    """A kind of difference that is accepted: what it is, why, and whether one found is of this kind."""

    what: str
    reason: str
    holds: Callable[[Difference, System, System], bool]


class Judged(NamedTuple):
    """Differences, and which of them are accepted, and as what."""

    refused: list[Difference]
    accepted: list[tuple[Difference, Accepted]]


def judged(found: Iterable[Difference], one: System, other: System, table: Sequence[Accepted]) -> Judged:
    result = Judged([], [])
    for difference in found:
        kind = next((each for each in table if each.holds(difference, one, other)), None)
        if kind:
            result.accepted.append((difference, kind))
        else:
            result.refused.append(difference)
    return result


def _is(kind: str, *aspect: str) -> Callable[[Difference], bool]:
    """Say whether a difference is of this aspect of one thing of this kind: `function`, `deployment group`."""

    def holds(difference: Difference) -> bool:
        (*words, _), *others = (subject.split(" ") for subject in difference.subjects)
        return " ".join(words) == kind and not others and difference.aspect == aspect

    return holds


def _created_by(difference: Difference, one: System, other: System) -> bool:
    values = difference.one, difference.other
    return _is("function", "Tags", "lambda:createdBy")(difference) and values == (None, "SAM")


def _described_by_digest(difference: Difference, one: System, other: System) -> bool:
    """The digest behind the description is that of which the version has the first ten digits in its ID."""
    before, after = difference.one, difference.other
    *_, last = parts(after)
    if not _is("function", "Description")(difference) or not isinstance(last, str):
        return False
    digest = re.search(r"(?<![0-9a-f])[0-9a-f]{64}$", last)
    version = f"{difference.subjects[0].partition(' ')[2]}Version{digest[0][:10]}" if digest else ""
    if not digest or version not in one.resources or version not in other.resources:
        return False
    return bool(after == (digest[0] if before is None else joined([before, f" {digest[0]}"])))


def _retained(difference: Difference, one: System, other: System) -> bool:
    return _is("version", "attribute", "DeletionPolicy")(difference) and (difference.one, difference.other) == (
        "RetainExceptOnCreate",
        "Retain",
    )


def _retained_when_replaced(difference: Difference, one: System, other: System) -> bool:
    values = difference.one, difference.other
    return _is("version", "attribute", "UpdateReplacePolicy")(difference) and values == ("Retain", None)


def _bucket(difference: Difference, one: System, other: System) -> bool:
    values = difference.one, difference.other
    return _is("function", "Code", "S3Bucket")(difference) and values == ({"Ref": names.CODE_BUCKET}, BUCKET)


def _parameter_of_bucket(difference: Difference, one: System, other: System) -> bool:
    values = difference.one, difference.other
    return difference.subjects == (f"parameter {names.CODE_BUCKET}",) and values == (True, None)


def _not_built(difference: Difference, one: System, other: System) -> bool:
    values = difference.one, difference.other
    return _is("function", "attribute", "Metadata", "SkipBuild")(difference) and values == (None, True)


def _tags_of_functions(difference: Difference, one: System, other: System) -> bool:
    """The application has, beside its own, a tag of a function of which a deployment group belongs to it."""
    subject = f"AWS::CodeDeploy::Application {names.DEPLOYMENT_APPLICATION}"
    if difference.subjects != (subject,) or difference.aspect[:1] != ("Tags",) or difference.other is None:
        return False
    key = difference.aspect[-1]
    return any(
        text(function.properties.get("Tags", {}).get(key)) == text(difference.other)
        for logical_id, function in one.of_type(FUNCTION).items()
        if f"{logical_id}DeploymentGroup" in one.resources
    )


def _no_destinations(difference: Difference, one: System, other: System) -> bool:
    values = difference.one, difference.other
    return _is("asynchronous invocations", "DestinationConfig")(difference) and values == (None, {})


def _no_alarms(difference: Difference, one: System, other: System) -> bool:
    """Of an `If`, all is the same but what stands for no alarms."""
    if not _is("deployment group", "AlarmConfiguration")(difference):
        return False
    return "{}" in text(difference.other) and text(difference.one) == text(_without_empty(difference.other))


def _without_empty(value: Any) -> Any:
    match value:
        case {"Fn::If": [condition, *branches]}:
            return {"Fn::If": [condition, *map(_without_empty, branches)]}
    return NO_VALUE if value == {} else value


OF_SAM: Final = (
    Accepted("the tag lambda:createdBy", "SAM's translator tags each function that it makes", _created_by),
    Accepted(
        "the digest behind a function's description",
        "SAM's translator appends AutoPublishCodeSha256, so that Lambda always finds something to publish",
        _described_by_digest,
    ),
    Accepted(
        "versions whose own deployment is rolled back",
        "SAM knows Retain and Delete: such a version stays, where ours goes and the next attempt can publish it anew",
        _retained,
    ),
    Accepted(
        "versions that are replaced",
        "SAM cannot say UpdateReplacePolicy of a version, so that one which is replaced is deleted, where ours stays",
        _retained_when_replaced,
    ),
    Accepted("the bucket of packaged code", "`sam deploy` brings its own, as a literal", _bucket),
    Accepted(f"the parameter {names.CODE_BUCKET}", "it names that bucket", _parameter_of_bucket),
    Accepted("SkipBuild", "it is for `sam build` alone: CloudFormation does nothing with Metadata", _not_built),
    Accepted(
        "tags of functions on the application of all deployments",
        "SAM's translator, told to tag the deployment groups, collects the tags of all functions there",
        _tags_of_functions,
    ),
    Accepted("an empty DestinationConfig", "it says what none says: no destinations", _no_destinations),
    Accepted("an empty AlarmConfiguration", "it says what none says: no alarms", _no_alarms),
)  # fmt: skip


def _is_within_api(difference: Difference) -> bool:
    return all(subject.partition(" ")[0] in ("route", "authorizer", "integration") for subject in difference.subjects)


def _of_integration(aspect: Aspect) -> Aspect:
    return aspect[1:] if aspect[:1] == ("integration",) else aspect


def _has_no_id(difference: Difference, one: System, other: System) -> bool:
    is_id = _of_integration(difference.aspect) == LOGICAL_ID
    return _is_within_api(difference) and is_id and difference.other is None


def _waits_within(difference: Difference, one: System, other: System) -> bool:
    """Say whether something in the API waits, or something waits for what is in the API alone."""
    if difference.other is not None or _of_integration(difference.aspect) != WAITS_FOR:
        return False
    gone = [name for name in one.resources if name not in other.resources]
    return _is_within_api(difference) or all(name in gone for name in difference.one)


def _exists_always(difference: Difference, one: System, other: System) -> bool:
    is_condition = _of_integration(difference.aspect) == EXISTS_IF
    return _is_within_api(difference) and is_condition and difference.other is None


def _undescribed(difference: Difference, one: System, other: System) -> bool:
    is_description = difference.aspect == ("integration", "Description")
    return _is_within_api(difference) and is_description and difference.other is None


def _first_version(difference: Difference, one: System, other: System) -> bool:
    values = difference.one, difference.other
    return _is("API", "Version")(difference) and values == (None, "1.0")


def _named_operation(difference: Difference, one: System, other: System) -> bool:
    """Say whether a route without a name, or with none that is known and its own, is named by its logical ID."""
    if difference.aspect != ("operation name",):
        return False
    routes = one.of_type(ROUTE).values()
    names_of_routes = [each.properties.get("OperationName") for each in routes]
    ids = {route_subject(each.properties.get("RouteKey")): each.logical_id for each in routes}
    known = {each for subject in difference.subjects for each in _named_by_id(ids.get(subject, ""))}
    has_own = isinstance(difference.one, str) and names_of_routes.count(difference.one) == 1
    return not has_own and difference.other in known


def _named_by_id(logical_id: str) -> tuple[str, str]:
    """`GetOrdersRoute` -> `GetOrdersRoute`, `GetOrders`"""
    return logical_id, "".join(logical_id.rsplit("Route", 1))


def _unknown_scopes(difference: Difference, one: System, other: System) -> bool:
    """Say whether there is a text in braces in place of each scope that is a function, or of a function of them all."""
    if difference.aspect != ("scopes",) or not _is_within_api(difference):
        return False
    functions = difference.one if isinstance(difference.one, list) else [difference.one]
    texts = difference.other if isinstance(difference.other, list) else [difference.other]
    in_braces = all(isinstance(each, str) and _BRACES.search(each) for each in texts)
    return in_braces and len(functions) == len(texts) and all(isinstance(each, dict) for each in functions)


_BRACES: Final = re.compile(r"\{.+\}")

OF_OPENAPI: Final = (
    Accepted("logical IDs within the API", "within a document, routes and authorizers have none", _has_no_id),
    Accepted(
        "waiting for what is within the API",
        "what waited for a route waits for the API, in which the route is; within a document there is no order",
        _waits_within,
    ),
    Accepted("conditions within the API", "a document has a route, or has it not", _exists_always),
    Accepted("descriptions of integrations", "a document has no place for them", _undescribed),
    Accepted("the version 1.0", "OpenAPI wants one of every API", _first_version),
    Accepted(
        "names of operations", "every operation of a document has one of its own, known and unique", _named_operation
    ),
    Accepted(
        "scopes that only the deployment knows",
        "a document has texts there: such a text is in no token, so that the route refuses everybody",
        _unknown_scopes,
    ),
)
