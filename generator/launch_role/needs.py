"""What a launch needs: actions, on which ARNs, under which conditions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from troposphere import encode_to_dict

from generator.errors import Problem, SpecError
from generator.launch_role import objects, reference, roles, schemas
from generator.launch_role.additions import ADDITIONS
from generator.launch_role.branches import values, wanted
from generator.launch_role.scopes import FORMS, PARTS, Stack, covering, own, referred
from generator.launch_role.values import Resource, at, texts

Condition = tuple[str, str, tuple[Any, ...]]  # operator, key, values

EVERYTHING: Final = "*"
_ARN: Final = "arn:${AWS::Partition}:"
_HERE: Final = "${AWS::Region}:${AWS::AccountId}:"


class Need(NamedTuple):
    """One action, where it is needed, and under which conditions: all of them."""

    action: str
    resources: tuple[str, ...]
    conditions: tuple[Condition, ...] = ()


# What is read of everything or not at all, though the reference names a kind of resource.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
_OF_EVERYTHING: Final = frozenset({"cloudwatch:DescribeAlarms"})

# What is needed beside the resource itself: what it is put into.
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
# https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudmap.html
_ALSO: Final = {
    "ec2:CreateSecurityGroup": f"{_ARN}ec2:{_HERE}vpc/*",
    "servicediscovery:CreateService": f"{_ARN}servicediscovery:{_HERE}namespace/*",
}

# Actions that IAM can tie to the function of a mapping, which has no ARN before it is made.
# https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html#permissions-conditions
_OF_A_FUNCTION: Final = frozenset(
    f"lambda:{action}EventSourceMapping" for action in ("Create", "Delete", "Update")
)  # fmt: skip

# Which roles may be changed, if a boundary is asked for: those that have it.
# https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
BOUNDED: Final = frozenset(
    action
    for who in ("Role", "User")
    for action in (
        f"iam:Attach{who}Policy", f"iam:Create{who}", f"iam:Put{who}PermissionsBoundary", f"iam:Put{who}Policy",
    )
)  # fmt: skip
# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_PolicyARN
_ATTACHED: Final = frozenset({"iam:AttachGroupPolicy", "iam:AttachRolePolicy", "iam:AttachUserPolicy"})
_UNBOUND: Final = ("iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary")
_BOUND: Final = ("iam:PutRolePermissionsBoundary", "iam:PutUserPermissionsBoundary")
_WITH_BOUNDARY: Final = ("AWS::IAM::Role", "AWS::IAM::User")

_OF_GROUPS: Final = ("AWS::IAM::Group", "AWS::IAM::GroupPolicy", "AWS::IAM::UserToGroupAddition")
_MAKES_STACKS: Final = "cloudformation:CreateStack"

_READS: Final = ("Describe", "Get", "List")


def actions_of(resource_type: str) -> list[str]:
    """Return all that any resource of a type may need; none if nothing is known of it."""
    spelt = {reference.spelt(action) for action in schemas.handled(resource_type)}
    found = {each for action in spelt for each in reference.expanded(action)}
    return sorted(action for action in found | {*ADDITIONS.get(resource_type, ())} if reference.exists(action))


def of_stacks(prefix: str) -> Iterator[Need]:
    """Yield what Service Catalog itself does with the role: with stacks, and with its own copy of the template.

    https://docs.aws.amazon.com/servicecatalog/latest/adminguide/getstarted-launchconstraint.html
    https://docs.aws.amazon.com/servicecatalog/latest/adminguide/getstarted-deploy.html
    """
    stacks = (f"{_ARN}cloudformation:{_HERE}stack/{prefix}*",)
    for name in (
        "CreateStack", "DeleteStack", "DescribeStackEvents", "DescribeStacks", "SetStackPolicy", "TagResource",
        "UntagResource", "UpdateStack",
    ):  # fmt: skip
        yield Need(f"cloudformation:{name}", stacks)
    for name in ("GetTemplateSummary", "ValidateTemplate"):  # of templates, which are no stacks yet
        yield Need(f"cloudformation:{name}", (EVERYTHING,))
    copies: Condition = ("StringEquals", "s3:ExistingObjectTag/servicecatalog:provisioning", ("true",))
    yield Need("s3:GetObject", (EVERYTHING,), (copies,))


def of_template(stack: Stack, buckets: Sequence[str], boundary: Any) -> Iterator[Need]:
    """Yield what each resource of a template needs, in the order of the template.

    Raises SpecError with every type of which nothing is known, and everything read from a bucket that is not known.
    """
    problems: list[Problem] = []
    for logical_id, resource in stack.resources.items():
        try:
            yield from _of_resource(logical_id, resource, stack, buckets, boundary)
        except SpecError as error:
            problems += error.problems
    if problems:
        raise SpecError(problems)


def _of_resource(
    logical_id: str, resource: Resource, stack: Stack, buckets: Sequence[str], boundary: Any
) -> Iterator[Need]:
    needed = actions_of(resource["Type"])
    if _MAKES_STACKS in needed:
        message = f"{resource['Type']} makes stacks, and what those need is in other templates: launch them as products"
        raise SpecError([Problem(("Resources", logical_id), f"{message} of their own")])
    if boundary is not None and resource["Type"] in _OF_GROUPS:
        message = "groups have no permissions boundary, so that this one would get around it: leave it out"
        raise SpecError([Problem(("Resources", logical_id), message)])
    if boundary is not None and resource["Type"] == "AWS::IAM::ManagedPolicy" and _has_any_name(logical_id, stack):
        message = "is known at launch only, and could be that of the permissions boundary: leave it out, or write it"
        raise SpecError([Problem(("Resources", logical_id, "Properties", "ManagedPolicyName"), message)])
    if not needed:
        message = f"what a launch of {resource['Type']} needs is not known: its schema names no actions"
        raise SpecError([Problem(("Resources", logical_id), f"{message}; write a role for it by hand")])
    for action in needed:
        if action in _BOUND and boundary is not None:
            yield from _iam(action, logical_id, stack, boundary)
        elif action in _UNBOUND and boundary is not None:
            continue  # who may not take a boundary away cannot grow beyond it
        elif wanted(action, resource):
            yield from _need(action, logical_id, stack, buckets, boundary)


def _has_any_name(logical_id: str, stack: Stack) -> bool:
    return any(arn.endswith(":policy/*") for arn in own(logical_id, stack))


def _need(action: str, logical_id: str, stack: Stack, buckets: Sequence[str], boundary: Any) -> Iterator[Need]:
    resource = stack.resources[logical_id]
    if action.startswith("iam:"):
        yield from _iam(action, logical_id, stack, boundary)
    elif action in objects.READ and not resource["Type"].startswith("AWS::S3::"):
        yield Need(action, tuple(_objects(action, logical_id, stack, buckets)))
    elif action in _OF_A_FUNCTION:
        yield Need(action, tuple(_resources(action, logical_id, stack)), _on_function(resource, stack))
    else:
        yield Need(action, tuple(_resources(action, logical_id, stack)))


def _resources(action: str, logical_id: str, stack: Stack) -> list[str]:
    """Return the ARNs on which a resource needs an action: its own, or those of what its settings name."""
    mine = own(logical_id, stack)
    if action in reference.UNLISTED:
        return mine or [f"{_ARN}apigateway:${{AWS::Region}}::/*"]
    forms = reference.formats(action)
    if not forms or action in _OF_EVERYTHING:
        return [EVERYTHING]
    found = _matching(mine, forms) or _matching(_named(action, logical_id, stack), forms) or reference.shortened(forms)
    return [*found, _ALSO[action]] if action in _ALSO else found


def _matching(arns: list[str], forms: Sequence[str]) -> list[str]:
    return [arn for arn in arns if any(reference.is_of(arn, form) for form in forms)]


def _named(action: str, logical_id: str, stack: Stack) -> list[str]:
    """Return the ARNs that the settings behind an action name; none if one of them is known at launch only."""
    named = [referred(value, stack) for value in values(action, stack.resources[logical_id])]
    return covering([arn for arns in named for arn in arns]) if all(named) else []


def _objects(action: str, logical_id: str, stack: Stack, buckets: Sequence[str]) -> list[str]:
    resource = stack.resources[logical_id]
    said = [*values(action, resource)] or [resource.get("Properties", {})]
    found = objects.objects(said, stack, buckets)
    if not found:
        message = "reads from a bucket that is known at launch only: name those that it may be with --bucket"
        raise SpecError([Problem(("Resources", logical_id), message)])
    return found


def _on_function(resource: Resource, stack: Stack) -> tuple[Condition, ...]:
    """Return the condition that a mapping is of the function that it names; none if it is not known which."""
    functions = [arn for value in at(resource, "FunctionName") for arn in referred(value, stack)]
    return (("ArnLike", "lambda:FunctionArn", tuple(functions)),) if functions else ()


def _iam(action: str, logical_id: str, stack: Stack, boundary: Any) -> Iterator[Need]:
    resource = stack.resources[logical_id]
    is_own = resource["Type"].startswith("AWS::IAM::")
    if action == "iam:PassRole":
        if arns := roles.passed(resource, stack):
            passed_to = (roles.passed_to(resource["Type"]),)
            yield Need(action, tuple(arns), (("StringEquals", "iam:PassedToService", passed_to),))
    elif action == "iam:CreateServiceLinkedRole":
        yield from _linked(resource)
    elif not is_own and not action.removeprefix("iam:").startswith(_READS):
        yield Need(action, (roles.of_service(),))  # it is about roles that services make for themselves
    else:
        yield from _changed(action, logical_id, stack, boundary)


def _linked(resource: Resource) -> Iterator[Need]:
    action = "iam:CreateServiceLinkedRole"
    for service in roles.linked(resource):
        for_service: Condition = ("StringEquals", "iam:AWSServiceName", (service,))
        yield Need(action, (roles.of_service(service),), (for_service,))
    if not roles.linked(resource):
        yield Need(action, (roles.of_service(),))


def _changed(action: str, logical_id: str, stack: Stack, boundary: Any) -> Iterator[Need]:
    """Yield what is done with a role, a user, a group or a policy of the stack."""
    conditions: list[Condition] = []
    if boundary is not None and action in BOUNDED:
        conditions.append(("StringEquals", "iam:PermissionsBoundary", (boundary,)))
    if action in _ATTACHED and (policies := _policies(logical_id, stack)):
        conditions.append(("ArnLike", "iam:PolicyARN", tuple(policies)))
    yield Need(action, tuple(_resources(action, logical_id, stack)), tuple(conditions))


def _policies(logical_id: str, stack: Stack) -> list[str]:
    """Return the managed policies that are attached: that of the template, or those that a role names.

    None if one of them is known at launch only.
    """
    resource = stack.resources[logical_id]
    if resource["Type"] == "AWS::IAM::ManagedPolicy":
        return [arn for arn in own(logical_id, stack) if ":policy/" in arn]
    named = [referred(value, stack) for value in at(resource, "ManagedPolicyArns")]
    return covering([arn for arns in named for arn in arns]) if all(named) else []


def escalates(stacks: Sequence[Stack]) -> bool:
    """Say whether a role without a boundary could give itself more: by a role of a stack that may do anything."""
    return any(each["Type"].startswith("AWS::IAM::") for stack in stacks for each in stack.resources.values())


def far_reaching(stacks: Sequence[Stack]) -> list[str]:
    """Return the types of which neither their names nor what they are part of are known."""
    types = {each["Type"] for stack in stacks for each in stack.resources.values()}
    return sorted(each for each in types if each not in FORMS and each not in PARTS)


def unbounded(stack: Stack, boundary: Any) -> list[str]:
    """Return the roles and users of a template that do not have the boundary that is asked for."""
    return [
        name
        for name, resource in stack.resources.items()
        if resource["Type"] in _WITH_BOUNDARY and not _has(resource, boundary, stack.prefix)
    ]


def _has(resource: Mapping[str, Any], boundary: Any, prefix: str) -> bool:
    wanted_one = texts(encode_to_dict([boundary])[0], prefix)
    return any(texts(each, prefix) == wanted_one for each in at(resource, "PermissionsBoundary"))
