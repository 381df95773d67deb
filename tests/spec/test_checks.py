import re
from pathlib import Path

import pytest
from troposphere import GetAtt, Ref, Sub

import generator
from generator.errors import SpecError
from generator.spec import checks
from generator.spec.functions import FunctionSpec
from generator.spec.routes import Throttling
from generator.spec.stage import Stage
from tests.support import Project

_TWO = "functions: {a: lambda_code/hello, b: lambda_code/hello}\n"
_ONE = "functions: {hello: lambda_code/hello}\n"
_LATE = ": API Gateway answers 503 after 30 seconds, while the function would run on"


def _taken(logical_id: str, owner: str) -> str:
    return f"leads to the logical ID {logical_id}, which belongs to {owner}: choose another name"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        # Routes exist, reach functions and do not collide.
        (_TWO, ["1:1: routes: is required when there are several functions: say which requests reach which"]),
        (f"{_TWO}routes: {{}}\n",
         ["2:1: routes: is required when there are several functions: say which requests reach which"]),
        (f"{_TWO}routes: {{GET /: a, GET /b: c}}\n",
         ['2:20: routes."GET /b".function: there is no function c; known here: a, b']),
        (f"{_TWO}routes: {{'GET /{{x}}': a, 'POST /{{y}}/z': b}}\n",
         ["2:25: routes.\"POST /{y}/z\": {y} stands where 'GET /{x}' has {x}; API Gateway wants one name for one "
          "place: use the same in both"]),
        (f"{_TWO}routes: {{'ANY /{{x+}}': a, 'GET /{{y+}}': b}}\n",
         ["2:26: routes.\"GET /{y+}\": {y+} stands where 'ANY /{x+}' has {x+}; API Gateway wants one name for one "
          "place: use the same in both"]),
        (f"{_TWO}routes: {{'ANY /{{x+}}': a, 'GET /{{y}}': b}}\n", []),
        # Functions are used.
        (f"{_TWO}routes: {{GET /: a}}\n", ["1:35: functions.b: is used by no route: give it one, or remove it"]),
        # Functions answer in time.
        ("functions: {hello: {code: lambda_code/hello, timeout: 30}}\n", []),
        ("functions: {hello: {code: lambda_code/hello, timeout: 31}}\n",
         [f"1:46: functions.hello.timeout: must be at most 30 (got 31){_LATE}"]),
        ("functions: {hello: {code: lambda_code/hello, timeout: !Ref P}}\n"
         "parameters: {P: {type: Number, default: 31}}\n",
         [f"1:46: functions.hello.timeout: must be at most 30 (got 31){_LATE}"]),
        ("functions: {hello: {code: lambda_code/hello, timeout: !Ref P}}\n"
         "parameters: {P: {type: Number, allowed_values: [10, 60]}}\n",
         [f"1:46: functions.hello.timeout: must be at most 30 (got 60){_LATE}"]),
        # The code is there.
        ("functions: {hello: lambda_code/helo}\n",
         ["1:13: functions.hello.code: the folder lambda_code/helo does not exist"]),
        ("functions: {hello: {code: lambda_code/hello, handler: app.handlr}}\n",
         ["1:46: functions.hello.handler: app.py has no function handlr; did you mean handler? "
          "(in lambda_code/hello)"]),
        ("functions: {hello: {code: lambda_code/hello, inline: true, runtime: java21}}\n",
         ["1:46: functions.hello.inline: cannot be true: CloudFormation takes inline code for Python and Node.js only, "
          "not for java21"]),
        (f"functions: {{hello: {'x' * 300}}}\n",
         [f"1:13: functions.hello.code: {'x' * 60}… cannot be read: File name too long"]),
        # Environments fit, defaults and all.
        (f"defaults: {{environment: {{AB: {'x' * 2500}}}}}\n"
         f"functions: {{hello: {{code: lambda_code/hello, environment: {{CD: {'x' * 2500}}}}}}}\n",
         ["2:46: functions.hello.environment: names and values take 5,004 bytes; Lambda allows 4,096"]),
        (f"defaults: {{environment: {{AB: {'x' * 2500}}}}}\n"
         f"functions: {{hello: {{code: lambda_code/hello, environment: {{AB: {'x' * 2500}}}}}}}\n", []),
        # Logical IDs are free.
        ("functions: {access: lambda_code/hello}\n",
         [f"1:13: functions.access: {_taken('AccessLogGroup', 'the access log')}"]),
        ("functions: {orders-2: lambda_code/hello, orders2: lambda_code/hello}\n"
         "routes: {GET /a: orders-2, GET /b: orders2}\n",
         [f"1:42: functions.orders2: {_taken('Orders2LogGroup', 'functions.orders-2')}"]),
        ("functions: {a-b: lambda_code/hello, a--b: lambda_code/hello}\nroutes: {GET /a: a-b, GET /b: a--b}\n",
         [f"1:37: functions.a--b: {_taken('ABLogGroup', 'functions.a-b')}"]),
        ("functions: {code-bucket: lambda_code/hello}\n", []),
        ("functions: {stage: lambda_code/hello}\n", []),
        ("functions: {default: lambda_code/hello}\n", []),
        (f"{_ONE}parameters: {{P: {{type: String}}}}\ncloudformation: {{Parameters: {{P: {{Type: String}}}}}}\n",
         [f"3:31: cloudformation.Parameters.P: {_taken('P', 'parameters.P')}"]),
        (f"{_ONE}parameters: {{P: {{type: String}}}}\ncloudformation: {{Resources: {{P: {{Type: A}}}}}}\n",
         [f"3:30: cloudformation.Resources.P: {_taken('P', 'parameters.P')}"]),
        (f"{_ONE}parameters: {{ApiUrl: {{type: String}}}}\n", []),  # an output has a place of its own
    ],
)  # fmt: skip
def test_what_must_hold_between_the_parts(hello: Project, text: str, problems: list[str]) -> None:
    assert hello.problems(text) == [f"apis/demo.yaml:{problem}" for problem in problems]


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("HttpApi", "the API"),
        ("Stage", "the stage"),
        ("AccessLogGroup", "the access log"),
        ("CodeBucket", "the parameter for packaged code"),
        ("HelloFunction", "functions.hello"),
        ("HelloRole", "functions.hello"),
        ("HelloLogGroup", "functions.hello"),
        ("HelloIntegration", "functions.hello"),
        ("HelloPermission", "functions.hello"),
        ("DefaultRoute", "routes.$default"),
    ],
)
@pytest.mark.parametrize(
    ("section", "path", "column"),
    [
        ("parameters: {NAME: {type: String}}", "parameters", 14),
        ("cloudformation: {Parameters: {NAME: {Type: String}}}", "cloudformation.Parameters", 31),
        ("cloudformation: {Resources: {NAME: {Type: 'AWS::SNS::Topic'}}}", "cloudformation.Resources", 30),
    ],
)
def test_a_logical_id_that_is_generated_cannot_be_taken(
    hello: Project, name: str, owner: str, section: str, path: str, column: int
) -> None:
    assert hello.problems(f"{_ONE}{section.replace('NAME', name)}\n") == [
        f"apis/demo.yaml:2:{column}: {path}.{name}: {_taken(name, owner)}"
    ]


def test_the_range_of_a_parameter_is_one_problem_however_many_of_its_values_are_wrong(hello: Project) -> None:
    text = "functions: {hello: {code: lambda_code/hello, timeout: !Ref P}}\n"

    problems = hello.problems(text + "parameters: {P: {type: Number, default: 60, max_value: 100}}\n")

    assert problems == [f"apis/demo.yaml:1:46: functions.hello.timeout: must be at most 30 (got 60){_LATE}"]


@pytest.mark.parametrize("path", ['"lambda_code/hello\\0"', '"\\0"'])
def test_a_nul_character_in_a_path_is_reported_where_it_stands(hello: Project, path: str) -> None:
    (problem,) = hello.problems(f"functions: {{hello: {path}}}\n")

    assert problem.startswith("apis/demo.yaml:1:13: functions.hello.code: ")


def test_the_table_of_contents_names_every_check_of_the_package() -> None:
    modules = [path for path in Path(checks.__file__).parent.glob("*.py") if path.stem != "__init__"]
    pattern = re.compile(r"^def ([a-z]\w+)\(spec: ApiSpec\) -> Iterator\[Problem\]", re.MULTILINE)
    defined = {(path.stem, name) for path in modules for name in pattern.findall(path.read_text())}

    listed = [check for concern in (*checks.CONCERNS, *checks.OF_PORTFOLIOS) for check, _ in concern.checks()]

    assert {(check.__module__.split(".")[-1], check.__name__) for check in listed} == defined
    assert len(listed) == len(defined)


def test_a_spec_can_be_built_in_python(hello: Project) -> None:
    table = GetAtt("Table", "Arn")
    spec = generator.ApiSpec(
        name="demo",
        tags={"team": Sub("${AWS::StackName}")},
        functions={
            "hello": FunctionSpec(code="lambda_code/hello", memory_size=Ref("Memory"), environment={"TABLE": table})
        },
        stage=Stage(throttling=Throttling(rate_limit=Ref("Rate"), burst_limit=5)),
    )

    resources = generator.assemble(spec).to_dict()["Resources"]

    assert resources["HelloFunction"]["Properties"]["MemorySize"] == {"Ref": "Memory"}
    assert resources["HelloFunction"]["Properties"]["Environment"]["Variables"] == {
        "TABLE": {"Fn::GetAtt": ["Table", "Arn"]}
    }
    assert resources["Stage"]["Properties"]["DefaultRouteSettings"]["ThrottlingRateLimit"] == {"Ref": "Rate"}
    assert resources["HttpApi"]["Properties"]["Tags"] == {"team": {"Fn::Sub": "${AWS::StackName}"}}


def test_problems_of_a_spec_built_in_python_have_no_place(hello: Project) -> None:
    with pytest.raises(SpecError) as refused:
        generator.ApiSpec.model_validate(
            {"name": "demo", "functions": {"hello": "lambda_code/helo"}, "routes": {"GET /": "other"}}
        )

    assert str(refused.value).splitlines() == [
        'routes."GET /".function: there is no function other; known here: hello',
        "functions.hello.code: the folder lambda_code/helo does not exist",
    ]


def test_a_parameter_declared_in_python_bounds_its_references(hello: Project) -> None:
    with pytest.raises(ValueError, match=r"must be at least 128 \(the parameter Memory may be 5\)"):
        generator.ApiSpec.model_validate(
            {
                "name": "demo",
                "parameters": {"Memory": {"type": "Number", "default": 5}},
                "functions": {"hello": {"code": "lambda_code/hello", "memory_size": Ref("Memory")}},
            }
        )


@pytest.mark.parametrize(
    ("reference", "problem"),
    [
        ("throttling: {rate_limit: !Ref P, burst_limit: 1}", "stage.throttling.rate_limit: must be greater than 0"),
        ("throttling: {rate_limit: 1, burst_limit: !Ref P}", "stage.throttling.burst_limit: must be greater than 0"),
    ],
)
def test_the_values_of_parameter_sets_are_held_to_the_range_of_what_refers_to_them(
    hello: Project, reference: str, problem: str
) -> None:
    text = "functions: {hello: lambda_code/hello}\nparameters: {P: {type: Number}}\nparameter_sets: {dev: {P: 0}}\n"

    (line,) = hello.problems(f"{text}stage: {{{reference}}}\n")

    assert line.endswith(f"{problem} (the parameter P may be 0) (got !Ref P)")


def test_a_timeout_is_reported_where_it_is_said_even_if_defaults_say_the_same(hello: Project) -> None:
    lines = hello.problems(
        "defaults: {timeout: 40}\nfunctions:\n  a: {code: lambda_code/hello, timeout: 40}\n  b: lambda_code/hello\n"
        "  c: lambda_code/hello\nroutes: {GET /a: a, GET /b: b, GET /c: c}\n"
    )

    assert lines == [
        f"apis/demo.yaml:1:12: defaults.timeout: must be at most 30 (got 40){_LATE}",
        f"apis/demo.yaml:3:32: functions.a.timeout: must be at most 30 (got 40){_LATE}",
    ]


@pytest.mark.parametrize(
    ("override", "problem"),
    [
        (
            "HttpApi: {Properties: {Body: {openapi: 3.0.1}}}",
            "2:36: overrides.HttpApi.Properties.Body: makes routes beside those of the spec, which then vanish on an "
            "update: write them under routes",
        ),
        (
            "Stage: {Properties: {DefaultRouteSettings: {ThrottlingRateLimit: null}}}",
            "2:57: overrides.Stage.Properties.DefaultRouteSettings.ThrottlingRateLimit: cannot be removed: a missing "
            "limit is read as 0, which refuses every request",
        ),
        (
            "Stage: {Properties: {RouteSettings: {GET /: {ThrottlingBurstLimit: null}}}}",
            '2:58: overrides.Stage.Properties.RouteSettings."GET /".ThrottlingBurstLimit: cannot be removed: a missing '
            "limit is read as 0, which refuses every request",
        ),
        (
            "HelloFunction: {Metadata: {cfn-lint: {config: {ignore_checks: [E3034]}}}}",
            "2:40: overrides.HelloFunction.Metadata.cfn-lint: settings of cfn-lint stand in .cfnlintrc and nowhere "
            "else",
        ),
    ],
)
def test_an_override_that_breaks_what_was_promised(hello: Project, override: str, problem: str) -> None:
    assert hello.problems(f"{_ONE}overrides: {{{override}}}\n") == [f"apis/demo.yaml:{problem}"]
