"""CORS: which pages of other origins may call the API from a browser."""

from typing import Annotated

from pydantic import Field

from generator.http_api import cors
from generator.spec.base import SpecModel, Value, valid

Method = Value[Annotated[str, valid(cors.method_problem)]]
Header = Value[Annotated[str, valid(cors.header_problem)]]


class Cors(SpecModel):
    """What API Gateway answers to browsers that ask before they call.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
    """

    allow_origins: Value[Annotated[list[Value[Annotated[str, valid(cors.origin_problem)]]], Field(min_length=1)]]
    allow_methods: Value[Annotated[list[Method], Field(min_length=1)]] | None = None  # those of the routes
    allow_headers: Value[Annotated[list[Header], Field(min_length=1)]] | None = None  # see preflight.allowed_headers
    expose_headers: Value[Annotated[list[Header], Field(min_length=1)]] | None = None
    max_age: Value[Annotated[int, Field(ge=cors.MAX_AGE[0], le=cors.MAX_AGE[1])]] | None = None  # seconds
    allow_credentials: Value[bool] | None = None
