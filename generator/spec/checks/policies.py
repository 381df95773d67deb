"""Policies: on resources that an ARN names, of the kind that the action is for, in a role that can hold them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from generator import names
from generator.aws_iam.arns import ON_OBJECTS, OWN_RESOURCES, resource_of_arn, service_of_arn, service_of_type
from generator.aws_iam.presets import PRESETS
from generator.aws_iam.without_resources import WITHOUT_RESOURCES
from generator.errors import Problem, SpecPath
from generator.spec.base import declared_values
from generator.spec.checks.arns import no_arn, role_problem, type_of, wrong_kind
from generator.spec.references import named, text_of

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks
    from generator.spec.functions import FunctionSpec
    from generator.spec.policies import Statement


def roles_are_roles(spec: ApiSpec) -> Iterator[Problem]:
    """What a role is, or is made of, is an ARN of the right kind; the roles that are made here are for one function."""
    roles = {names.role(name): name for name in spec.functions}
    for name, function in spec.functions.items():
        for path, field, arn in _of_role(function):
            source = named(arn)
            if field == "role" and source and source.logical_id in roles:
                why = f"is the role of the function {roles[source.logical_id]} alone: leave it out, or give another"
                yield Problem(_place(name, field, spec), why)
            elif why := role_problem(field, arn, spec):
                yield Problem((*_place(name, field, spec), *path), why)


def _of_role(function: FunctionSpec) -> Iterator[tuple[SpecPath, str, Any]]:
    yield (), "role", function.role
    yield (), "permissions_boundary", function.permissions_boundary
    for index, arn in enumerate(function.managed_policy_arns):
        yield (index,), "managed_policy_arns", arn


def _place(name: str, field: str, spec: ApiSpec) -> SpecPath:
    """Return where a setting of a function stands: with it, or in `defaults`."""
    own = field in spec.functions[name].model_fields_set
    return ("functions", name, field) if own else ("defaults", field)


_IN_A_ROLE = {
    "policy": "put the statements into that role",
    "secrets": "let that role read them, and put their ARNs into environment",
    "role_name": "leave it out",
    "managed_policy_arns": "attach them to that role",
    "permissions_boundary": "set it on that role",
}


def given_roles_are_left_alone(spec: ApiSpec) -> Iterator[Problem]:
    """A role from outside is another's: what the function may do is said there."""
    for name, function in spec.functions.items():
        for field, way_out in _IN_A_ROLE.items() if function.role is not None else ():
            if field in function.model_fields_set and getattr(function, field):
                own = "" if "role" in function.model_fields_set else ", or write role: null for one of its own"
                why = f"has no effect on a role that is given: {way_out}{own}"
                yield Problem(("functions", name, field), why)


def role_names_are_unique(spec: ApiSpec) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name, function in spec.functions.items():
        if isinstance(function.role_name, str):
            other = seen.setdefault(function.role_name.lower(), name)
            if other != name:
                why = f"is the name of the role of {other}, too: roles of an account have different names"
                yield Problem(("functions", name, "role_name"), why)


def statements_are_about_what_they_name(spec: ApiSpec) -> Iterator[Problem]:
    for name, function in spec.functions.items():
        for index, entry in enumerate(function.policy):
            place = ("functions", name, "policy", index)
            problems = _of_preset if entry.kind in PRESETS else _of_statement
            yield from (Problem((*place, *path), why) for path, why in problems(entry, spec))


def _arns(entry: Statement) -> Iterator[tuple[SpecPath, Any]]:
    """Yield what an entry is about, and where; a list of one may have been written without brackets."""
    field = "resources" if entry.kind in ("allow", "deny") else entry.kind
    for index, arn in enumerate(entry.arns):
        yield (field, index) if len(entry.arns) > 1 else (field,), arn


def _of_preset(entry: Statement, spec: ApiSpec) -> Iterator[tuple[SpecPath, str]]:
    preset = PRESETS[entry.kind]
    for path, arn in _arns(entry):
        problem = _of_parameter if entry.kind == "ssm_read" else no_arn
        if why := wrong_kind(arn, spec, preset.what, preset.types) or problem(arn, spec) or _unlike(entry.kind, arn):
            yield path, why


def _of_parameter(parameter: Any, spec: ApiSpec) -> str | None:
    from generator.spec.grants import parameter_arn  # only where one is read

    if parameter_arn(parameter, spec) is None:
        return "may have a / in front, or not, and its ARN follows from that: write its ARN"
    return None


def _unlike(kind: str, arn: Any) -> str | None:
    """Say that an ARN is not of what a grant is for, as far as it is known."""
    from re import fullmatch

    preset = PRESETS[kind]
    if kind == "ssm_read":
        fits, what = r"arn:.*:ssm:[^:]*:[^:]*:parameter/[^*?]+|(?!arn:)[\w./-]+", f"the name or the ARN of {preset.what}"
    else:
        fits, what = rf"arn:[\w-]+:{preset.service}:[\w-]*:(\d{{12}})?:{preset.resource}", f"the ARN of {preset.what}"
    for known in declared_values(arn):
        if isinstance(known, str) and known and not fullmatch(fits, known):
            return f"must be {what}, such as {preset.example} (got {known[:60]})"
    return None


def _of_statement(entry: Statement, spec: ApiSpec) -> Iterator[tuple[SpecPath, str]]:
    found = [(path, why) for path, arn in _arns(entry) if (why := _of_resource(entry, arn, spec))]
    yield from found
    if not found and (without := _without_a_resource(entry, spec)):
        yield without


def _of_resource(entry: Statement, arn: Any, spec: ApiSpec) -> str | None:
    if arn == "*" or (isinstance(arn, str) and resource_of_arn(arn) == "*" and entry.allow):
        return _on_everything(entry) if entry.allow else None
    return no_arn(arn, spec) or _no_beginning(arn, spec) or _of_another_service(entry, arn, spec)


def _on_everything(entry: Statement) -> str | None:
    """Least privilege: on everything only what is never about a resource, or what a condition bounds."""
    if entry.condition:
        return None
    from generator.spec.actions import matching  # awacs knows what a pattern stands for

    for action in entry.allow or []:
        service = action.partition(":")[0]
        if any(f"{service}:{each}" not in WITHOUT_RESOURCES for each in matching(action)):
            return (
                f"would allow {action} on everything: name what the function needs, such as !GetAtt OrdersTable.Arn, "
                "or bound it by a condition"
            )
    return None


def _no_beginning(arn: Any, spec: ApiSpec) -> str | None:
    """Say that the text of a `!Sub` does not begin as ARNs do."""
    text = text_of(arn)
    if text is None or text.startswith("arn:"):
        return None
    if not text.startswith("${"):
        return f"must be an ARN, but its text begins with {text[:20]}: write arn:${{AWS::Partition}}:…"
    name, _, attribute = text[2:].partition("}")[0].partition(".")
    return no_arn(_reference(name, attribute), spec)


def _reference(name: str, attribute: str) -> Any:
    from troposphere import GetAtt, Ref

    return GetAtt(name, attribute) if attribute else Ref(name)


def _of_another_service(entry: Statement, arn: Any, spec: ApiSpec) -> str | None:
    service = _service(arn, spec)
    actions = entry.allow or entry.deny or []
    wanted = {action.partition(":")[0] for action in actions}
    if service is None or not wanted <= OWN_RESOURCES | {"s3"}:
        return None
    if service not in wanted:
        return f"is a resource of {service}, but {actions[0]} is for those of {actions[0].partition(':')[0]}"
    if service == "s3" and set(actions) <= ON_OBJECTS and _is_bucket(arn, spec):
        return f"is a bucket, but {actions[0]} is for the objects in it: put /* behind it"
    return None


def _without_a_resource(entry: Statement, spec: ApiSpec) -> tuple[SpecPath, str] | None:
    """Say which action has nothing among the resources that it could be for."""
    services = [_service(arn, spec) for arn in entry.arns]
    kind = entry.kind
    actions = getattr(entry, kind)
    for index, action in enumerate(actions):
        service = action.partition(":")[0]
        if service in OWN_RESOURCES and None not in services and service not in services:
            path = (kind, index) if len(actions) > 1 else (kind,)
            return path, f"{action} is for resources of {service}, but there is none among the resources"
    return None


def _service(arn: Any, spec: ApiSpec) -> str | None:
    """Return the service that a resource belongs to, if it is known."""
    source, text = named(arn), text_of(arn)
    if source is None and text is not None and text.startswith("${"):
        return service_of_type(type_of(text[2:].partition("}")[0].partition(".")[0], spec) or "")
    if source is not None:
        return service_of_type(type_of(source.logical_id, spec) or "")
    return service_of_arn(text) if text is not None else None


def _is_bucket(arn: Any, spec: ApiSpec) -> bool:
    source, text = named(arn), text_of(arn)
    if source is not None:
        return type_of(source.logical_id, spec) == "AWS::S3::Bucket"
    return text is not None and text.startswith("arn:") and "/" not in resource_of_arn(text) and "*" not in text


CHECKS: Checks = (
    (roles_are_roles, {"cloudformation"}),
    (given_roles_are_left_alone, set()),
    (role_names_are_unique, set()),
    (statements_are_about_what_they_name, {"cloudformation"}),
)
