"""The template of a product: a form for its launchers, and nothing that a launch role does not reach."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from troposphere import encode_to_dict

from generator import names
from generator.aws_service_catalog.physical_names import PROPERTIES, begins_with_stack, explicit_name
from generator.errors import Problem, SpecPath
from generator.spec import product_rules, resolved
from generator.spec.overrides import placed
from generator.spec.raw_parameters import raw_parameters
from generator.spec.references import functions, plain, subs
from generator.spec.wording import listed

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks
    from generator.spec.parameters import Parameter

_FREE_TYPES: Final = ("String", "Number", "CommaDelimitedList", "List<Number>")
_BOUNDS: Final = ("allowed_values", "allowed_pattern", "min_length", "max_length", "min_value", "max_value")
_NEEDED: Final = ("constraint_description", "label", "group")
# In the words of the raw section; labels and groups stand in its Interface.
_RAW_WORDS: Final = {"constraint_description": "ConstraintDescription", "label": "a label", "group": "a group"}
_OWN_NAME: Final = "is a name of its own, which the launch role does not reach: leave it out, or begin it with "
_STACK: Final = "!Sub ${AWS::StackName}"


def parameters_make_a_form(spec: ApiSpec) -> Iterator[Problem]:
    """Launchers are told what to give, and what is wrong with it, before anything is made."""
    for name, parameter in spec.parameters.items():
        lacking = [each for each in _NEEDED if getattr(parameter, each) is None]
        if not _is_bounded(parameter):
            lacking.insert(0, "allowed_values, allowed_pattern or a bound")
        if lacking:
            yield Problem(("parameters", name), f"is in the form of a product: give it {listed(lacking)}")


def raw_parameters_make_a_form(spec: ApiSpec) -> Iterator[Problem]:
    for name, parameter in raw_parameters(spec).items():
        lacking = [_RAW_WORDS[each] for each in _NEEDED if getattr(parameter, each) is None]
        if not _is_bounded(parameter):
            lacking.insert(0, "AllowedValues, AllowedPattern or a bound")
        if lacking:
            yield Problem(
                ("cloudformation", "Parameters", name),
                f"is in the form of a product, and lacks {listed(lacking)}: put it under parameters, where it can have "
                "all of that",
            )


def _is_bounded(parameter: Parameter) -> bool:
    """Say whether AWS can tell a wrong value: it knows what there is of the types that are its own."""
    return parameter.type not in _FREE_TYPES or any(getattr(parameter, each) is not None for each in _BOUNDS)


def nothing_is_transformed(spec: ApiSpec) -> Iterator[Problem]:
    """https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-macros.html"""
    raw = spec.cloudformation
    if raw and raw.transform:
        why = "needs rights that launchers do not have, and stack sets refuse it: write out what it would make"
        yield Problem(("cloudformation", "Transform"), why)
    for path, name in functions(raw) if raw else ():
        if name == "Fn::Transform":
            yield Problem(("cloudformation", *path), "is a transform, which a product cannot have: write it out")
    for title in raw.resources if raw else ():
        if title.startswith("Fn::"):
            why = "is a loop, which takes a transform that a product cannot have: write it out"
            yield Problem(("cloudformation", "Resources", title), why)


def nothing_has_a_name_of_its_own(spec: ApiSpec) -> Iterator[Problem]:
    """A launch role is scoped to what begins with the stack's name, as what CloudFormation names itself does.

    https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
    """
    for path, value in (*_names_of_functions(spec), *_names_in_overrides(spec)):
        if value is not None and not begins_with_stack(plain(value)):
            yield Problem(path, _OWN_NAME + _STACK)
    for title, resource in (encode_to_dict(spec.cloudformation.resources) if spec.cloudformation else {}).items():
        if isinstance(resource, dict) and (name := explicit_name(resource)):
            yield Problem(("cloudformation", "Resources", title, "Properties", name), _OWN_NAME + _STACK)


def _names_of_functions(spec: ApiSpec) -> Iterator[tuple[SpecPath, Any]]:
    for name, function in spec.functions.items():
        yield ("functions", name, "function_name"), function.function_name
        yield ("functions", name, "role_name"), function.role_name


def _names_in_overrides(spec: ApiSpec) -> Iterator[tuple[SpecPath, Any]]:
    """Yield what an override says for a property that names what is generated; `Name` is only for screens there."""
    naming = set(PROPERTIES.values()) - {"Name", "DomainName"}
    for override in placed(spec):
        properties: dict[str, Any] = encode_to_dict(override.change.get("Properties") or {})
        for name in properties if override.flavour != "sam" else ():
            if name in naming:
                yield (*override.path, "Properties", name), properties[name]


def the_code_bucket_stands_alone(spec: ApiSpec) -> Iterator[Problem]:
    """Its parameter is not in the product's template, where the product's bucket stands in its place."""
    for path, variables in subs(spec):
        if any(each.strip("${} ") == names.CODE_BUCKET for each in variables):
            why = f"a product has no parameter {names.CODE_BUCKET}: write its bucket, or !Join around !Ref CodeBucket"
            yield Problem(path, why)


def exports_are_of_the_stack(spec: ApiSpec) -> Iterator[Problem]:
    """An export has one stack in an account and region, and a product is launched more than once."""
    exports: list[tuple[SpecPath, Any]] = [(("exports", each), name) for each, name in (spec.exports or {}).items()]
    for output, body in (spec.cloudformation.outputs if spec.cloudformation else {}).items():
        match encode_to_dict(body):
            case {"Export": {"Name": name}}:
                exports.append((("cloudformation", "Outputs", output, "Export", "Name"), name))
    for path, name in exports:
        if not any("AWS::StackName" in each for each in _texts(plain(name))):
            why = "is the same of each launch, and only the first could have it: begin it with "
            yield Problem(path, why + _STACK)


def _texts(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            yield from (text for item in value.values() for text in _texts(item))
        case list():
            yield from (text for item in value for text in _texts(item))


def boundaries_agree(spec: ApiSpec) -> Iterator[Problem]:
    """A launch role with a boundary makes no role with another."""
    boundary = spec.service_catalog.launch_role.permissions_boundary if spec.service_catalog else None
    if boundary is None:
        return
    why = "is not that of service_catalog.launch_role, which every role of the product has: leave it out"
    for name, function in spec.functions.items():
        own = function.permissions_boundary
        if own is not None and plain(own) != plain(boundary):
            yield Problem(resolved.setting_path(name, function, "permissions_boundary"), why)
    for title, resource in (encode_to_dict(spec.cloudformation.resources) if spec.cloudformation else {}).items():
        match resource:
            case {"Properties": {"PermissionsBoundary": own}} if own != plain(boundary):
                yield Problem(("cloudformation", "Resources", title, "Properties", "PermissionsBoundary"), why)


def rules_have_names_of_their_own(spec: ApiSpec) -> Iterator[Problem]:
    for name in product_rules.rules(spec):
        if spec.cloudformation and name in spec.cloudformation.rules:
            why = f"{name} is generated already: choose another name"
            yield Problem(("cloudformation", "Rules", name), why)


CHECKS: Checks = (
    (parameters_make_a_form, set()),
    (raw_parameters_make_a_form, set()),
    (nothing_is_transformed, set()),
    (nothing_has_a_name_of_its_own, set()),
    (the_code_bucket_stands_alone, set()),
    (exports_are_of_the_stack, set()),
    (boundaries_agree, set()),
    (rules_have_names_of_their_own, {"domain", "domains", "parameters"}),
)
