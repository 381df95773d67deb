from words import WORD


def handler(event, context):
    return {"statusCode": 200, "body": WORD}
