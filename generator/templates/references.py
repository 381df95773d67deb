"""References: what `!Ref`, `!GetAtt` and `!Sub` name must be in the template, or the deployment fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from generator import names
from generator.errors import Problem, SpecError, SpecPath, did_you_mean
from generator.flavours import FLAVOURS, Flavour
from generator.spec import resolved
from generator.spec.api import ApiSpec
from generator.spec.references import references, subs

# What its variables begin with, in URLs, in what is mapped and in access logs.
# https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
_OF_API_GATEWAY: Final = ("context", "request", "response", "stageVariables")


def check(spec: ApiSpec, body: Mapping[str, Any], flavour: Flavour = "cloudformation") -> None:
    """Raise SpecError with every reference of the spec that leads to nothing in its template.

    What SAM's translator adds is known. Any other transform may add anything, and a loop has names of its own: then
    only the deployment can tell.
    """
    if (spec.cloudformation and spec.cloudformation.transform) or any(x.startswith("Fn::") for x in body["Resources"]):
        return
    known = [*body["Resources"], *body.get("Parameters", {}), *_unsettled(spec), *_translated(spec, flavour)]
    unknown = {
        (path, name): None
        for path, name in references(spec)
        if name not in known and not name.startswith("AWS::") and path[:2] not in _overrides_of_others(flavour)
    }
    problems = [
        Problem(path, f"there is no resource and no parameter {name}{_hint(name, known, flavour)}")
        for path, name in unknown
        if name not in _OF_API_GATEWAY
    ]
    if len(problems) < len(unknown):
        problems += _mistaken(spec, {path for path, name in unknown if name in _OF_API_GATEWAY})
    if problems:
        raise SpecError(problems)


def _translated(spec: ApiSpec, flavour: Flavour) -> Iterator[str]:
    """Yield the names of what SAM's translator will add."""
    if flavour == "sam":
        from generator.templates import sam  # not every spec wants it

        yield from sam.translated_ids(spec)


def _overrides_of_others(flavour: Flavour) -> list[SpecPath]:
    return [("overrides", other) for other in FLAVOURS if other != flavour]


def _hint(name: str, known: Iterable[str], flavour: Flavour) -> str:
    if name == names.CODE_BUCKET and flavour == "sam":
        return " in sam.yaml, for sam deploy has a bucket of its own: leave sam out of flavours"
    return did_you_mean(name, known)


def _unsettled(spec: ApiSpec) -> Iterator[str]:
    """Yield the names of what the template has under an ID that ends in a digest."""
    if resolved.released(spec):
        yield from (names.function_version(name) for name, each in spec.functions.items() if each.auto_publish_alias)
    if not all(stage.auto_deploy for stage in spec.all_stages.values()):
        yield names.DEPLOYMENT


def _mistaken(spec: ApiSpec, places: set[SpecPath]) -> Iterator[Problem]:
    """Yield each `!Sub` that would take what API Gateway fills in for something of the template."""
    for path, variables in subs(spec):
        own = [each for each in variables if each.strip("${} ").partition(".")[0] in _OF_API_GATEWAY]
        if path not in places or not own:
            continue
        if own == variables:
            yield Problem(path, f"leave out !Sub: API Gateway itself fills in {' and '.join(own)}")
        else:
            escaped = " and ".join(each.replace("${", "${!") for each in own)
            yield Problem(path, f"write {escaped}: API Gateway itself fills that in, and not !Sub")
