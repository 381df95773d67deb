"""`.lambdaignore` leaves files out of a package, as `.gitignore` leaves them out of a repository."""

import pytest

from generator.spec.code import CodeError, Inline, Package, code_of
from tests.support import HANDLER, Project


def _code() -> object:
    return code_of("lambda_code/a", handler=None, runtime="python3.14", architecture="arm64", inline=None)


def _names(project: Project, patterns: str) -> list[str]:
    """Return what is packaged of a folder with all sorts of files."""
    for name in ("a.txt", "b.txt", "docs/a.txt", "docs/deep/b.md", "tests/test_app.py", "src/tests/x.py", "é.md"):
        project.write(f"lambda_code/a/{name}", "x")
    project.function("a")
    project.write("lambda_code/a/.lambdaignore", patterns)
    code = _code()
    return [file.name for file in code.files] if isinstance(code, Package) else ["app.py"]


ALL = ["a.txt", "app.py", "b.txt", "docs/a.txt", "docs/deep/b.md", "src/tests/x.py", "tests/test_app.py", "é.md"]


@pytest.mark.parametrize(
    ("patterns", "left_out"),
    [
        ("", []),
        ("# a comment\n\n", []),
        ("*.txt", ["a.txt", "b.txt", "docs/a.txt"]),
        ("/*.txt", ["a.txt", "b.txt"]),
        ("*.txt\n!a.txt", ["b.txt"]),
        ("*.txt\r\n!b.txt\r\n", ["a.txt", "docs/a.txt"]),
        ("tests/", ["src/tests/x.py", "tests/test_app.py"]),
        ("/tests", ["tests/test_app.py"]),
        ("docs", ["docs/a.txt", "docs/deep/b.md"]),
        ("docs/**/*.md", ["docs/deep/b.md"]),
        ("docs/\n!docs/a.txt", ["docs/a.txt", "docs/deep/b.md"]),  # as with git, a folder takes all with it
        ("a.txt/", []),  # is no folder
        ("\ufeffé.md", ["é.md"]),
        ("*\n!app.py", [name for name in ALL if name != "app.py"]),
    ],
)
def test_patterns_are_gits(project: Project, patterns: str, left_out: list[str]) -> None:
    assert _names(project, patterns) == [name for name in ALL if name not in left_out]


def test_what_is_left_out_is_not_in_the_digest(project: Project) -> None:
    project.function("a")
    project.write("lambda_code/a/data.bin", "x")
    alone = _code()
    project.write("lambda_code/a/notes.txt", "x")
    assert _code() != alone

    project.write("lambda_code/a/.lambdaignore", "*.txt")
    assert _code() == alone
    project.write("lambda_code/a/.lambdaignore", "notes.*")
    assert _code() == alone


def test_what_is_left_is_small_enough_for_the_template(project: Project) -> None:
    project.function("a")
    project.write("lambda_code/a/README.md", "x")
    project.write("lambda_code/a/.lambdaignore", "*.md")

    assert _code() == Inline(HANDLER, "index.handler")


def test_what_is_left_out_may_be_what_no_package_can_hold(project: Project) -> None:
    folder = project.root / project.function("a")
    (folder / "current").symlink_to("/etc")
    (folder / "broken").symlink_to("nothing")
    project.write("lambda_code/a/.lambdaignore", "current\nbroken\n")

    assert isinstance(_code(), Inline)


def test_what_says_what_to_install_counts_even_if_it_is_left_out(project: Project) -> None:
    project.function("a")
    project.write("lambda_code/a/requirements.txt", "six==1.17.0\n")
    project.write("lambda_code/a/.lambdaignore", "*.txt\n")

    code = _code()

    assert isinstance(code, Package)
    assert code.dependencies is not None


@pytest.mark.parametrize(
    ("patterns", "message"),
    [
        (b"*.txt\n!\n", ".lambdaignore:2: ! is no pattern of .gitignore"),
        (b"a\\\n", ".lambdaignore:1: a\\ is no pattern of .gitignore"),
        (b"\xff\n", ".lambdaignore is not UTF-8 text: invalid start byte at byte 0"),
        (b"*\n", "the folder lambda_code/a has no files"),
    ],
)
def test_patterns_that_cannot_be_followed(project: Project, patterns: bytes, message: str) -> None:
    project.function("a")
    project.write("lambda_code/a/.lambdaignore", patterns)

    with pytest.raises(CodeError) as refused:
        _code()

    assert (refused.value.field, str(refused.value)) == ("code", message)


def test_only_the_file_at_the_top_counts(project: Project) -> None:
    project.function("a")
    project.write("lambda_code/a/sub/x.txt", "x")
    project.write("lambda_code/a/sub/.lambdaignore", "*.txt")

    code = _code()

    assert isinstance(code, Package)
    assert [file.name for file in code.files] == ["app.py", "sub/x.txt"]
