from typing import Any

import pytest

from generator.http_api.create_only import CREATE_ONLY, MAYBE_CREATE_ONLY


def schema(resource_type: str) -> dict[str, Any]:
    from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER  # slow to import

    return dict(PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", resource_type).schema)


def top_level(pointers: list[str]) -> frozenset[str]:
    """Return the properties that JSON pointers such as `/properties/Name` name, without what is inside of one."""
    return frozenset(name for name in (pointer.removeprefix("/properties/") for pointer in pointers) if "/" not in name)


@pytest.mark.lint
@pytest.mark.parametrize("resource_type", sorted(CREATE_ONLY))
def test_create_only_properties_are_those_of_the_schema(resource_type: str) -> None:
    found = schema(resource_type)

    assert CREATE_ONLY[resource_type] == top_level(found.get("createOnlyProperties", []))
    assert CREATE_ONLY[resource_type] <= set(found["properties"])
    assert MAYBE_CREATE_ONLY.get(resource_type, frozenset()) == top_level(
        found.get("conditionalCreateOnlyProperties", [])
    )


def test_no_property_is_both_always_and_sometimes_create_only() -> None:
    assert MAYBE_CREATE_ONLY.keys() <= CREATE_ONLY.keys()
    assert all(not CREATE_ONLY[resource_type] & some for resource_type, some in MAYBE_CREATE_ONLY.items())


def test_types_are_in_order() -> None:
    assert list(CREATE_ONLY) == sorted(CREATE_ONLY)
