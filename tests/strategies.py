"""Specs of the whole language for hypothesis: a strategy for each section, and `specs()`, which combines them.

They are valid, and plain data: functions of CloudFormation stand in their long form, `{"Ref": "Rate"}`, until `text_of`
writes them as YAML with tags. A section may name whatever it likes from the pools below: `specs` adds what was named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Any

import yaml
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from generator.http_api.services import ACTIONS
from generator.spec.functions import NOT_OF_IMAGES
from generator.syntax import LONG_FORMS, tag

Data = dict[str, Any]
Strategy = SearchStrategy[Any]

# What a spec may name. Folders of functions must hold these files; see `CODE`.
FUNCTIONS = ("one", "two", "order-mailer")
WORKER = "worker"  # behind the API, invoked by a queue
GATEKEEPERS = ("gatekeeper", "doorman")  # of authorizers
INTEGRATIONS = ("shared", "third-party", "queue")
AUTHORIZERS = ("customers", "partner-keys", "staff")
VPC_LINKS = ("backend", "other-vpc")
CONDITIONS: Data = {
    "IsProduction": {"Fn::Equals": [{"Ref": "AWS::Region"}, "us-east-1"]},
    "IsLarge": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Environment"}, "dev"]}]},
    "HasAlarms": {"Fn::Equals": [{"Ref": "Text"}, "alarms"]},
    "NoDomain": {"Fn::Equals": [{"Ref": "Switch"}, "false"]},
    "HasDomain": {"Fn::Not": [{"Condition": "NoDomain"}]},
}
VALUES = ("IsProduction", "IsLarge")  # conditions of values
FEATURES = ("HasAlarms", "HasDomain")  # and of features: a value that depends on the same one says it twice
PARAMETERS: Data = {
    "Environment": {"type": "String", "default": "dev", "allowed_values": ["dev", "prod"]},
    "Memory": {"type": "Number", "default": 512, "allowed_values": [256, 512, 1024], "group": "Size"},
    "Seconds": {"type": "Number", "default": 5, "min_value": 1, "max_value": 9, "label": "Timeout in seconds"},
    "Rate": {"type": "Number", "default": 50, "min_value": 1, "description": "Requests per second"},
    "Burst": {"type": "Number", "min_value": 1, "max_value": 500},
    "Days": {"type": "Number", "default": 7, "allowed_values": [7, 30, 90]},
    "Text": {"type": "String", "default": "some-text", "min_length": 1, "max_length": 40},
    "Switch": {"type": "String"},
    "Texts": {"type": "CommaDelimitedList", "default": "one,two"},
    "Origin": {"type": "String", "default": "https://app.example.com", "allowed_pattern": "https://[^*]+"},
    "Subnets": {"type": "List<AWS::EC2::Subnet::Id>"},
    "Group": {"type": "AWS::EC2::SecurityGroup::Id"},
    "Anything": {"type": "String", "constraint_description": "must be what its place takes"},
    "Secret": {"type": "String", "no_echo": True},
}
RESOURCES: Data = {
    "Jobs": {"Type": "AWS::SQS::Queue", "Properties": {"VisibilityTimeout": 900}},
    "Bus": {"Type": "AWS::Events::EventBus", "Properties": {"Name": "shop"}},
    "Clicks": {"Type": "AWS::Kinesis::Stream", "Properties": {"ShardCount": 1}},
    "OnCall": {"Type": "AWS::SNS::Topic"},
    "Zone": {"Type": "AWS::Route53::HostedZone", "Properties": {"Name": "example.com"}},
    "Pool": {"Type": "AWS::Cognito::UserPool"},
    "Client": {"Type": "AWS::Cognito::UserPoolClient", "Properties": {"UserPoolId": {"Ref": "Pool"}}},
    "Logs": {
        "Type": "AWS::Logs::LogGroup",
        "Properties": {"LogGroupName": "/aws/vendedlogs/shop", "RetentionInDays": 7},
    },
    "WorkerTrigger": {
        "Type": "AWS::Lambda::EventSourceMapping",
        "Properties": {
            "EventSourceArn": {"Fn::GetAtt": ["Jobs", "Arn"]},
            "FunctionName": {"Ref": "WorkerFunction"},
        },
    },
}
HANDLER = "def handler(event, context):\n    return {'statusCode': 200}\n"
CODE: dict[str, str] = {
    "lambda_code/small/app.py": HANDLER,
    "lambda_code/large/app.py": HANDLER,
    "lambda_code/large/words.py": "WORDS = ()\n",
    "lambda_code/node/app.js": "exports.handler = async () => ({ statusCode: 200 });\n",
}
ACCOUNT = "eu-central-1:123456789012"


def ref(name: str) -> Data:
    return {"Ref": name}


def arn(resource: str) -> Data:
    return {"Fn::GetAtt": [resource, "Arn"]}


def maybe(**fields: Strategy) -> Strategy:
    """Return mappings with any of these fields."""
    return st.fixed_dictionaries({}, optional=fields)


def among(*values: Any) -> Strategy:
    return st.sampled_from(values)


def value(literal: Strategy, *functions: Data) -> Strategy:
    """Return a literal most of the time, otherwise one of the functions, or an `!If` of two of all these."""
    either = st.one_of(literal, *map(st.just, functions))
    chosen = st.builds(lambda name, one, other: {"Fn::If": [name, one, other]}, among(*VALUES), either, either)
    return st.one_of(literal, literal, either, chosen)


def text(most: int) -> Strategy:
    """Return text in one line, with what trips readers of YAML."""
    odd = among(
        "yes", "null", "012", "1e3", "2012-10-17", "~", "- a", "a: b", "# c", "'", '"', "%", "ä ö", "日本語", "="
    )
    visible = st.characters(exclude_categories=("C", "Z"))
    return st.one_of(odd, st.text(visible, min_size=1, max_size=most), st.just("Some words of English. " * 8))


plain = st.from_regex("[a-z][a-z0-9]{0,8}", fullmatch=True)
switch = value(st.booleans(), ref("Switch"))
scalars = st.one_of(plain, among(ref("Text"), ref("AWS::Region"), {"Fn::Sub": "${AWS::StackName}-${Text}"}))
texts = value(text(20), ref("Text"), ref("Secret"), {"Fn::ImportValue": "a-name"}, {"Fn::Sub": "${Text} of ${Text}"})
variables = value(text(20), ref("Text"), {"Fn::ImportValue": "a-name"}, {"Fn::Sub": "${Text} of ${Text}"})
descriptions = value(text(30).map(lambda it: it[:200]), ref("Text"))
tags = st.dictionaries(plain, value(among("shop", "1e3", "a: b", "ä ö", "="), ref("Text")), min_size=1, max_size=3)
rates = value(st.integers(1, 5_000) | st.floats(0.5, 100, width=16), ref("Rate"))
bursts = value(st.integers(1, 5_000), ref("Burst"))
arns = value(among(f"arn:aws:iam::{ACCOUNT.split(':')[1]}:role/caller"), ref("Anything"), {"Fn::ImportValue": "an-arn"})
keys = st.just("new") | value(among(f"arn:aws:kms:{ACCOUNT}:key/1234abcd"), ref("Anything"))
log_groups = maybe(
    retention_in_days=value(among(1, 30, 3653), ref("Days")), deletion_policy=among("Delete", "Retain"), kms_key_id=keys
)


# --- functions

_QUEUES = among(f"arn:aws:sqs:{ACCOUNT}:dead", {"type": "SNS", "target_arn": ref("Anything")})
_DESTINATIONS = among(f"arn:aws:events:{ACCOUNT}:event-bus/shop", {"type": "Lambda", "destination": ref("Anything")})
rare_settings: Data = {
    "ephemeral_storage": value(st.integers(512, 10_240)),
    "kms_key_arn": value(among(f"arn:aws:kms:{ACCOUNT}:key/1234abcd"), ref("Anything")),
    "vpc_config": st.just({"subnet_ids": ["subnet-0a1b2c3d"], "security_group_ids": ["sg-0a1b2c3d"]}),
    "tracing": value(among("Active", "PassThrough")),
    "logging_config": st.fixed_dictionaries(
        {"log_format": st.just("JSON")}, optional={"system_log_level": value(among("DEBUG", "WARN"))}
    ),
    "recursive_loop": value(among("Allow", "Terminate")),
    "dead_letter_queue": _QUEUES,
    "event_invoke_config": st.fixed_dictionaries(
        {"maximum_retry_attempts": value(st.integers(0, 2))}, optional={"on_failure": _DESTINATIONS}
    ),
    "tags": tags,
}
zip_settings: Data = {  # that images do not have
    "layers": st.lists(
        among(f"arn:aws:lambda:{ACCOUNT}:layer:tools:3", ref("Anything")), min_size=1, max_size=2, unique_by=str
    ),
    "runtime_management_config": among("Auto", "FunctionUpdate"),
}


def function_settings(timeout: Strategy) -> Data:
    return {
        "memory_size": value(st.integers(128, 10_240), ref("Memory")),
        "timeout": timeout,
        "environment": st.dictionaries(among("TABLE", "Color", "log_level"), variables, max_size=2),
        "log_group": log_groups,
        "reserved_concurrent_executions": value(st.integers(0, 10)),
        **rare_settings,
    }


short_timeouts = value(st.integers(1, 10), ref("Seconds"))
long_timeouts = value(st.integers(1, 900), ref("Seconds"))
# Literals only: what stands in a function that is overridden everywhere would name what the template never uses.
defaults = maybe(
    architecture=among("arm64", "x86_64"),
    memory_size=st.integers(128, 10_240),
    timeout=st.integers(1, 10),
    environment=st.fixed_dictionaries({"Color": text(20)}),
    log_group=maybe(
        retention_in_days=among(7, 30), deletion_policy=among("Delete", "Retain"), kms_key_id=st.just("new")
    ),
)


# --- releases: nothing, an alias, executions that are ready, and gradual deployments

aliases: Strategy = st.fixed_dictionaries({"auto_publish_alias": among("live", "v-1_x")})
provisioned: Strategy = st.fixed_dictionaries(
    {"provisioned_concurrent_executions": value(st.integers(1, 5), ref("Seconds"))},
    optional={
        "scaling": st.fixed_dictionaries(
            {"max_capacity": st.integers(9, 20)},
            optional={
                "min_capacity": st.integers(1, 9),
                "target_value": among(0.5, 0.7),
                "scale_in_cooldown": among(0, 60),
            },
        )
    },
)
preferences: Strategy = st.fixed_dictionaries(
    {
        "type": among("AllAtOnce", "Canary10Percent5Minutes", "Linear10PercentEvery1Minute")
        | st.just({"Fn::If": ["IsLarge", "AllAtOnce", "Canary10Percent10Minutes"]})
    },
    optional={
        "alarms": st.lists(
            value(among("late", "slow")) | st.just({"Fn::If": ["IsProduction", "busy", {"Ref": "AWS::NoValue"}]}),
            min_size=1,
            max_size=2,
            unique_by=repr,
        ),
        "hooks": maybe(post_traffic=st.just(ref("Anything"))),
        "role": value(among(f"arn:aws:iam::{ACCOUNT.split(':')[1]}:role/deploy"), ref("Anything")),
        "trigger_configurations": st.lists(
            st.fixed_dictionaries(
                {
                    "trigger_name": among("a", "b"),
                    "trigger_target_arn": value(among(f"arn:aws:sns:{ACCOUNT}:deployments"), ref("OnCall")),
                    "trigger_events": st.lists(among("DeploymentFailure", "DeploymentStart"), min_size=1, unique=True),
                }
            ),
            max_size=1,
        ),
    },
)


@st.composite
def released(draw: DrawFn, functions: Strategy) -> Any:
    """A function, sometimes with an alias and what may belong to one."""
    function = draw(functions)
    kind = draw(among("", "", "alias", "provisioned", "gradual"))
    if not kind:
        return function
    long: Data = {"code": function} if isinstance(function, str) else dict(function)
    if kind == "provisioned":
        long.pop("reserved_concurrent_executions", None)  # which would have to be large enough
        long["provisioned_concurrency_config"] = draw(provisioned)
    if kind == "gradual":
        long["deployment_preference"] = draw(preferences)
    return long | draw(aliases)


_queues = value(among(f"arn:aws:sqs:{ACCOUNT}:jobs"), arn("Jobs"), ref("Anything"))
_tables = value(among(f"arn:aws:dynamodb:{ACCOUNT}:table/orders"), ref("Anything"), {"Fn::ImportValue": "an-arn"})
_conditions = st.fixed_dictionaries(
    {"StringEquals": st.fixed_dictionaries({"aws:PrincipalTag/team": value(among("shop", ["a", "b"]), ref("Text"))})},
    optional={"Bool": st.just({"aws:SecureTransport": True})},
)
policy_entries = st.one_of(
    st.builds(lambda name, each: {name: each}, among("sqs_send", "sqs_consume"), _queues),
    st.builds(lambda name, each: {name: each}, among("dynamodb_read", "dynamodb_read_write"), _tables),
    st.fixed_dictionaries(
        {
            "allow": among("sqs:SendMessage", ["sqs:Get*", "sqs:SendMessage"]),
            "resources": _queues | st.lists(_queues, min_size=1, max_size=2),
        },
        optional={"condition": _conditions},
    ),
    st.just({"allow": "xray:PutTraceSegments", "resources": "*"}),
    st.fixed_dictionaries(
        {"deny": among("*", "iam:*"), "resources": st.just("*")}, optional={"condition": _conditions}
    ),
    st.just({"lambda_invoke": f"arn:aws:lambda:{ACCOUNT}:function:mailer"}),
)
permissions = {
    "policy": st.lists(policy_entries, min_size=1, max_size=3),
    "secrets": st.dictionaries(
        among("DB_SECRET_ARN", "KEY_SECRET_ARN"),
        value(among(f"arn:aws:secretsmanager:{ACCOUNT}:secret:shop/db"), ref("Anything")),
        min_size=1,
    ),
}

_image_uris = value(among(f"{ACCOUNT.split(':')[1]}.dkr.ecr.eu-central-1.amazonaws.com/shop:1.4.2"), ref("Anything"))
_words = st.lists(texts, min_size=1, max_size=2)
stored_code: Data = {
    "code": among("lambda_code/small/app.py", "lambda_code/large/app.py"),
    "inline_code": value(st.just(HANDLER), {"Fn::Sub": "# ${Text}\n" + HANDLER}),
    "s3": st.fixed_dictionaries(
        {"bucket": value(among("builds"), {"Fn::ImportValue": "a-name"}), "key": value(among("a.zip"), ref("Text"))},
        optional={"version": value(among("v1"), ref("Text"))},
    ),
    "image": _image_uris
    | st.fixed_dictionaries(
        {"uri": _image_uris}, optional={"command": _words, "entry_point": _words, "working_directory": st.just("/srv")}
    ),
}


def _functions(timeout: Strategy) -> Strategy:
    settings = {"description": descriptions, **function_settings(timeout), **permissions}
    small = st.fixed_dictionaries(
        {"code": st.just("lambda_code/small")}, optional={"inline": st.booleans(), **settings, **zip_settings}
    )
    large = st.fixed_dictionaries({"code": st.just("lambda_code/large")}, optional=settings)
    node = st.fixed_dictionaries(
        {"code": st.just("lambda_code/node"), "runtime": st.just("nodejs22.x")}, optional=settings
    )
    of_images = {name: each for name, each in settings.items() if name not in NOT_OF_IMAGES}
    elsewhere = st.one_of(
        *(
            st.fixed_dictionaries({name: source}, optional=of_images if name == "image" else settings)
            for name, source in stored_code.items()
        )
    )
    return released(st.one_of(among("lambda_code/small", "lambda_code/large"), small, large, node, elsewhere))


functions = _functions(short_timeouts)
slow_functions = _functions(long_timeouts)


# --- integrations

methods = among("ANY", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
mapped = value(
    among("static", "$request.body", "$request.body.order.id", "$request.header.x-id", "$context.requestId")
    | among("$stageVariables.color", "a ${request.querystring.b} c", "5"),
    ref("Text"),
)
RESOURCE_ARNS = {
    "sqs": ("queue", value(among(f"arn:aws:sqs:{ACCOUNT}:jobs"), arn("Jobs"), ref("Anything"))),
    "event_bridge": (
        "event_bus",
        value(among(f"arn:aws:events:{ACCOUNT}:event-bus/shop"), arn("Bus"), ref("Anything")),
    ),
    "step_functions": ("state_machine", value(among(f"arn:aws:states:{ACCOUNT}:stateMachine:flow"), ref("Anything"))),
    "kinesis": ("stream", value(among(f"arn:aws:kinesis:{ACCOUNT}:stream/clicks"), arn("Clicks"), ref("Anything"))),
}
IDS = dict.fromkeys(("application", "environment", "configuration"), value(st.just("abc1234"), ref("Anything")))


@st.composite
def services(draw: DrawFn) -> Data:
    """Any action of any service, with what it requires and some of what it takes."""
    service = draw(among(*ACTIONS))
    action = draw(among(*ACTIONS[service]))
    field, named = RESOURCE_ARNS.get(service, ("", st.nothing()))
    known = ACTIONS[service][action]
    fields: Data = {_snake(name): mapped for name in known.parameters if _snake(name) != "region"}
    fields |= IDS if service == "app_config" else {}
    fields = {name: each for name, each in fields.items() if name not in _SAYS_RESOURCE}
    required = {_snake(name) for name in known.required} - {"message_body", "detail", "data"}
    given: Data = {name: draw(each) for name, each in fields.items() if name in required or draw(among(0, 0, 1))}
    if field and (service != "event_bridge" or draw(st.booleans())):
        given[field] = draw(named)
    if given.get("queue") == arn("Jobs"):  # which is no FIFO queue
        given.pop("message_deduplication_id", None)
    if draw(among(0, 0, 1)):
        given["region"] = draw(value(among("eu-west-1"), ref("AWS::Region")))
    if action != next(iter(ACTIONS[service])) or draw(st.booleans()):
        given["action"] = action
    return {service: given}


_SAYS_RESOURCE = ("queue_url", "event_bus_name", "state_machine_arn", "stream_name")


def _snake(name: str) -> str:
    return re.sub("(?<!^)([A-Z])", r"_\1", name).lower()


def https(variables: tuple[str, ...], method: Strategy) -> Strategy:
    """HTTP backends whose URLs may hold these variables of the path."""
    literal = among("https://api.example.com", "http://h.example.com:8080/a?b=c", "https://${stageVariables.color}.de/")
    below = among(*variables or "x").map(lambda name: f"https://api.example.com/{{{name}}}")
    url = value(literal | below if variables else literal, {"Fn::Sub": "https://${AWS::Region}.example.com/"})
    return st.fixed_dictionaries({"url": url}, optional={"method": method}).map(lambda it: {"http": it})


def privates(method: Strategy) -> Strategy:
    listener = value(
        among(f"arn:aws:elasticloadbalancing:{ACCOUNT}:listener/app/a/0123456789abcdef/0123456789abcdef"),
        ref("Anything"),
    )
    service = value(among(f"arn:aws:servicediscovery:{ACCOUNT}:service/srv-a"), ref("Anything"))
    link = {"vpc_link": among(*VPC_LINKS)}
    optional = {"method": method, "server_name_to_verify": value(among("a.example.com"), ref("Text"))}
    with_listener = st.fixed_dictionaries({"listener": listener, **link}, optional=optional)
    with_service = st.fixed_dictionaries({"service": service, **link}, optional=optional)
    return (with_listener | with_service).map(lambda it: {"private": it})


request_parameters = maybe(
    **{
        "append:header.x-a": mapped,
        "overwrite:header.x-b": mapped,
        "remove:header.cookie": st.just("''"),
        "overwrite:querystring.q": mapped,
        "overwrite:path": value(among("/v1", "$request.path", "/a/${request.header.x-id}")),
    }
)
response_entries = maybe(
    **{
        "append:header.x-c": value(among("static", "$response.header.etag", "$response.body.id", "$context.requestId")),
        "remove:header.server": st.just("''"),
        "overwrite:statuscode": value(among("404", "$response.header.status")),
    }
)
options = {
    "description": descriptions,
    "response_parameters": st.dictionaries(among("200", "404", "500"), response_entries, max_size=2),
}
millis = value(st.integers(10_000, 30_000))  # no function that they draw runs longer


def with_options(backend: Strategy, **further: Strategy) -> Strategy:
    return st.builds(lambda one, other: one | other, backend, maybe(**options, **further))


@cache
def integrations(variables: tuple[str, ...] = (), *, only_open: bool = False) -> Strategy:
    """Backends with their options; `only_open` for those to which a preflight may be passed on."""
    function = among(*FUNCTIONS).map(lambda name: {"function": name})
    function_arn = value(among(f"arn:aws:lambda:{ACCOUNT}:function:f:live"), ref("Anything"), {"Fn::ImportValue": "f"})
    own = {"timeout_in_millis": millis, "request_parameters": request_parameters}
    of_functions = with_options(
        function | function_arn.map(lambda it: {"function_arn": it}),
        **own,
        payload_format_version=among("1.0", "2.0"),
        credentials_arn=arns,
    )
    method = among("ANY", "OPTIONS") if only_open else methods
    of_http = with_options(https(variables, method) | privates(method), **own)
    of_services = with_options(services(), timeout_in_millis=value(st.integers(50, 30_000)), credentials_arn=arns)
    return st.one_of(of_functions, of_http, *([] if only_open else [of_services]))


vpc_links = st.one_of(
    st.fixed_dictionaries(
        {"subnet_ids": among(ref("Subnets"), ["subnet-0a1b2c3d", "subnet-0d3c2b1a"])},
        optional={"security_group_ids": among([ref("Group")], ["sg-0a1b2c3d", ref("Group")])},
    ),
    st.fixed_dictionaries({"id": value(among("a1b2c3"), ref("Anything"))}),
)


# --- authorizers

audiences = value(st.lists(scalars, min_size=1, max_size=3), ref("Texts"))


def _preset(name: str, **required: Strategy) -> Strategy:
    return st.fixed_dictionaries({**required, "audience": audiences}).map(lambda it: {name: it})


hosts = value(among("shop.eu.auth0.com"), ref("Anything"), {"Fn::Sub": "${Text}.example.com"})
tokens = st.one_of(
    _preset("jwt", issuer=value(among("https://login.example.com/", "https://a.example.com"), ref("Anything"))),
    _preset("cognito", user_pool=value(among("eu-central-1_a1b2C3d4E"), ref("Pool"))),
    _preset("cognito", user_pool=st.just(ref("Pool")), issuer_configuration=among("ORIGINAL", "UPDATED")),
    _preset("auth0", domain=hosts),
    _preset("okta", domain=hosts, authorization_server=value(among("aus9o8wn7hcgxpCq60h7"), ref("Text"))),
    _preset("entra_id", tenant=value(st.just("8eaef023-2b34-4da1-9baa-8bc8c9d6a490")), version=among("v1.0", "v2.0")),
    _preset("google"),
)
token_authorizers = st.builds(
    lambda kind, source: kind | source,
    tokens,
    maybe(identity_source=among("$request.querystring.token", ["$request.header.X-Token"])),
)


@st.composite
def function_authorizers(draw: DrawFn) -> Data:
    of_functions: Data = {"function": draw(among(*GATEKEEPERS))}
    of_arn: Data = {"function_arn": draw(value(among(f"arn:aws:lambda:{ACCOUNT}:function:g"), ref("Anything")))}
    authorizer: Data = draw(among(of_functions, of_arn))
    authorizer |= draw(maybe(credentials_arn=arns, payload_format_version=among("1.0", "2.0")))
    if authorizer.get("payload_format_version") != "1.0" and draw(st.booleans()):
        authorizer["enable_simple_responses"] = draw(st.booleans())
    sources = ["$request.header.x-key", "$request.querystring.key", "$stageVariables.color", "$context.routeKey"]
    if draw(st.booleans()):
        authorizer["identity_source"] = draw(st.lists(among(*sources), min_size=1, max_size=3, unique=True))
    if "$context.routeKey" in authorizer.get("identity_source", []) and draw(st.booleans()):
        authorizer["result_ttl_in_seconds"] = draw(value(st.integers(0, 3600), ref("Seconds")))
    return authorizer


authorizers = token_authorizers | function_authorizers()

# --- routes and cors

segments = among("orders", "items", "v1.0", "a-b", "%20", "~x", "Orders", "param", "{}", "{}", "{+}")


@st.composite
def route_keys(draw: DrawFn) -> str:
    """Keys that never collide: a variable is named after its place."""
    if draw(among(0, 0, 0, 0, 1)):
        return "$default"
    parts = draw(st.lists(segments, max_size=4))
    named = [part.replace("{", f"{{at{place}") for place, part in enumerate(parts)]
    greedy = next((place for place, part in enumerate(named) if part.endswith("+}")), len(named))
    return f"{draw(methods)} /{'/'.join(named[: greedy + 1])}"


def variables_of(key: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\{(\w+)\+?\}", key))


@st.composite
def routes(draw: DrawFn, key: str, names: list[str], jwts: list[str], default: str, cors: bool) -> Any:
    """One route. With CORS a preflight comes without credentials, so what takes OPTIONS must be open or harmless."""
    takes_options = cors and key.startswith(("ANY", "$", "OPTIONS"))
    open_only = cors and key.startswith("OPTIONS")
    authorizer = "none" if open_only else draw(among("", "", "none", "iam", *names))
    authorized = (authorizer or default) != "none"
    harmless = takes_options and authorized
    function = among(*FUNCTIONS)
    backend = integrations(variables_of(key), only_open=harmless)
    named = among(*INTEGRATIONS).map(lambda name: {"integration": name})
    route = draw(st.one_of(function, backend) if harmless else st.one_of(function, backend, named))
    if isinstance(route, str) and not authorizer and draw(st.booleans()):
        return route
    route = {"function": route} if isinstance(route, str) else dict(route)
    route |= draw(
        maybe(
            operation_name=value(among("ListOrders"), ref("Text")),
            throttling=maybe(rate_limit=rates, burst_limit=bursts).filter(bool),
            detailed_metrics=switch,
        )
    )
    if authorizer:
        route["authorizer"] = authorizer
    if (authorizer or default) in jwts and draw(st.booleans()):
        route["scopes"] = draw(
            st.lists(value(among("orders:read", "orders:write"), ref("Text")), min_size=1, max_size=3)
        )
    return route


def _without_wildcards_beside_credentials(section: Data) -> Data:
    """Browsers take `*` to the letter there."""
    if section.get("allow_credentials", False) is False:
        return section
    listed = {"allow_methods": "PUT", "allow_headers": "x-b", "expose_headers": "x-b"}
    return {name: _in_place_of("*", listed[name], each) if name in listed else each for name, each in section.items()}


def _in_place_of(old: str, new: str, data: Any) -> Any:
    match data:
        case list():
            return [_in_place_of(old, new, each) for each in data]
        case dict():
            return {key: _in_place_of(old, new, each) for key, each in data.items()}
    return new if data == old else data


headers = value(st.lists(among("authorization", "x-a", "*", ref("Text")), min_size=1, max_size=3), ref("Texts"))
cors_sections = st.fixed_dictionaries(
    {"allow_origins": value(st.lists(among("https://a.example.com", ref("Origin")), min_size=1, max_size=2))},
    optional={
        "allow_methods": st.lists(value(among("GET", "POST", "*")), min_size=1, max_size=3),
        "allow_headers": headers,
        "expose_headers": headers,
        "max_age": value(st.integers(-1, 86_400), ref("Seconds")),
        "allow_credentials": switch,
    },
).map(_without_wildcards_beside_credentials)

# --- stages and domains

formats = among("json", "clf", "csv", "xml", "$context.requestId $context.status")
access_logs = st.one_of(
    st.just(False),
    st.builds(lambda group, form: group | form, log_groups, maybe(format=formats)),
    st.builds(
        lambda destination, form: {"destination_arn": destination} | form,
        value(among(f"arn:aws:logs:{ACCOUNT}:log-group:/aws/vendedlogs/a"), arn("Logs"), ref("Anything")),
        maybe(format=formats),
    ),
)
stage_settings: Data = {
    "description": descriptions,
    "throttling": st.fixed_dictionaries({"rate_limit": rates, "burst_limit": bursts}),
    "detailed_metrics": switch,
    "auto_deploy": st.booleans(),
    "access_log": access_logs,
    "variables": st.dictionaries(among("host", "size"), value(among("a.example.com", "5"), ref("Text")), max_size=2),
}
stage_sections = maybe(**stage_settings, name=among("$default", "v1", "prod_1"))


@st.composite
def stages(draw: DrawFn, main: Data | None) -> Data:
    taken = {main.get("name", "$default"), "$default"} if main is not None else set()
    names = [name for name in ("$default", "beta", "dev-1", "x_y") if name not in taken]
    return {name: draw(maybe(**stage_settings)) for name in draw(st.lists(among(*names), max_size=3, unique=True))}


@st.composite
def domains(draw: DrawFn, label: str, stage_names: list[str], endpoint: bool | None) -> Data:
    """One domain, made with its certificate, with a given one, or existing already."""
    main, *_ = stage_names
    name: Any = draw(
        among(f"{label}.example.com", f"*.{label}.example.com", {"Fn::Sub": f"{label}.${{AWS::Region}}.de"})
    )
    domain: Data = {"name": name}
    domain |= draw(maybe(base_path=value(among("orders", "orders/v1"), ref("Text")), stage=among(*stage_names)))
    if draw(st.booleans()):
        domain["condition"] = draw(among(*FEATURES))
    kind = draw(among("made", "made", "given", "existing"))
    if kind == "existing":
        return domain | {"existing": True}
    if kind == "made":
        domain["hosted_zone_id"] = draw(value(among("Z0123456789ABCDEFGHIJ"), ref("Zone"), {"Fn::ImportValue": "z"}))
    else:
        domain["certificate_arn"] = draw(value(among(f"arn:aws:acm:{ACCOUNT}:certificate/a"), ref("Anything")))
        if not isinstance(name, dict):
            domain |= draw(maybe(hosted_zone_name=among("example.com", "example.com.")))
    domain |= draw(maybe(ip_address_type=among("ipv4", "dualstack"), security_policy=st.just("TLS_1_2")))
    leads_to_main = domain.get("stage", main) == main and not str(name).startswith("*")
    if leads_to_main and endpoint is not False and draw(st.booleans()):
        domain["mutual_tls_authentication"] = draw(mutual_tls)
        certificate = value(among(f"arn:aws:acm:{ACCOUNT}:certificate/b"), ref("Anything"))
        domain |= draw(maybe(ownership_verification_certificate_arn=certificate))
    return domain


mutual_tls = st.fixed_dictionaries(
    {"truststore_uri": value(among("s3://bucket/truststore.pem"), {"Fn::Sub": "s3://${Text}/a.pem"})},
    optional={"truststore_version": value(among("abc"), ref("Text"))},
)

# --- alarms, dashboard, limits, exports

thresholds = st.one_of(
    value(st.integers(0, 99), ref("Seconds")),
    st.fixed_dictionaries(
        {"threshold": value(st.integers(0, 99) | st.floats(0, 99, width=16))},
        optional={
            "period": among(60, 300),
            "evaluation_periods": among(3, 10),
            "datapoints_to_alarm": st.integers(1, 3),
            "treat_missing_data": among("breaching", "notBreaching", "ignore", "missing"),
        },
    ).filter(lambda it: it.get("datapoints_to_alarm", 1) <= it.get("evaluation_periods", 1)),
)
told = st.one_of(
    st.fixed_dictionaries({"notify": value(among(f"arn:aws:sns:{ACCOUNT}:on-call"), ref("OnCall"), ref("Anything"))}),
    st.lists(value(among("a@example.com"), ref("Anything")), min_size=1, max_size=2, unique_by=repr).map(
        lambda emails: {"emails": emails}
    ),
)


conditions = maybe(condition=among(*FEATURES))


@st.composite
def alarms(draw: DrawFn, has_functions: bool) -> Data:
    watched = ["error_rate", "client_error_rate", "p99_latency"] + ["function_errors", "throttles"] * has_functions
    chosen = draw(st.lists(among(*watched), min_size=1, unique=True))
    section: Data = draw(told)
    condition: Data = draw(conditions)
    return section | {name: draw(thresholds) for name in chosen} | condition


dashboards = st.one_of(st.booleans(), conditions)
limits = maybe(routes=st.integers(300, 500), stages=st.integers(10, 20), authorizers=st.integers(10, 20))
exports = st.one_of(st.booleans(), maybe(ApiId=value(among("api:id"), {"Fn::Sub": "${AWS::StackName}:id"})))

# --- the raw section and overrides

raw_extras = maybe(
    Metadata=st.just({"Team": {"Name": "shop"}}),
    Outputs=st.just({"Extra": {"Value": {"Ref": "AWS::StackName"}, "Description": "of our own"}}),
    Rules=st.just({"Always": {"Assertions": [{"Assert": {"Fn::Contains": [["a"], "a"]}}]}}),
)


@st.composite
def overrides(draw: DrawFn, spec: Data) -> Data:
    """Changes to the API, and to a function, the deployment or the stage if they are there."""
    kept = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
    found: Data = {
        "HttpApi": draw(among({"Metadata": {"Owner": "shop"}}, kept, {"Properties": {"FailOnWarnings": True}}))
    }
    for name in spec.get("functions", {}):
        if name == "one":
            found["OneFunction"] = {
                "Properties": {"Description": draw(descriptions), "EphemeralStorage": {"Size": 1024}}
            }
    return found


# --- the whole


@st.composite
def specs(draw: DrawFn) -> Data:
    """A whole, valid spec."""
    spec: Data = draw(
        maybe(
            description=text(50).map(lambda it: it[:300]),
            version=value(among("1.0", "2026-01-01"), ref("Text")),
            tags=tags,
            ip_address_type=among("ipv4", "dualstack"),
            disable_execute_api_endpoint=st.just(False),
            limits=limits,
            defaults=defaults,
            cors=cors_sections,
            stage=stage_sections,
            dashboard=dashboards,
            exports=exports,
        )
    )
    _add(draw, spec, _routes(spec))
    _add(draw, spec, _stages_and_domains(spec))
    if draw(st.booleans()):
        spec["alarms"] = draw(alarms("functions" in spec))
    if draw(among(0, 0, 1)):
        spec["overrides"] = draw(overrides(spec))
    if draw(among(0, 0, 1)):
        spec["cloudformation"] = draw(raw_extras)
    add_what_is_named(spec)
    if spec.get("parameters") and draw(st.booleans()):
        known = {name: each["default"] for name, each in spec["parameters"].items() if "default" in each}
        spec["parameter_sets"] = {"dev": known, "prod-1": {}}
    return spec


def _add(draw: DrawFn, spec: Data, sections: Strategy) -> None:
    spec |= {name: section for name, section in draw(sections).items() if section}


@st.composite
def _routes(draw: DrawFn, spec: Data) -> Data:
    """Routes, and the integrations, authorizers, VPC links and functions that they name."""
    made = {name: draw(authorizers) for name in draw(st.lists(among(*AUTHORIZERS), max_size=3, unique=True))}
    jwts = [name for name, each in made.items() if not {"function", "function_arn"} & set(each)]
    default = draw(among("none", "none", "iam", *made))
    keys = draw(st.lists(route_keys(), min_size=1, max_size=5, unique=True))
    section = {key: draw(routes(key, list(made), jwts, default, "cors" in spec)) for key in keys}
    named = _chosen(section, "integration")
    shared = {name: draw(integrations()) for name in INTEGRATIONS if name in named}
    used = _chosen(section, "authorizer") | {default for key in section if "authorizer" not in _long(section[key])}
    behind = {name: each for name, each in made.items() if name in used}
    links = {name: draw(vpc_links) for name in VPC_LINKS if name in _links([*section.values(), *shared.values()])}
    if default in made and default not in used:
        default = "none"
    found: Data = {"integrations": shared, "vpc_links": links, "authorizers": behind, "routes": section}
    wanted = _chosen(section, "function") | _chosen(shared, "function") | _chosen(behind, "function")
    found["functions"] = {name: draw(functions) for name in (*FUNCTIONS, *GATEKEEPERS) if name in wanted}
    if draw(among(0, 0, 0, 1)):
        found["functions"][WORKER] = draw(slow_functions)
    return found | ({"default_authorizer": default} if default != "none" else {})


@st.composite
def _stages_and_domains(draw: DrawFn, spec: Data) -> Data:
    """Further stages, domains that lead to any of them, and whether the default endpoint is left."""
    found: Data = {"stages": draw(stages(spec.get("stage")))} if draw(st.booleans()) else {}
    names = list(found.get("stages", {}))
    first = [spec.get("stage", {}).get("name", "$default")] if "stage" in spec or not names else []
    names = sorted([*first, *names], key=lambda name: (name not in first, name != "$default"))
    endpoint = spec.get("disable_execute_api_endpoint")
    if draw(among(0, 0, 1)):
        found["domain"] = draw(domains("main", names, endpoint))
    if draw(among(0, 0, 1)):
        found["domains"] = {label: draw(domains(label, names, endpoint)) for label in ("shop", "partner-api")}
    if any("stageVariables.color" in str(spec.get(each)) for each in ("routes", "integrations", "authorizers")):
        color = draw(value(among("blue", "green"), ref("Text")))
        for stage in (spec.setdefault("stage", {}) if first else {}, *found.get("stages", {}).values()):
            stage["variables"] = {**stage.get("variables", {}), "color": color}
    return found


def _long(route: Any) -> Data:
    return {"function": route} if isinstance(route, str) else route


def _chosen(section: Data, field: str) -> set[str]:
    return {str(each[field]) for each in map(_long, section.values()) if field in each}


def _links(backends: list[Any]) -> set[str]:
    return {each["private"]["vpc_link"] for each in map(_long, backends) if "private" in each}


def add_what_is_named(spec: Data) -> None:
    """Declare the parameters, conditions and raw resources that are referred to, and nothing else."""
    raw = spec.setdefault("cloudformation", {})
    if WORKER in spec.get("functions", {}):
        raw["Resources"] = {"WorkerTrigger": deepcopy(RESOURCES["WorkerTrigger"])}
    while (named := set(_named(spec))) - _declared(spec):
        for section, pool in (("Conditions", CONDITIONS), ("Resources", RESOURCES)):
            raw[section] = raw.get(section, {}) | {name: deepcopy(pool[name]) for name in pool if name in named}
        spec["parameters"] = {name: dict(PARAMETERS[name]) for name in PARAMETERS if name in named}
    for section in ("Conditions", "Resources"):
        if not raw.get(section):
            raw.pop(section, None)
    if not raw:
        del spec["cloudformation"]


def _declared(spec: Data) -> set[str]:
    raw = spec["cloudformation"]
    known = {*spec.get("parameters", {}), *raw.get("Conditions", {}), *raw.get("Resources", {})}
    return known | {name for name in _named(spec) if name not in {*PARAMETERS, *CONDITIONS, *RESOURCES}}


def _named(data: Any) -> Iterator[str]:
    """Yield every name that a function, or a field `condition`, refers to."""
    if isinstance(data, list):
        for each in data:
            yield from _named(each)
    for key, each in data.items() if isinstance(data, dict) else ():
        match key, each:
            case (("Ref" | "condition" | "Condition"), str(name)):
                yield name
            case (("Fn::GetAtt" | "Fn::If"), [str(name), *_]):
                yield name
            case "Fn::Sub", str(content):
                yield from re.findall(r"\$\{(\w+)", content)
        yield from _named(each)


# --- wrong specs

WRONG_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1.5, 10**12, "", " ", "x" * 5_000, "two\nlines", "日本\u200b\u2028語", "none", "$default",
    [], {}, [None], [[]], {"x": None}, {"": ""}, {"two\nlines": {"a": 1}},
    {"Ref": "Nowhere"}, {"Ref": "AWS::Region"}, {"Ref": "Memory"}, {"Ref": ["a"]}, {"Ref": "HttpApi"},
    {"Fn::GetAtt": ["HttpApi", "ApiEndpoint"]}, {"Fn::GetAtt": "Nowhere.Arn"}, {"Fn::GetAtt": []},
    {"Fn::If": ["Nowhere", 1, {"Ref": "AWS::NoValue"}]}, {"Fn::If": []}, {"Fn::Sub": "${Nowhere.Arn} ${!x} ${"},
    {"Fn::Sub": ["${a}", {"a": {"Ref": "Nowhere"}}]}, {"Fn::Sub": {}}, {"Fn::Join": ["", {"Fn::Split": ["", "a"]}]},
    {"Fn::Transform": {"Name": "X"}}, {"Fn::ImportValue": {"Fn::Sub": "a"}}, {"Ref": "A", "B": "C"},
)  # fmt: skip


@st.composite
def mutations(draw: DrawFn, spec: Data) -> Data:
    """Return the spec with one to three places removed, renamed, or replaced by something else."""
    spec = deepcopy(spec)
    for _ in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(list(_places(spec)) or [(spec, "functions")]))
        match draw(among("remove", "rename", "replace", "replace", "move", "spoil")):
            case "remove":
                del container[key]
            case "rename" if isinstance(container, dict):
                name = draw(among("x", f"{key}s", "", "Ref", "Fn::If", "a\nb", "x" * 300, "日本", str(key).upper()))
                container[name] = container.pop(key)
            case "spoil" if isinstance(container[key], str):
                container[key] += draw(among("\n", "\u200b", "\nx", "\x1b[31m", "日本"))
            case "move":
                other, its_key = draw(st.sampled_from(list(_places(spec))))
                container[key] = deepcopy(other[its_key])
            case _:
                container[key] = deepcopy(draw(st.sampled_from(WRONG_VALUES)))
    return spec


def _places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every value of a spec as what it stands in and its key there."""
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, each in list(pairs):
        yield data, key
        yield from _places(each)


# --- YAML


class _Writer(yaml.CSafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def _mapping(writer: _Writer, data: Data) -> yaml.Node:
    """Write `{"Ref": "X"}` as `!Ref X`, unless a tag stands inside: YAML has room for one."""
    if len(data) != 1 or (name := next(iter(data))) not in LONG_FORMS:
        return writer.represent_mapping("tag:yaml.org,2002:map", list(data.items()))
    argument = data[name]
    match argument:
        case [str(resource), str(attribute)] if name == "Fn::GetAtt" and resource and "." not in resource:
            return writer.represent_scalar(tag(name), f"{resource}.{attribute}")
        case str() if name != "Fn::GetAtt":
            return writer.represent_scalar(tag(name), argument)
        case list():
            return writer.represent_sequence(tag(name), argument)
    return writer.represent_mapping("tag:yaml.org,2002:map", list(data.items()))


_Writer.add_representer(dict, _mapping)


def text_of(spec: Any) -> str:
    """Return the YAML of a spec, with CloudFormation's tags."""
    written: str = yaml.dump(spec, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=10_000)
    return written
