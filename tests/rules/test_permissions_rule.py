"""E9701: calls that no permission allows, in every form in which people write them."""

from __future__ import annotations

import pytest

from tests.rules.pack import findings

HEAD = """\
Parameters:
  Free: {Type: String}
  Env: {Type: String, AllowedValues: [test, prod]}
Conditions:
  IsProd: !Equals [!Ref Env, prod]
  IsTest: !Not [!Condition IsProd]
Resources:
"""
FUNCTION = """\
  Function:
    Type: AWS::Lambda::Function
    Properties: {Code: {S3Bucket: b, S3Key: k}}
  Alias:
    Type: AWS::Lambda::Alias
    Properties: {FunctionName: !Ref Function, FunctionVersion: '1', Name: live}
"""
API = """\
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: api, ProtocolType: HTTP}
  Integration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Api
      IntegrationType: AWS_PROXY
      PayloadFormatVersion: "2.0"
      IntegrationUri: URI
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: KEY, Target: !Sub 'integrations/${Integration}'}
"""
PERMISSION = """\
  Permission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: NAME
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: SOURCE
"""
START = "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:"


def written(
    uri: str = "!GetAtt Function.Arn",
    name: str = "!Ref Function",
    source: str = f"!Sub '{START}${{Api}}/*'",
    key: str = "GET /items/{id}",
) -> str:
    text = HEAD + FUNCTION + API + PERMISSION
    return text.replace("URI", uri).replace("NAME", name).replace("SOURCE", source).replace("KEY", f"'{key}'")


def message(key: str = "GET /items/{id}", callee: str = "Function", tail: str = "*/GET/items/*") -> str:
    return (
        f"E9701 No permission lets route {key} call {callee}: its SourceArn has to cover ${{Api}}/{tail}, "
        "as ${Api}/* does"
    )


@pytest.mark.parametrize(
    "source",
    [
        f"!Sub '{START}${{Api}}/*'",
        f"!Sub '{START}${{Api}}/*/*'",
        f"!Sub '{START}${{Api}}/*/*/*'",
        f"!Sub '{START}${{Api}}/*/GET/items/*'",
        f"!Sub '{START}${{Api}}/*/GET/items/{{id}}'",
        f"!Sub '{START}${{Api.ApiId}}/*'",
        f"!Sub '{START}${{Api}}/${{Free}}/GET/items/*'",
        f"!Sub '{START}${{Api}}/${{Env}}/*'",
        f"!Sub ['{START}${{Id}}/*', {{Id: !Ref Api}}]",
        f"!Sub ['{START}${{Id}}/${{Stage}}/GET/items/*', {{Id: !Ref Api, Stage: '*'}}]",
        f"!Sub '{START}${{Free}}/*'",
        f"!Sub ['{START}${{Id}}/*', {{Id: !ImportValue Api}}]",
        "!Sub arn:aws:execute-api:eu-west-1:123456789012:${Api}/*",
        "!Sub arn:aws:execute-api:*:*:${Api}/*",
        "arn:aws:execute-api:eu-west-1:123456789012:*",
        "arn:aws:execute-api:eu-west-1:123456789012:*/*/GET/*",
        "!Join ['', ['arn:', !Ref AWS::Partition, ':execute-api:', !Ref AWS::Region, ':', !Ref AWS::AccountId, ':', "
        "!Ref Api, '/*/*']]",
        "!Join [':', [arn, !Ref AWS::Partition, execute-api, !Ref AWS::Region, !Ref AWS::AccountId, !Sub '${Api}/*']]",
        "!Sub '${Free}/*'",
        "!Sub 'arn:aws:execute-api:${Free}:${Api}/*'",
        "!Ref Free",
        "!ImportValue SourceArn",
        "!Ref AWS::NoValue",
        f"!If [IsProd, !Sub '{START}${{Api}}/*', !Sub '{START}${{Api}}/*/*']",
        f"!Select [0, [!Sub '{START}${{Api}}/*']]",
    ],
)
def test_a_source_that_covers_the_route_or_may_do_so_is_enough(source: str) -> None:
    assert findings(written(source=source), "E9701") == []


@pytest.mark.parametrize(
    "source",
    [
        f"!Sub '{START}${{Api}}'",
        f"!Sub '{START}${{Api}}/'",
        f"!Sub '{START}${{Api}}/*/POST/items/*'",
        f"!Sub '{START}${{Api}}/*/GET/items'",
        f"!Sub '{START}${{Api}}/*/$default'",
        f"!Sub '{START}${{Api}}/authorizers/*'",
        f"!Sub '{START}${{Api}}/GET/items/*'",
        f"!Sub '{START}${{Api}}/${{Env}}/POST/*'",
        f"!Sub '{START}${{Api.ApiEndpoint}}/*'",
        f"!Sub '{START}a1b2c3d4e5/*'",
        "!Sub 'arn:${AWS::Partition}:apigateway:${AWS::Region}::/apis/${Api}/*'",
        "arn:aws:execute-api:eu-west-1:123456789012:api/*/GET/items/*",
        "!Sub 'arn:aws:s3:::${Api}/*'",
        "!Sub 'arn:aws:execute-api:${AWS::Region}:${Api}/*'",
        "!Sub 'arn:aws:execute-api:${AWS::AccountId}:${AWS::Region}:${Api}/*'",
        "!Join [':', ['arn:aws:execute-api', !Ref AWS::Region, !Sub '${Api}/*']]",
    ],
)
def test_a_source_that_does_not_cover_the_route_is_caught_where_the_function_is_named(source: str) -> None:
    assert findings(written(source=source), "E9701") == [f"23:7 {message()}"]


@pytest.mark.parametrize(
    ("key", "tail", "good", "bad"),
    [
        ("$default", "*/$default", ["*", "*/*", "*/$default", "prod/*"], ["*/*/$default", "*/*/*", "*/GET/"]),
        ("ANY /items", "*/*/items", ["*/*/items", "*/*/it*"], ["*/ANY/items", "*/GET/items", "*/POST/*"]),
        ("GET /", "*/GET/", ["*/GET/", "*/*/", "*/GET/*"], ["*/GET", "*/GET/*/"]),
        ("ANY /{proxy+}", "*/*/*", ["*/*/*", "*/*/{proxy+}"], ["*/GET/*", "*/*/proxy"]),
    ],
)
def test_each_kind_of_route_has_its_own_arns(key: str, tail: str, good: list[str], bad: list[str]) -> None:
    for end in good:
        assert findings(written(source=f"!Sub '{START}${{Api}}/{end}'", key=key), "E9701") == []
    for end in bad:
        found = findings(written(source=f"!Sub '{START}${{Api}}/{end}'", key=key), "E9701")
        assert found == [f"23:7 {message(key, tail=tail)}"]


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        ("!GetAtt Function.Arn", "!GetAtt Function.Arn"),
        ("!GetAtt Function.Arn", "!Sub '${Function}'"),
        ("!GetAtt Function.Arn", "!Sub 'arn:aws:lambda:eu-west-1:123456789012:function:${Function}'"),
        ("!Sub 'arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Function.Arn}/invocations'",
         "!Ref Function"),
        ("!Ref Alias", "!Ref Alias"),
        ("!Ref Alias", "!Sub '${Function}:live'"),
        ("!Ref Alias", "!Join [':', [!GetAtt Function.Arn, live]]"),
        ("!Sub '${Function.Arn}:live'", "!Ref Alias"),
        ("!Sub '${Function.Arn}:${Env}'", "!Sub '${Function}:${Env}'"),
        ("!Sub '${Function.Arn}:${Free}'", "!Sub '${Function}:${Free}'"),
        ("!Ref Alias", "!Sub '${Function}:${Free}'"),
        ("!If [IsProd, !Ref Alias, !GetAtt Function.Arn]", "!If [IsProd, !Ref Alias, !Ref Function]"),
        ("!ImportValue Function", "!ImportValue Function"),
        ("!ImportValue Function", "other"),
        ("!Ref Free", "other"),
        ("arn:aws:lambda:eu-west-1:123456789012:function:elsewhere", "other"),
    ],
)  # fmt: skip
def test_the_permission_of_the_same_function_is_enough(uri: str, name: str) -> None:
    assert findings(written(uri=uri, name=name), "E9701") == []


@pytest.mark.parametrize(
    ("uri", "name", "callee"),
    [
        ("!Ref Alias", "!Ref Function", "Function:live"),
        ("!Sub '${Function.Arn}:live'", "!GetAtt Function.Arn", "Function:live"),
        ("!Sub '${Function.Arn}:${Free}'", "!Ref Function", "Function:!Ref Free"),
    ],
)
def test_the_permission_of_the_function_is_not_that_of_its_alias(uri: str, name: str, callee: str) -> None:
    assert findings(written(uri=uri, name=name), "E9701") == [
        f"23:7 {message(callee=callee)}; a permission of Function does not count"
    ]


@pytest.mark.parametrize(
    ("uri", "name", "callee", "other"),
    [
        ("!GetAtt Function.Arn", "!Ref Alias", "Function", "Function:live"),
        ("!GetAtt Function.Arn", "!Sub '${Function}:${Free}'", "Function", "Function:!Ref Free"),
        ("!Ref Alias", "!Sub '${Function}:beta'", "Function:live", "Function:beta"),
    ],
)
def test_nor_is_the_permission_of_an_alias_that_of_all_others(uri: str, name: str, callee: str, other: str) -> None:
    assert findings(written(uri=uri, name=name), "E9701") == [
        f"23:7 {message(callee=callee)}; a permission of {other} does not count"
    ]


def test_the_permission_of_another_function_is_not_enough() -> None:
    assert findings(written(name="other"), "E9701") == [f"23:7 {message()}"]


def test_routes_that_share_an_integration_lack_one_permission() -> None:
    more = """\
  More:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: POST /items, Target: !Sub 'integrations/${Integration}'}
"""
    text = written(name="other").replace("  Permission:\n", f"{more}  Permission:\n")

    assert findings(text, "E9701") == [
        "23:7 E9701 No permission lets route GET /items/{id} and 1 more call Function: its SourceArn has to cover "
        "${Api}/*/GET/items/* and theirs, as ${Api}/* does"
    ]


@pytest.mark.parametrize("name", ["!Ref Alias", "!Sub '${Function}:live'"])
def test_what_a_stage_variable_names_may_be_the_alias_that_has_the_permission(name: str) -> None:
    uri = "!Sub '${Function.Arn}:${!stageVariables.alias}'"

    assert findings(written(uri=uri, name=name), "E9701") == []
    assert findings(written(uri=uri), "E9701") == [
        f"23:7 {message(callee='Function:${stageVariables.alias}')}; a permission of Function does not count"
    ]


def test_a_branch_without_a_permission_is_caught() -> None:
    text = written(uri="!If [IsProd, !Ref Alias, !GetAtt Function.Arn]", name="!Ref Function")

    assert findings(text, "E9701") == [
        f"23:36 {message(callee='Function:live')}; a permission of Function does not count"
    ]


@pytest.mark.parametrize(
    ("principal", "is_enough"),
    [
        ("apigateway.amazonaws.com", True),
        ("'*'", True),
        ("!Sub 'apigateway.${AWS::URLSuffix}'", True),
        ("!Ref Free", True),
        ("apigateway.amazonaws.com.cn", False),
        ("execute-api.amazonaws.com", False),
        ("events.amazonaws.com", False),
        ("'123456789012'", False),
        ("!Ref AWS::NoValue", False),
    ],
)
def test_a_permission_is_for_api_gateway(principal: str, is_enough: bool) -> None:
    text = written().replace("Principal: apigateway.amazonaws.com", f"Principal: {principal}")

    assert findings(text, "E9701") == ([] if is_enough else [f"23:7 {message()}"])


@pytest.mark.parametrize(
    ("action", "is_enough"),
    [
        ("lambda:InvokeFunction", True),
        ("lambda:invokeFunction", True),
        ("lambda:*", True),
        ("'*'", True),
        ("!Ref Free", True),
        ("lambda:InvokeFunctionUrl", False),
        ("lambda:GetFunction", False),
        ("lambda:InvokeFunction\n      InvokedViaFunctionUrl: true", False),
    ],
)
def test_a_permission_is_for_the_invocation(action: str, is_enough: bool) -> None:
    text = written().replace("Action: lambda:InvokeFunction", f"Action: {action}")

    assert findings(text, "E9701") == ([] if is_enough else [f"23:7 {message()}"])


def test_several_permissions_may_cover_any_together() -> None:
    methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
    text = written(key="ANY /items", source=f"!Sub '{START}${{Api}}/*/GET/items'")
    more = {
        each: PERMISSION.replace("Permission:", f"{each.title()}:", 1)
        .replace("NAME", "!Ref Function")
        .replace("SOURCE", f"!Sub '{START}${{Api}}/*/{each}/items'")
        for each in methods[1:]
    }

    assert findings(text + "".join(more.values()), "E9701") == []
    assert findings(text + "".join(list(more.values())[1:]), "E9701") == [
        f"23:7 {message('ANY /items', tail='*/*/items')}"
    ]


def test_a_permission_for_one_of_two_stages_is_not_enough() -> None:
    stages = "".join(
        f"  {name}Stage:\n    Type: AWS::ApiGatewayV2::Stage\n"
        f"    Properties: {{ApiId: !Ref Api, StageName: {name}, AutoDeploy: true}}\n"
        for name in ("test", "prod")
    )
    of = {name: f"!Sub '{START}${{Api}}/{name}/*'" for name in ("*", "prod", "dev")}

    assert findings(written(source=of["*"]) + stages, "E9701") == []
    assert findings(written(source=of["prod"]) + stages, "E9701") == [f"23:7 {message()}"]
    assert findings(written(source=of["dev"]), "E9701") == []  # its stages may be elsewhere
    assert findings(written(source=f"!Sub '{START}${{Api}}/${{prodStage}}/*'") + stages, "E9701") == []


def test_a_role_is_enough_but_only_where_it_is_there() -> None:
    text = written(name="other")
    role = "      CredentialsArn: ROLE\n      IntegrationUri"

    assert findings(text.replace("      IntegrationUri", role.replace("ROLE", "!Ref Free")), "E9701") == []
    assert findings(
        text.replace("      IntegrationUri", role.replace("ROLE", "!If [IsProd, !Ref Free, !Ref AWS::NoValue]")),
        "E9701",
    ) == [f"24:7 {message()}"]


def test_a_permission_that_cannot_be_there_with_the_route_is_not_enough() -> None:
    text = written().replace(
        "    Type: AWS::ApiGatewayV2::Route\n", "    Type: AWS::ApiGatewayV2::Route\n    CONDITION\n"
    )
    for_test = text.replace(
        "    Type: AWS::Lambda::Permission\n", "    Type: AWS::Lambda::Permission\n    Condition: IsTest\n"
    )

    assert findings(for_test.replace("CONDITION", "Condition: IsTest"), "E9701") == []
    assert findings(for_test.replace("CONDITION", "Condition: IsProd"), "E9701") == [f"23:7 {message()}"]


def test_the_permission_of_another_api_does_not_count() -> None:
    other = "  Other:\n    Type: {}\n    Properties: {{Name: other, ProtocolType: {}}}\n"
    text = written(source=f"!Sub '{START}${{Other}}/*'")

    for kind, protocol in (("AWS::ApiGatewayV2::Api", "HTTP"), ("AWS::ApiGatewayV2::Api", "WEBSOCKET")):
        assert findings(text + other.format(kind, protocol), "E9701") == [f"23:7 {message()}"]
    assert findings(text + "  Other:\n    Type: AWS::ApiGateway::RestApi\n", "E9701") == [f"23:7 {message()}"]
    assert findings(text + "  Other:\n    Type: AWS::CloudFormation::Stack\n", "E9701") == []


def test_a_websocket_api_beside_it_needs_none_of_these_permissions() -> None:
    socket = """\
  Socket:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: socket, ProtocolType: WEBSOCKET, RouteSelectionExpression: $request.body.action}
  SocketIntegration:
    Type: AWS::ApiGatewayV2::Integration
    Properties: {ApiId: !Ref Socket, IntegrationType: AWS_PROXY, IntegrationUri: !GetAtt Function.Arn}
  SocketRoute:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Socket, RouteKey: $connect, Target: !Sub 'integrations/${SocketIntegration}'}
"""

    assert findings(written() + socket, "E9701") == []


def test_an_api_from_elsewhere_is_matched_as_far_as_it_is_known() -> None:
    text = (
        written()
        .replace("!Ref Api,", "!ImportValue api-id,")
        .replace("ApiId: !Ref Api\n", "ApiId: !ImportValue api-id\n")
    )
    imported = f"!Sub ['{START}${{Api}}/TAIL', {{Api: !ImportValue api-id}}]"

    def of(source: str) -> list[str]:
        return findings(text.replace(f"!Sub '{START}${{Api}}/*'", source), "E9701")

    assert of(imported.replace("TAIL", "*")) == []
    assert of(imported.replace("TAIL", "*/POST/*")) == [
        "23:7 E9701 No permission lets route GET /items/{id} call Function: its SourceArn has to cover "
        "<api>/*/GET/items/*, as <api>/* does"
    ]
    assert of(f"!Sub '{START}${{Api}}/*'") != []  # the API of this template is another
    assert of(f"!Sub '{START}${{Free}}/*'") == []


AUTHORIZER = """\
  Authorizer:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties:
      ApiId: !Ref Api
      AuthorizerType: REQUEST
      AuthorizerUri: !Sub arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Gate.Arn}/invocations
  Gate:
    Type: AWS::Lambda::Function
  GatePermission:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !Ref Gate
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub 'arn:aws:execute-api:eu-west-1:123456789012:${Api}/TAIL'
  OtherAuthorizer:
    Type: AWS::ApiGatewayV2::Authorizer
    Properties: {ApiId: !Ref Api, AuthorizerType: JWT, Name: gate}
"""


@pytest.mark.parametrize(
    "tail", ["*", "authorizers/*", "authorizers/${Authorizer}", "authorizers/${Authorizer.AuthorizerId}", "*/*"]
)
def test_an_authorizer_has_an_arn_of_its_own(tail: str) -> None:
    assert findings(written() + AUTHORIZER.replace("TAIL", tail), "E9701") == []


@pytest.mark.parametrize(
    "tail", ["*/*/*", "*/GET/*", "*/$default", "authorizers/${OtherAuthorizer}", "authorizers/abc"]
)
def test_an_authorizer_that_may_not_be_called_is_caught_at_its_uri(tail: str) -> None:
    assert findings(written() + AUTHORIZER.replace("TAIL", tail), "E9701") == [
        "39:7 E9701 No permission lets authorizer Authorizer call Gate: its SourceArn has to cover "
        "${Api}/authorizers/${Authorizer}, as ${Api}/* does"
    ]


def test_an_authorizer_with_a_role_needs_no_permission() -> None:
    text = AUTHORIZER.replace("TAIL", "none").replace(
        "REQUEST\n", "REQUEST\n      AuthorizerCredentialsArn: !Ref Free\n"
    )

    assert findings(written() + text, "E9701") == []


@pytest.mark.parametrize("more", ["Transform: Macro\n", "Transform: [AWS::Serverless-2016-10-31, Macro]\n"])
def test_what_a_macro_adds_may_be_the_permission(more: str) -> None:
    assert findings(more + written(name="other"), "E9701") == []
    assert findings(written(name="other"), "E9701") != []


def test_quick_create_is_caught_at_its_target_or_key() -> None:
    text = (
        HEAD
        + FUNCTION
        + """\
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      Name: api
      ProtocolType: HTTP
      RouteKey: GET /
      Target: !GetAtt Function.Arn
"""
    )
    allowed = PERMISSION.replace("NAME", "!Ref Function").replace("SOURCE", f"!Sub '{START}${{Api}}/TAIL'")

    assert findings(text, "E9701") == [f"20:7 {message('GET /', tail='*/GET/')}"]
    assert findings(text + allowed.replace("TAIL", "$default/GET/"), "E9701") == []
    assert findings(text + allowed.replace("TAIL", "prod/GET/"), "E9701") == [f"20:7 {message('GET /', tail='*/GET/')}"]


SAM = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: "exports.handler = async () => 'hello'"
      Handler: index.handler
      Runtime: nodejs24.x
"""
EVENTS = """\
      AutoPublishAlias: live
      Events:
        Default: {Type: HttpApi}
        Get: {Type: HttpApi, Properties: {Path: '/orders/{id}', Method: get}}
        Any: {Type: HttpApi, Properties: {Path: '/files/{proxy+}', Method: any}}
"""
SAM_AUTHORIZER = """\
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      StageName: prod
      Auth:
        Authorizers:
          Gate:
            FunctionArn: !GetAtt Orders.Arn
            AuthorizerPayloadFormatVersion: "2.0"
            ENABLED
"""
SAM_BODY = """\
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      DefinitionBody:
        openapi: 3.0.1
        info: {title: orders, version: '1'}
        paths:
          /orders:
            get:
              x-amazon-apigateway-integration:
                type: aws_proxy
                httpMethod: POST
                uri: !Sub arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${Orders.Arn}/invocations
                payloadFormatVersion: "2.0"
"""


def test_events_of_sam_bring_their_permissions() -> None:
    assert findings(SAM + EVENTS) == []


# https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-lambdaauthorizer.html
def test_an_authorizer_of_sam_has_a_permission_only_if_it_is_asked_for() -> None:
    assert findings(SAM + SAM_AUTHORIZER.replace("ENABLED", "EnableFunctionDefaultPermissions: true"), "E9701") == []
    assert findings(SAM + SAM_AUTHORIZER.replace("ENABLED", "EnableSimpleResponses: true"), "E9701") == [
        "16:13 E9701 No permission lets authorizer Gate call Orders: its SourceArn has to cover "
        "${Api}/authorizers/*, as ${Api}/* does"
    ]


def test_an_operation_of_a_document_needs_an_event_or_a_permission_beside_it() -> None:
    event = "      Events:\n        Get: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: /orders, Method: get}}\n"

    assert findings(SAM + event + SAM_BODY) == []
    assert findings(SAM + SAM_BODY) == [
        "21:17 E9701 No permission lets route GET /orders call Orders: its SourceArn has to cover "
        "${Api}/*/GET/orders, as ${Api}/* does"
    ]


def test_a_connector_of_sam_is_a_permission() -> None:
    connector = """\
  Link:
    Type: AWS::Serverless::Connector
    Properties:
      Source: {Id: Quick}
      Destination: {Id: Orders}
      Permissions: [Write]
"""
    quick = "  Quick:\n    Type: AWS::ApiGatewayV2::Api\n    Properties: {Name: a, Target: !GetAtt Orders.Arn}\n"

    assert findings(SAM + quick + connector, "E9701") == []
    assert findings(SAM + quick, "E9701") != []


def test_resources_of_a_loop_are_seen_where_cfn_lint_writes_them_out() -> None:
    loop = """\
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Apis:
    - Name
    - [One, Two]
    - Function${Name}:
        Type: AWS::Lambda::Function
      Api${Name}:
        Type: AWS::ApiGatewayV2::Api
        Properties: {Name: !Ref Name, Target: !GetAtt [!Sub 'Function${Name}', Arn]}
      Permission${Name}:
        Type: AWS::Lambda::Permission
        Properties:
          FunctionName: !GetAtt [!Sub 'Function${Name}', Arn]
          Action: lambda:InvokeFunction
          Principal: PRINCIPAL
"""

    assert findings(loop.replace("PRINCIPAL", "apigateway.amazonaws.com"), "E9701") == []
    assert findings(loop.replace("PRINCIPAL", "s3.amazonaws.com"), "E9701") == [
        f"10:39 E9701 No permission lets route $default call Function{name}: its SourceArn has to cover "
        f"${{Api{name}}}/*/$default, as ${{Api{name}}}/* does"
        for name in ("One", "Two")
    ]


def test_an_alias_that_can_be_several_lacks_one_permission() -> None:
    text = """\
Parameters: {Live: {Type: String, AllowedValues: [v1, v2, v3]}}
Resources:
  Api:
    Type: AWS::ApiGatewayV2::Api
    Properties: {Name: orders, ProtocolType: HTTP, Target: !Sub "${Orders.Arn}:${Live}"}
  Orders: {Type: AWS::Lambda::Function, Properties: {Role: !GetAtt Role.Arn}}
"""

    (line,) = findings(text, "E9701")

    assert line.startswith("5:52 E9701 No permission lets route $default call Orders:v1: ")
