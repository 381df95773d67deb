"""HTTP backends: any URL on the internet, and private ones that are reached through a VPC link."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from generator.http_api import urls
from generator.spec.base import Arn, Name, SpecModel, Value, valid

Method = Literal["ANY", "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
ServerName = Value[Annotated[str, Field(min_length=1, max_length=512)]]


class Http(SpecModel):
    """A URL, to which requests are passed on.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html
    """

    url: Value[Annotated[str, valid(urls.url_problem)]]
    method: Method = "ANY"
    server_name_to_verify: ServerName | None = None


class Private(SpecModel):
    """A listener of a load balancer, or a service in Cloud Map, inside a VPC.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html
    """

    listener: Arn | None = None
    service: Arn | None = None
    vpc_link: Name
    method: Method = "ANY"
    server_name_to_verify: ServerName | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if (self.listener is None) == (self.service is None):
            raise ValueError("needs listener or service, and not both")
        return self
