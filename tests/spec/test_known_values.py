"""What is known of a function is checked: the values of parameters, and the branches of `!If`."""

import pytest

from tests.support import Project

CONDITION = "cloudformation: {Conditions: {Large: !Equals [!Ref AWS::Region, us-east-1]}}\n"


def hello(setting: str, more: str = "") -> str:
    return f"functions: {{hello: {{code: lambda_code/hello, {setting}}}}}\n{CONDITION}{more}"


@pytest.mark.parametrize(
    ("spec", "problem"),
    [
        (
            hello("memory_size: !If [Large, 20000, 512]"),
            "1:46: functions.hello.memory_size: must be at most 10240 (!If may give 20000) "
            "(got !If [Large, 20000, 512])",
        ),
        (
            hello("memory_size: !If [Large, 512, !If [Large, 1, 512]]"),
            "1:46: functions.hello.memory_size: must be at least 128 (!If may give 1) "
            "(got !If [Large, 512, !If [Large, 1, 512]])",
        ),
        (
            hello("memory_size: !If [Large, !Ref M, 512]", "parameters: {M: {type: Number, default: 64}}\n"),
            "1:46: functions.hello.memory_size: must be at least 128 (the parameter M may be 64) "
            "(got !If [Large, !Ref M, 512])",
        ),
        (
            hello("timeout: !If [Large, 900, 10]"),
            "1:46: functions.hello.timeout: must be at most 30 (got 900): API Gateway answers 503 after 30 seconds, "
            "while the function would run on",
        ),
        (
            "routes: {GET /: {http: {url: !If [Large, 'ftp://x', 'https://x.example.com']}}}\n" + CONDITION,
            '1:25: routes."GET /".http.url: must begin with http:// or https:// (!If may give ftp://x) '
            "(got !If [Large, ftp://x, https://x.example.com])",
        ),
        (
            hello("memory_size: 512", "stage: {access_log: {kms_key_id: !If [Large, new, !Ref AWS::NoValue]}}\n"),
            "3:22: stage.access_log.kms_key_id: must be new itself, or the ARN of a KMS key, written out here "
            "(got !If [Large, new, !Ref AWS::NoValue])",
        ),
        (
            hello("memory_size: 512", "stage: {detailed_metrics: !If [Large, maybe, false]}\n"),
            "3:9: stage.detailed_metrics: must be true or false (!If may give maybe) (got !If [Large, maybe, false])",
        ),
        (
            hello("memory_size: 512", "stage: {variables: {host: !Join ['', [a, ' b']]}}\n"),
            "3:21: stage.variables.host: must be letters, digits and -._~:/?#&=, (!Join gives a b) "
            "(got !Join [, [a,  b]])",
        ),
        (
            "routes: {GET /: {http: {url: !Sub 'ftp://${AWS::Region}.example.com'}}}\n",
            '1:25: routes."GET /".http.url: must begin with http:// or https:// '
            "(!Sub may give ftp://eu-central-1.example.com) (got !Sub ftp://${AWS::Region}.example.com)",
        ),
        (
            "routes: {GET /: {http: {url: !If [Large, !Sub 'ftp://${AWS::Region}.a.b', 'https://a.b']}}}\n" + CONDITION,
            '1:25: routes."GET /".http.url: must begin with http:// or https:// '
            "(!Sub may give ftp://eu-central-1.a.b) (got !If [Large, !Sub ftp://${AWS::Region}.a.b, https://a.b])",
        ),
        (
            hello("memory_size: 512", "cors: {allow_origins: !Ref O}\n")
            + 'parameters: {O: {type: CommaDelimitedList, default: "https://a.example.com, b"}}\n',
            "3:8: cors.allow_origins: must be *, https://*, http://*, or begin with https:// or http://: write "
            "https://example.com (the parameter O may be https://a.example.com,b) (got !Ref O)",
        ),
    ],
)
def test_what_a_function_may_give_is_held_to_the_field(project: Project, spec: str, problem: str) -> None:
    project.function("hello")

    assert project.problems(spec) == [f"apis/demo.yaml:{problem}"]


@pytest.mark.parametrize(
    "spec",
    [
        hello("memory_size: !If [Large, 1024, !Ref AWS::NoValue]"),
        hello("memory_size: !If [Large, '1024', 512]"),
        "routes: {GET /: {http: {url: !Sub 'https://${AWS::Region}.example.com'}}}\n",
        "routes: {GET /: {http: {url: !Sub '${AWS::StackId}'}}}\n",  # of which nothing is known
        hello("environment: {SIZE: !If [Large, 5, small], FAST: !If [Large, true, false]}"),
        hello("memory_size: 512", "cors: {allow_origins: !If [Large, ['https://a.example.com'], ['*']]}\n"),
        hello(
            "memory_size: 512",
            "stage: {detailed_metrics: !Ref Switch}\n"
            'parameters: {Switch: {type: String, default: "true", allowed_values: ["true", "false"]}}\n',
        ),
    ],
)
def test_what_may_stand_there_is_taken(project: Project, spec: str) -> None:
    project.function("hello")

    assert project.problems(spec) == []


@pytest.mark.parametrize("number", ["1_024", "\u0661\u0662\u0668", "0x100", "1e3", "inf"])
def test_only_what_cloudformation_reads_as_a_number_counts_as_one(project: Project, number: str) -> None:
    project.function("hello")
    parameters = f'parameters: {{M: {{type: String, default: "{number}"}}}}\n'

    (problem,) = project.problems(hello("memory_size: !Ref M", parameters))

    assert problem.startswith("apis/demo.yaml:1:46: functions.hello.memory_size: must be a whole number")


@pytest.mark.parametrize(
    "spec",
    [
        'version: !Ref "a\\nb"\n',
        'routes: {"GET /a\\nb": hello}\n',
        'exports: {"a\\nb": c}\n',
        'cors: {allow_origins: ["https://A\\nb"]}\n',
        'domain: {name: "A.example.com\\nb", hosted_zone_id: Z0123456789}\n',
        'parameters: {K: {type: String, allowed_values: ["a\\nb"], default: x}}\n',
        'cloudformation: {Parameters: {"a\\nb": {}}, Resources: {"a\\nb": {}}}\n',
        'authorizers: {a: {google: {audience: [a]}, identity_source: "a\\nb"}}\n'
        "routes: {GET /: {function: hello, authorizer: a}}\n",
    ],
)
def test_every_problem_is_one_line_whatever_a_spec_holds(project: Project, spec: str) -> None:
    from generator import pipeline
    from generator.errors import SpecError

    project.function("hello")
    file = project.write("apis/demo.yaml", f"functions: {{hello: lambda_code/hello}}\n{spec}")

    with pytest.raises(SpecError) as error:
        pipeline.generate(pipeline.load_all([file]), project.root)

    assert all(line.startswith("apis/demo.yaml:") for line in str(error.value).split("\n"))
    assert str(error.value).replace("\n", "").isprintable()
