from pathlib import Path

import pytest

from generator.errors import Problem, SpecError
from generator.spec.functions import FunctionSpec
from generator.spec.load import load
from tests.support import Project

_FUNCTION = "functions: {hello: lambda_code/hello}\n"
_TOP = (
    "description, version, flavours, tags, ip_address_type, disable_execute_api_endpoint, limits, parameters, "
    "defaults, functions, integrations, vpc_links, authorizers, default_authorizer, routes, cors, stage, stages, "
    "domain, domains, alarms, dashboard, exports, parameter_sets, service_catalog, portfolio, stack_set, "
    "cloudformation, overrides"
)
_NAME = "must be at most 63 lower-case letters, digits and '-', and begin with a letter"
_TRUTH = "is a truth value to some readers of YAML and text to others: write true, false or"


def test_the_smallest_spec_is_the_whole_architecture(project: Project) -> None:
    spec = project.spec("functions:\n  hello: lambda_code/hello\n")

    assert [str(key) for key in spec.routes] == ["$default"]
    assert spec.name == "demo"


@pytest.mark.parametrize("name", ["a", "orders", "order-api-2", "a" * 63])
def test_the_name_of_the_api_is_that_of_the_file(hello: Project, name: str) -> None:
    assert hello.load(_FUNCTION, name).spec.name == name


@pytest.mark.parametrize("name", ["Bad_Name", "1demo", "DEMO", "demo.v1", "é", "-a", "a" * 64])
def test_a_file_whose_name_is_no_name_of_an_api(hello: Project, name: str) -> None:
    shown = name if len(name) <= 60 else name[:60] + "…"

    assert hello.problems(_FUNCTION, name) == [
        f"apis/{name}.yaml:1:1: the file's name is the API's, and {_NAME} (got {shown})"
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + _FUNCTION.encode(),
        _FUNCTION.replace("\n", "\r\n").encode(),
        b"---\n" + _FUNCTION.encode() + b"...\n",
        b"# a comment\n" + _FUNCTION.encode(),
        _FUNCTION.strip().encode(),
        b"functions:\n  hello:\n    code: &folder lambda_code/hello\n",
    ],
    ids=["BOM", "CRLF", "document", "comment", "no newline", "anchor"],
)
def test_a_file_may_be_written_in_several_ways(hello: Project, content: bytes) -> None:
    assert hello.problems(content) == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "1:1: is empty; the smallest spec is\nfunctions:\n  hello: lambda_code/hello"),
        (b"\n# nothing\n", "1:1: is empty; the smallest spec is\nfunctions:\n  hello: lambda_code/hello"),
        (b"hello", "1:1: must be a mapping, such as functions: {hello: lambda_code/hello}"),
        (b"5", "1:1: must be a mapping, such as functions: {hello: lambda_code/hello}"),
        (b"\n\n- a\n", "3:1: must be a mapping, such as functions: {hello: lambda_code/hello}"),
        (b"!Ref X", "1:1: must be a mapping, such as functions: {hello: lambda_code/hello}"),
        (b"{}", "1:1: functions: is required, or routes that lead to other backends"),
        (b"a: 1\nb: \xe9\n", "2:1: byte 0xe9 is not UTF-8: save the file as UTF-8"),
        (_FUNCTION.encode("utf-16"), "1:1: byte 0xff is not UTF-8: save the file as UTF-8"),
    ],
)
def test_a_file_that_holds_no_spec(hello: Project, content: bytes, problem: str) -> None:
    assert hello.problems(content) == [f"apis/demo.yaml:{problem}"]


@pytest.mark.parametrize(
    ("path", "why"), [("apis/missing.yaml", "No such file or directory"), ("apis/folder.yaml", "Is a directory")]
)
def test_a_file_that_cannot_be_read(hello: Project, path: str, why: str) -> None:
    (hello.root / "apis/folder.yaml").mkdir(parents=True)

    with pytest.raises(SpecError) as refused:
        load(Path(path))

    assert str(refused.value) == f"{path}: cannot be read: {why}"


def test_a_spec_of_another_ending_is_refused(hello: Project) -> None:
    with pytest.raises(SpecError) as refused:
        load(hello.write("apis/demo.yml", _FUNCTION))

    assert str(refused.value) == "apis/demo.yml: specs end in .yaml: rename it"


@pytest.mark.parametrize("name", ["x", "null", "[]", "!Ref X"])
def test_a_spec_does_not_name_its_api(hello: Project, name: str) -> None:
    assert hello.problems(f"{_FUNCTION}name: {name}\n") == [
        "apis/demo.yaml:2:1: name: is no field of the language: the API's name is the file's name"
    ]


def test_a_name_hides_no_other_problem(hello: Project) -> None:
    assert hello.problems("name: x\nfunctions: {hello: {code: lambda_code/helo, memory: 5}}\n") == [
        "apis/demo.yaml:1:1: name: is no field of the language: the API's name is the file's name",
        "apis/demo.yaml:2:21: functions.hello.code: the folder lambda_code/helo does not exist",
        "apis/demo.yaml:2:45: functions.hello.memory: is no field of the language; did you mean memory_size?",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x: 1", f"2:1: x: is no field of the language; known here: {_TOP}"),
        ("routs: {}", "2:1: routs: is no field of the language; did you mean routes?"),
        ("function: {}", "2:1: function: is no field of the language; did you mean functions?"),
        ("null: 1", f"2:1: null: is no field of the language; known here: {_TOP}"),
        ("1: 1", f'2:1: "1": is no field of the language; known here: {_TOP}'),
        ("'<<': {}", f'2:1: "<<": is no field of the language; known here: {_TOP}'),
        ("Authorizers: {}", "2:1: Authorizers: is no field of the language; did you mean authorizers?"),
        ("defaults: {memry_size: 1}",
         "2:12: defaults.memry_size: is no field of the language; did you mean memory_size?"),
        ("defaults: {log_group: {deletion: x}}", "2:24: defaults.log_group.deletion: is no field of the language; "
                                                 "known here: retention_in_days, deletion_policy, kms_key_id, "
                                                 "log_group_class"),
        ("parameters: {P: {type: String, defalt: x}}",
         "2:32: parameters.P.defalt: is no field of the language; did you mean default?"),
        ("routes: {GET /: {function: hello, throtling: 1}}",
         '2:35: routes."GET /".throtling: is no field of the language; did you mean throttling?'),
        ("routes: {GET /: {function: hello, throttling: {burst_limt: 1, rate_limit: 1}}}",
         '2:48: routes."GET /".throttling.burst_limt: is no field of the language; did you mean burst_limit?'),
        ("stage: {descripton: x}", "2:9: stage.descripton: is no field of the language; did you mean description?"),
        ("stage: {nam: x}", "2:9: stage.nam: is no field of the language; did you mean name?"),
        ("stage: {throttling: {rate_limt: 1, rate_limit: 1, burst_limit: 1}}",
         "2:22: stage.throttling.rate_limt: is no field of the language; did you mean rate_limit?"),
        ("stage: {access_log: {retention_in_day: 1}}",
         "2:22: stage.access_log.retention_in_day: is no field of the language; did you mean retention_in_days?"),
        ("cloudformation: {Output: {}}",
         "2:18: cloudformation.Output: is no field of the language; did you mean Outputs?"),
    ],
)  # fmt: skip
def test_an_unknown_field_is_refused_at_every_level(hello: Project, text: str, problem: str) -> None:
    assert hello.problems(f"{_FUNCTION}{text}\n") == [f"apis/demo.yaml:{problem}"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("description: 5", '2:1: description: must be text: put it in quotes, "5"'),
        ("description: [a]", "2:1: description: must be text (got a list)"),
        ("description: !Ref X", "2:1: description: must be text, written out here (got !Ref X)"),
        ("description: " + "x" * 1025, f"2:1: description: must have at most 1024 bytes (got {'x' * 60}…)"),
        ("description: " + "é" * 513, f"2:1: description: must have at most 1024 bytes (got {'é' * 60}…)"),
        ("tags: null", "2:1: tags: must be a mapping, such as {team: orders} (got nothing)"),
        ("tags: [a]", "2:1: tags: must be a mapping, such as {team: orders} (got a list)"),
        ("tags: {a: 1}", '2:8: tags.a: must be text: put it in quotes, "1"'),
        ("tags: {a: null}", "2:8: tags.a: must be text (got nothing)"),
        ("tags: {a: 1.5}", '2:8: tags.a: must be text: put it in quotes, "1.5"'),
        ("tags: {a: {b: c}}", "2:8: tags.a: must be text (got a mapping)"),
        # In the template this would be the function itself, not a tag named Ref.
        ("tags: {Ref: X}", "2:1: tags: must be a mapping, written out here (got !Ref X)"),
    ],
)
def test_an_invalid_description_or_tag(hello: Project, text: str, problem: str) -> None:
    assert hello.problems(f"{_FUNCTION}{text}\n") == [f"apis/demo.yaml:{problem}"]


def test_every_problem_is_reported_at_once_in_the_order_of_the_file(hello: Project) -> None:
    assert hello.problems(
        """
        stage: {name: a b}
        functions:
          hello:
            code: lambda_code/helo
            memory_size: 1
          other:
            code: lambda_code/hello
            timeout: 31
            xray: x
        routes:
          GET /: hello
          GET /b: thing
          get /c: other
          GET /{x}/y: other
          GET /{y}/z: other
        tags: {a: 1}
        """
    ) == [
        "apis/demo.yaml:1:9: stage.name: must be $default, or at most 128 letters, digits, '-' and '_' (got a b)",
        "apis/demo.yaml:4:5: functions.hello.code: the folder lambda_code/helo does not exist",
        "apis/demo.yaml:5:5: functions.hello.memory_size: must be at least 128 (got 1)",
        "apis/demo.yaml:8:5: functions.other.timeout: must be at most 30 (got 31): API Gateway answers 503 after 30 "
        "seconds, while the function would run on",
        "apis/demo.yaml:9:5: functions.other.xray: is no field of the language; known here: "
        f"{', '.join(FunctionSpec.model_fields)}",
        'apis/demo.yaml:12:3: routes."GET /b".function: there is no function thing; known here: hello, other',
        'apis/demo.yaml:13:3: routes."get /c": must be $default, or a method and a path such as GET /orders/{id}; '
        "methods are ANY, GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS; write GET in upper case (got get /c)",
        "apis/demo.yaml:15:3: routes.\"GET /{y}/z\": {y} stands where 'GET /{x}/y' has {x}; API Gateway wants one name "
        "for one place: use the same in both",
        'apis/demo.yaml:16:8: tags.a: must be text: put it in quotes, "1"',
    ]


# After the shape of one thing, the checks still see all others.
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("stage: {descripton: x}", "2:9: stage.descripton: is no field of the language; did you mean description?"),
        (
            "routes: {GET /: {function: helo, throttling: 5}}",
            '2:34: routes."GET /".throttling: must be a mapping, such as {rate_limit: 100, burst_limit: 200} (got 5)',
        ),
        ("routes: {GET /: Hello}", f'2:10: routes."GET /".function: {_NAME} (got Hello)'),
        (
            "routes: {GET /: {}}",
            '2:10: routes."GET /": needs one of function, function_arn, http, private, '
            "sqs, event_bridge, step_functions, kinesis, app_config, integration",
        ),
        ("parameters: {P: {}}", "2:14: parameters.P.type: is required"),
        ("parameters: {P: {type: 5}}", '2:18: parameters.P.type: must be text: put it in quotes, "5"'),
        ("parameters: {p-q: {type: String}}", "2:14: parameters.p-q: must be at most 255 letters and digits (got p-q)"),
        ("stage: {throttling: {rate_limit: 1}}", "2:9: stage.throttling.burst_limit: is required"),
        ("defaults: 5", "2:1: defaults: must be a mapping, such as {timeout: 5} (got 5)"),
        ("cloudformation: {Resources: 5}", "2:18: cloudformation.Resources: must be a mapping (got 5)"),
    ],
)
def test_a_wrong_shape_hides_no_problem_between_the_parts(hello: Project, text: str, problem: str) -> None:
    problems = hello.problems(f"functions: {{hello: lambda_code/helo}}\n{text}\n")

    assert "apis/demo.yaml:1:13: functions.hello.code: the folder lambda_code/helo does not exist" in problems
    assert f"apis/demo.yaml:{problem}" in problems


def test_problems_behind_an_entry_that_is_wrong_stand_where_they_were_written(hello: Project) -> None:
    entries = ["{allow: s3}", "{s3_read: one}", "{alow: x}", '{s3_read: ["arn:aws:s3:::a", two]}']
    policy = "".join(f"    - {entry}\n" for entry in entries)
    bucket = "must be the ARN of a bucket, such as arn:aws:s3:::orders"

    assert hello.problems(f"functions:\n  hello:\n    code: lambda_code/hello\n    policy:\n{policy}") == [
        "apis/demo.yaml:5:8: functions.hello.policy[0].allow: must be a service and an action, such as "
        "dynamodb:GetItem",
        f"apis/demo.yaml:6:8: functions.hello.policy[1].s3_read: {bucket} (got one)",
        "apis/demo.yaml:7:8: functions.hello.policy[2].alow: is no field of the language; did you mean allow?",
        f"apis/demo.yaml:8:36: functions.hello.policy[3].s3_read[1]: {bucket} (got two)",
    ]


def test_a_wrong_name_of_the_file_hides_no_problem_between_the_parts(hello: Project) -> None:
    assert hello.problems("functions: {hello: lambda_code/helo}\n", "Demo") == [
        f"apis/Demo.yaml:1:1: the file's name is the API's, and {_NAME} (got Demo)",
        "apis/Demo.yaml:1:13: functions.hello.code: the folder lambda_code/helo does not exist",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("functions: {a: 5, b: lambda_code/hello}\nroutes: {GET /: a, GET /b: b}\n",
         "1:13: functions.a: must be a mapping, such as {code: lambda_code/hello} (got 5)"),
        ("functions: {a: {}, b: lambda_code/hello}\nroutes: {GET /: a, GET /b: b}\n",
         "1:13: functions.a: needs one of code, inline_code, s3, image"),
        (f"{_FUNCTION}parameters: {{P: {{type: 5}}}}\nparameter_sets: {{dev: {{P: 5}}}}\n",
         '2:18: parameters.P.type: must be text: put it in quotes, "5"'),
        (f"{_FUNCTION}parameters: {{P: 5}}\nparameter_sets: {{dev: {{P: 5}}}}\n",
         "2:14: parameters.P: must be a mapping, such as {type: String} (got 5)"),
        ("functions: {a: lambda_code/hello, b: lambda_code/hello}\nroutes: {GET /: a, GET /b: [b]}\n",
         '2:20: routes."GET /b": must be a mapping, such as {function: hello} (got a list)'),
        ("functions: {a: lambda_code/hello, b: lambda_code/hello}\nroutes: {get /: a}\nx: 1\n",
         f"3:1: x: is no field of the language; known here: {_TOP}"),
    ],
)  # fmt: skip
def test_what_follows_from_a_wrong_shape_is_no_problem_of_its_own(hello: Project, text: str, problem: str) -> None:
    problems = hello.problems(text)

    assert f"apis/demo.yaml:{problem}" in problems
    assert not [each for each in problems if "there is no" in each or "used by no route" in each]


def test_problems_of_yaml_come_alone_because_there_is_nothing_to_validate(hello: Project) -> None:
    assert hello.problems("functions: {hello: yes}\nx: 1\nx: 2\n") == [
        f'apis/demo.yaml:1:20: functions.hello: yes {_TRUTH} "yes"',
        "apis/demo.yaml:3:1: x: stands here again; it was first given in line 2",
    ]


def test_a_problem_behind_an_alias_stands_where_the_alias_does(hello: Project) -> None:
    text = "functions:\n  a: &a {code: lambda_code/hello, memory_size: 5}\n  b: *a\nroutes: {GET /a: a, GET /b: b}\n"

    assert hello.problems(text) == [
        "apis/demo.yaml:2:35: functions.a.memory_size: must be at least 128 (got 5)",
        "apis/demo.yaml:3:3: functions.b.memory_size: must be at least 128 (got 5)",
    ]


def test_problems_that_are_seen_later_are_located_in_the_order_of_the_file(hello: Project) -> None:
    loaded = hello.load(f"{_FUNCTION}overrides:\n  A: {{}}\n  B: {{}}\n")

    error = loaded.located([Problem(("overrides", "B"), "is wrong"), Problem(("overrides", "A"), "is wrong")])

    assert str(error).splitlines() == [
        "apis/demo.yaml:3:3: overrides.A: is wrong",
        "apis/demo.yaml:4:3: overrides.B: is wrong",
    ]


def test_a_message_stands_on_one_line_whatever_the_key(hello: Project) -> None:
    (problem,) = hello.problems(f'{_FUNCTION}routes: {{"GET\\n/a": hello}}\n')

    assert "\n" not in problem
