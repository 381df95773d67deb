"""What a function may do: statements in the words of IAM, and grants by name.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
"""

from typing import Annotated, Any, Self

import awacs.aws
from pydantic import (
    AfterValidator,
    Field,
    TypeAdapter,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError
from troposphere import AWSHelperFn

from generator.aws_iam.presets import PRESETS
from generator.errors import closest
from generator.spec import actions
from generator.spec.base import SpecModel, Value, at_field, matching, written_out
from generator.spec.known_values import is_scalar
from generator.spec.wording import MISPLACED
from generator.syntax import is_intrinsic

EVERYTHING = "*"
"""Every resource there is."""


def _one_or_more(item: Any) -> WrapValidator:
    """Let one entry stand for a list of it: `resources: !GetAtt Jobs.Arn`."""
    adapter: list[TypeAdapter[Any]] = []

    def validated(value: Any, entries: ValidatorFunctionWrapHandler) -> Any:
        if isinstance(value, list):
            return entries(value)
        adapter.extend([] if adapter else [TypeAdapter(item)])
        return [adapter[0].validate_python(value, strict=True)]

    return WrapValidator(validated)


def _misplaced(reason: str) -> PydanticCustomError:
    return PydanticCustomError(MISPLACED, "{reason}", {"reason": reason})


def _known(action: str) -> str:
    if why := actions.problem(action):
        raise _misplaced(why)
    return action


def _known_or_all(action: str) -> str:
    """What is denied may be everything."""
    return action if action == EVERYTHING else _known(action)


def _least(action: str) -> str:
    """Refuse to allow all that there is."""
    if action == EVERYTHING:
        raise _misplaced("would allow everything: name the actions that the function needs, such as dynamodb:GetItem")
    if actions.is_everything(_known(action)):
        service = action.partition(":")[0]
        known = actions.actions_of(service)
        some = f"{service}:{next((each for each in known if each.startswith('Get')), known[0])}"
        raise _misplaced(f"would allow all that {service} can do: name the actions that it needs, such as {some}")
    return action


_Allowed = Annotated[str, AfterValidator(_least)]
_Denied = Annotated[str, AfterValidator(_known_or_all)]

_ARN = r"arn:[\w*?-]+:[\w-]+:[\w*?-]*:[\w*?-]*:.+"
_Resource = Value[
    Annotated[str, matching(rf"\*|{_ARN}", "an ARN, such as arn:aws:dynamodb:eu-central-1:123456789012:table/orders")]
]


def _condition_values(values: Any) -> Any:
    each = values if isinstance(values, list) else [values]
    if not each or not all(map(_is_condition_value, each)):
        raise _misplaced("must be a text, a number, true or false, or a list of them")
    return values


def _is_condition_value(value: Any) -> bool:
    return is_scalar(value) or isinstance(value, (bool, AWSHelperFn)) or is_intrinsic(value)


def _operator(name: str) -> str:
    if operator_class(name) is None:
        known = [str(each.condition) for each in awacs.aws.ConditionElement.__subclasses__()]
        meant = closest(name, known)
        raise _misplaced(f"IAM knows no condition operator {name}{f'; did you mean {meant}?' if meant else ''}")
    return name


def operator_class(name: str) -> Any:
    """Return the class of awacs for an operator, `ForAllValues:StringLike`; None if there is none."""
    found = getattr(awacs.aws, name.replace(":", ""), None)
    return found if getattr(found, "condition", None) == name else None


# https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
_ConditionKey = Annotated[str, matching(r"[\w-]+:.+", "a condition key, such as aws:SourceArn or dynamodb:LeadingKeys")]
_ConditionKeys = Annotated[
    dict[_ConditionKey, Annotated[Any, AfterValidator(_condition_values)]], written_out, Field(min_length=1)
]
Condition = Annotated[dict[Annotated[str, AfterValidator(_operator)], _ConditionKeys], written_out, Field(min_length=1)]


_Granted = Annotated[list[Value[str]], Field(min_length=1), _one_or_more(Value[str])] | None
"""The ARNs of what is granted by name; `checks.policies` holds them to what the grant is for."""


class Statement(SpecModel):
    """One entry of a function's policy: a statement of IAM, or a grant by name."""

    allow: Annotated[list[_Allowed], Field(min_length=1), _one_or_more(_Allowed)] | None = None
    deny: Annotated[list[_Denied], Field(min_length=1), _one_or_more(_Denied)] | None = None
    resources: Annotated[list[_Resource], Field(min_length=1), _one_or_more(_Resource)] | None = None
    condition: Condition | None = None
    dynamodb_read: _Granted = None
    dynamodb_write: _Granted = None
    dynamodb_read_write: _Granted = None
    s3_read: _Granted = None
    s3_write: _Granted = None
    s3_read_write: _Granted = None
    sqs_send: _Granted = None
    sqs_consume: _Granted = None
    sns_publish: _Granted = None
    event_bridge_put: _Granted = None
    step_functions_start: _Granted = None
    step_functions_start_sync: _Granted = None
    secrets_manager_read: _Granted = None
    ssm_read: _Granted = None
    lambda_invoke: _Granted = None
    kms_decrypt: _Granted = None

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        kind = self.the_one_of(("allow", "deny", *PRESETS))
        if kind in PRESETS:
            for field in ("resources", "condition"):
                if getattr(self, field) is not None:
                    raise at_field(field, f"belongs to allow and deny: {kind} says what it is for by itself")
        elif self.resources is None:
            raise at_field("resources", "is required: name what it is for, such as !GetAtt OrdersTable.Arn")
        return self

    @property
    def kind(self) -> str:
        """`allow`, `deny`, or the name of a grant."""
        return self.the_one_of(("allow", "deny", *PRESETS))

    @property
    def arns(self) -> list[Any]:
        """What it is about, whatever its kind."""
        return list(getattr(self, "resources" if self.kind in ("allow", "deny") else self.kind))
