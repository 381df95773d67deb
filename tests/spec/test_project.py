"""What setup.cfg says of all specs of a project."""

import pytest

from generator.errors import SpecError
from generator.spec.project import flavours
from tests.support import Project

BOTH = ["cloudformation", "sam"]
_MUST = ":2:1: [httpapi]: flavours must be one or more of cloudformation, sam, each once"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, BOTH),
        ("", BOTH),
        ("[metadata]\nname = shop\n", BOTH),
        ("[httpapi]\n", BOTH),
        ("[httpapi]\nflavours = sam\n", ["sam"]),
        ("[httpapi]\nflavours = sam, cloudformation\n", BOTH),
        ("[metadata]\nname = 100%\n[httpapi]\nflavours =\n    cloudformation\n", ["cloudformation"]),
        ("[DEFAULT]\nregion = x\n[httpapi]\nflavours = sam\n", ["sam"]),
        ("# [httpapi]\n", BOTH),
        ("\ufeff[httpapi]\nflavours = sam\n", ["sam"]),
    ],
)
def test_the_flavours_of_a_project(project: Project, text: str | None, expected: list[str]) -> None:
    if text is not None:
        project.write("setup.cfg", text.encode())

    assert flavours() == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[httpapi]\nflavours = cdk\n", f"{_MUST} (got cdk)"),
        ("[httpapi]\nflavours =\n", f"{_MUST} (got nothing)"),
        ("[httpapi]\nflavours = sam sam\n", f"{_MUST} (got sam, sam)"),
        ("[httpapi]\nflavour = sam\n", ":2:1: [httpapi]: there is no option flavour; did you mean flavours?"),
        ("[httpapi]\nregion = x\n", ":2:1: [httpapi]: there is no option region; known here: flavours"),
        ("[httpapi]\nnonsense\n", ":2:1: is no line of a configuration file, such as flavours = sam"),
        ("flavours = sam\n[httpapi]\n", ":1:1: is no line of a configuration file, such as flavours = sam"),
        ("[httpapi]\nflavours = sam\nflavours = sam\n", ":3:1: flavours stands in [httpapi] twice"),
        ("[httpapi]\n[httpapi]\n", ":2:1: [httpapi] stands there twice"),
        ("[x]\na = 1\n[ httpapi ]\nflavours = sam\n", ":3:1: is spelt [httpapi] (got [ httpapi ])"),
        ("[HttpApi]\nflavours = sam\n", ":1:1: is spelt [httpapi] (got [HttpApi])"),
        ("[x]\nflavours = 1\n[httpapi]\ntimeout = 1\nflavours: cdk\n",
         ":4:1: [httpapi]: there is no option timeout; known here: flavours"),
        (b"[httpapi]\n# \xff\n", ": is not UTF-8 text: invalid start byte at byte 12"),
    ],
)  # fmt: skip
def test_what_setup_cfg_gets_wrong(project: Project, text: str | bytes, problem: str) -> None:
    project.write("setup.cfg", text)

    with pytest.raises(SpecError) as error:
        flavours()

    assert str(error.value) == f"setup.cfg{problem}"


def test_a_spec_without_flavours_has_those_of_the_project(project: Project) -> None:
    project.function("hello")
    project.write("setup.cfg", "[httpapi]\nflavours = sam\n")

    assert project.load("functions: {hello: lambda_code/hello}").spec.flavours == ["sam"]
    assert project.load("functions: {hello: lambda_code/hello}\nflavours: [cloudformation]").spec.flavours == [
        "cloudformation"
    ]
