from __future__ import annotations

import pytest

from tests.gates.judgement import Judgement, judge
from tests.support.app import TEST_ENVIRONMENTS

FAULTY = "tests/gates/programs/faulty.py"


@pytest.fixture(scope="session")
def judged_app(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    return judge("app.py", tmp_path_factory.mktemp("judged"))


@pytest.fixture(scope="session")
def unacknowledged_app(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    return judge("app.py", tmp_path_factory.mktemp("unacknowledged"), acknowledge=False)


@pytest.fixture(scope="session")
def judged_tests(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    """The environments that only tests deploy: what is off by default is on in one of them."""
    return judge("app.py", tmp_path_factory.mktemp("judged-tests"), environments=TEST_ENVIRONMENTS)


@pytest.fixture(scope="session")
def judged_own_page(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    """A page elsewhere, which no environment of the app has."""
    return judge("tests/gates/programs/own_page.py", tmp_path_factory.mktemp("judged-own-page"))


@pytest.fixture(scope="session")
def judged_other_shape(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    """An app of another shape, with what exists already, a nested stack and AWS GovCloud."""
    return judge("tests/package/programs/other_shape.py", tmp_path_factory.mktemp("judged-other-shape"))


@pytest.fixture(scope="session")
def judged_fault(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    return judge(FAULTY, tmp_path_factory.mktemp("faulty"))


@pytest.fixture(scope="session")
def unacknowledged_fault(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    return judge(FAULTY, tmp_path_factory.mktemp("faulty"), acknowledge=False)
