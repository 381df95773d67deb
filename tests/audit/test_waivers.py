import pytest

from audit.findings import AuditError, Finding
from audit.waivers import FILE, Waiver, read, stale, unwaived

SCANNERS = {"checkov", "guard"}
JOBS = Finding("templates_out/shop/sam.yaml", 7, "guard", "CT.SQS.PR.1", "Jobs", "AWS::SQS::Queue", "has no queue")
ORDERS = Finding("templates_out/shop/template.yaml", 9, "checkov", "CKV_1", "Orders", "AWS::SQS::Queue", "is open")


def test_a_waiver_is_read_for_every_rule_in_every_place() -> None:
    text = "[{rules: [checkov CKV_1, guard IAM_2], where: [shop/* Jobs, hello/sam.yaml *], reason: so it is}]"

    assert read(text, SCANNERS) == [
        Waiver("checkov", "CKV_1", "shop/*", "Jobs", "so it is"),
        Waiver("checkov", "CKV_1", "hello/sam.yaml", "*", "so it is"),
        Waiver("guard", "IAM_2", "shop/*", "Jobs", "so it is"),
        Waiver("guard", "IAM_2", "hello/sam.yaml", "*", "so it is"),
    ]


def test_a_waiver_without_a_place_is_for_everywhere() -> None:
    waivers = read("[{rules: [guard CT.SQS.PR.1], reason: so it is}]", SCANNERS)

    assert unwaived([JOBS, ORDERS], waivers) == [ORDERS]


@pytest.mark.parametrize("place", ["shop/* Jobs", "*/sam.yaml J*", "shop/sam.yaml *", "* *"])
def test_a_finding_is_waived_in_the_places_that_a_waiver_names(place: str) -> None:
    waivers = read(f"[{{rules: [guard CT.SQS.PR.1], where: ['{place}'], reason: so it is}}]", SCANNERS)

    assert unwaived([JOBS], waivers) == []
    assert stale([JOBS], waivers) == []


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        ("guard CT.SQS.PR.1", "hello/* Jobs"),
        ("guard CT.SQS.PR.1", "shop/template.yaml Jobs"),
        ("guard CT.SQS.PR.1", "shop/* Orders"),
        ("guard CT.SQS.PR.1", "shop/* jobs"),
        ("guard CT.SQS.PR.2", "shop/* Jobs"),
        ("guard CT.SQS.PR.*", "shop/* Jobs"),
        ("checkov CT.SQS.PR.1", "shop/* Jobs"),
    ],
)
def test_a_finding_is_not_waived_by_what_is_said_of_another_rule_or_place(rule: str, place: str) -> None:
    waivers = read(f"[{{rules: ['{rule}'], where: ['{place}'], reason: so it is}}]", SCANNERS)

    assert unwaived([JOBS], waivers) == [JOBS]
    assert stale([JOBS], waivers) == waivers


def test_a_waiver_is_stale_for_each_place_where_it_waives_nothing() -> None:
    waivers = read("[{rules: [guard CT.SQS.PR.1], where: [shop/* Jobs, shop/* Gone], reason: so it is}]", SCANNERS)

    assert [str(waiver) for waiver in stale([JOBS], waivers)] == ["guard CT.SQS.PR.1 at 'shop/* Gone'"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b", "waivers.yaml: must be a list"),
        ("", "waivers.yaml: must be a list"),
        ("[text]", "waivers.yaml: waiver 1: must be a mapping"),
        ("[{rules: [guard X]}]", "waivers.yaml: waiver 1: must have a reason"),
        ("[{rules: [guard X], reason: ' '}]", "waivers.yaml: waiver 1: must have a reason"),
        ("[{reason: r}]", "waivers.yaml: waiver 1: rules must be a list"),
        ("[{rules: [], reason: r}]", "waivers.yaml: waiver 1: rules must be a list"),
        ("[{rules: [X], reason: r}]", "waivers.yaml: waiver 1: rules: must be two words (got X)"),
        (
            "[{rules: [guard X], where: [shop], reason: r}]",
            "waivers.yaml: waiver 1: where: must be two words (got shop)",
        ),
        ("[{rules: [trivy X], reason: r}]", "waivers.yaml: waiver 1: rules: there is no scanner trivy"),
        ("[{rules: [guard X], reason: r, were: []}]", "waivers.yaml: waiver 1: were is no field of a waiver"),
    ],
)
def test_what_is_wrong_in_the_file_is_said(text: str, message: str) -> None:
    with pytest.raises(AuditError) as error:
        read(text, SCANNERS)

    assert str(error.value) == message


def test_all_problems_of_the_file_come_together() -> None:
    with pytest.raises(AuditError) as error:
        read("[{rules: [guard X]}, {rules: [guard X], reason: r}, text]", SCANNERS)

    assert str(error.value).splitlines() == [
        "waivers.yaml: waiver 1: must have a reason",
        "waivers.yaml: waiver 3: must be a mapping",
    ]


def test_a_file_that_is_no_yaml_is_an_error_of_its_own() -> None:
    with pytest.raises(AuditError, match=r"^waivers\.yaml: while parsing"):
        read("[", SCANNERS)


def test_the_reviewed_file_can_be_read() -> None:
    waivers = read(FILE.read_text(), {"checkov", "guard", "serverless"})

    assert {waiver.scanner for waiver in waivers} == {"checkov", "guard", "serverless"}
