"""How large packages may be."""

from __future__ import annotations

from generator.aws_lambda import sizes

MB = 1024 * 1024


def test_what_lambda_unpacks_passes() -> None:
    assert sizes.too_large({"app.py": 1, "big.so": 250 * MB - 1}) is None


def test_what_is_too_large_is_told_with_its_largest_parts() -> None:
    files = {
        "app.py": 100,
        "numpy/a.so": 100 * MB,
        "numpy/b.so": 60 * MB,
        "scipy/c.so": 90 * MB,
        "model.bin": 512 * 1024,
    }

    assert sizes.too_large(files) == (
        "takes 250.5 MB unzipped, and Lambda allows 250 MB, layers included; the largest parts: numpy/ (160 MB), "
        "scipy/ (90 MB), model.bin (0.5 MB), app.py (100 bytes)"
    )


def test_each_package_of_npm_is_a_part() -> None:
    files = {
        "node_modules/a/index.js": 3 * MB,
        "node_modules/a/lib/b.js": MB,
        "node_modules/@img/sharp/a.node": 2 * MB,
        "node_modules/@img/colour/b.js": MB,
        "app.js": MB // 2,
    }

    assert sizes.largest(files) == (
        "node_modules/a/ (4 MB), node_modules/@img/sharp/ (2 MB), node_modules/@img/colour/ (1 MB), app.js (0.5 MB)"
    )


def test_a_zip_that_only_a_bucket_carries_is_noted() -> None:
    assert sizes.note({"a.so": 50 * MB}) is None
    assert sizes.note({"a.so": 50 * MB, "b.so": MB}) == (
        "has 51 MB zipped: Lambda takes it from a bucket, as it is deployed here, but by direct upload only 50 MB; the "
        "largest parts: a.so (50 MB), b.so (1 MB)"
    )
