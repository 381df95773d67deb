"""One mistake, one message, and one that says what to write: mistakes of people who wrote their first spec."""

import pytest

from generator.errors import SpecError
from generator.pipeline import generate, load_all
from generator.spec.examples import EXAMPLES
from tests.support import Project

_ONE = "functions: {hello: lambda_code/hello}\n"
_TWO = "functions: {hello: lambda_code/hello, other: lambda_code/hello}\n"
_JWT = "{jwt: {issuer: https://auth.example.com, audience: [shop]}}"
_USERS = f"{_ONE}authorizers: {{users: {_JWT}}}\n"
_SCOPED = "routes: {GET /: {function: hello, scopes: [read]}, GET /b: {function: hello, scopes: [write]}}\n"
_LEGACY = "integrations: {legacy: {http: {url: https://legacy.example.com}}}\n"
_QUEUE = '"arn:aws:sqs:eu-central-1:123456789012:jobs"'
_NO_FIELD = "is no field of the language"

# What follows from a mistake is not told beside it.
ALONE = {
    "a misspelt default_authorizer": (
        f"{_USERS}default_authoriser: users\n{_SCOPED}",
        f"3:1: default_authoriser: {_NO_FIELD}; did you mean default_authorizer?",
    ),
    "misspelt authorizers": (
        f"{_ONE}authorisers: {{users: {_JWT}}}\ndefault_authorizer: users\n{_SCOPED}",
        f"2:1: authorisers: {_NO_FIELD}; did you mean authorizers?",
    ),
    "misspelt functions": (
        "function: {hello: lambda_code/hello}\nroutes: {GET /: hello}\n",
        f"1:1: function: {_NO_FIELD}; did you mean functions?",
    ),
    "misspelt routes": (f"{_TWO}rutes: {{GET /: hello}}\n", f"2:1: rutes: {_NO_FIELD}; did you mean routes?"),
    "misspelt parameters": (
        f"{_ONE}paramaters: {{Rate: {{type: Number}}}}\nparameter_sets: {{dev: {{Rate: 1}}}}\n",
        f"2:1: paramaters: {_NO_FIELD}; did you mean parameters?",
    ),
    "a misspelt raw section, to which a function belongs": (
        f"{_TWO}routes: {{GET /: hello}}\ncloudformatoin: {{Resources: {{Rule: {{Type: 'AWS::Events::Rule'}}}}}}\n",
        f"3:1: cloudformatoin: {_NO_FIELD}; did you mean cloudformation?",
    ),
    "a raw section at the top": (
        f"{_ONE}dashboard: {{condition: IsProd}}\nConditions: {{IsProd: !Equals [a, b]}}\n",
        f"3:1: Conditions: {_NO_FIELD}: it belongs under cloudformation",
    ),
    "misspelt variables of one of several stages": (
        f"{_ONE}stages: {{prod: {{variable: {{host: a.example.com}}}}}}\n"
        'routes: {GET /: {http: {url: "https://${stageVariables.host}/"}}, GET /b: hello}\n',
        f"2:17: stages.prod.variable: {_NO_FIELD}; did you mean variables?",
    ),
    "a stage variable that is no text": (
        f"{_ONE}stage: {{variables: {{host: 5}}}}\n"
        'routes: {GET /: {http: {url: "https://${stageVariables.host}/"}}, GET /b: hello}\n',
        '2:21: stage.variables.host: must be text: put it in quotes, "5"',
    ),
    "an authorizer that there is not, for all": (
        f"{_USERS}default_authorizer: user\n",
        "3:1: default_authorizer: there is no authorizer user; did you mean users?",
    ),
    "an authorizer that there is not, where each route says its own": (
        f"{_USERS}default_authorizer: user\nroutes: {{GET /: {{function: hello, authorizer: none}}}}\n",
        "3:1: default_authorizer: there is no authorizer user; did you mean users?",
    ),
    "an authorizer that there is not": (
        f"{_USERS}routes: {{GET /: {{function: hello, authorizer: user}}}}\n",
        '3:35: routes."GET /".authorizer: there is no authorizer user; did you mean users?',
    ),
    "a VPC link that there is not": (
        "vpc_links: {shared: {id: a1b2c3}}\nroutes: {GET /: {private: {vpc_link: share, listener: !Ref Listener}}}\n",
        '2:28: routes."GET /".private.vpc_link: there is no VPC link share; did you mean shared?',
    ),
    "an integration that there is not": (
        f"{_ONE}{_LEGACY}routes: {{GET /: hello, GET /b: {{integration: legcy}}}}\n",
        '3:33: routes."GET /b".integration: there is no integration legcy; did you mean legacy?',
    ),
    "a function that there is not": (
        f"{_TWO}routes: {{GET /: helo, GET /b: other}}\n",
        '2:10: routes."GET /".function: there is no function helo; did you mean hello?',
    ),
    "an authorizer's function that there is not": (
        f"{_TWO}authorizers: {{staff: {{function: othr}}}}\ndefault_authorizer: staff\nroutes: {{GET /: hello}}\n",
        "2:23: authorizers.staff.function: there is no function othr; did you mean other?",
    ),
    "an integration for a function": (
        f'{_ONE}{_LEGACY}routes: {{GET /: hello, "ANY /{{proxy+}}": legacy}}\n',
        '3:24: routes."ANY /{proxy+}".function: legacy is an integration: write {integration: legacy}',
    ),
    "an integration for a function, where there is none": (
        f'{_LEGACY}routes: {{"ANY /{{proxy+}}": legacy}}\n',
        '2:10: routes."ANY /{proxy+}".function: legacy is an integration: write {integration: legacy}',
    ),
    "a function for an integration": (
        f"{_ONE}routes: {{GET /: {{integration: hello}}}}\n",
        '2:18: routes."GET /".integration: hello is a function: write {function: hello}',
    ),
    "a required field with a hyphen": (
        f"{_ONE}routes: {{GET /: {{event_bridge: {{source: shop, detail-type: order}}}}, GET /b: hello}}\n",
        f'2:47: routes."GET /".event_bridge.detail-type: {_NO_FIELD}; did you mean detail_type?',
    ),
    "a required field under AWS's name": (
        f"{_ONE}routes: {{GET /: {{sqs: {{queue_url: {_QUEUE}}}}}, GET /b: hello}}\n",
        f'2:24: routes."GET /".sqs.queue_url: {_NO_FIELD}; did you mean queue?',
    ),
    "a required field of which a letter is missing": (
        f'{_ONE}cors: {{allow_origin: ["https://a.example.com"]}}\n',
        f"2:8: cors.allow_origin: {_NO_FIELD}; did you mean allow_origins?",
    ),
    # Indentation.
    "routes as deep as the functions": (
        "functions:\n  hello: lambda_code/hello\n  other: lambda_code/hello\n"
        "  routes:\n    GET /: hello\n    GET /b: {function: other, authorizer: none}\n",
        "4:3: functions.routes: routes is a section of its own: indent it less",
    ),
    "a stage as deep as the functions": (
        "functions:\n  hello: lambda_code/hello\n  stage:\n    name: prod\n",
        "3:3: functions.stage: stage is a section of its own: indent it less",
    ),
    "a function called stage, from an image": (
        "functions:\n  hello: lambda_code/hello\n  stage: {image: x}\nroutes: {GET /: hello}\n",
        "3:11: functions.stage.image.uri: must be the URI of an image in Amazon ECR, such as "
        "123456789012.dkr.ecr.eu-central-1.amazonaws.com/thumbnails:1.4.2 (got x)",
    ),
    "a default_authorizer as deep as the functions": (
        f"authorizers: {{users: {_JWT}}}\nfunctions:\n  hello: lambda_code/hello\n  default_authorizer: users\n",
        "4:3: functions.default_authorizer: default_authorizer is a section of its own: indent it less",
    ),
    "a function's code as deep as the function": (
        "functions:\n  orders:\n  code: lambda_code/hello\nroutes:\n  GET /: orders\n",
        "3:3: functions.code: code is a field of a function: indent it more",
    ),
    "a function's fields as deep as the function": (
        "functions:\n  orders:\n  code: lambda_code/hello\n  timeout: 5\nroutes:\n  GET /: orders\n",
        "3:3: functions.code: code and timeout are fields of a function: indent them more",
    ),
    "a function called name, without its code": (
        "functions: {name: {timeout: 5}}\n",
        "1:13: functions.name: needs one of code, inline_code, s3, image",
    ),
    # Authorizers.
    "IAM": (
        f"{_ONE}routes: {{GET /: {{function: hello, authorizer: IAM}}}}\n",
        '2:35: routes."GET /".authorizer: write iam (got IAM)',
    ),
    "aws_iam": (f"{_ONE}default_authorizer: aws_iam\n", "2:1: default_authorizer: write iam (got aws_iam)"),
    "NONE": (
        f"{_ONE}routes: {{GET /: {{function: hello, authorizer: NONE}}}}\n",
        '2:35: routes."GET /".authorizer: write none (got NONE)',
    ),
    "no authorizer": (
        f"{_ONE}routes: {{GET /: {{function: hello, authorizer: false}}}}\n",
        '2:35: routes."GET /".authorizer: write none (got false)',
    ),
    # Quotes.
    "a truth value for a key": (
        "functions: {hello: {code: lambda_code/hello, log_group: {kms_key_id: true}}}\n",
        "1:58: functions.hello.log_group.kms_key_id: must be the ARN of a KMS key, or new (got true)",
    ),
    "a quoted decimal": (
        f'{_ONE}stage: {{throttling: {{rate_limit: "0.5", burst_limit: 5}}}}\n',
        "2:22: stage.throttling.rate_limit: must be a number: leave out the quotes",
    ),
    "a decimal for a whole number, quoted": (
        f'{_ONE}stage: {{throttling: {{rate_limit: 1, burst_limit: "0.5"}}}}\n',
        "2:37: stage.throttling.burst_limit: must be a whole number (got 0.5)",
    ),
    "a number with its unit": (
        "functions: {hello: {code: lambda_code/hello, timeout: 5s}}\n",
        "1:46: functions.hello.timeout: must be a whole number (got 5s)",
    ),
    "a truth value as in Python": (
        f"{_ONE}stage: {{auto_deploy: False}}\n",
        "2:9: stage.auto_deploy: must be true or false: write false",
    ),
    "a quoted yes": (
        f'{_ONE}stage: {{detailed_metrics: "yes"}}\n',
        "2:9: stage.detailed_metrics: must be true or false: write true",
    ),
    "a no": (
        f"{_ONE}stage: {{auto_deploy: no}}\n",
        "2:22: stage.auto_deploy: no is a truth value to some readers of YAML and text to others: write true or false",
    ),
    "a no in an environment": (
        "functions: {hello: {code: lambda_code/hello, environment: {COUNTRY: no}}}\n",
        "1:69: functions.hello.environment.COUNTRY: no is a truth value to some readers of YAML and text to others: "
        'write true, false or "no"',
    ),
    # Names.
    "an origin with a path": (
        f'{_ONE}cors: {{allow_origins: ["https://shop.acme.com/app"]}}\n',
        "2:24: cors.allow_origins[0]: must end after the host or its port, without a path or a slash: write "
        "https://shop.acme.com (got https://shop.acme.com/app)",
    ),
    "an origin without a scheme": (
        f"{_ONE}cors: {{allow_origins: [shop.acme.com]}}\n",
        "2:24: cors.allow_origins[0]: must be *, https://*, http://*, or begin with https:// or http://: write "
        "https://shop.acme.com (got shop.acme.com)",
    ),
    "a URL for a tenant": (
        f"{_ONE}authorizers: {{users: {{auth0: {{domain: 'https://acme.eu.auth0.com/', audience: [shop]}}}}}}\n"
        "default_authorizer: users\n",
        "2:31: authorizers.users.auth0.domain: must be a host name alone, without https://, a port or a slash: write "
        "acme.eu.auth0.com (got https://acme.eu.auth0.com/)",
    ),
    "a URL for a domain": (
        f"{_ONE}domain: {{name: https://api.acme.com, hosted_zone_id: Z123}}\n",
        "2:10: domain.name: must be a host name alone, without https:// or a path: write api.acme.com (got "
        "https://api.acme.com)",
    ),
    "a zone's ID as Route 53 answers it": (
        f"{_ONE}domain: {{name: api.acme.com, hosted_zone_id: /hostedzone/Z123}}\n",
        "2:30: domain.hosted_zone_id: must be the ID alone: write Z123 (got /hostedzone/Z123)",
    ),
    "a zone's name": (
        f"{_ONE}domain: {{name: api.acme.com, hosted_zone_id: acme.com}}\n",
        "2:30: domain.hosted_zone_id: must be the ID of a hosted zone, such as Z0123456789ABCDEFGHIJ; its name is "
        "hosted_zone_name, which needs a certificate_arn beside it (got acme.com)",
    ),
    "a condition in another case": (
        f"{_ONE}dashboard: {{condition: OnAWS}}\ncloudformation: {{Conditions: {{OnAws: !Equals [a, b]}}}}\n",
        "2:13: dashboard.condition: there is no condition OnAWS in cloudformation.Conditions; did you mean OnAws?",
    ),
    "a condition that is spelt out": (
        f"{_ONE}dashboard: {{condition: !Equals [a, b]}}\n",
        "2:13: dashboard.condition: must be a name: define it in cloudformation.Conditions, and name it here",
    ),
    "a condition as a function names it": (
        f"{_ONE}dashboard: {{condition: !Condition IsProd}}\n",
        "2:13: dashboard.condition: must be a name alone: write IsProd",
    ),
    # Lists.
    "an address for a list": (
        f"{_ONE}alarms: {{emails: ops@example.com, error_rate: 1}}\n",
        "2:10: alarms.emails: must be a list: write [ops@example.com]",
    ),
    "a scope for a list": (
        f"{_USERS}routes: {{GET /: {{function: hello, authorizer: users, scopes: write:x}}}}\n",
        '3:54: routes."GET /".scopes: must be a list: write [write:x]',
    ),
    "a star for a list": (
        f'{_ONE}cors: {{allow_origins: "*"}}\n',
        '2:8: cors.allow_origins: must be a list: write ["*"]',
    ),
    "several in one text for a list": (
        f'{_ONE}cors: {{allow_origins: ["*"], allow_headers: "x-a, x-b"}}\n',
        "2:30: cors.allow_headers: must be a list: write [x-a, x-b]",
    ),
    "a mapping for a list": (
        f"{_ONE}alarms: {{emails: {{ops: a}}, error_rate: 1}}\n",
        "2:10: alarms.emails: must be a list (got a mapping)",
    ),
    # CloudFormation.
    "a raw section in small letters": (
        f"{_ONE}resources: {{Jobs: {{Type: 'AWS::SQS::Queue'}}}}\n",
        f"2:1: resources: {_NO_FIELD}: it belongs under cloudformation, as Resources",
    ),
    "the parameters of a template": (
        f"{_ONE}Parameters: {{Rate: {{Type: Number}}}}\n",
        f"2:1: Parameters: {_NO_FIELD}; did you mean parameters?",
    ),
}


@pytest.mark.parametrize("mistake", ALONE)
def test_a_mistake_is_told_once_and_with_what_to_write(hello: Project, mistake: str) -> None:
    text, problem = ALONE[mistake]

    assert hello.problems(text) == [f"apis/demo.yaml:{problem}"]


def test_what_is_wrong_elsewhere_is_told_beside_a_misspelt_section(hello: Project) -> None:
    text = f"functions: {{hello: lambda_code/helo}}\ndefault_authoriser: users\n{_SCOPED}"

    assert hello.problems(text) == [
        "apis/demo.yaml:1:13: functions.hello.code: the folder lambda_code/helo does not exist",
        f"apis/demo.yaml:2:1: default_authoriser: {_NO_FIELD}; did you mean default_authorizer?",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [("routes", "lambda_code/hello"), ("stage", "{code: lambda_code/hello}"), ("code", "{code: lambda_code/hello}")],
)
def test_a_function_may_have_the_name_of_a_section_or_field(hello: Project, name: str, value: str) -> None:
    text = f"functions: {{{name}: {value}, timeout: lambda_code/hello}}\nroutes: {{GET /: {name}, GET /b: timeout}}\n"

    assert hello.problems(text) == []


# What API Gateway fills in, in a `!Sub`, which would take it for something of the template.
@pytest.mark.parametrize(
    ("backend", "problem"),
    [
        (
            '{http: {url: !Sub "https://${stageVariables.host}/a"}}',
            "http.url: leave out !Sub: API Gateway itself fills in ${stageVariables.host}",
        ),
        (
            f'{{sqs: {{queue: {_QUEUE}, message_body: !Sub "${{request.body.user}} ${{context.requestId}}"}}}}',
            "sqs.message_body: leave out !Sub: API Gateway itself fills in ${request.body.user} and "
            "${context.requestId}",
        ),
        (
            '{http: {url: !Sub "https://${stageVariables.host}/${AWS::Region}"}}',
            "http.url: write ${!stageVariables.host}: API Gateway itself fills that in, and not !Sub",
        ),
        (
            '{http: {url: !Sub "https://${Hots}/a"}}',
            "http.url: there is no resource and no parameter Hots; did you mean Host?",
        ),
    ],
)
def test_a_sub_is_not_for_what_api_gateway_fills_in(hello: Project, backend: str, problem: str) -> None:
    spec = hello.write(
        "apis/demo.yaml",
        f"routes: {{GET /: {backend}}}\nstage: {{variables: {{host: a.example.com}}}}\n"
        "parameters: {Host: {type: String}}\n",
    )

    with pytest.raises(SpecError) as refused:
        generate(load_all([spec]), hello.root / "templates_out")

    (line,) = str(refused.value).splitlines()
    assert line.partition(': routes."GET /".')[2] == problem


_BACKENDS = ("http", "private", "sqs", "event_bridge", "step_functions", "kinesis")
_TOKENS = ("jwt", "cognito", "auth0", "okta", "entra_id", "google")


def _around(place: str, example: str) -> dict[str, str]:
    """Return sections in which an example stands at its place."""
    section, _, entry = place.partition(".")
    if entry:
        return {section: f"{{{_NAMES.get(section, 'example')}: {example}}}"}
    if place in _BACKENDS:
        return {"routes": f"{{GET /: hello, GET /private: {{{place}: {example}}}}}"}
    if place in _TOKENS:
        return {"authorizers": f"{{users: {{{place}: {example}}}}}", "default_authorizer": "users"}
    match place:
        case "access_log" | "throttling" | "variables":
            return {"stage": f"{{{place}: {example}}}"}
        case "environment" | "log_group":
            return {"functions": f"{{hello: {{code: lambda_code/hello, {place}: {example}}}}}"}
        case "mutual_tls_authentication":
            return {"domain": f"{{name: a.example.com, hosted_zone_id: Z1, {place}: {example}}}"}
        case "s3" | "image":
            return {"functions": f"{{hello: {{{place}: {example}}}}}"}
        case "stack_set" | "auto_deployment" | "managed_execution" | "operation_preferences" | "parameter_overrides":
            return {"stack_set": _fleet(place, example), "parameters": "{Memory: {type: Number, default: 256}}"}
    return {place: example}


def _fleet(place: str, example: str) -> str:
    """Return a stack set that has an example at its place, or is it."""
    if place == "stack_set":
        return example
    places = f"organizational_unit_ids: [r-ab12], regions: [eu-west-1], {place}: {example}"
    said = f"stack_instances_group: [{{{places}}}]" if place == "parameter_overrides" else places
    return f"{{permission_model: SERVICE_MANAGED, bucket: fleet, {said}}}"


_NAMES = {"routes": "GET /", "functions": "hello", "parameters": "Memory", "overrides": "HttpApi"}


@pytest.mark.parametrize("place", EXAMPLES)
def test_an_example_is_valid_where_it_is_given(hello: Project, place: str) -> None:
    example = EXAMPLES[place].partition("}, or ")[0] + ("}" if "}, or " in EXAMPLES[place] else "")
    sections = {
        "functions": "{hello: lambda_code/hello}",
        "parameters": "{Memory: {type: Number}}",
        "cloudformation": "{Conditions: {IsProd: !Equals [a, b]}}",
        "routes": "{GET /: hello}",
    }
    sections |= _around(place, example)
    text = "".join(f"{section}: {value}\n" for section, value in sections.items())

    of_shape = [line for line in hello.problems(text) if "is used by no" not in line and "there is no" not in line]

    assert of_shape == []


def test_a_place_without_an_example_has_none(hello: Project) -> None:
    assert hello.problems(f"{_ONE}cloudformation: {{Resources: 5}}\n") == [
        "apis/demo.yaml:2:18: cloudformation.Resources: must be a mapping (got 5)"
    ]
