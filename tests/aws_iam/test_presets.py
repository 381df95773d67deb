"""Grants by name and actions without resources, held to AWS's own lists: awacs', and those bundled with cfn-lint."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from generator.aws_iam.arns import ON_BUCKETS, ON_OBJECTS, OWN_RESOURCES
from generator.aws_iam.presets import PRESETS
from generator.aws_iam.without_resources import WITHOUT_RESOURCES
from generator.spec import actions
from generator.spec.policies import Statement

# They may have a resource, and work without one: a metric has no ARN, speech needs no lexicon, a translation no
# terminology, and the entities of a text are detected by AWS's own model.
OPTIONAL_RESOURCES = {
    "cloudwatch:GetMetricData", "cloudwatch:ListMetrics", "cloudwatch:PutMetricData", "comprehend:DetectEntities",
    "polly:StartSpeechSynthesisTask", "polly:SynthesizeSpeech", "translate:TranslateDocument",
    "translate:TranslateText",
}  # fmt: skip


@cache
def known() -> dict[str, Any]:
    import cfnlint

    file = Path(cfnlint.__file__).parent / "data/AdditionalSpecs/Policies.json"
    found: dict[str, Any] = json.loads(file.read_text())
    return found


def resources(action: str) -> list[str]:
    """Return the kinds of resources that an action is for."""
    service, _, name = action.partition(":")
    found: list[str] = known()[service]["Actions"][name.lower()].get("Resources", [])
    return found


def formats(service: str, kinds: list[str]) -> set[str]:
    return {arn for kind in kinds for arn in known()[service]["Resources"][kind.lower()]["ARNFormats"]}


@pytest.mark.lint
def test_what_is_allowed_on_everything_knows_no_resources() -> None:
    assert {action for action in WITHOUT_RESOURCES if resources(action)} == OPTIONAL_RESOURCES


@pytest.mark.lint
@pytest.mark.parametrize(
    "action",
    ["cognito-idp:ChangePassword", "comprehend:DetectSentiment", "rekognition:DetectFaces", "tag:GetResources",
     "transcribe:StartStreamTranscriptionWebSocket"],
)  # fmt: skip
def test_what_functions_call_without_a_resource_is_known(action: str) -> None:
    assert action in WITHOUT_RESOURCES


def test_what_is_allowed_on_everything_exists() -> None:
    assert {action: actions.problem(action) for action in WITHOUT_RESOURCES} == dict.fromkeys(WITHOUT_RESOURCES)


@pytest.mark.lint
def test_services_have_resources_of_their_own_alone() -> None:
    for service in OWN_RESOURCES:
        arns = formats(service, list(known()[service]["Resources"]))
        assert {arn.split(":")[2] for arn in arns} == {service}


@pytest.mark.lint
def test_what_is_done_with_objects_is_not_done_with_buckets() -> None:
    for action in ON_OBJECTS:
        assert "object" in resources(action)
        assert "bucket" not in resources(action)


@pytest.mark.lint
def test_what_is_done_with_buckets_is_not_done_with_objects() -> None:
    for action in ON_BUCKETS:
        assert "bucket" in resources(action)
        assert "object" not in resources(action)


def test_every_grant_by_name_is_a_field() -> None:
    assert set(Statement.model_fields) - {"allow", "deny", "resources", "condition"} == set(PRESETS)


@pytest.mark.parametrize("name", PRESETS)
def test_a_grant_has_actions_that_exist_and_an_example_that_fits(name: str) -> None:
    preset = PRESETS[name]

    assert {actions.problem(action) for grant in preset.grants for action in grant.actions} == {None}
    assert re.fullmatch(rf"arn:aws:{preset.service}:[\w-]*:(\d{{12}})?:{preset.resource}", preset.example)


@pytest.mark.lint
@pytest.mark.parametrize("name", PRESETS)
def test_each_action_of_a_grant_has_a_resource_among_its_own(name: str) -> None:
    """An action on nothing that it could be for would be refused when it is called."""
    preset = PRESETS[name]
    for grant in preset.grants:
        for action in grant.actions:
            wanted = [re.sub(r"\$\{\w+\}", ".*", arn) for arn in formats(preset.service, resources(action))]
            granted = [preset.example + place.replace("*", "x") for place in grant.places]
            assert any(re.fullmatch(pattern, arn) for pattern in wanted for arn in granted), action
