"""What a document says of the API as a whole."""

from generator.openapi import information
from generator.openapi.api import Api
from tests.openapi.bodies import Data, body


def api(**properties: object) -> Api:
    return Api(body(api=properties))


def test_title_description_and_version_are_the_apis() -> None:
    made = api(Name="shop", Description="For clients", Version="2.1")

    assert information.info(made) == {"title": "shop", "description": "For clients", "version": "2.1"}


def test_without_a_version_it_is_the_first_because_there_must_be_one() -> None:
    assert information.info(api(Name="shop")) == {"title": "shop", "version": "1.0"}


def test_a_name_that_only_the_deployment_knows_is_written_out() -> None:
    assert information.info(api(Name={"Fn::Sub": "${AWS::StackName}-shop"}))["title"] == "{AWS::StackName}-shop"


def test_tags_have_values_that_may_be_functions() -> None:
    assert information.tags(api(Tags={"team": "shop", "owner": {"Ref": "Owner"}})) == [
        {"name": "team", "x-amazon-apigateway-tag-value": "shop"},
        {"name": "owner", "x-amazon-apigateway-tag-value": {"Ref": "Owner"}},
    ]
    assert information.tags(api()) == []


def test_cors_is_as_configured() -> None:
    configuration: Data = {
        "AllowOrigins": [{"Ref": "Origin"}],
        "AllowMethods": ["GET"],
        "AllowHeaders": ["content-type"],
        "ExposeHeaders": ["x-id"],
        "MaxAge": 600,
        "AllowCredentials": True,
    }

    assert information.cors(api(CorsConfiguration=configuration)) == {
        "allowOrigins": [{"Ref": "Origin"}],
        "allowMethods": ["GET"],
        "allowHeaders": ["content-type"],
        "exposeHeaders": ["x-id"],
        "maxAge": 600,
        "allowCredentials": True,
    }
