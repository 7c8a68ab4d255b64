"""The package's names: there when they are asked for, and not a moment before."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cdk_messaging import sms_voice


@pytest.mark.parametrize("name", sms_voice.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(sms_voice, name) is not None


def test_fails_on_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match=r"^module 'cdk_messaging\.sms_voice' has no attribute 'LandLine'$"):
        _ = sms_voice.LandLine


def test_commands_load_no_cdk() -> None:
    program = "import sys; import cdk_messaging.sms_voice.__main__; sys.exit('aws_cdk' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
