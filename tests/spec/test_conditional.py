"""Sections under a condition: the usual condition is that a parameter is not empty, and so it may be."""

import pytest

from tests.support import Project

SPEC = """
parameters: {Name: {type: String, default: ""}, Zone: {type: String, default: ""}, Topic: {type: String, default: ""}}
functions: {hello: lambda_code/hello}
SECTION
cloudformation: {Conditions: {IsWanted: !Not [!Equals [!Ref Name, ""]]}}
"""
DOMAIN = "domain: {name: !Ref Name, hosted_zone_id: !Ref Zone"
ALARMS = "alarms: {notify: !Ref Topic, error_rate: 1"


@pytest.mark.parametrize("section", [DOMAIN, ALARMS])
def test_a_parameter_may_be_empty_where_a_condition_takes_the_section_away(project: Project, section: str) -> None:
    project.function("hello")

    assert project.problems(SPEC.replace("SECTION", section + ", condition: IsWanted}")) == []


@pytest.mark.parametrize(("section", "fields"), [(DOMAIN, ["name", "hosted_zone_id"]), (ALARMS, ["notify"])])
def test_without_a_condition_it_may_not(project: Project, section: str, fields: list[str]) -> None:
    project.function("hello")

    problems = project.problems(SPEC.replace("SECTION", section + "}"))

    assert [problem.split(": ")[1].split(".")[-1] for problem in problems] == fields


def test_another_wrong_value_is_refused_in_any_case(project: Project) -> None:
    project.function("hello")
    spec = SPEC.replace('Name: {type: String, default: ""}', "Name: {type: String, default: API.example.com}")

    (problem,) = project.problems(spec.replace("SECTION", DOMAIN + ", condition: IsWanted}"))

    assert problem == (
        "apis/demo.yaml:3:10: domain.name: must be in lower case: write api.example.com "
        "(the parameter Name may be API.example.com) (got !Ref Name)"
    )
