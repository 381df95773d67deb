"""What the SAM flavour asks of a spec beside what the plain one does."""

import pytest

from tests.support import Project

ONE = "functions: {one: {code: lambda_code/one, auto_publish_alias: live, description: {text}}}\n"


@pytest.fixture
def one(project: Project) -> Project:
    project.function("one")
    return project


def test_sam_puts_a_digest_behind_the_description_of_a_function_with_an_alias(one: Project) -> None:
    assert one.problems(ONE.replace("{text}", "x" * 191)) == []
    assert one.problems(ONE.replace("{text}", "x" * 192)) == [
        "apis/demo.yaml:1:68: functions.one.description: must have at most 191 characters (got 192), because SAM puts "
        "a digest of 64 behind it for a function with auto_publish_alias: shorten it, or leave sam out of flavours"
    ]


@pytest.mark.parametrize("change", ["flavours: [cloudformation]\n", ""])
def test_a_description_may_be_longer_without_sam_or_without_an_alias(one: Project, change: str) -> None:
    text = ONE.replace("{text}", "x" * 256)

    assert one.problems(change + (text if change else text.replace("auto_publish_alias: live, ", ""))) == []


@pytest.mark.parametrize(
    ("of_spec", "of_function", "place"),
    [(50, 0, "1:1: tags"), (0, 50, "1:42: functions.one.tags"), (30, 20, "2:42: functions.one.tags")],
)
def test_sam_adds_a_tag_of_its_own(one: Project, of_spec: int, of_function: int, place: str) -> None:
    common = ", ".join(f"a{number}: x" for number in range(of_spec))
    own = ", ".join(f"b{number}: x" for number in range(of_function))
    text = (f"tags: {{{common}}}\n" if common else "") + "functions: {one: {code: lambda_code/one, "
    text += f"tags: {{{own}}}}}}}\n"

    assert one.problems(text) == [
        f"apis/demo.yaml:{place}: leads to 50 tags of one, which is all that AWS takes, and SAM adds one of its own: "
        "take one away, or leave sam out of flavours"
    ]
    assert one.problems("flavours: [cloudformation]\n" + text) == []


@pytest.mark.parametrize(
    ("flavours", "problem"),
    [
        ("[]", "2:1: flavours: must have at least 1 entry (got an empty list)"),
        ("[sam, sam]", "2:1: flavours: names a flavour twice"),
        ("[cdk]", "2:12: flavours[0]: must be 'cloudformation' or 'sam' (got cdk)"),
        ("sam", "2:1: flavours: must be a list: write [sam]"),
    ],
)
def test_flavours_are_those_that_there_are_each_once(one: Project, flavours: str, problem: str) -> None:
    text = f"functions: {{one: lambda_code/one}}\nflavours: {flavours}\n"

    assert one.problems(text) == [f"apis/demo.yaml:{problem}"]
