def handler(event, context):
    return {"statusCode": 200, "body": "two"}


def other(event, context):
    return {"statusCode": 200, "body": "other"}
