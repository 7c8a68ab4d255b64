"""An account of Amazon Pinpoint, and a deployment whose time passes in no time."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from cdk_messaging.provider.runtime import continuing, pinpoint_exports, pinpoint_imports, pinpoint_jobs
from cdk_messaging.provider.runtime import pinpoint as runtime_pinpoint
from tests.unit.provider.conftest import CloudFormation
from tests.unit.provider.jobs.job_requests import Deployment
from tests.unit.provider.jobs.pinpoint_account import PinpointAccount


@pytest.fixture
def pinpoint(monkeypatch: pytest.MonkeyPatch) -> PinpointAccount:
    account = PinpointAccount(monkeypatch)
    for module in (pinpoint_jobs, pinpoint_imports, pinpoint_exports, runtime_pinpoint):
        monkeypatch.setattr(module, "client", lambda: account.client)
    for module in (pinpoint_imports, pinpoint_exports):
        monkeypatch.setattr(module, "beginning", lambda: account.client)
    return account


@pytest.fixture
def deployment(
    pinpoint: PinpointAccount, cloudformation: CloudFormation, monkeypatch: pytest.MonkeyPatch
) -> Deployment:
    made = Deployment(pinpoint, cloudformation)
    monkeypatch.setattr(pinpoint_jobs, "time", SimpleNamespace(sleep=made.sleep, time=lambda: made.now))
    monkeypatch.setattr(continuing, "client", lambda: made)
    return made
