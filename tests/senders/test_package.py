"""What the runtime of the senders may be made of."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cdk_messaging.sms_voice.senders import runtime
from tests.runtime.test_package import imported

FOLDER = Path(runtime.__file__).parent
MODULES = sorted(FOLDER.glob("*.py"))
HANDLERS = ("lookup", "pinpoint_send", "pinpoint_verify", "send_code", "text", "verify_code", "voice")


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_a_module_needs_the_standard_library_and_boto3_only(module: Path) -> None:
    assert imported(module) <= set(sys.stdlib_module_names) | {"boto3", "botocore"}


@pytest.mark.parametrize("handler", HANDLERS)
def test_a_function_starts_from_the_asset_without_loading_boto3(tmp_path: Path, handler: str) -> None:
    (tmp_path / "runtime").symlink_to(FOLDER)
    program = (
        f"import sys; sys.path.insert(0, sys.argv[1]); import runtime.{handler} as module\n"
        "assert callable(module.handler)\n"
        "sys.exit(sorted({'boto3', 'botocore'} & set(sys.modules)) or 0)"
    )
    subprocess.run([sys.executable, "-I", "-c", program, str(tmp_path)], check=True)
