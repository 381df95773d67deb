"""E9901: roles that their inline policies do not fit into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.aws_iam.inline_policies import characters
from generator.http_api import quotas
from generator.resource_types import POLICY, ROLE
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.resource import Resource
from generator.template_model.template import Template
from generator.template_model.values import Value


class InlinePolicies(HttpApiRule):
    id = "E9901"
    shortdesc = "The inline policies of a role have at most 10,240 characters"
    description = (
        "IAM refuses more: `Maximum policy size of 10240 bytes exceeded for role`. All inline policies of a role count "
        "together, those of AWS::IAM::Policy among them, and white space does not. What a function of CloudFormation "
        "gives is counted as the shortest ARN that there is."
    )
    source_url = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"
    tags = ["http-api", "roles"]
    fix = "Name resources with *, or put some statements into an AWS::IAM::ManagedPolicy: each has 6,144 of its own."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
  OrdersRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
        - {Effect: Allow, Action: sts:AssumeRole, Principal: {Service: lambda.amazonaws.com}}
      Policies:
      - PolicyName: tables
        PolicyDocument:
          Version: '2012-10-17'
          Statement:
          # In earnest each of them would be for another table.
          - &table
            Effect: Allow
            Action: [dynamodb:BatchGetItem, dynamodb:BatchWriteItem, dynamodb:ConditionCheckItem, dynamodb:DeleteItem,
                     dynamodb:DescribeTable, dynamodb:GetItem, dynamodb:PutItem, dynamodb:Query, dynamodb:UpdateItem]
            Resource: arn:aws:dynamodb:us-east-1:123456789012:table/production-shop-orders-by-customer-and-month
          - *table
MANY"""
    good = bad.replace("MANY", "")
    bad = bad.replace("MANY", 31 * "          - *table\n")

    def check(self, model: Model) -> Iterator[Finding]:
        attached = _attached(model.template) if model.apis else {}
        for role in model.template.of_type(ROLE) if model.apis else ():
            own = list(_own(role))
            count = _characters(role, own + attached.get(role.logical_id, []))
            if count > quotas.INLINE_POLICY_CHARACTERS:
                message = f"have at least {count:,} characters, and IAM takes {quotas.INLINE_POLICY_CHARACTERS:,}"
                way_out = "put some of them into an AWS::IAM::ManagedPolicy"
                place = next(role.values("Policies")).path
                yield Finding(place, f"The inline policies of {role.logical_id} {message}: {way_out}")


def _own(role: Resource) -> Iterator[Value]:
    for policies in role.values("Policies"):
        for policy in role.template.items(policies):
            yield from role.template.entry(policy, "PolicyDocument")


def _attached(template: Template) -> dict[str, list[Value]]:
    """Return the documents of policies that are resources of their own, by the roles that they name."""
    found: dict[str, list[Value]] = {}
    for policy in template.of_type(POLICY):
        for roles in policy.values("Roles"):
            for name in template.items(roles):
                if role := template.referred(name.value, ROLE):
                    documents = found.setdefault(role.logical_id, [])
                    documents += [
                        each._replace(given=each.given | name.given) for each in policy.values("PolicyDocument")
                    ]
    return found


def _characters(role: Resource, documents: list[Value]) -> int:
    """Return how many characters the documents have that can be there together, taken one after the other."""
    given, count = role.given, 0
    for document in documents:
        if isinstance(document.value, Mapping) and role.template.possible(given | document.given):
            given |= document.given
            count += characters(document.value)
    return count
