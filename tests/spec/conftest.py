import pytest

from tests.support import Project


@pytest.fixture
def hello(project: Project) -> Project:
    """A project with one function's folder, `lambda_code/hello`."""
    project.function("hello")
    return project
