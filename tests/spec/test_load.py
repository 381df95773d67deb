from tests.support import Project


def test_the_smallest_spec_is_the_whole_architecture(project: Project) -> None:
    spec = project.spec("functions:\n  hello: lambda_code/hello\n")

    assert [str(key) for key in spec.routes] == ["$default"]
    assert spec.name == "demo"
