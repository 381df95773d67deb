"""Takes webhook deliveries from the queue, long after their sender got its answer.

A message's body is the delivery as it was sent; its attribute `signature` is the sender's, `sha256=<hex>`, an HMAC with
the shared secret. What is not signed is dropped, what fails is tried again and ends in the dead-letter queue.
"""

import hmac
import json
import os
from functools import cache
from typing import Any


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """What Lambda calls: `failures` with the real secret."""
    return failures(event, _secret())


def failures(event: dict[str, Any], secret: bytes) -> dict[str, Any]:
    """The messages that have to come again: `ReportBatchItemFailures` keeps them, and them alone, in the queue."""
    failed = []
    for record in event["Records"]:
        try:
            take(record, secret)
        except Exception as error:  # one bad message must not hold up the others
            print(json.dumps({"messageId": record["messageId"], "failed": type(error).__name__}))
            failed.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failed}


def take(record: dict[str, Any], secret: bytes) -> None:
    """Act on one delivery, or drop it if somebody else than the sender made it."""
    signature = record["messageAttributes"].get("signature", {}).get("stringValue", "")
    if not is_signed(record["body"], signature, secret):
        print(json.dumps({"messageId": record["messageId"], "dropped": "not signed"}))
        return
    delivery = json.loads(record["body"])
    print(json.dumps({"messageId": record["messageId"], "action": delivery.get("action")}))


def is_signed(body: str, signature: str, secret: bytes) -> bool:
    expected = "sha256=" + hmac.new(secret, body.encode(), "sha256").hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode())


@cache
def _secret() -> bytes:
    import boto3  # in every Lambda runtime

    found = boto3.client("secretsmanager").get_secret_value(SecretId=os.environ["SECRET_ARN"])
    return str(found["SecretString"]).encode()
