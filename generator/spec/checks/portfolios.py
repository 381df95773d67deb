"""Portfolios, with a product or in a spec of their own: who may launch, tags, and values that the stack can know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from generator.aws_service_catalog import limits
from generator.errors import Problem, SpecPath
from generator.flavours import SERVICE_CATALOG
from generator.spec.references import functions, plain, references
from generator.spec.wording import listed

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.checks import Checks
    from generator.spec.portfolios import Audience

_OF_PORTFOLIOS: Final = {"name", "description", "flavours", "tags", "portfolio"}
# What a stack without conditions, mappings and parameters can work out.
_KNOWN: Final = ("Ref", "Fn::Sub", "Fn::ImportValue", "Fn::Join", "Fn::Select", "Fn::Split")
_WRITE_OUT: Final = "write it out, or use !ImportValue, or !Sub with AWS::Region and the like"


def has_nothing_of_an_api(spec: ApiSpec) -> Iterator[Problem]:
    for section in sorted(spec.model_fields_set - _OF_PORTFOLIOS):
        why = "is for APIs, and this spec is a portfolio's: put it into the spec of a product, which names this one"
        yield Problem((section,), why)


def values_are_known(spec: ApiSpec) -> Iterator[Problem]:
    yield from unknown_values(spec.portfolio, ("portfolio",))


def unknown_values(value: Any, path: SpecPath, file: str = SERVICE_CATALOG) -> Iterator[Problem]:
    """Yield what a stack of its own, without the API's parameters and resources, cannot work out."""
    for place, name in references(value, path):
        if not name.startswith("AWS::"):
            yield Problem(place, f"{name} is not in {file}, which is a stack of its own: {_WRITE_OUT}")
    for place, function in functions(value):
        if function not in _KNOWN and function != "Fn::GetAtt":
            why = f"{function} is of no use in {file}, which is a stack of its own: {_WRITE_OUT}"
            yield Problem((*path, *place), why)


def audiences_fit(spec: ApiSpec) -> Iterator[Problem]:
    if spec.portfolio:
        yield from problems_of(spec.portfolio, ("portfolio",))
        yield from tags_fit(spec, spec.portfolio.tags, ("portfolio", "tags"))


def problems_of(audience: Audience, path: SpecPath) -> Iterator[Problem]:
    """Yield principals and accounts that stand there twice, and patterns that are too many."""
    arns = [(each.arn, each.pattern) for each in audience.principals]
    yield from repeated([plain(arn if arn is not None else pattern) for arn, pattern in arns], (*path, "principals"))
    patterns = [index for index, (arn, _) in enumerate(arns) if arn is None]
    if len(patterns) > limits.PRINCIPAL_PATTERNS:
        why = f"are {len(patterns)} patterns, but a portfolio may have {limits.PRINCIPAL_PATTERNS}: write wider ones"
        yield Problem((*path, "principals"), why)
    if audience.shares:
        for field in ("accounts", "organizational_units"):
            values = [plain(each) for each in getattr(audience.shares, field)]
            yield from repeated(values, (*path, "shares", field))


def repeated(values: list[Any], path: SpecPath) -> Iterator[Problem]:
    """Yield each value that stands there a second time."""
    for index, value in enumerate(values):
        if value in values[:index]:
            yield Problem((*path, index), "stands there already: leave it out")


def tags_fit(spec: ApiSpec, own: Mapping[str, Any], path: SpecPath) -> Iterator[Problem]:
    """AWS Service Catalog takes fewer tags than others do, and none without a value.

    https://docs.aws.amazon.com/servicecatalog/latest/dg/API_Tag.html
    """
    together = {**spec.tags, **own}
    if len(together) > limits.TAGS:
        why = f"come to {len(together)} with those of the spec, but AWS Service Catalog takes {limits.TAGS}"
        yield Problem(path if own else ("tags",), f"{why}: leave some out")
    empty = [key for key, value in together.items() if value == ""]
    if empty:
        where = path if set(empty) & set(own) else ("tags",)
        yield Problem(where, f"{listed(empty)}: AWS Service Catalog takes no empty value: give one, or leave it out")


CHECKS: Checks = (
    (has_nothing_of_an_api, set()),
    (values_are_known, set()),
    (audiences_fit, set()),
)
