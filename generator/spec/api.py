"""The whole spec of one API. Read `ApiSpec` to see the language at a glance."""

from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field, ModelWrapValidatorHandler, ValidationError, ValidationInfo, field_validator, model_validator

from generator.errors import SpecError
from generator.http_api import quotas
from generator.http_api.route_keys import DEFAULT
from generator.spec.base import Lazy, LogicalId, Name, SpecModel, Tags, parameters_declared
from generator.spec.checks import problems
from generator.spec.functions import Function, FunctionSettings
from generator.spec.overrides import Override
from generator.spec.routes import Key, Route
from generator.spec.stage import Stage

if TYPE_CHECKING:
    from generator.spec.cloudformation import CloudFormation
    from generator.spec.parameters import Parameter
else:
    CloudFormation = Annotated[Any, Lazy("generator.spec.cloudformation", "CloudFormation")]
    Parameter = Annotated[Any, Lazy("generator.spec.parameters", "Parameter")]


class ApiSpec(SpecModel):
    """One HTTP API.

    Raises pydantic.ValidationError if its shape is wrong, and SpecError, with every problem, if its parts do not fit
    one another or the code that they name.
    """

    name: Name
    description: Annotated[str, Field(max_length=quotas.DESCRIPTION_BYTES)] | None = None
    tags: Tags = {}
    parameters: dict[LogicalId, Parameter] = {}
    defaults: FunctionSettings = FunctionSettings()
    functions: Annotated[dict[Name, Function], Field(min_length=1)]
    routes: Annotated[dict[Key, Route], Field(validate_default=True)] = {}
    stage: Stage = Stage()
    parameter_sets: dict[Name, dict[str, Any]] = {}
    cloudformation: CloudFormation | None = None
    overrides: dict[str, Override] = {}

    @model_validator(mode="wrap")
    @classmethod
    def _with_parameters_declared(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        with parameters_declared(_declared_values(data)):
            spec = handler(data)
        found = list(problems(spec))
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
        return {DEFAULT: next(iter(functions))} if not routes and len(functions) == 1 else routes


def _declared_values(data: Any) -> dict[str, list[Any]]:
    """Return the values that each parameter may take, as far as its own entry is valid."""
    parameters = data.get("parameters") if isinstance(data, dict) else None
    if not parameters or not isinstance(parameters, dict):
        return {}
    from generator.spec.parameters import Parameter

    declared = {}
    for name, parameter in parameters.items():
        try:
            declared[name] = Parameter.model_validate(parameter).declared_values()
        except ValidationError:
            continue  # reported where the parameter stands
    return declared
