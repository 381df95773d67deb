"""Permissions: this API, and no other, may invoke its functions."""

from collections.abc import Iterator

from troposphere import Sub
from troposphere.awslambda import Permission

from generator import names
from generator.resources.element import Element, function_arn
from generator.spec import resolved
from generator.spec.api import ApiSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield one Permission per function, for all of this API's routes and authorizers.

    One per route would fill the function's resource policy at 30 to 55 routes (aws/aws-cdk#19535). No SourceAccount:
    the API's ARN carries the account, and a service that does not pass it would be refused with a bare 500.
    """
    for name in resolved.invoked_functions(spec):
        yield _permission(names.permission(name), function_arn(name, spec))
    for logical_id, arn in resolved.invoked_arns(spec):
        yield _permission(logical_id, arn)


def _permission(logical_id: str, function: object) -> Permission:
    return Permission(
        logical_id,
        Action="lambda:InvokeFunction",
        FunctionName=function,
        Principal="apigateway.amazonaws.com",
        SourceArn=Sub(f"arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{{names.API}}}/*"),
    )
