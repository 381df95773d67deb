"""E9702: more permissions than the policy of a function can hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from generator.aws_lambda import policies
from generator.resource_types import API
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.callees import Callee
from generator.template_model.invocations import Permission
from generator.template_model.resource import Resource
from generator.template_model.values import known_text, parts

_SHORTEST: Final = "x"  # what a reference is at the least


class FunctionPolicies(HttpApiRule):
    id = "E9702"
    shortdesc = "The permissions of a function fit into its policy"
    description = (
        "A function's policy has 20,480 bytes, and a permission takes about 400 of them: Lambda refuses the 50th or so "
        "(aws/aws-cdk#19535). The stack fails then, half deployed."
    )
    source_url = "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html"
    tags = ["http-api", "permissions"]
    fix = "Write one permission for all routes of an API, with a SourceArn that ends with ${HttpApi}/*."
    good = """\
Transform: AWS::LanguageExtensions
Resources:
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Code: {ZipFile: "exports.handler = async () => 'hello'"}
      Handler: index.handler
      Role: !ImportValue orders-role-arn
      Runtime: nodejs24.x
  Fn::ForEach::Permissions:
    - Path
    - [a1, a2, a3]
    - Permission${Path}:
        Type: AWS::Lambda::Permission
        Properties:
          Action: lambda:InvokeFunction
          FunctionName: !Ref Orders
          Principal: apigateway.amazonaws.com
          SourceArn: !Sub arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*/GET/${Path}
"""
    bad = good.replace("a1, a2, a3", ", ".join(f"a{number}" for number in range(1, 71)))

    def check(self, model: Model) -> Iterator[Finding]:
        for callee, found in _permissions(model).items():
            total = policies.policy_bytes(sum(_bytes(permission, callee) for permission in found))
            if total > policies.BYTES:
                message = (
                    f"The {len(found)} permissions of {callee} take at least {total:,} bytes of its policy, which has "
                    f"{policies.BYTES:,}: write one for all routes of an API"
                )
                yield Finding(model.template.resources[callee.function].path, message)


def _permissions(model: Model) -> dict[Callee, list[Permission]]:
    """Return the permissions that are there in any case, by what they are of: an alias has a policy of its own."""
    found: dict[Callee, list[Permission]] = defaultdict(list)
    for permission in model.permissions:
        if permission.callee and not permission.given:
            found[permission.callee].append(permission)
    return found


def _bytes(permission: Permission, callee: Callee) -> int:
    function = permission.resource.template.resources[callee.function]
    name = _shortest(function, "FunctionName") or policies.generated_name(callee.function)
    target = f"{name}:{known_text(callee.qualifier, _SHORTEST)}" if callee.qualifier else name
    return policies.statement_bytes(
        permission.resource.logical_id, target, _shortest(permission.resource, "Principal"), _source_arn(permission)
    )


def _shortest(resource: Resource, name: str) -> str:
    return known_text(resource.value(name), _SHORTEST)


def _source_arn(permission: Permission) -> str:
    """Return the SourceArn as short as it can be: an API's ID has ten characters, a region nine at least.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
    """
    known = {"AWS::Partition": "aws", "AWS::Region": "us-east-1", "AWS::AccountId": "123456789012"}
    api = {each.logical_id: "a1b2c3d4e5" for each in permission.resource.template.of_type(API)}
    return "".join(
        part if isinstance(part, str) else {**known, **api}.get(getattr(part, "name", ""), _SHORTEST)
        for part in parts(permission.source.value) or ()
    )
