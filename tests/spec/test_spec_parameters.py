import pytest

from generator import assemble
from generator.http_api import quotas
from generator.spec.parameters import Parameter
from tests.support import Project

_FUNCTION = "functions: {hello: lambda_code/hello}\n"
_RETENTION = f"must be one of {', '.join(map(str, quotas.RETENTION_DAYS))} days"


def _parameter(**fields: object) -> Parameter:
    return Parameter.model_validate(fields)


def _with(parameter: str) -> str:
    """Return a spec with this parameter P in line 1."""
    return f"parameters: {{P: {{{parameter}}}}}\n{_FUNCTION}"


@pytest.mark.parametrize(
    ("fields", "value", "refusal"),
    [
        ({"type": "String"}, "a", None),
        ({"type": "String"}, "", None),
        ({"type": "String"}, 5, None),
        ({"type": "String"}, None, "must be text or a number"),
        ({"type": "String"}, True, "must be text or a number"),
        ({"type": "String"}, ["a"], "must be text or a number"),
        ({"type": "String"}, {"a": "b"}, "must be text or a number"),
        ({"type": "String"}, "é" * 2048, None),
        ({"type": "String"}, "é" * 2048 + "x", "is longer than 4,096 bytes"),
        ({"type": "String", "min_length": 2}, "a", "must have at least 2 characters"),
        ({"type": "String", "min_length": 1}, "", "must have at least 1 character"),
        ({"type": "String", "min_length": 2}, "ab", None),
        ({"type": "String", "max_length": 2}, "abc", "must have at most 2 characters"),
        ({"type": "String", "max_length": 2}, "ab", None),
        ({"type": "String", "max_length": 0}, "a", "must have at most 0 characters"),
        ({"type": "String", "allowed_pattern": "[a-z]+"}, "abc", None),
        ({"type": "String", "allowed_pattern": "[a-z]+"}, "abc1", "must match [a-z]+"),
        ({"type": "String", "allowed_pattern": "[a-z]+"}, "abc\n", "must match [a-z]+"),
        ({"type": "String", "allowed_pattern": "^a$"}, "a", None),
        ({"type": "String", "allowed_pattern": r"\p{Alpha}+"}, "5", None),  # Java's: Python cannot tell
        ({"type": "String", "allowed_pattern": r"[\p{L}&&[^x]]+"}, "5", None),
        ({"type": "String", "allowed_values": ["a", "b"]}, "a", None),
        ({"type": "String", "allowed_values": ["a", "b"]}, "c", "must be one of a, b"),
        ({"type": "String", "allowed_values": [1, 2]}, "1", None),
        ({"type": "Number"}, 5, None),
        ({"type": "Number"}, "5", None),
        ({"type": "Number"}, -1.5, None),
        ({"type": "Number"}, "1e3", None),
        ({"type": "Number"}, "a", "must be a number"),
        ({"type": "Number"}, "", "must be a number"),
        ({"type": "Number"}, "1,5", "must be a number"),
        ({"type": "Number"}, "0x1F", "must be a number"),
        ({"type": "Number"}, True, "must be text or a number"),
        # What only Python takes for a number.
        ({"type": "Number"}, "nan", "must be a number"),
        ({"type": "Number"}, "inf", "must be a number"),
        ({"type": "Number"}, float("inf"), "must be a number"),
        ({"type": "Number"}, "1_000", "must be a number"),
        ({"type": "Number"}, "٣", "must be a number"),
        ({"type": "Number", "min_value": 1}, 0, "must be at least 1"),
        ({"type": "Number", "min_value": 1}, "0.5", "must be at least 1"),
        ({"type": "Number", "min_value": 1}, 1, None),
        ({"type": "Number", "max_value": 9}, 10, "must be at most 9"),
        ({"type": "Number", "max_value": 9}, 9.0, None),
        ({"type": "Number", "allowed_values": [7, 30]}, 30, None),
        ({"type": "Number", "allowed_values": [7, 30]}, "30", None),
        ({"type": "Number", "allowed_values": [7, 30]}, 31, "must be one of 7, 30"),
        ({"type": "CommaDelimitedList"}, "a, b,c", None),
        ({"type": "CommaDelimitedList", "allowed_values": ["a", "b"]}, "a, b", None),
        ({"type": "CommaDelimitedList", "allowed_values": ["a", "b"]}, "a,c", "must be one of a, b"),
        ({"type": "CommaDelimitedList", "allowed_pattern": "[a-z]"}, "a,bb", "must match [a-z]"),
        ({"type": "CommaDelimitedList"}, ["a"], "must be text or a number"),
        ({"type": "List<Number>"}, "1, 2.5", None),
        ({"type": "List<Number>"}, "1,x", "must be a number"),
        ({"type": "List<Number>", "max_value": 1}, "1,2", "must be at most 1"),
        ({"type": "List<AWS::EC2::Subnet::Id>"}, "subnet-1,subnet-2", None),
        ({"type": "AWS::EC2::VPC::Id"}, "vpc-1", None),
        ({"type": "AWS::SSM::Parameter::Value<String>"}, "/a/b", None),
    ],
)
def test_what_cloudformation_would_refuse(fields: dict[str, object], value: object, refusal: str | None) -> None:
    assert _parameter(**fields).refusal(value) == refusal


@pytest.mark.parametrize(
    ("fields", "known"),
    [
        ({"type": "Number"}, []),
        ({"type": "Number", "default": "5"}, [5]),
        ({"type": "Number", "default": 1.5, "min_value": 1, "max_value": 9}, [1.5, 1, 9]),
        ({"type": "Number", "allowed_values": [1, "2", 3.5]}, [1, 2, 3.5]),
        ({"type": "String", "default": "5", "allowed_values": ["5", 6]}, ["5", "5", "6"]),
        ({"type": "String", "min_length": 5}, []),
        ({"type": "CommaDelimitedList", "default": "a, b"}, [["a", "b"]]),
        ({"type": "CommaDelimitedList", "default": ""}, []),
        ({"type": "List<Number>", "default": "1", "max_value": 5}, [[1]]),
        # What stands here is a name; the value is elsewhere.
        ({"type": "AWS::SSM::Parameter::Value<String>", "default": "/a/b"}, []),
        ({"type": "AWS::SSM::Parameter::Value<List<String>>", "default": "/a/b"}, []),
    ],
)
def test_the_values_that_a_parameter_is_known_to_take(fields: dict[str, object], known: list[object]) -> None:
    assert _parameter(**fields).declared_values() == known


@pytest.mark.parametrize(
    "parameter",
    [
        "type: String",
        "type: String, default: ''",
        "type: String, default: null",
        "type: String, default: 2012-10-17",
        "type: String, default: 5",
        "type: String, default: 5, allowed_pattern: '[0-9]'",
        "type: Number, default: '12'",
        "type: Number, default: 1.5, min_value: 1, max_value: 2",
        "type: Number, allowed_values: [7, 30], default: 7",
        "type: String, allowed_values: [a, 5, 1.5], default: 5",
        r"type: String, allowed_pattern: '\p{Alpha}+', default: a",
        "type: CommaDelimitedList, default: 'a,b'",
        "type: List<Number>, default: '1,2'",
        "type: 'List<AWS::EC2::Subnet::Id>'",
        "type: 'AWS::EC2::KeyPair::KeyName', default: key",
        "type: 'AWS::SSM::Parameter::Value<String>', default: /a/b",
        "type: 'AWS::SSM::Parameter::Value<List<AWS::EC2::Subnet::Id>>', default: /a/b",
        "type: String, no_echo: true, group: Secrets, label: Key, description: A key, constraint_description: a key",
        "type: String, min_length: 0, max_length: 4096",
    ],
)
def test_a_valid_parameter_gets_into_the_template(hello: Project, parameter: str) -> None:
    assemble(hello.spec(_with(parameter))).to_dict()


@pytest.mark.parametrize(
    ("parameter", "problem"),
    [
        ("", "1:14: parameters.P.type: is required"),
        ("typ: String", "1:18: parameters.P.typ: is no field of the language; did you mean type?"),
        ("type: String, lable: x", "1:32: parameters.P.lable: is no field of the language; did you mean label?"),
        ("type: null", "1:18: parameters.P.type: must be text (got nothing)"),
        ("type: [String]", "1:18: parameters.P.type: must be text (got a list)"),
        ("type: !Ref X", "1:18: parameters.P.type: must be text, written out here (got !Ref X)"),
        ("type: String, default: [a]", "1:32: parameters.P.default: must be text or a number (got a list)"),
        ("type: String, default: true", "1:32: parameters.P.default: must be text or a number (got true)"),
        ("type: String, default: !Ref X",
         "1:32: parameters.P.default: must be text or a number (got !Ref X)"),
        ("type: String, allowed_values: a", "1:32: parameters.P.allowed_values: must be a list: write [a]"),
        ("type: String, allowed_values: []",
         "1:32: parameters.P.allowed_values: must have at least 1 entry (got an empty list)"),
        ("type: String, allowed_values: [a, true]",
         "1:32: parameters.P.allowed_values: must be a list of texts or numbers"),
        ("type: String, allowed_values: !Ref X",
         "1:32: parameters.P.allowed_values: must be a list, written out here (got !Ref X)"),
        ("type: String, allowed_pattern: 5", '1:32: parameters.P.allowed_pattern: must be text: put it in quotes, "5"'),
        ("type: String, min_length: -1", "1:32: parameters.P.min_length: must be at least 0 (got -1)"),
        ("type: String, min_length: a", "1:32: parameters.P.min_length: must be a whole number (got a)"),
        ("type: String, max_length: 1.5", "1:32: parameters.P.max_length: must be a whole number (got 1.5)"),
        ("type: Number, max_value: a", "1:32: parameters.P.max_value: must be a whole number (got a)"),
        ("type: String, no_echo: 'true'", "1:32: parameters.P.no_echo: must be true or false: leave out the quotes"),
        ("type: String, group: 5", '1:32: parameters.P.group: must be text: put it in quotes, "5"'),
        ("type: String, label: []", "1:32: parameters.P.label: must be text (got a list)"),
        ("type: String, description: 5", '1:32: parameters.P.description: must be text: put it in quotes, "5"'),
        (f"type: String, description: {'x' * 4001}",
         f"1:32: parameters.P.description: must have at most 4000 characters (got {'x' * 60}…)"),
        # A default that CloudFormation would refuse, where it stands.
        ("type: Number, default: abc", "1:32: parameters.P.default: must be a number (got abc)"),
        ("type: Number, default: ''", "1:32: parameters.P.default: must be a number (got empty text)"),
        ("type: Number, default: inf", "1:32: parameters.P.default: must be a number (got inf)"),
        ("type: Number, default: 1.0e400", "1:32: parameters.P.default: must be a number (got 1.0e400)"),
        ("type: Number, max_value: 5, default: 7", "1:46: parameters.P.default: must be at most 5 (got 7)"),
        ("type: Number, min_value: 5, default: 4", "1:46: parameters.P.default: must be at least 5 (got 4)"),
        ("type: Number, allowed_values: [1, 2], default: 3",
         "1:56: parameters.P.default: must be one of 1, 2 (got 3)"),
        ("type: String, allowed_pattern: '[b]', default: a", "1:56: parameters.P.default: must match [b] (got a)"),
        ("type: String, min_length: 1, default: ''",
         "1:47: parameters.P.default: must have at least 1 character (got empty text)"),
        ("type: List<Number>, default: '1,x'", "1:38: parameters.P.default: must be a number (got 1,x)"),
        (f"type: String, default: {'x' * 4097}",
         f"1:32: parameters.P.default: is longer than 4,096 bytes (got {'x' * 60}…)"),
        # Bounds that do not fit the type, or one another.
        ("type: Number, allowed_values: [a]", "1:32: parameters.P.allowed_values: must be numbers (got a)"),
        ("type: String, min_value: 1", "1:32: parameters.P.min_value: is for the type Number only"),
        ("type: String, max_value: 1", "1:32: parameters.P.max_value: is for the type Number only"),
        ("type: Number, min_length: 1", "1:32: parameters.P.min_length: is for the type String only"),
        ("type: Number, allowed_pattern: a", "1:32: parameters.P.allowed_pattern: is for the type String only"),
        ("type: Number, min_value: 5, max_value: 1", "1:46: parameters.P.max_value: is less than min_value"),
        ("type: String, min_length: 5, max_length: 1", "1:47: parameters.P.max_length: is less than min_length"),
        # Types.
        ("type: ''", "1:18: parameters.P.type: is no type of parameters (got empty text)"),
        ("type: Numbr", "1:18: parameters.P.type: is no type of parameters (got Numbr); did you mean Number?"),
        ("type: string", "1:18: parameters.P.type: is no type of parameters (got string); did you mean String?"),
    ],
)  # fmt: skip
def test_an_invalid_parameter(hello: Project, parameter: str, problem: str) -> None:
    assert f"apis/demo.yaml:{problem}" in hello.problems(_with(parameter))


@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        ("null", "1:1: parameters: must be a mapping, such as {Memory: {type: Number}} (got nothing)"),
        ("[]", "1:1: parameters: must be a mapping, such as {Memory: {type: Number}} (got a list)"),
        ("{P: String}", "1:14: parameters.P: must be a mapping, such as {type: String} (got String)"),
        ("{P: null}", "1:14: parameters.P: must be a mapping, such as {type: String} (got nothing)"),
        ("{P: !Ref X}", "1:14: parameters.P: must be a mapping, written out here (got !Ref X)"),
        ("{a-b: {type: String}}", "1:14: parameters.a-b: must be at most 255 letters and digits (got a-b)"),
        ("{é: {type: String}}", '1:14: parameters."é": must be at most 255 letters and digits (got é)'),
        ("{'': {type: String}}", '1:14: parameters."": must be at most 255 letters and digits (got empty text)'),
    ],
)
def test_what_are_no_parameters(hello: Project, parameters: str, problem: str) -> None:
    assert hello.problems(f"parameters: {parameters}\n{_FUNCTION}") == [f"apis/demo.yaml:{problem}"]


@pytest.mark.parametrize(
    ("parameter", "field", "problem"),
    [
        ("type: Number, default: 64", "memory_size", "must be at least 128 (the parameter P may be 64)"),
        ("type: Number, default: '64'", "memory_size", "must be at least 128 (the parameter P may be 64)"),
        ("type: Number, default: 512, min_value: 64", "memory_size",
         "must be at least 128 (the parameter P may be 64)"),
        ("type: Number, default: 512, max_value: 20000", "memory_size",
         "must be at most 10240 (the parameter P may be 20000)"),
        ("type: Number, allowed_values: [128, 64]", "memory_size", "must be at least 128 (the parameter P may be 64)"),
        ("type: Number, default: 512.5", "memory_size", "must be a whole number (the parameter P may be 512.5)"),
        ("type: String, default: abc", "memory_size", "must be a whole number (the parameter P may be abc)"),
        ("type: Number, default: 0", "timeout", "must be at least 1 (the parameter P may be 0)"),
        ("type: Number, default: 5, max_value: 1000", "timeout", "must be at most 900 (the parameter P may be 1000)"),
        ("type: Number, min_value: -1", "reserved_concurrent_executions",
         "must be at least 0 (the parameter P may be -1)"),
    ],
)  # fmt: skip
def test_a_reference_is_checked_against_what_its_parameter_is_declared_to_take(
    hello: Project, parameter: str, field: str, problem: str
) -> None:
    text = f"parameters: {{P: {{{parameter}}}}}\nfunctions:\n  hello:\n    code: lambda_code/hello\n"

    assert hello.problems(f"{text}    {field}: !Ref P\n") == [
        f"apis/demo.yaml:5:5: functions.hello.{field}: {problem} (got !Ref P)"
    ]


@pytest.mark.parametrize(
    ("parameter", "place", "problem"),
    [
        ("type: Number, default: 0", "throttling: {rate_limit: !Ref P, burst_limit: 1}",
         "3:22: stage.throttling.rate_limit: must be greater than 0 (the parameter P may be 0) (got !Ref P)"),
        ("type: Number, default: 1, min_value: 0", "throttling: {rate_limit: !Ref P, burst_limit: 1}",
         "3:22: stage.throttling.rate_limit: must be greater than 0 (the parameter P may be 0) (got !Ref P)"),
        ("type: Number, default: 1.5", "throttling: {rate_limit: 1, burst_limit: !Ref P}",
         "3:37: stage.throttling.burst_limit: must be a whole number (the parameter P may be 1.5) (got !Ref P)"),
        ("type: Number, default: 8", "access_log: {retention_in_days: !Ref P}",
         f"3:22: stage.access_log.retention_in_days: {_RETENTION} (the parameter P may be 8) (got !Ref P)"),
        ("type: Number, default: 7, max_value: 31", "access_log: {retention_in_days: !Ref P}",
         f"3:22: stage.access_log.retention_in_days: {_RETENTION} (the parameter P may be 31) (got !Ref P)"),
        ("type: Number, allowed_values: [7, 8]", "access_log: {retention_in_days: !Ref P}",
         f"3:22: stage.access_log.retention_in_days: {_RETENTION} (the parameter P may be 8) (got !Ref P)"),
    ],
)  # fmt: skip
def test_a_reference_in_the_stage_is_checked_too(hello: Project, parameter: str, place: str, problem: str) -> None:
    assert hello.problems(f"{_with(parameter)}stage: {{{place}}}\n") == [f"apis/demo.yaml:{problem}"]


@pytest.mark.parametrize(
    ("parameter", "body"),
    [
        ("type: Number", "memory_size: !Ref P"),
        ("type: Number, default: 512, min_value: 128, max_value: 10240", "memory_size: !Ref P"),
        ("type: Number, default: '512'", "memory_size: !Ref P"),
        ("type: String, default: '512'", "memory_size: !Ref P"),  # CloudFormation makes a number of it
        ("type: 'AWS::SSM::Parameter::Value<String>', default: /a/b", "memory_size: !Ref P"),
        ("type: CommaDelimitedList, default: a", "memory_size: !Select [0, !Ref P]"),
        ("type: Number, default: 5", "memory_size: !Sub '${P}'"),  # too much to know
        ("type: Number, allowed_values: [7, 30, 365]", "log_group: {retention_in_days: !Ref P}"),
        ("type: Number, default: 5, max_value: 30", "timeout: !Ref P"),
        ("type: String, default: a", "description: !Ref P"),
        ("type: Number, default: 5", "description: !Ref P"),  # and text of a number
        ("type: Number, default: 5", "environment: {LIMIT: !Ref P}"),
    ],
)
def test_a_reference_to_a_parameter_that_fits(hello: Project, parameter: str, body: str) -> None:
    assert hello.problems(_with(parameter).replace("lambda_code/hello", f"{{code: lambda_code/hello, {body}}}")) == []


def test_a_reference_in_its_long_form_is_checked_too(hello: Project) -> None:
    text = "parameters: {P: {type: Number, default: 0}}\ndefaults: {timeout: {Ref: P}}\n"

    assert hello.problems(text + _FUNCTION) == [
        "apis/demo.yaml:2:12: defaults.timeout: must be at least 1 (the parameter P may be 0) (got !Ref P)"
    ]


def test_a_number_may_be_a_tag_and_a_stage_variable(hello: Project) -> None:
    text = _with("type: Number, default: 5") + "tags: {a: !Ref P}\nstage: {variables: {a: !Ref P}}\n"

    assert hello.problems(text) == []


def test_a_number_that_a_parameter_may_take_is_checked_in_defaults_where_it_stands(hello: Project) -> None:
    assert hello.problems(_with("type: Number, default: 5") + "defaults: {memory_size: !Ref P}\n") == [
        "apis/demo.yaml:3:12: defaults.memory_size: must be at least 128 (the parameter P may be 5) (got !Ref P)"
    ]


def _set(values: str) -> str:
    """Return a spec with these parameter sets in line 3."""
    return f"{_with('type: Number, max_value: 50')}parameter_sets: {values}\n"


@pytest.mark.parametrize(
    "values",
    ["{}", "{dev: {}}", "{dev: {P: 1}}", "{dev: {P: '1'}, prod: {P: 50}}", "{dev: {CodeBucket: my-bucket}}"],
)
def test_valid_parameter_sets(hello: Project, values: str) -> None:
    assert hello.problems(_set(values).replace("lambda_code/hello", "{code: lambda_code/hello, inline: false}")) == []


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ("null", "3:1: parameter_sets: must be a mapping, such as {dev: {Memory: 256}} (got nothing)"),
        ("[]", "3:1: parameter_sets: must be a mapping, such as {dev: {Memory: 256}} (got a list)"),
        ("{dev: null}", "3:18: parameter_sets.dev: must be a mapping, such as {Memory: 256} (got nothing)"),
        ("{dev: [P]}", "3:18: parameter_sets.dev: must be a mapping, such as {Memory: 256} (got a list)"),
        ("{Dev: {P: 1}}", "3:18: parameter_sets.Dev: must be at most 63 lower-case letters, digits and '-', and begin "
                          "with a letter (got Dev)"),
        ("{dev: {Q: 1}}", "3:24: parameter_sets.dev.Q: there is no such parameter"),
        ("{dev: {P: 51}}", "3:24: parameter_sets.dev.P: must be at most 50 (got 51)"),
        ("{dev: {P: a}}", "3:24: parameter_sets.dev.P: must be a number (got a)"),
        ("{dev: {P: null}}", "3:24: parameter_sets.dev.P: must be text or a number (got nothing)"),
        ("{dev: {P: true}}", "3:24: parameter_sets.dev.P: must be text or a number (got true)"),
        ("{dev: {P: [1]}}", "3:24: parameter_sets.dev.P: must be text or a number (got a list)"),
        ("{dev: {P: {a: b}}}", "3:24: parameter_sets.dev.P: must be text or a number (got a mapping)"),
        ("{dev: {P: !Ref X}}", "3:24: parameter_sets.dev.P: must be text or a number (got !Ref X)"),
        ("{dev: {P: nan}}", "3:24: parameter_sets.dev.P: must be a number (got nan)"),
        (f"{{dev: {{P: {'x' * 5000}}}}}",
         f"3:24: parameter_sets.dev.P: is longer than 4,096 bytes (got {'x' * 60}…)"),
    ],
)  # fmt: skip
def test_invalid_parameter_sets(hello: Project, values: str, problem: str) -> None:
    assert hello.problems(_set(values)) == [f"apis/demo.yaml:{problem}"]


def test_a_parameter_set_may_name_a_misspelt_parameter(hello: Project) -> None:
    text = f"parameters: {{RateLimit: {{type: Number}}}}\n{_FUNCTION}parameter_sets: {{dev: {{RateLimt: 1}}}}\n"

    assert hello.problems(text) == [
        "apis/demo.yaml:3:24: parameter_sets.dev.RateLimt: there is no such parameter; did you mean RateLimit?"
    ]


@pytest.mark.parametrize(
    ("value", "given"), [("null", "nothing"), ("[1]", "a list"), ("!Ref X", "!Ref X"), ("true", "true")]
)
def test_a_value_of_a_raw_parameter_is_text_or_a_number_too(hello: Project, value: str, given: str) -> None:
    raw = "cloudformation: {Parameters: {Q: {Type: String}}}\n"

    assert hello.problems(f"{_FUNCTION}{raw}parameter_sets: {{dev: {{Q: {value}}}}}\n") == [
        f"apis/demo.yaml:3:24: parameter_sets.dev.Q: must be text or a number (got {given})"
    ]
