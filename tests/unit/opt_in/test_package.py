"""The package's names: there when they are asked for, and not a moment before."""

from __future__ import annotations

import subprocess
import sys

import pytest

from cdk_messaging import opt_in


@pytest.mark.parametrize("name", opt_in.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(opt_in, name) is not None


def test_fails_on_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match=r"^module 'cdk_messaging\.opt_in' has no attribute 'TripleOptIn'$"):
        _ = opt_in.TripleOptIn


def test_the_runtime_loads_no_cdk() -> None:
    program = "import sys; import cdk_messaging.opt_in.runtime.signup; sys.exit('aws_cdk' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
