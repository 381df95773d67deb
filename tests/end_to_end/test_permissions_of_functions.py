"""Functions do what their spec allows them, in their role and beside it, and are refused what it does not.

The emulator enforces IAM for functions; how it reads conditions is not shown.
"""

from collections.abc import Callable

import pytest

from tests.end_to_end.deployed import Checkout, Client, Cloud

pytestmark = pytest.mark.emulator

STACK = "permitted"
SPEC = """
    functions:
      may:
        code: lambda_code/calls
        environment: {QUEUE: !Ref Jobs, OTHER: !Ref Others, TABLE: !Ref Table}
        secrets: {SECRET_ARN: !GetAtt Secret.Id}
        policy:
          - sqs_send: !GetAtt Jobs.Arn
          - dynamodb_read_write: !GetAtt Table.Arn
          - {deny: dynamodb:DeleteItem, resources: !GetAtt Table.Arn}
          - {allow: "lambda:GetFunctionConf*", resources: !GetAtt MayFunction.Arn} # itself: beside the role
      may-not:
        code: lambda_code/calls
        environment: {QUEUE: !Ref Jobs, OTHER: !Ref Others, TABLE: !Ref Table, SECRET_ARN: !GetAtt Secret.Id}
    routes:
      GET /may/{call}: may
      GET /may-not/{call}: may-not
    cloudformation:
      Resources:
        Jobs: {Type: "AWS::SQS::Queue", DeletionPolicy: Delete, UpdateReplacePolicy: Delete}
        Others: {Type: "AWS::SQS::Queue", DeletionPolicy: Delete, UpdateReplacePolicy: Delete}
        Secret:
          Type: AWS::SecretsManager::Secret
          DeletionPolicy: Delete
          UpdateReplacePolicy: Delete
          Properties: {GenerateSecretString: {PasswordLength: 20}}
        Table:
          Type: AWS::DynamoDB::Table
          DeletionPolicy: Delete
          UpdateReplacePolicy: Delete
          Properties:
            BillingMode: PAY_PER_REQUEST
            AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
            KeySchema: [{AttributeName: id, KeyType: HASH}]
"""
CODE = """
    import os

    import boto3
    from botocore.exceptions import ClientError

    KEY = {"id": {"S": "1"}}
    CALLS = {
        "send": lambda: boto3.client("sqs").send_message(QueueUrl=os.environ["QUEUE"], MessageBody="x"),
        "send-elsewhere": lambda: boto3.client("sqs").send_message(QueueUrl=os.environ["OTHER"], MessageBody="x"),
        "put": lambda: boto3.client("dynamodb").put_item(TableName=os.environ["TABLE"], Item=KEY),
        "get": lambda: boto3.client("dynamodb").get_item(TableName=os.environ["TABLE"], Key=KEY),
        "delete": lambda: boto3.client("dynamodb").delete_item(TableName=os.environ["TABLE"], Key=KEY),
        "describe": lambda: boto3.client("dynamodb").describe_table(TableName=os.environ["TABLE"]),
        "secret": lambda: boto3.client("secretsmanager").get_secret_value(SecretId=os.environ["SECRET_ARN"]),
        "itself": lambda: boto3.client("lambda").get_function_configuration(
            FunctionName=os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        ),
    }


    def handler(event, context):
        try:
            CALLS[event["pathParameters"]["call"]]()
        except ClientError as error:
            return {"statusCode": 403, "body": error.response["Error"]["Code"]}
        return {"statusCode": 200, "body": "done"}
"""


@pytest.fixture(scope="module")
def api(new_checkout: Callable[[], Checkout], cloud: Cloud) -> Client:
    checkout = new_checkout()
    checkout.write("lambda_code/calls/app.py", CODE)
    checkout.deploy_spec(STACK, SPEC)
    return cloud.at(cloud.outputs(STACK)["ApiUrl"])


@pytest.mark.parametrize("call", ["send", "put", "get", "secret", "itself"])
def test_what_the_spec_allows_is_done(api: Client, call: str) -> None:
    response = api.get(f"/may/{call}")

    assert (response.status, response.body) == (200, b"done")


@pytest.mark.parametrize("call", ["send-elsewhere", "describe", "delete"])
def test_what_it_does_not_allow_or_denies_is_refused(api: Client, call: str) -> None:
    response = api.get(f"/may/{call}")

    assert response.status == 403
    assert b"AccessDenied" in response.body


@pytest.mark.parametrize("call", ["send", "put", "get", "secret", "itself"])
def test_a_function_that_says_nothing_is_refused_all_of_it(api: Client, call: str) -> None:
    response = api.get(f"/may-not/{call}")

    assert response.status == 403
    assert b"AccessDenied" in response.body
