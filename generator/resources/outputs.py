"""Outputs: what whoever deployed the stack asks for next."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from troposphere import AWSHelperFn, Export, GetAtt, If, Output, Ref, Sub

from generator import names
from generator.http_api.route_keys import DEFAULT
from generator.resources.element import Element, function_arn, given, substituted
from generator.spec.addresses import Addresses, url_outputs

if TYPE_CHECKING:
    from generator.spec.api import ApiSpec
    from generator.spec.domains import Domain


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield the API's URL, those of further stages, and its ID, then each function's ARN."""
    for title, (stage, addresses) in url_outputs(spec).items():
        what = "the API" if title == names.API_URL_OUTPUT else f"the stage {spec.all_stages[stage].name}"
        yield _output(title, f"The URL of {what}", _url(stage, addresses, spec), spec)
    yield _output(names.API_ID_OUTPUT, "The ID of the API", Ref(names.API), spec)
    for name in spec.functions:
        arn = function_arn(name, spec)
        yield _output(names.function_arn_output(name), f"The ARN of {_described(name, spec)}", arn, spec)


def _described(name: str, spec: ApiSpec) -> str:
    alias = spec.functions[name].auto_publish_alias
    return f"the function {name}" if alias is None else f"the alias {alias} of the function {name}"


def _output(title: str, description: str, value: Any, spec: ApiSpec) -> Output:
    return Output(title, Description=description, Value=value, **given(Export=_export(title, spec)))


def _export(title: str, spec: ApiSpec) -> Export | None:
    """Return the name under which other stacks import an output: one of the account's region, so it has the stack's."""
    if spec.exports is None:
        return None
    name = spec.exports.get(title) if spec.exports else Sub(f"${{AWS::StackName}}-{title}")
    return Export(name) if name is not None else None


def _url(stage: str, addresses: Addresses, spec: ApiSpec) -> Any:
    """Return the URL of the first domain that there is, or of the stage at the default endpoint."""
    url: Any = _endpoint(stage, spec)
    for condition, domain in reversed(addresses.choices):
        url = If(condition, _domain_url(domain), url) if condition else _domain_url(domain)
    return url


def _endpoint(stage: str, spec: ApiSpec) -> AWSHelperFn:
    if spec.all_stages[stage].name == DEFAULT:
        return GetAtt(names.API, "ApiEndpoint")
    return Sub(f"${{{names.API}.ApiEndpoint}}/${{{stage}}}")


def _domain_url(domain: Domain) -> Any:
    """Return the URL, without the stage's name, for which the mapping stands."""
    if domain.base_path is None:
        return substituted("https://${Name}", Name=domain.name)
    return substituted("https://${Name}/${BasePath}", Name=domain.name, BasePath=domain.base_path)
