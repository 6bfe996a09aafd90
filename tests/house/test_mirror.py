"""A file of tests stands where the module that it tests does, and pure modules are tested without
the pages."""

from pathlib import Path

import pytest

from tests.house.test_architecture import imported

ROOT = Path(__file__).parents[2]
OF_LIB = sorted((ROOT / "tests" / "lib").glob("**/*.py"))


@pytest.mark.parametrize(
    "path",
    [path for path in OF_LIB if path.name.startswith("test_")],
    ids=lambda p: str(p.relative_to(ROOT)),
)
def test_a_file_of_tests_is_called_after_its_module(path: Path) -> None:
    folder = ROOT / path.parent.relative_to(ROOT / "tests")
    name = path.stem.removeprefix("test_")
    assert (folder / f"{name}.py").exists() or (folder / name / "__init__.py").exists()


@pytest.mark.parametrize("path", OF_LIB, ids=lambda p: str(p.relative_to(ROOT)))
def test_pure_modules_are_tested_without_pages(path: Path) -> None:
    ours = {
        module
        for module in imported(path)
        if module.split(".")[0] in ("streamlit", "streamlit_folium")
        or module.startswith(("lib.ui", "tests.app"))
    }
    assert ours == set()
