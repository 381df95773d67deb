import sys
from pathlib import Path


def test_each_function_has_its_own_app(load_function):
    hello, catalog = load_function("hello").app, load_function("catalog").app

    assert [Path(app.__file__).parent.name for app in (hello, catalog)] == ["hello", "catalog"]
    assert hello.handler is not catalog.handler


def test_loading_a_function_leaves_sys_as_it_was(load_function):
    load_function("orders")  # boto3 stays
    before = dict(sys.modules), list(sys.path), sys.dont_write_bytecode

    load_function("orders")

    assert (dict(sys.modules), list(sys.path), sys.dont_write_bytecode) == before
