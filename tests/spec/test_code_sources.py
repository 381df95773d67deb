"""Code in a single file, in a zip, and built before: what is seen of it, and what is refused."""

import io
import zipfile
from hashlib import sha256

import pytest

from generator.spec.code import Archive, CodeError, Inline, Package, code_of
from tests.support import HANDLER, Project


def _code(
    path: str,
    handler: str | None = None,
    runtime: str = "python3.14",
    *,
    inline: bool | None = None,
    layers: bool = False,
) -> Inline | Package | Archive:
    return code_of(path, handler=handler, runtime=runtime, architecture="arm64", inline=inline, layered=layers)


def _refusal(
    path: str, handler: str | None = None, runtime: str = "python3.14", *, inline: bool | None = None
) -> str | None:
    try:
        _code(path, handler, runtime, inline=inline)
    except CodeError as error:
        return f"{error.field}: {error}"
    return None


def zipped(
    files: dict[str, str], *, mode: int = 0o644, system: int = 3, compression: int = zipfile.ZIP_STORED
) -> bytes:
    """Return a zip of these texts; all its files have this mode."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.external_attr = system, mode << 16
            archive.writestr(entry, text)
    return buffer.getvalue()


# --- one file


def test_a_single_file_stands_in_the_template_and_its_handler_is_named_after_it(project: Project) -> None:
    project.write("lambda_code/hello.py", HANDLER)
    project.write("lambda_code/requirements.txt", "x")  # what lies beside it does not count

    assert _code("lambda_code/hello.py") == Inline(HANDLER, "index.handler")


def test_a_single_file_may_be_packaged(project: Project) -> None:
    file = project.root / project.write("lambda_code/hello.py", HANDLER)

    package = _code("lambda_code/hello.py", inline=False)

    assert isinstance(package, Package)
    assert package.files == (("hello.py", file, False),)


def test_a_single_file_and_a_folder_that_holds_it_alone_are_the_same_package(project: Project) -> None:
    project.write("lambda_code/hello/app.py", HANDLER)

    assert _code("lambda_code/hello", inline=False) == _code("lambda_code/hello/app.py", inline=False)


@pytest.mark.parametrize(
    ("file", "runtime"), [("hello.mjs", "nodejs22.x"), ("hello.rb", "ruby3.4"), ("hello.cjs", "nodejs22.x")]
)
def test_a_single_file_of_another_language(project: Project, file: str, runtime: str) -> None:
    project.write(f"lambda_code/{file}", "export const handler = 1")

    assert isinstance(_code(f"lambda_code/{file}", runtime=runtime), Package)


def test_the_handler_of_a_single_file_may_be_another_function(project: Project) -> None:
    project.write("hello.py", "def run(event, context):\n    pass\n")

    assert _code("hello.py", "hello.run") == Inline("def run(event, context):\n    pass\n", "index.run")
    assert _refusal("hello.py") == "handler: hello.py has no function handler (in hello.py)"


def test_a_single_file_of_the_wrong_language(project: Project) -> None:
    project.write("hello.js", "exports.handler = 1")

    assert _refusal("hello.js") == "handler: there is no file hello.py; did you mean hello.js? (in hello.js)"


# --- zips


def test_a_zip_is_known_by_the_digest_of_its_bytes(project: Project) -> None:
    content = zipped({"app.py": HANDLER})
    path = project.root / project.write("dist/app.zip", content)

    archive = _code("dist/app.zip")

    assert archive == Archive(sha256(content).hexdigest(), path)
    assert archive.key("orders") == f"orders-{sha256(content).hexdigest()}.zip"


def test_a_jar_stays_a_jar(project: Project) -> None:
    project.write("target/app.jar", zipped({"com/example/Handler.class": ""}))

    archive = _code("target/app.jar", "com.example.Handler::handle", "java21")

    assert isinstance(archive, Archive)
    assert archive.key("a") == f"a-{archive.digest}.jar"


@pytest.mark.parametrize(
    ("content", "handler", "runtime", "message"),
    [
        (zipped({"a.py": HANDLER}), None, "python3.14",
         "handler: there is no file app.py; did you mean a.py? (in dist/app.zip)"),
        (zipped({"app.py": ""}), None, "python3.14", "handler: app.py has no function handler (in dist/app.zip)"),
        (zipped({"app.mjs": HANDLER}), None, "nodejs22.x", None),
        (zipped({"app.js": ""}), None, "nodejs22.x", "handler: app.js has no function handler (in dist/app.zip)"),
        (zipped({"bootstrap": ""}, mode=0o755), None, "provided.al2023", None),
        (zipped({"bootstrap": ""}, mode=0o644), None, "provided.al2023",
         "code: bootstrap in dist/app.zip cannot be executed: run chmod +x on it"),
        (zipped({"bootstrap": ""}, mode=0, system=0), None, "provided.al2023", None),  # nobody knows
        (zipped({"main": ""}), None, "provided.al2023",
         "code: dist/app.zip has no file bootstrap, which is what provided.al2023 runs"),
        (zipped({"lib/a.jar": ""}), "a.B::c", "java21", None),
        (zipped({}), None, "python3.14", "code: app.zip has no files"),
        (b"", None, "python3.14", "code: app.zip is not a zip: file is not a zip file"),
        (HANDLER.encode(), None, "python3.14", "code: app.zip is not a zip: file is not a zip file"),
        (zipped({"app.py": HANDLER}).replace(b"event", b"evint"), None, "python3.14",
         "code: app.py in app.zip cannot be unpacked: Bad CRC-32 for file 'app.py'"),
    ],
)  # fmt: skip
def test_what_is_in_a_zip_is_checked(
    project: Project, content: bytes, handler: str | None, runtime: str, message: str | None
) -> None:
    project.write("dist/app.zip", content)

    assert _refusal("dist/app.zip", handler, runtime) == message


@pytest.mark.parametrize("inline", [True, False])
def test_a_zip_is_never_inline(project: Project, inline: bool) -> None:
    project.write("dist/app.zip", zipped({"app.py": HANDLER}))

    assert _refusal("dist/app.zip", inline=inline) == (
        "inline: is for code in a folder or a file, and dist/app.zip is a zip: leave it out"
    )


def test_a_zip_that_unpacks_to_more_than_lambda_takes(project: Project) -> None:
    content = zipped({"big.bin": "x"})
    size = content.index(b"PK\1\2") + 24  # in its table of contents
    huge = content[:size] + (251 * 1024 * 1024).to_bytes(4, "little") + content[size + 4 :]
    project.write("dist/app.zip", huge)

    assert _refusal("dist/app.zip") == (
        "code: dist/app.zip takes 251 MB unzipped, and Lambda allows 250 MB, layers included; the largest parts: "
        "big.bin (251 MB)"
    )


# --- built before


def test_what_provided_runs_must_be_there_and_executable(project: Project) -> None:
    file = project.root / project.write("lambda_code/a/main", "x")
    assert _refusal("lambda_code/a", runtime="provided.al2023") == (
        "code: lambda_code/a has no file bootstrap, which is what provided.al2023 runs"
    )

    file = file.rename(file.with_name("bootstrap"))
    assert _refusal("lambda_code/a", runtime="provided.al2023") == (
        "code: bootstrap in lambda_code/a cannot be executed: run chmod +x on it"
    )

    file.chmod(0o755)
    assert _refusal("lambda_code/a", runtime="provided.al2023") is None
    assert _refusal("lambda_code/a", "whatever", "provided.al2") is None


@pytest.mark.parametrize(
    ("files", "handler", "runtime", "message"),
    [
        # Java
        (["com/example/Handler.class"], "com.example.Handler::handle", "java21", None),
        (["com/example/Handler.class"], "com.example.Handler", "java21", None),
        (["lib/app.jar"], "com.example.Handler", "java21", None),  # nobody looks into it
        (["com/example/Handler.class"], "com.example.Handlr::handle", "java21",
         "handler: there is no class com.example.Handlr; did you mean com/example/Handler.class? (in lambda_code/a)"),
        (["lib/app.jar"], "com.example.Handler:handle", "java21",
         "handler: must be CLASS::METHOD, such as com.example.Handler::handleRequest (got com.example.Handler:handle) "
         "(in lambda_code/a)"),
        (["lib/app.jar"], None, "java21",
         "handler: is required for java21: CLASS::METHOD, such as com.example.Handler::handleRequest"),
        # .NET
        (["Orders.dll"], "Orders::Orders.Function::Handle", "dotnet8", None),
        (["Orders.dll"], "Orders::Orders.Function`1::Handle", "dotnet8", None),
        (["My.Orders.dll"], "My.Orders", "dotnet8", None),
        (["Orders.dll"], "Order::Orders.Function::Handle", "dotnet8",
         "handler: there is no file Order.dll; did you mean Orders.dll? (in lambda_code/a)"),
        (["Orders.dll"], "Orders::Handle", "dotnet8",
         "handler: must be ASSEMBLY::CLASS::METHOD, such as Orders::Orders.Function::Handle (got Orders::Handle) "
         "(in lambda_code/a)"),
        (["Orders.dll"], None, "dotnet8",
         "handler: is required for dotnet8: ASSEMBLY::CLASS::METHOD, such as Orders::Orders.Function::Handle"),
        # Ruby; the text of a file is `def handler`
        (["app.rb"], None, "ruby3.4", None),
        (["app.rb"], "app.Orders.handler", "ruby3.4", None),
        (["app.rb"], "app.run", "ruby3.4", "handler: app.rb has no method run (in lambda_code/a)"),
        (["app.rb"], "main.handler", "ruby3.4", "handler: there is no file main.rb (in lambda_code/a)"),
        (["app.rb"], "app", "ruby3.4",
         "handler: must be FILE.METHOD or FILE.CLASS.METHOD, such as app.handler (got app) (in lambda_code/a)"),
        (["app.rb"], "a.b.c.d", "ruby3.4",
         "handler: must be FILE.METHOD or FILE.CLASS.METHOD, such as app.handler (got a.b.c.d) (in lambda_code/a)"),
        # Go
        (["main"], "main", "go1.x", None),
        (["main"], None, "go1.x", "handler: is required for go1.x: the name of what is run"),
    ],
)  # fmt: skip
def test_handlers_of_other_languages(
    project: Project, files: list[str], handler: str | None, runtime: str, message: str | None
) -> None:
    for name in files:
        project.write(f"lambda_code/a/{name}", "def handler")

    assert _refusal("lambda_code/a", handler, runtime) == message


@pytest.mark.parametrize(
    ("handler", "runtime"),
    [
        ("datadog_lambda.handler.handler", "python3.14"),
        (None, "provided.al2023"),
        ("com.example.Handler", "java21"),
        ("Orders", "dotnet8"),
        ("wrapper.handler", "ruby3.4"),
        ("/opt/wrapper.handler", "nodejs22.x"),
    ],
)
def test_a_layer_may_hold_what_the_handler_names(project: Project, handler: str | None, runtime: str) -> None:
    project.write("lambda_code/a/x.txt", "x")

    assert isinstance(_code("lambda_code/a", handler, runtime, layers=True), Package)


def test_a_layer_does_not_help_a_file_without_the_function(project: Project) -> None:
    project.write("lambda_code/a/app.py", HANDLER)

    with pytest.raises(CodeError, match=r"app\.py has no function run"):
        _code("lambda_code/a", "app.run", layers=True)


# --- sizes and places


def test_a_folder_that_is_more_than_lambda_takes(project: Project) -> None:
    project.function("a")
    for name, megabytes in (("model.bin", 200), ("lib/x/a.so", 30), ("lib/y.so", 30), ("data/b", 5)):
        with (project.root / project.write(f"lambda_code/a/{name}", "")).open("wb") as file:
            file.truncate(megabytes * 1024 * 1024 + 52_429)  # a hole: nothing is written

    assert _refusal("lambda_code/a") == (
        "code: lambda_code/a takes 265.2 MB unzipped, and Lambda allows 250 MB, layers included; the largest parts: "
        "model.bin (200.1 MB), lib/ (60.1 MB), data/ (5.1 MB), app.py (60 bytes)"
    )
