"""A template -> the role with which AWS Service Catalog launches it: what its resources need, and nothing else.

    body       a template, plain data
      │ needs        the actions of CloudFormation's handlers for its types, without the branches of what is not set
      │ scopes       on which ARNs: those that begin with the stack's name, or that the template names
      │ statements   written with awacs, as few as say the same
      ▼
    LaunchRole       with policies of its own, or with managed ones if they are too large

https://docs.aws.amazon.com/servicecatalog/latest/adminguide/constraints-launch.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from generator import names
from generator.errors import Problem, SpecError
from generator.launch_role.needs import Need, escalates, far_reaching, of_stacks, of_template, unbounded
from generator.launch_role.objects import READ, of_buckets
from generator.launch_role.scopes import Stack

if TYPE_CHECKING:
    from awacs.aws import PolicyDocument, Statement
    from troposphere import AWSObject
    from troposphere.iam import Role

PREFIX: Final = "SC-"
"""What the names of the stacks that Service Catalog makes begin with: `SC-123456789012-pp-…`.

https://docs.aws.amazon.com/servicecatalog/latest/adminguide/controlling_access.html
"""

# https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
_PREFIX: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
_BUCKET: Final = re.compile(r"([a-z0-9.-]|\$\{AWS::(AccountId|Region)\}){3,}")
# https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
_ROLE: Final = re.compile(r"[\w+=,.@-]{1,64}", re.ASCII)
_POLICY: Final = re.compile(r"arn:[^:]+(::[^:]+)?:iam::[^*?]+:policy/[^*?]+")

_SERVICE: Final = "servicecatalog.amazonaws.com"

Body = Mapping[str, Any]


class Options(NamedTuple):
    """What a template does not say: what stacks are called, where code may be, the boundary of roles, the role's name.

    `buckets` and `permissions_boundary` are texts, perhaps with `${AWS::AccountId}` and its like; the boundary may
    also be a function of CloudFormation. The name is for roles by `LocalRoleName`, which is the same in all accounts.
    """

    prefix: str = PREFIX
    buckets: tuple[str, ...] = ()
    permissions_boundary: Any = None
    name: str | None = None


DEFAULTS: Final = Options()


def role(body: Body, options: Options = DEFAULTS, older: Iterable[Body] = ()) -> Iterator[AWSObject]:
    """Yield the managed policies, if it takes any, and then the Role, which is `LaunchRole`.

    `older` are templates of versions that may be running: to update or to end them takes what they have, too.

    Raises SpecError with every type of which nothing is known, and everything read from a bucket that is not known.
    """
    from troposphere import Ref
    from troposphere.iam import ManagedPolicy, Policy

    from generator.launch_role import sizes
    from generator.launch_role.statements import document, grouped

    services = grouped(_needs([body, *older], options))
    if sizes.fits_inline(services.values()):
        policies = [Policy(PolicyName=name, PolicyDocument=document(s)) for name, s in services.items()]
        yield _role(options, services.get("apigateway", []), Policies=policies)
        return
    packed = sizes.packed(statement for statements in services.values() for statement in statements)
    managed = [
        ManagedPolicy(names.launch_policy(number), PolicyDocument=document(statements), **_metadata(statements))
        for number, statements in enumerate(packed, 1)
    ]
    yield from managed
    yield _role(options, [], ManagedPolicyArns=[Ref(policy) for policy in managed])


def template(body: Body, options: Options = DEFAULTS, older: Iterable[Body] = ()) -> dict[str, Any]:
    """Return a template of its own for the role, plain data."""
    from troposphere import GetAtt, Output, Ref, Template

    whole = Template(Description="The role with which AWS Service Catalog launches a product")
    whole.set_version("2010-09-09")
    for element in role(body, options, older):
        whole.add_resource(element)
    whole.add_output(Output("LaunchRoleArn", Value=GetAtt(names.LAUNCH_ROLE, "Arn")))
    whole.add_output(Output("LaunchRoleName", Value=Ref(names.LAUNCH_ROLE)))
    found: dict[str, Any] = whole.to_dict()
    return found


def notes(body: Body, options: Options = DEFAULTS, older: Iterable[Body] = ()) -> Iterator[str]:
    """Yield what is worth knowing about the role of a template, a line each."""
    stacks = [_stack(each, options.prefix) for each in (body, *older)]
    if far := far_reaching(stacks):
        yield (
            "of these kinds the role may change all that the account has in the region, for their names are not known: "
            + ", ".join(far)
        )
    if options.permissions_boundary is None:
        if escalates(stacks):
            yield (
                "without a permissions boundary a template could make a role that may do anything: "
                "ask for one on every role with --permissions-boundary"
            )
        return
    if without := unbounded(stacks[0], options.permissions_boundary):
        because = f"these have no such permissions boundary: {', '.join(without)}"
        yield f"a launch will be refused, because {because}; set PermissionsBoundary"


def _needs(bodies: list[Body], options: Options) -> Iterator[Need]:
    yield from of_stacks(options.prefix)
    if options.buckets:
        for action in sorted(READ):
            yield Need(action, tuple(of_buckets(options.buckets)))
    problems = [*_wrong(options)]
    for body in bodies:
        if wrong := [*_problems(body)]:
            problems += wrong
            continue
        try:
            yield from of_template(_stack(body, options.prefix), options.buckets, options.permissions_boundary)
        except SpecError as error:
            problems += error.problems
    if problems:
        raise SpecError(dict.fromkeys(problems))


def _problems(body: Body) -> Iterator[Problem]:
    """Yield what is wrong with a template as a product's: transforms run with rights that are not a role's."""
    if "Transform" in body or "'Fn::Transform'" in str(body):
        message = "a Transform is worked out at launch, with more rights than a role needs: give the template that "
        message += "comes of it"
        yield Problem(("Transform",), message)
    if not _resources(body):
        yield Problem(("Resources",), "there are none: give a template of CloudFormation")
    for name, resource in _resources(body).items():
        if not isinstance(resource.get("Properties", {}), Mapping):
            yield Problem(("Resources", name, "Properties"), "must be a mapping")


def _wrong(options: Options) -> Iterator[Problem]:
    """Yield what would make the role another one than is meant: its own name is not to be one that it may change."""
    name, boundary = options.name, options.permissions_boundary
    if not _PREFIX.fullmatch(options.prefix):
        yield Problem((), f"the prefix must be what a stack's name can begin with (got {options.prefix or 'nothing'})")
    if _PREFIX.fullmatch(options.prefix) and not options.prefix.endswith("-"):
        yield Problem((), f"the prefix must end in -, so that it is whole (got {options.prefix})")
    if name is not None and not _ROLE.fullmatch(name):
        yield Problem((), f"the role's name must be at most 64 letters, digits and any of _+=,.@- (got {name})")
    if isinstance(boundary, str) and boundary.rpartition("/")[2].startswith(options.prefix):
        message = f"the permissions boundary's name must not begin with {options.prefix}: the role could change it"
        yield Problem((), f"{message} (got {boundary})")
    if name is not None and name.startswith(options.prefix):
        yield Problem((), f"the role's name must not begin with {options.prefix} (got {name}): it could change itself")
    if isinstance(boundary, str) and not _POLICY.fullmatch(boundary):
        yield Problem((), f"the permissions boundary must be the ARN of a policy, arn:…:policy/… (got {boundary})")
    for bucket in options.buckets:
        if not _BUCKET.fullmatch(bucket):
            yield Problem((), f"a bucket must be the name of one (got {bucket})")


def _stack(body: Body, prefix: str) -> Stack:
    return Stack(_resources(body), prefix)


def _resources(body: Body) -> dict[str, Any]:
    resources = body.get("Resources")
    found = resources.items() if isinstance(resources, Mapping) else ()
    return {name: each for name, each in found if isinstance(each, Mapping) and isinstance(each.get("Type"), str)}


def _role(options: Options, statements: list[Statement], **policies: Any) -> Role:
    from troposphere.iam import Role

    named: dict[str, Any] = {} if options.name is None else {"RoleName": options.name}
    return Role(
        names.LAUNCH_ROLE,
        AssumeRolePolicyDocument=_trust(),
        Description="Launches a product of AWS Service Catalog",
        **named,
        **policies,
        **_metadata(statements),
    )


def _metadata(statements: list[Statement]) -> dict[str, Any]:
    """Tell cfn-lint not to warn of actions that are in no list of AWS's, where there are any: see `UNLISTED`."""
    from generator.launch_role.reference import UNLISTED

    actions = {action.JSONrepr() for statement in statements for action in statement.properties["Action"]}
    return {"Metadata": {"cfn-lint": {"config": {"ignore_checks": ["W3037"]}}}} if actions & UNLISTED else {}


def _trust() -> PolicyDocument:
    """Let Service Catalog take the role, in the words of its documentation.

    https://docs.aws.amazon.com/servicecatalog/latest/adminguide/constraints-launch.html#constraints-launch-role
    """
    from awacs import sts
    from awacs.aws import Allow, Principal, Statement

    from generator.launch_role.statements import document

    statement: Statement = Statement(Effect=Allow, Principal=Principal("Service", _SERVICE), Action=[sts.AssumeRole])
    return document([statement])
