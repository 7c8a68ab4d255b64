"""Settings of every test, and the fixtures that many of them share."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

# Before anything imports aws_cdk. The built-in template validation costs seconds in every process that
# synthesizes; tests/gates runs it once, strictly.
os.environ["CDK_VALIDATION"] = "false"
# node, npm and the CDK CLI of this virtual environment, also when it is not activated.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
# Whatever the machine says, the processes that tests start keep compiled Python: compiling the CDK takes seconds.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# No test can reach a real account: made-up credentials, no profile, no configuration, no instance metadata.
for name in [name for name in os.environ if name.startswith(("AWS_", "CDK_DEFAULT_"))]:
    del os.environ[name]
os.environ |= {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_REGION": "us-east-1",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
}

pytest_plugins = ["tests.support.fixtures"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Quick tests first, so that most failures show at once; then the sandbox.

    The browser comes last: from its start on, Playwright keeps an event loop running that no test but its own can have.
    """
    for item in items:
        # Whoever asks for the fixture of that name, also by way of another, needs no mark.
        if isinstance(item, pytest.Function) and "sandbox" in item.fixturenames:
            item.add_marker("sandbox")
    items.sort(key=lambda item: ("browser" in item.keywords, "sandbox" in item.keywords))
