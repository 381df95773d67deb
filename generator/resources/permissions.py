"""Permissions: this API, and no other, may invoke its functions."""

from collections.abc import Iterator

from troposphere import GetAtt, Sub
from troposphere.awslambda import Permission

from generator import names
from generator.resources.element import Element
from generator.spec.api import ApiSpec


def build(spec: ApiSpec) -> Iterator[Element]:
    """Yield one Permission per function, for all of this API's routes.

    One per route would fill the function's resource policy at 30 to 55 routes (aws/aws-cdk#19535). No SourceAccount:
    the API's ARN carries the account, and a service that does not pass it would be refused with a bare 500.
    """
    for name in spec.functions:
        yield Permission(
            names.permission(name),
            Action="lambda:InvokeFunction",
            FunctionName=GetAtt(names.function(name), "Arn"),
            Principal="apigateway.amazonaws.com",
            SourceArn=Sub(
                f"arn:${{AWS::Partition}}:execute-api:${{AWS::Region}}:${{AWS::AccountId}}:${{{names.API}}}/*"
            ),
        )
