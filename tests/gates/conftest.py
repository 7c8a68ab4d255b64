from __future__ import annotations

import pytest

from tests.gates.judgement import Judgement, judge

FAULTY = "tests/gates/programs/faulty.py"


@pytest.fixture(scope="session")
def judged_app(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    return judge("app.py", tmp_path_factory.mktemp("judged"))


@pytest.fixture(scope="session")
def unacknowledged_app(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    return judge("app.py", tmp_path_factory.mktemp("unacknowledged"), acknowledge=False)


@pytest.fixture(scope="session")
def judged_fault(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    return judge(FAULTY, tmp_path_factory.mktemp("faulty"))


@pytest.fixture(scope="session")
def unacknowledged_fault(tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    return judge(FAULTY, tmp_path_factory.mktemp("faulty"), acknowledge=False)
