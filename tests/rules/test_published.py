"""Templates as AWS publishes them for HTTP APIs, written anew from the documentation's facts: none may be refused.

Each is valid: it deploys and answers. What fails here is a false alarm.
"""

import re
from pathlib import Path

import pytest

from generator import lint

PUBLISHED = sorted((Path(__file__).parent / "published").iterdir())

# What cfn-lint itself says, wrongly: warnings of values that it resolves from a parameter or a pseudo parameter.
OF_CFN_LINT = {
    ("conditions.yaml", "W1030"),  # a certificate that is left out by default, with all that needs it
    ("integration-credentials.yaml", "W1031"),  # arn:aws:iam::*:user/*, which the documentation gives for any caller
}

# What ours warn of, rightly, in a template that says so itself.
WARNED_OF = {("cors.yaml", "W9703")}


@pytest.mark.parametrize("template", PUBLISHED, ids=lambda path: path.name)
def test_a_published_template_begins_with_what_it_shows_and_with_its_source(template: Path) -> None:
    head = template.read_text()[:500]

    assert re.match(r'(# \S.*\n# |\{\n.*\n  "Description": ".*)https://docs\.aws\.amazon\.com/\S+', head), head


@pytest.mark.lint
@pytest.mark.parametrize("template", PUBLISHED, ids=lambda path: path.name)
def test_a_published_template_passes_the_check(template: Path) -> None:
    found = lint.findings(template.read_text(), template.name)

    assert [str(each) for each in found if each.fails and (each.file, each.rule) not in OF_CFN_LINT | WARNED_OF] == []
