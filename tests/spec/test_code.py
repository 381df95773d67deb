import os
from hashlib import sha256
from pathlib import Path

import pytest

from generator.spec.code import Code, CodeError, Inline, Package, code_of
from tests.support import HANDLER, Project

NODE = "exports.handler = async () => 1;\n"


def _code(
    folder: str = "lambda_code/a",
    handler: str = "app.handler",
    runtime: str = "python3.14",
    architecture: str = "arm64",
    *,
    inline: bool | None = None,
) -> Code:
    return code_of(folder, handler=handler, runtime=runtime, architecture=architecture, inline=inline)


def _refusal(*, folder: str = "lambda_code/a", runtime: str = "python3.14", inline: bool | None = None) -> str:
    with pytest.raises(CodeError) as refused:
        _code(folder, runtime=runtime, inline=inline)
    return f"{refused.value.field}: {refused.value}"


def _package(**options: str) -> Package:
    code = _code(inline=False, **options)
    assert isinstance(code, Package)
    return code


@pytest.fixture
def folder(project: Project) -> Path:
    """The folder of the function `a`, with its app.py."""
    return project.root / project.function("a")


def test_one_small_file_stands_in_the_template(folder: Path) -> None:
    assert _code() == Inline(HANDLER, "index.handler")


def test_inline_code_has_the_handlers_function(project: Project) -> None:
    project.write("lambda_code/a/main.py", "def run(event, context):\n    pass\n")

    assert _code(handler="main.run") == Inline("def run(event, context):\n    pass\n", "index.run")


@pytest.mark.parametrize(("size", "kind"), [(4_096, Inline), (4_097, Package)])
def test_a_file_is_small_up_to_4_096_bytes(folder: Path, size: int, kind: type) -> None:
    (folder / "app.py").write_text(HANDLER.ljust(size - 1, "#") + "\n")

    assert type(_code()) is kind


@pytest.mark.parametrize(("inline", "kind"), [(True, Inline), (False, Package), (None, Inline)])
def test_whoever_says_inline_decides_for_a_small_file(folder: Path, inline: bool | None, kind: type) -> None:
    assert type(_code(inline=inline)) is kind


@pytest.mark.parametrize(("inline", "kind"), [(True, Inline), (False, Package), (None, Package)])
def test_whoever_says_inline_decides_for_a_large_file(folder: Path, inline: bool | None, kind: type) -> None:
    (folder / "app.py").write_text(HANDLER + "#" * 10_000)

    assert type(_code(inline=inline)) is kind


@pytest.mark.parametrize(
    ("file", "text", "kind"),
    [
        ("app.js", NODE, Inline),
        ("app.js", "// import x\n" + NODE, Inline),
        ("app.js", "const important = 1;\n" + NODE, Inline),
        ("app.js", NODE + "import('./later.js');\n", Inline),  # CommonJS may do that
        ("app.mjs", "export const handler = async () => 1;\n", Package),
        ("app.cjs", NODE, Package),
    ],
)
def test_node_code_is_inline_if_it_is_a_commonjs_js_file(project: Project, file: str, text: str, kind: type) -> None:
    project.write(f"lambda_code/a/{file}", text)

    assert type(_code(runtime="nodejs22.x")) is kind


def test_a_python_package_is_packaged(project: Project) -> None:
    project.write("lambda_code/a/pkg/app.py", HANDLER)

    code = _code(handler="pkg.app.handler")

    assert isinstance(code, Package)
    assert [file.name for file in code.files] == ["pkg/app.py"]


def test_a_package_holds_every_file_by_name_but_caches_and_dotfiles(project: Project, folder: Path) -> None:
    for name in ("b.txt", "Z.txt", "é.txt", "sub/c.txt", ".env", ".git/x", "__pycache__/a.pyc", "a.pyc", "sub/.d"):
        project.write(f"lambda_code/a/{name}", "x")

    assert [file.name for file in _package().files] == ["Z.txt", "app.py", "b.txt", "sub/c.txt", "é.txt"]


def test_a_package_knows_what_can_be_executed(project: Project, folder: Path) -> None:
    (project.root / project.write("lambda_code/a/run.sh", "x")).chmod(0o755)

    assert {file.name: file.executable for file in _package().files} == {"app.py": False, "run.sh": True}


def test_a_link_inside_the_folder_is_a_file_like_others(project: Project, folder: Path) -> None:
    (folder / "b.py").symlink_to("app.py")

    assert [file.name for file in _package().files] == ["app.py", "b.py"]


def test_the_digest_is_a_deployed_identity(folder: Path) -> None:
    fields = (b"1", b"python3.14", b"arm64", b"app.py", b"-", HANDLER.encode())

    assert _package().digest == sha256(b"".join(len(each).to_bytes(8, "big") + each for each in fields)).hexdigest()
    assert _package().key("orders") == f"orders-{_package().digest}.zip"


def test_the_digest_does_not_see_times_and_caches(project: Project, folder: Path) -> None:
    before = _package().digest
    os.utime(folder / "app.py", (0, 0))
    project.write("lambda_code/a/__pycache__/app.pyc", "x")
    project.write("lambda_code/a/.DS_Store", "x")

    assert _package().digest == before


def test_the_digest_sees_whatever_goes_into_the_package(project: Project, folder: Path) -> None:
    digests = [_package().digest, _package(runtime="python3.13").digest, _package(architecture="x86_64").digest]
    (folder / "app.py").chmod(0o755)
    digests.append(_package().digest)
    project.write("lambda_code/a/app.py", HANDLER + "\n")
    digests.append(_package().digest)
    (folder / "app.py").rename(folder / "app.txt")
    project.write("lambda_code/a/app.py", HANDLER)
    digests.append(_package().digest)

    assert len(set(digests)) == len(digests)


def test_two_folders_with_the_same_files_have_the_same_digest(project: Project, folder: Path) -> None:
    assert _package(folder=project.function("b")).digest == _package().digest


@pytest.mark.parametrize(
    "path", ["lambda_code/a/", "./lambda_code/a", "lambda_code/../lambda_code/a", "lambda_code//a"]
)
def test_a_folder_may_be_spelt_in_several_ways(folder: Path, path: str) -> None:
    assert _code(path) == _code()


def test_the_folder_may_be_a_link_inside_the_project(project: Project, folder: Path) -> None:
    (project.root / "link").symlink_to("lambda_code/a")

    assert _code("link") == _code()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("lambda_code/b", "code: the folder lambda_code/b does not exist"),
        ("lambda_code/a/b.py", "code: the file lambda_code/a/b.py does not exist"),
        ("lambda_code/a/app.py/x", "code: the folder lambda_code/a/app.py/x does not exist"),
        ("~", "code: the folder ~ does not exist"),
        ("../a", "code: must be a folder or a file inside the project (got ../a); paths are relative to it"),
        ("..", "code: must be a folder or a file inside the project (got ..); paths are relative to it"),
        ("/", "code: must be a folder or a file inside the project (got /); paths are relative to it"),
        ("/etc", "code: must be a folder or a file inside the project (got /etc); paths are relative to it"),
        # The project itself holds its build/ too: its digest would change with every package.
        ("", "code: must be a folder or a file inside the project (got empty text); paths are relative to it"),
        (".", "code: must be a folder or a file inside the project (got .); paths are relative to it"),
        (
            "lambda_code/..",
            "code: must be a folder or a file inside the project (got lambda_code/..); paths are relative to it",
        ),
    ],
)
def test_a_folder_that_is_none(folder: Path, path: str, message: str) -> None:
    assert _refusal(folder=path) == message


def test_a_path_with_a_nul_character_is_blamed_on_the_code(folder: Path) -> None:
    assert _refusal(folder="lambda_code/a\0").startswith("code: ")


def test_an_absolute_path_is_refused_even_inside_the_project(folder: Path) -> None:
    assert _refusal(folder=str(folder)) == (
        f"code: must be a folder or a file inside the project (got {folder}); paths are relative to it"
    )


@pytest.mark.parametrize("file", [None, ".env", ".git/config", "__pycache__/a.py", "a.pyc"])
def test_a_folder_without_files(project: Project, file: str | None) -> None:
    (project.root / "lambda_code/a").mkdir(parents=True)
    if file:
        project.write(f"lambda_code/a/{file}", "x")

    assert _refusal() == "code: the folder lambda_code/a has no files"


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("/etc/hostname", "code: link is a link to something outside the folder"),
        ("../b", "code: link is a link to something outside the folder"),
        (".", "code: link is a link to a folder; packages hold no links"),
        ("sub", "code: link is a link to a folder; packages hold no links"),
        ("nothing", "code: link is neither a file nor a folder"),
        ("link", "code: link is neither a file nor a folder"),  # to itself
    ],
)
def test_a_link_that_cannot_be_packaged(project: Project, folder: Path, target: str, message: str) -> None:
    project.write("lambda_code/a/sub/x", "x")
    (folder / "link").symlink_to(target)

    assert _refusal() == message


def test_a_folder_that_is_a_link_to_itself(project: Project) -> None:
    (project.root / "a").symlink_to("a")

    assert _refusal(folder="a") == "code: the folder a does not exist"


def test_a_folder_that_is_a_link_out_of_the_project(project: Project) -> None:
    (project.root / "a").symlink_to("/etc")

    assert (
        _refusal(folder="a") == "code: must be a folder or a file inside the project (got a); paths are relative to it"
    )


def test_something_that_is_no_file(folder: Path) -> None:
    os.mkfifo(folder / "pipe")

    assert _refusal() == "code: pipe is neither a file nor a folder"


def test_a_file_name_that_is_not_utf_8(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.txt")).touch()

    assert _refusal() == "code: the name of \\xff.txt is not UTF-8"


@pytest.mark.parametrize("name", ["vendored/requirements.txt", "node_modules/x/package.json"])
def test_what_was_installed_may_list_its_own_dependencies(project: Project, folder: Path, name: str) -> None:
    project.write(f"lambda_code/a/{name}", "x")

    assert isinstance(_code(), Package)


@pytest.mark.parametrize(
    ("files", "runtime", "message"),
    [
        (
            {"app.py": HANDLER, "b.py": ""},
            "python3.14",
            "the folder must hold one .py file, the handler's, and nothing else",
        ),
        (
            {"app.mjs": "export const handler = 1;\n"},
            "nodejs22.x",
            "the folder must hold one .js file, the handler's, and nothing else",
        ),
        ({"a": ""}, "java21", "CloudFormation takes inline code for Python and Node.js only, not for java21"),
        ({"app.py": HANDLER.ljust(4 * 1024 * 1024 + 1, "#")}, "python3.14", "app.py is larger than 4,194,304 bytes"),
    ],
    ids=["two files", ".mjs", "java", "large"],
)
def test_code_that_cannot_be_inline(project: Project, files: dict[str, str], runtime: str, message: str) -> None:
    for name, text in files.items():
        project.write(f"lambda_code/a/{name}", text)

    assert _refusal(runtime=runtime, inline=True) == f"inline: cannot be true: {message}"


@pytest.mark.parametrize("inline", [None, False, True])
@pytest.mark.parametrize(
    "text", ["export const handler = async () => 1;\n", "import x from 'y';\nexport { x as handler };\n"]
)
def test_an_es_module_needs_its_own_ending(project: Project, text: str, inline: bool | None) -> None:
    project.write("lambda_code/a/app.js", text)

    assert _refusal(runtime="nodejs22.x", inline=inline) == (
        "handler: app.js is an ES module, but Lambda reads .js as CommonJS: name it app.mjs (in lambda_code/a)"
    )


@pytest.mark.parametrize("folder", [".git", "lambda_code/.venv", ".hidden/a"])
def test_a_hidden_folder_is_no_code(project: Project, folder: str) -> None:
    project.write(f"{folder}/app.py", HANDLER)

    assert _refusal(folder=folder).startswith("code: must be a folder or a file inside the project")


def test_only_the_owners_executable_bit_counts_because_git_records_no_other(project: Project) -> None:
    project.write("lambda_code/a/app.py", HANDLER).chmod(0o654)

    package = code_of("lambda_code/a", handler="app.handler", runtime="python3.14", architecture="arm64", inline=False)

    assert isinstance(package, Package)
    assert [file.executable for file in package.files] == [False]


def test_source_that_is_not_utf_8(project: Project) -> None:
    project.write("lambda_code/a/app.py", b"# \xe9\n" + HANDLER.encode())

    assert _refusal() == "code: app.py is not UTF-8 text: invalid continuation byte at byte 2"


def test_a_wrong_handler_is_blamed_on_the_handler(project: Project) -> None:
    project.write("lambda_code/a/app.py", "def handle(event, context):\n    pass\n")

    assert _refusal() == "handler: app.py has no function handler; did you mean handle? (in lambda_code/a)"
