"""Templates as AWS publishes them for HTTP APIs, written anew from the documentation's facts: none may be refused.

Each is valid: it deploys and answers. What fails here is a false alarm.
"""

import re
from pathlib import Path
from typing import Final

import pytest

from generator import lint

PUBLISHED = sorted((Path(__file__).parent / "published").iterdir())

WARNED: Final = {
    ("conditions.yaml", "W1030"): "cfn-lint takes a parameter for its default, of which nothing is made then",
    ("integration-credentials.yaml", "W1031"): "cfn-lint does not know arn:aws:iam::*:user/*, which is documented",
    ("cors.yaml", "W9703"): "a permission without SourceArn, as it says itself",
}
"""The warnings of valid templates, each with the reason why it may be. There is no such list of errors."""


@pytest.mark.parametrize("template", PUBLISHED, ids=lambda path: path.name)
def test_a_published_template_begins_with_what_it_shows_and_with_its_source(template: Path) -> None:
    head = template.read_text()[:500]

    assert re.match(r'(# \S.*\n# |\{\n.*\n  "Description": ".*)https://docs\.aws\.amazon\.com/\S+', head), head


@pytest.mark.lint
@pytest.mark.parametrize("template", PUBLISHED, ids=lambda path: path.name)
def test_a_published_template_passes_the_check(template: Path) -> None:
    found = lint.findings(template.read_text(), template.name)

    assert [str(each) for each in found if each.level == "error"] == []
    assert {(each.file, each.rule) for each in found if each.fails} == {
        key for key in WARNED if key[0] == template.name
    }
