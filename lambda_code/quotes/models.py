"""What a customer sends, and what they get back; pydantic says what is wrong with it."""

from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1")]
Centimetres = Annotated[int, Field(gt=0, le=200)]


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Parcel(Model):
    grams: Annotated[int, Field(gt=0, le=30_000)]
    length: Centimetres
    width: Centimetres
    height: Centimetres

    @property
    def charged_grams(self) -> int:
        """Light parcels are charged by their volume: 5,000 cubic centimetres are a kilogram."""
        return max(self.grams, self.length * self.width * self.height // 5)


class Request(Model):
    """`{"to": "DE", "parcels": [{"grams": 1200, "length": 30, "width": 20, "height": 10}]}`"""

    to: Country
    parcels: Annotated[list[Parcel], Field(min_length=1, max_length=20)]


class Quote(Model):
    """Prices are texts, so that no reader makes them floating."""

    to: Country
    parcels: list[Decimal]
    total: Decimal
    currency: str = "EUR"
