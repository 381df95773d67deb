"""Outputs: what whoever deployed the stack asks for next."""

from collections.abc import Iterator

from troposphere import GetAtt, Output, Ref, Sub

from generator import names
from generator.http_api.route_keys import DEFAULT
from generator.resources.element import Element
from generator.spec.api import ApiSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield the API's URL and ID, then each function's ARN."""
    endpoint = GetAtt(names.API, "ApiEndpoint")
    named = Sub(f"${{{names.API}.ApiEndpoint}}/${{{names.STAGE}}}")
    yield Output(
        names.API_URL_OUTPUT,
        Description="The URL of the API",
        Value=endpoint if spec.stage.name == DEFAULT else named,
    )
    yield Output(names.API_ID_OUTPUT, Description="The ID of the API", Value=Ref(names.API))
    for name in spec.functions:
        yield Output(
            names.function_arn_output(name),
            Description=f"The ARN of the function {name}",
            Value=GetAtt(names.function(name), "Arn"),
        )
