"""W9909: secrets in the open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.aws_iam.secrets import SECRET_ATTRIBUTES, is_resolved, likeness
from generator.rules.rule import Finding, HttpApiRule
from generator.template_model import Model
from generator.template_model.functions import Variable, environment, functions
from generator.template_model.template import Template
from generator.template_model.values import Reference, Value, literal, parts


class Secrets(HttpApiRule):
    id = "W9909"
    shortdesc = "No secret stands in an environment or in a default"
    description = (
        "Whoever may read a function's configuration reads its environment, whatever the way in which a secret came "
        "there: as a literal, by a dynamic reference or from a parameter with NoEcho. A default of such a parameter "
        "stands in the template itself. A text counts as a secret if it looks like a key of a known service, or if "
        "the name of its variable says so."
    )
    source_url = "https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html"
    tags = ["http-api", "functions", "security"]
    fix = "Keep it in Secrets Manager, pass its ARN, and let the function call secretsmanager:GetSecretValue."
    bad = """\
Resources:
  HttpApi:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: orders
      ProtocolType: HTTP
  Orders:
    Type: AWS::Lambda::Function
    Properties:
      Code: {ZipFile: "exports.handler = async () => 'hello'"}
      Handler: index.handler
      Runtime: nodejs24.x
      Role: !GetAtt OrdersRole.Arn
      Environment:
        Variables:
          DB_PASSWORD: '{{resolve:secretsmanager:shop/database:SecretString:password}}'
"""
    good = bad.replace(
        "DB_PASSWORD: '{{resolve:secretsmanager:shop/database:SecretString:password}}'",
        "DB_SECRET_ARN: arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/database-AbCdEf",
    )

    def check(self, model: Model) -> Iterator[Finding]:
        if not model.apis:
            return
        hidden = _hidden(model.template)
        yield from _defaults(model.template, hidden)
        for function in functions(model.template):
            for variable in environment(function):
                if why := _secret(variable, hidden):
                    message = f"{variable.name} {why}, and whoever may read the function would read it"
                    yield Finding(variable.value.path, f"{message}: keep it in Secrets Manager, and pass its ARN")


def _hidden(template: Template) -> list[str]:
    """Return the parameters that NoEcho hides."""
    declared = template.section("Parameters").items()
    return [name for name, each in declared if isinstance(each, Mapping) and literal(each.get("NoEcho")) == "true"]


def _defaults(template: Template, hidden: list[str]) -> Iterator[Finding]:
    """An empty one hides nothing."""
    for name in hidden:
        if literal(template.section("Parameters")[name].get("Default")):
            message = "is hidden by NoEcho, but its default stands in the template"
            yield Finding(("Parameters", name, "Default"), f"{name} {message}: leave the default out")


def _secret(variable: Variable, hidden: list[str]) -> str | None:
    """Say what secret a variable would hold; never its value."""
    value = variable.value
    from_parameters = sorted(fact.name for fact in value.given if fact.kind == "parameter")
    texts = [part for part in parts(value.value) or () if isinstance(part, str)]
    if any(map(is_resolved, texts)):
        return "is resolved to a secret when it is deployed"
    if why := _referred_to(variable.function.template, value, hidden, from_parameters):
        return why
    name = variable.name if value.text is not None and not from_parameters else ""
    return next((f"looks like {what}" for text in texts if (what := likeness(name, text))), None)


def _referred_to(template: Template, value: Value, hidden: list[str], from_parameters: list[str]) -> str | None:
    references = [part for part in parts(value.value) or () if isinstance(part, Reference)]
    for name in (*from_parameters, *(reference.name for reference in references)):
        if name in hidden:
            return f"holds the parameter {name}, which NoEcho hides"
    for reference in references:
        resource = template.referred(reference)
        if resource and SECRET_ATTRIBUTES.get(resource.type) == reference.attribute:
            return f"holds the {reference.attribute} of {reference.name}"
    return None
