"""Limits of the account that AWS raised on request."""

from typing import Annotated

from pydantic import Field

from generator.http_api import quotas
from generator.spec.base import SpecModel


class Limits(SpecModel):
    """How many of each one API may have in this account.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html
    """

    routes: Annotated[int, Field(ge=quotas.ROUTES)] = quotas.ROUTES
    stages: Annotated[int, Field(ge=quotas.STAGES)] = quotas.STAGES
    authorizers: Annotated[int, Field(ge=quotas.AUTHORIZERS)] = quotas.AUTHORIZERS
