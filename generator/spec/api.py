"""The whole spec of one API. Read `ApiSpec` to see the language at a glance."""

from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import (
    AfterValidator,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from generator.errors import SpecError
from generator.http_api import quotas
from generator.http_api.route_keys import DEFAULT
from generator.spec.base import Lazy, LogicalId, Name, SpecModel, Tags, parameters_declared, scalar
from generator.spec.checks import problems
from generator.spec.functions import Function, FunctionSettings
from generator.spec.overrides import Override
from generator.spec.routes import Key, Route
from generator.spec.stage import Stage

if TYPE_CHECKING:
    from generator.spec.cloudformation import CloudFormation
    from generator.spec.parameters import Parameter

    RawSection = CloudFormation | None
else:
    RawSection = Annotated[Any, Lazy("generator.spec.cloudformation", "CloudFormation")]
    Parameter = Annotated[Any, Lazy("generator.spec.parameters", "Parameter")]


def _description(text: str) -> str:
    if len(text.encode()) > quotas.DESCRIPTION_BYTES:
        raise ValueError(f"must have at most {quotas.DESCRIPTION_BYTES} bytes")
    return text


class ApiSpec(SpecModel):
    """One HTTP API.

    Raises pydantic.ValidationError if its shape is wrong, and SpecError, with every problem, if its parts do not fit
    one another or the code that they name.
    """

    name: Name
    description: Annotated[str, AfterValidator(_description)] | None = None
    tags: Tags = {}
    parameters: dict[LogicalId, Parameter] = {}
    defaults: FunctionSettings = FunctionSettings()
    functions: Annotated[dict[Name, Function], Field(min_length=1)]
    routes: Annotated[dict[Key, Route], Field(validate_default=True)] = {}
    stage: Stage = Stage()
    parameter_sets: dict[Name, dict[str, Annotated[Any, AfterValidator(scalar)]]] = {}
    cloudformation: RawSection = None
    overrides: dict[str, Override] = {}

    @model_validator(mode="wrap")
    @classmethod
    def _check(cls, data: Any, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        """Validate the parts, then what must hold between them; the context names sections that lack something."""
        with parameters_declared(_declared_values(data)):
            spec = handler(data)
            incomplete = (info.context or {}).get("incomplete", frozenset())
            try:
                found = list(problems(spec, incomplete))
            except (ValueError, AssertionError) as bug:
                raise RuntimeError("a check failed by itself") from bug  # pydantic would blame the spec
        if found:
            raise SpecError(found)
        return spec

    @field_validator("functions", mode="after")
    @classmethod
    def _inherit_defaults(cls, functions: dict[str, Any], info: ValidationInfo) -> dict[str, Any]:
        defaults = info.data.get("defaults", FunctionSettings())
        return {name: function.inheriting(defaults) for name, function in functions.items()}

    @field_validator("routes", mode="before")
    @classmethod
    def _catch_all(cls, routes: Any, info: ValidationInfo) -> Any:
        """Send everything to the only function, if no route is given."""
        functions = info.data.get("functions", {})
        return {DEFAULT: next(iter(functions))} if routes == {} and len(functions) == 1 else routes


def _declared_values(data: Any) -> dict[str, list[Any]]:
    """Return the values that each parameter may take, those of the sets included, as far as its entry is valid."""
    parameters = data.get("parameters") if isinstance(data, dict) else None
    if not parameters or not isinstance(parameters, dict):
        return {}
    from generator.spec.parameters import Parameter

    declared = {}
    for name, parameter in parameters.items():
        try:
            declared[name] = Parameter.model_validate(parameter).declared_values(_in_sets(data, name))
        except ValidationError:
            continue  # reported where the parameter stands
    return declared


def _in_sets(data: dict[str, Any], name: str) -> list[Any]:
    sets = data.get("parameter_sets")
    values = [each.get(name) for each in sets.values() if isinstance(each, dict)] if isinstance(sets, dict) else []
    return [value for value in values if value is not None]
