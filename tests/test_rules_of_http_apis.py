"""Every rule of HTTP APIs that a spec can break: broken by one spec each, and what its author reads then.

AWS refuses most of these while it deploys; the others deploy, and do not work. cfn-lint knows hardly any of them.
"""

from collections.abc import Callable

import pytest

from tests.support import Project

QUEUE = "arn:aws:sqs:eu-central-1:123456789012:jobs"
QUOTAS = "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html"
ONE = "functions: {hello: lambda_code/hello}\n"


def many(number: int, entry: Callable[[int], str]) -> str:
    return ", ".join(map(entry, range(number)))


def auth(authorizer: str, route: str = "GET /: {function: hello, authorizer: a}") -> str:
    return ONE + f"authorizers: {{a: {authorizer}}}\nroutes: {{{route}}}\n"


# What a valid spec has, a spec that has it not, and what is said of it: line, column, path, reason and way out.
RULES = {
    # Routes.
    "no two equal route keys": (
        "functions: {hello: lambda_code/hello}\nroutes:\n  GET /a: hello\n  GET /a: hello\n",
        '4:3: routes."GET /a": stands here again; it was first given in line 3',
    ),
    "no two keys that differ in the name of a variable alone": (
        ONE + 'routes: {"GET /a/{id}": hello, "GET /a/{name}": hello}\n',
        "2:32: routes.\"GET /a/{name}\": {name} stands where 'GET /a/{id}' has {id}; API Gateway wants "
        "one name for one place: use the same in both",
    ),
    "one name for a variable at one place, whatever the method": (
        ONE + 'routes: {"GET /a/{id}": hello, "POST /a/{name}/b": hello}\n',
        "2:32: routes.\"POST /a/{name}/b\": {name} stands where 'GET /a/{id}' has {id}; API Gateway wants "
        "one name for one place: use the same in both",
    ),
    "a known method, in upper case": (
        ONE + "routes: {get /a: hello}\n",
        '2:10: routes."get /a": must be $default, or a method and a path such as GET /orders/{id}; '
        "methods are ANY, GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS; write GET in upper case (got "
        "get /a)",
    ),
    "a path that begins with /": (
        ONE + "routes: {GET a: hello}\n",
        '2:10: routes."GET a": the path must begin with /, as in GET /orders (got GET a)',
    ),
    "no trailing /": (
        ONE + "routes: {GET /a/: hello}\n",
        '2:10: routes."GET /a/": the path must not end with /: write GET /a (got GET /a/)',
    ),
    "a greedy variable at the end": (
        ONE + 'routes: {"GET /{a+}/b": hello}\n',
        '2:10: routes."GET /{a+}/b": {a+} must be the last part of the path: a greedy variable takes '
        "all that follows (got GET /{a+}/b)",
    ),
    "a variable is a whole segment": (
        ONE + 'routes: {"GET /a{id}": hello}\n',
        "2:10: routes.\"GET /a{id}\": 'a{id}': a variable is a whole part of the path, {name} or, at its "
        "end, {name+}, with a name of letters, digits, '.', '_' and '-' (got GET /a{id})",
    ),
    "no variable twice": (
        ONE + 'routes: {"GET /{id}/{id}": hello}\n',
        '2:10: routes."GET /{id}/{id}": the variable {id} stands twice in the path (got GET /{id}/{id})',
    ),
    "a target that exists": (
        ONE + "routes: {GET /: hello, GET /b: {integration: jobs}}\n",
        '2:33: routes."GET /b".integration: there is no integration jobs; the spec has none',
    ),
    "a function that exists": (
        ONE + "routes: {GET /: hello, GET /b: helo}\n",
        '2:24: routes."GET /b".function: there is no function helo; did you mean hello?',
    ),
    "an authorizer that exists": (
        ONE + "routes: {GET /: {function: hello, authorizer: staff}}\n",
        '2:35: routes."GET /".authorizer: there is no authorizer staff; known here: none, iam',
    ),
    "scopes need tokens: none": (
        ONE + "routes: {GET /: {function: hello, scopes: [read]}}\n",
        '2:35: routes."GET /".scopes: are read from a JSON Web Token, and this route has no authorizer: '
        "remove them, or name an authorizer with an issuer",
    ),
    "scopes need tokens: IAM": (
        ONE + "routes: {GET /: {function: hello, authorizer: iam, scopes: [read]}}\n",
        '2:52: routes."GET /".scopes: are read from a JSON Web Token, and this route\'s authorizer is '
        "IAM: remove them, or name an authorizer with an issuer",
    ),
    "scopes need tokens: a function": (
        ONE
        + "authorizers: {a: {function: hello}}\nroutes: {GET /: {function: hello, authorizer: a, scopes: [read]}}\n",
        '3:50: routes."GET /".scopes: are read from a JSON Web Token, and the authorizer a is a '
        "function: remove them, or name an authorizer with an issuer",
    ),
    "at most ten scopes": (
        auth(
            "{google: {audience: [web]}}",
            "GET /: {function: hello, authorizer: a, scopes: [a, b, c, d, e, f, g, h, i, j, k]}",
        ),
        '3:50: routes."GET /".scopes: must have at most 10 entries (got 11)',
    ),
    "one scope per entry": (
        auth("{google: {audience: [web]}}", 'GET /: {function: hello, authorizer: a, scopes: ["read write"]}'),
        '3:59: routes."GET /".scopes[0]: must be a single scope: write each as an entry of its own (got read write)',
    ),
    "no API keys": (
        ONE + "routes: {GET /: {function: hello, api_key_required: true}}\n",
        '2:35: routes."GET /".api_key_required: is no field of the language: HTTP APIs have no API keys '
        "and no usage plans: use an authorizer, and throttling per route",
    ),
    # Authorizers.
    "an https issuer": (
        auth('{jwt: {issuer: "http://login.example.com", audience: [web]}}'),
        "2:25: authorizers.a.jwt.issuer: must begin with https://; plain http is only for "
        "http://localhost and http://127.0.0.1 (got http://login.example.com)",
    ),
    "an issuer, not its configuration": (
        auth('{jwt: {issuer: "https://login.example.com/.well-known/openid-configuration", audience: [web]}}'),
        "2:25: authorizers.a.jwt.issuer: must be the issuer itself, as tokens have it in iss: leave out "
        "/.well-known and what follows (got https://login.example.com/.well-known/openid-configuration)",
    ),
    "at least one audience": (
        auth('{jwt: {issuer: "https://login.example.com", audience: []}}'),
        "2:62: authorizers.a.jwt.audience: must have at least 1 entry (got an empty list)",
    ),
    "at most fifty audiences": (
        auth("{google: {audience: [" + many(51, lambda i: f"a{i}") + "]}}"),
        "2:28: authorizers.a.google.audience: must have at most 50 entries (got 51)",
    ),
    "one identity source for tokens": (
        auth("{google: {audience: [web]}, identity_source: [$request.header.a, $request.header.b]}"),
        "2:46: authorizers.a.identity_source: must be a single one: a JSON Web Token stands in one place",
    ),
    "an identity source of the right form": (
        auth("{google: {audience: [web]}, identity_source: Authorization}"),
        "2:46: authorizers.a.identity_source: must be $request.header.NAME or "
        "$request.querystring.NAME: write $request.header.Authorization (got Authorization)",
    ),
    "an identity source of the right form, for functions": (
        auth("{function: hello, identity_source: $request.body}"),
        "2:36: authorizers.a.identity_source: must be $request.header.NAME, $request.querystring.NAME, "
        "$context.NAME or $stageVariables.NAME: write $request.header.Authorization (got $request.body)",
    ),
    "payload format 1.0 or 2.0": (
        auth('{function: hello, payload_format_version: "3.0"}'),
        "2:36: authorizers.a.payload_format_version: must be '1.0' or '2.0' (got 3.0)",
    ),
    "an hour of caching at most": (
        auth("{function: hello, identity_source: $request.header.key, result_ttl_in_seconds: 3601}"),
        "2:74: authorizers.a.result_ttl_in_seconds: must be at most 3600 (got 3601)",
    ),
    "caching needs an identity source": (
        auth("{function: hello, result_ttl_in_seconds: 60}"),
        "2:36: authorizers.a.result_ttl_in_seconds: needs identity_source: answers are kept by what stands there",
    ),
    "simple responses need payload format 2.0": (
        auth('{function: hello, enable_simple_responses: true, payload_format_version: "1.0"}'),
        "2:36: authorizers.a.enable_simple_responses: needs payload_format_version 2.0: with 1.0 a "
        "function answers with a policy",
    ),
    "cached simple responses need the route": (
        auth("{function: hello, identity_source: $request.header.key, result_ttl_in_seconds: 60}"),
        "2:74: authorizers.a.result_ttl_in_seconds: lets a caller who was let in to one route into all "
        "that have this authorizer: add $context.routeKey to identity_source, or write "
        "enable_simple_responses: false and answer with a policy",
    ),
    "names of their own": (
        ONE
        + "authorizers: {a-b: {function: hello}, a--b: {function: hello}}\nroutes: {GET /: {function: hello, authorizer: a-b}, GET /b: {function: hello, authorizer: a--b}}\n",
        "2:39: authorizers.a--b: leads to the logical ID ABAuthorizer, which belongs to "
        "authorizers.a-b: choose another name",
    ),
    "no name that is a word": (
        ONE + "authorizers: {iam: {function: hello}}\nroutes: {GET /: {function: hello, authorizer: iam}}\n",
        "2:15: authorizers.iam: stands for routes for those whom IAM allows: choose another name",
    ),
    "a user pool by its ID": (
        auth("{cognito: {user_pool: people, audience: [web]}}"),
        "2:29: authorizers.a.cognito.user_pool: must be the ID of a user pool, its region first: write "
        "eu-central-1_AbCdEfGhI (got people)",
    ),
    "a tenant that tokens name": (
        auth("{entra_id: {tenant: common, audience: [web]}}"),
        "2:30: authorizers.a.entra_id.tenant: must be the ID of one tenant, because tokens have that in "
        "iss: look for the tenant ID in the overview of the tenant, and write it as "
        "8eaef023-2b34-4da1-9baa-8bc8c9d6a490 (got common)",
    ),
    "ten seconds to decide": (
        "functions: {hello: lambda_code/hello, gate: {code: lambda_code/hello, timeout: 11}}\nauthorizers: {a: {function: gate}}\nroutes: {GET /: {function: hello, authorizer: a}}\n",
        "1:71: functions.gate.timeout: must be at most 10 (got 11): API Gateway waits 10 seconds for an "
        "authorizer, while the function would run on",
    ),
    "a function's ARN, for authorizers": (
        auth('{function_arn: "' + QUEUE + '"}'),
        "2:19: authorizers.a.function_arn: must be the ARN of a function, such as "
        "arn:aws:lambda:eu-central-1:123456789012:function:orders (got "
        "arn:aws:sqs:eu-central-1:123456789012:jobs)",
    ),
    "an issuer with https, whatever the region": (
        auth('{jwt: {issuer: !Sub "http://${AWS::Region}.example.com", audience: [web]}}'),
        "2:25: authorizers.a.jwt.issuer: must begin with https://; plain http is only for "
        "http://localhost and http://127.0.0.1 (!Sub may give http://eu-central-1.example.com) (got !Sub "
        "http://${AWS::Region}.example.com)",
    ),
    "settings of functions for functions alone": (
        auth("{google: {audience: [web]}, result_ttl_in_seconds: 60}"),
        "2:15: authorizers.a: result_ttl_in_seconds is for authorizers with a function only: remove it",
    ),
    "an issuer that tokens have": (
        auth('{jwt: {issuer: "https://shop.eu.auth0.com", audience: [web]}}'),
        "2:25: authorizers.a.jwt.issuer: lacks the slash at its end that tokens of Auth0 have: write "
        "https://shop.eu.auth0.com/",
    ),
    "authorizers that are used": (
        auth("{function: hello}", "GET /: hello"),
        "2:15: authorizers.a: is used by no route: name it as a route's authorizer or as "
        "default_authorizer, or remove it",
    ),
    # CORS.
    "no credentials for any origin": (
        ONE + 'cors: {allow_origins: ["*"], allow_credentials: true}\n',
        "2:24: cors.allow_origins[0]: must not be * where allow_credentials is true: list the origins",
    ),
    "no wildcards beside credentials": (
        ONE + 'cors: {allow_origins: ["https://a.example.com"], allow_headers: ["*"], allow_credentials: true}\n',
        "2:66: cors.allow_headers[0]: browsers take * to the letter when credentials are allowed: list each (got *)",
    ),
    "origins without a path": (
        ONE + 'cors: {allow_origins: ["https://a.example.com/"]}\n',
        "2:24: cors.allow_origins[0]: must end after the host or its port, without a path or a slash: "
        "write https://a.example.com (got https://a.example.com/)",
    ),
    "known methods": (
        ONE + 'cors: {allow_origins: ["*"], allow_methods: [FETCH]}\n',
        "2:46: cors.allow_methods[0]: must be * or one of GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS (got FETCH)",
    ),
    "headers in lower case": (
        ONE + 'cors: {allow_origins: ["*"], allow_headers: [Authorization]}\n',
        "2:46: cors.allow_headers[0]: must be in lower case, as API Gateway stores it: write "
        "authorization (got Authorization)",
    ),
    "a day at most": (
        ONE + 'cors: {allow_origins: ["*"], max_age: 86401}\n',
        "2:30: cors.max_age: must be at most 86400 (got 86401)",
    ),
    "open OPTIONS routes": (
        ONE + 'cors: {allow_origins: ["*"]}\nroutes: {OPTIONS /a: {function: hello, authorizer: iam}}\n',
        '3:40: routes."OPTIONS /a".authorizer: refuses the browsers\' preflights with iam, because they '
        "come without credentials: write authorizer: none",
    ),
    "no preflights into a queue": (
        'cors: {allow_origins: ["*"]}\nroutes: {$default: {sqs: {queue: "' + QUEUE + '"}, authorizer: iam}}\n',
        '2:10: routes."$default": takes the browsers\' preflights, and its authorizer refuses them; an '
        "open route in front of it would call sqs for everybody: write a route OPTIONS /{proxy+} and a "
        "route OPTIONS / with authorizer: none that leads to a function",
    ),
    # Stages.
    "a rate above 0": (
        ONE + "stage: {throttling: {rate_limit: 0, burst_limit: 1}}\n",
        "2:22: stage.throttling.rate_limit: must be greater than 0 (got 0)",
    ),
    "both limits": (ONE + "stage: {throttling: {rate_limit: 1}}\n", "2:9: stage.throttling.burst_limit: is required"),
    "a log format of one line": (
        ONE + 'stage: {access_log: {format: "$context.requestId\\n$context.status"}}\n',
        "2:22: stage.access_log.format: must be one line, a line break may stand only at the very end: "
        "fold it with >- in YAML (got $context.requestId\\n$context.status)",
    ),
    "a log format with the request ID": (
        ONE + "stage: {access_log: {format: $context.path}}\n",
        "2:22: stage.access_log.format: must contain $context.requestId or $context.extendedRequestId: "
        "API Gateway requires one of them (got $context.path)",
    ),
    "a log format of 3 KB at most": (
        ONE + 'stage: {access_log: {format: "$context.requestId ' + "x" * 3055 + '"}}\n',
        "2:22: stage.access_log.format: has 3,074 bytes, but API Gateway takes at most 3,072: leave "
        "some variables out (got $context.requestId xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…)",
    ),
    "known variables in logs": (
        ONE + 'stage: {access_log: {format: "$context.requestId $context.stauts"}}\n',
        "2:22: stage.access_log.format: $context.stauts is no variable of HTTP APIs; did you mean "
        "$context.status? (got $context.requestId $context.stauts)",
    ),
    "no execution logs": (
        ONE + "stage: {logging_level: INFO}\n",
        "2:9: stage.logging_level: is no field of the language: HTTP APIs have no execution logs: the "
        "access log names errors of integrations and authorizers",
    ),
    "no X-Ray": (
        ONE + "stage: {tracing_enabled: true}\n",
        "2:9: stage.tracing_enabled: is no field of the language: X-Ray does not trace HTTP APIs: trace "
        "the functions behind it",
    ),
    "a name of letters, digits, - and _": (
        ONE + "stage: {name: v 1}\n",
        "2:9: stage.name: must be $default, or at most 128 letters, digits, '-' and '_' (got v 1)",
    ),
    "a hundred variables at most": (
        ONE + "stage: {variables: {" + many(101, lambda i: f"v{i}: a") + "}}\n",
        "2:9: stage.variables: must have at most 100 entries (got 101)",
    ),
    "names of variables of 64 characters at most": (
        ONE + "stage: {variables: {" + "v" * 65 + ": a}}\n",
        "2:21: stage.variables.vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv: must "
        "be at most 64 letters, digits and '_' (got "
        "vvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvvv…)",
    ),
    "values of variables of 512 characters at most": (
        ONE + "stage: {variables: {v: " + "a" * 513 + "}}\n",
        "2:21: stage.variables.v: must have at most 512 characters (got "
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…)",
    ),
    "a key by its ARN": (
        ONE + "stage: {access_log: {kms_key_id: alias/logs}}\n",
        "2:22: stage.access_log.kms_key_id: must be the ARN of a KMS key, or new (got alias/logs)",
    ),
    "a key that logs may use": (
        ONE
        + 'stage: {access_log: {kms_key_id: !GetAtt Key.Arn}}\ncloudformation: {Resources: {Key: {Type: AWS::KMS::Key, Properties: {KeyPolicy: {Version: "2012-10-17", Statement: []}}}}}\n',
        "2:22: stage.access_log.kms_key_id: the KeyPolicy of Key does not let CloudWatch Logs use the "
        "key: allow the service logs.${AWS::Region}.${AWS::URLSuffix} kms:Encrypt, kms:Decrypt, "
        "kms:ReEncrypt*, kms:GenerateDataKey* and kms:Describe*, or write kms_key_id: new",
    ),
    "a log group for access logs that takes no room": (
        ONE + "stage: {access_log: {destination_arn: !GetAtt L.Arn}}\n"
        "cloudformation: {Resources: {L: {Type: AWS::Logs::LogGroup, Properties: {LogGroupName: orders}}}}\n",
        "2:22: stage.access_log.destination_arn: its log group is not below /aws/vendedlogs/, and takes "
        "room in a policy that all APIs share: begin its name with /aws/vendedlogs/ (got orders)",
    ),
    "a log group by its ARN": (
        ONE
        + "stage: {access_log: {destination_arn: !Ref L}}\ncloudformation: {Resources: {L: {Type: AWS::Logs::LogGroup}}}\n",
        "2:22: stage.access_log.destination_arn: is the log group's name, and access logs take its ARN: write "
        "!GetAtt L.Arn",
    ),
    "stages with names of their own": (
        ONE + "stage: {name: v1}\nstages: {v1: {}}\n",
        "3:10: stages.v1: there is a stage of this name under stage already: put all of it in one place",
    ),
    # Integrations.
    "payload format 2.0 for functions alone": (
        'routes: {GET /: {http: {url: "https://a.example.com"}, payload_format_version: "2.0"}}\n',
        '1:56: routes."GET /".payload_format_version: is for functions only, not for http: remove it',
    ),
    "thirty seconds at most": (
        'routes: {GET /: {http: {url: "https://a.example.com"}, timeout_in_millis: 30001}}\n',
        '1:56: routes."GET /".timeout_in_millis: must be at most 30000 (got 30001)',
    ),
    "fifty milliseconds at least": (
        'routes: {GET /: {http: {url: "https://a.example.com"}, timeout_in_millis: 49}}\n',
        '1:56: routes."GET /".timeout_in_millis: must be at least 50 (got 49)',
    ),
    "a known action of a service": (
        'routes: {GET /: {sqs: {action: SendMessageBatch, queue: "' + QUEUE + '"}}}\n',
        "1:24: routes.\"GET /\".sqs.action: must be 'SendMessage', 'ReceiveMessage', 'DeleteMessage' or "
        "'PurgeQueue' (got SendMessageBatch); did you mean SendMessage?",
    ),
    "what an action requires": (
        'routes: {DELETE /: {sqs: {action: DeleteMessage, queue: "' + QUEUE + '"}}}\n',
        '1:21: routes."DELETE /".sqs: DeleteMessage needs receipt_handle',
    ),
    "nothing that an action does not know": (
        'routes: {DELETE /: {sqs: {action: PurgeQueue, queue: "' + QUEUE + '", delay_seconds: 5}}}\n',
        '1:21: routes."DELETE /".sqs: delay_seconds is for SendMessage only, not for PurgeQueue: remove it',
    ),
    "an ARN where a role is limited to it": (
        'routes: {POST /: {sqs: {queue: "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs"}}}\n',
        '1:25: routes."POST /".sqs.queue: must be the ARN of a queue, such as '
        "arn:aws:sqs:eu-central-1:123456789012:jobs (got "
        "https://sqs.eu-central-1.amazonaws.com/123456789012/jobs)",
    ),
    "a function that answers in time": (
        "functions: {hello: {code: lambda_code/hello, timeout: 60}}\n",
        "1:46: functions.hello.timeout: must be at most 30 (got 60): API Gateway answers 503 after 30 "
        "seconds, while the function would run on",
    ),
    "a function that answers before its integration gives up": (
        "functions: {hello: {code: lambda_code/hello, timeout: 10}}\nroutes: {GET /: {function: hello, timeout_in_millis: 5000}}\n",
        "1:46: functions.hello.timeout: must be at most 5 (got 10): API Gateway answers 503 after 5 "
        "seconds, while the function would run on",
    ),
    "http or https": (
        'routes: {GET /: {http: {url: "wss://a.example.com"}}}\n',
        '1:25: routes."GET /".http.url: must begin with http:// or https:// (got wss://a.example.com)',
    ),
    "path variables that the route has": (
        'routes: {"GET /{id}": {http: {url: "https://a.example.com/{ids}"}}}\n',
        "1:31: routes.\"GET /{id}\".http.url: {ids} is no variable of the path of 'GET /{id}'; did you mean id?",
    ),
    "stage variables that every stage has": (
        'routes: {GET /: {http: {url: "https://${stageVariables.host}/x"}}}\n',
        '1:25: routes."GET /".http.url: the stage $default has no variable host: give it one under variables',
    ),
    "a mapping that removes": (
        ONE + "routes: {GET /: {function: hello, request_parameters: {'remove:header.x': ''}}}\n",
        '2:56: routes."GET /".request_parameters."remove:header.x": must be "\'\'": an entry with nothing is ignored, '
        "and nothing is removed",
    ),
    "no mapping of reserved headers": (
        'routes: {GET /: {http: {url: "https://a.example.com"}, request_parameters: {"overwrite:header.authorization": a}}}\n',
        '1:77: routes."GET /".request_parameters."overwrite:header.authorization": authorization is a '
        "header that API Gateway reserves: no mapping can change it",
    ),
    "a status that can be mapped": (
        'routes: {GET /: {http: {url: "https://a.example.com"}, response_parameters: {"100": {"append:header.a": b}}}}\n',
        '1:86: routes."GET /".response_parameters."100"."append:header.a": 100 is no status code that '
        "can be mapped: write one from 200 to 599",
    ),
    "variables as HTTP APIs call them": (
        'routes: {GET /: {http: {url: "https://a.example.com"}, request_parameters: {"append:header.a": $context.authorizer.jwt.claims.sub}}}\n',
        '1:77: routes."GET /".request_parameters."append:header.a": $context.authorizer.jwt.claims.sub is no '
        "variable of HTTP APIs; did you mean $context.authorizer.claims.sub?",
    ),
    "no forgotten $": (
        'routes: {POST /: {sqs: {queue: "' + QUEUE + '", message_group_id: request.header.x}}}\n',
        '1:78: routes."POST /".sqs.message_group_id: would be taken to the letter: write $request.header.x '
        "(got request.header.x)",
    ),
    "a path that begins with a slash": (
        'routes: {GET /: {http: {url: "https://a.example.com"}, request_parameters: {"overwrite:path": docs}}}\n',
        '1:77: routes."GET /".request_parameters."overwrite:path": must begin with /, as paths do: write /docs',
    ),
    "a FIFO queue needs a group": (
        'routes: {POST /: {sqs: {queue: "' + QUEUE + '.fifo"}}}\n',
        '1:19: routes."POST /".sqs.message_group_id: is required: jobs.fifo is a FIFO queue',
    ),
    "an ARN, not a name": (
        "routes: {POST /: {step_functions: {state_machine: !GetAtt Flow.Name}}}\n"
        "cloudformation: {Resources: {Flow: {Type: AWS::StepFunctions::StateMachine}}}\n",
        '1:36: routes."POST /".step_functions.state_machine: must be an ARN, but !GetAtt Flow.Name is its Name: '
        "write !Ref Flow",
    ),
    "a server's name alone": (
        'routes: {GET /: {private: {service: !Ref S, vpc_link: a, server_name_to_verify: "https://b.example.com"}}}\n'
        "vpc_links: {a: {id: a1b2c3}}\n",
        '1:58: routes."GET /".private.server_name_to_verify: must be a host name alone, without https://, a port or '
        "a path: write backend.example.com (got https://b.example.com)",
    ),
    "a VPC link that exists": (
        'routes: {GET /: {private: {listener: "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/a/b/c", vpc_link: backend}}}\n',
        '1:115: routes."GET /".private.vpc_link: there is no VPC link backend; the spec has none',
    ),
    "no import beside the routes": (
        ONE + "overrides: {HttpApi: {Properties: {Body: {openapi: 3.0.1}}}}\n",
        "2:36: overrides.HttpApi.Properties.Body: makes routes beside those of the spec, which then "
        "vanish on an update: write them under routes",
    ),
    "a function's ARN": (
        'routes: {GET /: {function_arn: "' + QUEUE + '"}}\n',
        '1:18: routes."GET /".function_arn: must be the ARN of a function, such as '
        "arn:aws:lambda:eu-central-1:123456789012:function:orders (got "
        "arn:aws:sqs:eu-central-1:123456789012:jobs)",
    ),
    "one entry for a place that is mapped": (
        'routes: {GET /: {http: {url: "https://a.example.com"}, request_parameters: {"append:header.a": b, "append:header.A": c}}}\n',
        '1:99: routes."GET /".request_parameters."append:header.A": is the same place as append:header.a: '
        "API Gateway takes one entry for it",
    ),
    "a role by its ARN": (
        ONE
        + "routes: {GET /: {function: hello, credentials_arn: !Ref Sender}}\ncloudformation: {Resources: {Sender: {Type: AWS::IAM::Role}}}\n",
        '2:35: routes."GET /".credentials_arn: must be an ARN, but !Ref Sender is its name: write !GetAtt Sender.Arn',
    ),
    "a listener, not a load balancer": (
        'routes: {GET /: {private: {listener: "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/a/b", vpc_link: a}}}\nvpc_links: {a: {id: a1b2c3}}\n',
        '1:28: routes."GET /".private.listener: must be the ARN of a load balancer\'s listener, '
        "arn:aws:elasticloadbalancing:…:listener/app/… (got "
        "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadb…)",
    ),
    "integrations that are used": (
        ONE + "routes: {GET /: hello}\nintegrations: {a: {function: hello}}\n",
        "3:16: integrations.a: is used by no route: give it one, or remove it",
    ),
    # Limits.
    "300 routes": (
        ONE + "routes: {" + many(301, lambda i: f"GET /r{i}: hello") + "}\n",
        f"2:1: routes: lead to 301 routes, but an API may have 300: split the API, or write limits: "
        f"{{routes: 301}} once AWS has raised the quota ({QUOTAS})",
    ),
    "300 integrations": (
        "routes: {"
        + many(301, lambda i: f'GET /r{i}: {{http: {{url: "https://a.example.com"}}}}')
        + "}\nlimits: {routes: 301}\n",
        f"1:1: routes: lead to 301 integrations, but an API may have 300, and AWS does not raise that: "
        f"let routes share integrations, or split the API ({QUOTAS})",
    ),
    "10 stages": (
        ONE + "stages: {" + many(11, lambda i: f"s{i}: {{}}") + "}\n",
        f"2:1: stages: lead to 11 stages, but an API may have 10: split the API, or write limits: "
        f"{{stages: 11}} once AWS has raised the quota ({QUOTAS})",
    ),
    "10 authorizers": (
        ONE
        + "authorizers: {"
        + many(11, lambda i: f"s{i}: {{function: hello}}")
        + "}\nroutes: {"
        + many(11, lambda i: f"GET /r{i}: {{function: hello, authorizer: s{i}}}")
        + "}\n",
        f"2:1: authorizers: lead to 11 authorizers, but an API may have 10: split the API, or write "
        f"limits: {{authorizers: 11}} once AWS has raised the quota ({QUOTAS})",
    ),
    # Domains.
    "a name in lower case": (
        ONE + "domain: {name: API.example.com, hosted_zone_id: Z0123456789}\n",
        "2:10: domain.name: must be in lower case: write api.example.com (got API.example.com)",
    ),
    "a wildcard in front alone": (
        ONE + 'domain: {name: "api.*.example.com", hosted_zone_id: Z0123456789}\n',
        "2:10: domain.name: must have * only as its whole first label: write *.example.com (got api.*.example.com)",
    ),
    "TLS 1.2": (
        ONE + "domain: {name: api.example.com, hosted_zone_id: Z0123456789, security_policy: TLS_1_0}\n",
        "2:62: domain.security_policy: must be 'TLS_1_2' (got TLS_1_0); did you mean TLS_1_2?",
    ),
    "a stage that exists": (
        ONE + "domain: {name: api.example.com, hosted_zone_id: Z0123456789, stage: beta}\n",
        "2:62: domain.stage: there is no stage beta; known here: $default",
    ),
    "a base path without / around it": (
        ONE + "domain: {name: api.example.com, hosted_zone_id: Z0123456789, base_path: shop/}\n",
        "2:62: domain.base_path: must neither begin nor end with /: write shop (got shop/)",
    ),
    "a zone in which a certificate can be validated": (
        ONE + "domain: {name: api.example.com, hosted_zone_name: example.com}\n",
        "2:1: domain: needs hosted_zone_id, in which a certificate is validated and records are made, "
        "or certificate_arn; or existing: true, if it is made elsewhere",
    ),
    "a zone above the domain": (
        ONE
        + 'domain: {name: api.example.com, hosted_zone_name: example.org, certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/a"}\n',
        "2:33: domain.hosted_zone_name: must be api.example.com or a domain above it: no other zone can "
        "hold its records (got example.org)",
    ),
    "a way to the API": (
        ONE + "disable_execute_api_endpoint: true\n",
        "2:1: disable_execute_api_endpoint: leaves no way to the API: no domain leads to its stage $default",
    ),
    "no way around mutual TLS": (
        ONE
        + 'disable_execute_api_endpoint: false\ndomain: {name: api.example.com, hosted_zone_id: Z0123456789, mutual_tls_authentication: {truststore_uri: "s3://trust/ca.pem"}}\n',
        "3:62: domain.mutual_tls_authentication: does not hold for the API's default endpoint, which "
        "lets in clients without a certificate: leave out disable_execute_api_endpoint: false",
    ),
    "a certificate of ACM": (
        ONE + 'domain: {name: api.example.com, certificate_arn: "arn:aws:iam::123456789012:server-certificate/a"}\n',
        "2:33: domain.certificate_arn: must be the ARN of a certificate in ACM, "
        "arn:aws:acm:eu-central-1:123456789012:certificate/… (got arn:aws:iam::123456789012:server-certificate/a)",
    ),
    "a truststore in S3": (
        ONE
        + 'domain: {name: api.example.com, hosted_zone_id: Z0123456789, mutual_tls_authentication: {truststore_uri: "https://trust.example.com/ca.pem"}}\n',
        "2:90: domain.mutual_tls_authentication.truststore_uri: must be the place of an object in S3: "
        "write s3://bucket/truststore.pem (got https://trust.example.com/ca.pem)",
    ),
    "a condition that exists": (
        ONE + "domain: {name: api.example.com, hosted_zone_id: Z0123456789, condition: IsProd}\n",
        "2:62: domain.condition: there is no condition IsProd in cloudformation.Conditions",
    ),
    "no address that is switched off": (
        "functions: {hello: {code: lambda_code/hello, environment: {URL: !GetAtt HttpApi.ApiEndpoint}}}\n"
        + "domain: {name: api.example.com, hosted_zone_id: Z0123456789}\n",
        "1:60: functions.hello.environment.URL: leads to the API's default endpoint, which is disabled: "
        "write the URL of its domain",
    ),
    "no two mappings with one key": (
        ONE
        + "domains: {a: {name: api.example.com, hosted_zone_id: Z0123456789}, b: {name: api.example.com, existing: true}}\n",
        "2:68: domains.b: maps the same name and base path as domains.a: give it another base_path",
    ),
    "a domain before its mapping": (
        ONE
        + "domains: {a: {name: api.example.com, hosted_zone_id: Z0123456789}, b: {name: !Ref N, existing: true, base_path: b}}\nparameters: {N: {type: String, default: api.example.com}}\n",
        "2:72: domains.b.name: is what ADomainName makes, which must be there first: write !Ref ADomainName",
    ),
    "a zone above the domain, whatever its name": (
        ONE
        + "domain: {name: !Ref N, hosted_zone_id: !Ref Z}\nparameters: {N: {type: String, default: api.example.com}}\ncloudformation: {Resources: {Z: {Type: AWS::Route53::HostedZone, Properties: {Name: example.org}}}}\n",
        "2:24: domain.hosted_zone_id: must be api.example.com or a domain above it: no other zone can "
        "hold its records (got example.org)",
    ),
    # Functions, alarms, and what HTTP APIs lack.
    "no cycle through what invokes a function": (
        "functions: {hello: {code: lambda_code/hello, environment: {STAGE: !Ref Stage}}}\n",
        "1:60: functions.hello.environment.STAGE: Stage cannot be made before the function that it "
        "leads to: refer to HttpApi instead, as in !GetAtt HttpApi.ApiEndpoint, or to a parameter",
    ),
    "inline code in a language that has it": (
        "functions: {hello: {code: lambda_code/hello, runtime: java21, inline: true}}\n",
        "1:63: functions.hello.inline: cannot be true: CloudFormation takes inline code for Python and "
        "Node.js only, not for java21",
    ),
    "an environment of 4 KB at most": (
        "functions: {hello: {code: lambda_code/hello, environment: {TEXT: " + "x" * 4093 + "}}}\n",
        "1:46: functions.hello.environment: names and values take 4,097 bytes; Lambda allows 4,096",
    ),
    "names of variables that Lambda takes": (
        "functions: {hello: {code: lambda_code/hello, environment: {A: b}}}\n",
        "1:60: functions.hello.environment.A: must be two or more letters, digits and '_', and begin "
        "with a letter (got A)",
    ),
    "alarms that can go off": (
        ONE
        + 'alarms: {notify: "arn:aws:sns:eu-central-1:123456789012:alarms", error_rate: {threshold: 1, evaluation_periods: 3, datapoints_to_alarm: 4}}\n',
        "2:116: alarms.error_rate.datapoints_to_alarm: must be at most evaluation_periods, 3 (got 4): "
        "the alarm would never go off",
    ),
    "alarms that tell somebody": (
        ONE + "alarms: {notify: alarms, error_rate: 1}\n",
        "2:10: alarms.notify: must be the ARN of an SNS topic, such as "
        "arn:aws:sns:eu-central-1:123456789012:alarms (got alarms)",
    ),
    "no WAF": (
        ONE + "waf: arn\n",
        "2:1: waf: is no field of the language: AWS WAF cannot stand in front of an HTTP API: put "
        "CloudFront with a web ACL in front of its domain",
    ),
    "no resource policy": (
        ONE + "resource_policy: {}\n",
        "2:1: resource_policy: is no field of the language: HTTP APIs have no resource policies: use "
        "authorizer: iam, or mutual TLS on a domain",
    ),
    "no secret in an environment": (
        "functions: {hello: {code: lambda_code/hello, environment: {KEY: AKIAIOSFODNN7EXAMPLE}}}\n",
        "1:60: functions.hello.environment.KEY: looks like an access key of AWS, and whoever may read the "
        "function would read it: keep it in Secrets Manager, and name its ARN in secrets",
    ),
    "log levels for logs in JSON": (
        "functions: {hello: {code: lambda_code/hello, logging_config: {log_format: Text, system_log_level: DEBUG}}}\n",
        "1:81: functions.hello.logging_config.system_log_level: is for logs in JSON only: add log_format: JSON",
    ),
    "memory that Lambda has": (
        "functions: {hello: {code: lambda_code/hello, memory_size: 64}}\n",
        "1:46: functions.hello.memory_size: must be at least 128 (got 64)",
    ),
    "inline code with its handler": (
        "functions: {hello: {inline_code: 'x = 1', runtime: python3.13}}\n",
        "1:21: functions.hello.inline_code: index.py has no function handler (inline code is the file index.py)",
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_a_spec_that_breaks_a_rule_is_refused(project: Project, rule: str) -> None:
    spec, message = RULES[rule]
    project.function("hello")

    assert project.problems(spec) == [f"apis/demo.yaml:{message}"]
