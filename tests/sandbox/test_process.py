"""The sandbox as a process: how it starts, is reached, and ends."""

from __future__ import annotations

import importlib.metadata
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sandbox import process
from sandbox.process import Sandbox, SandboxFailed
from sandbox.seam import WrongVersion, emulator
from sandbox.settings import Settings
from tests.sandbox.account import Account, person, until


def listening(port: int, address: str = "127.0.0.1") -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((address, port)) == 0


def test_it_listens_on_loopback_only(sandbox: Sandbox) -> None:
    lines = Path("/proc/net/tcp").read_text().splitlines() if Path("/proc/net/tcp").exists() else []
    wanted = f":{sandbox.port:04X}"
    addresses = {line.split()[1].split(":")[0] for line in lines if line.split()[1].endswith(wanted) and " 0A " in line}
    assert addresses == {"0100007F"}


@pytest.mark.sandbox
def test_it_ends_with_its_context_and_leaves_no_process() -> None:
    with Sandbox() as started:
        pid = started.pid
        assert started.alive()
    assert not started.alive()
    assert not Path(f"/proc/{pid}").exists()
    assert not listening(started.port)


@pytest.mark.sandbox
def test_it_ends_when_its_parent_ends() -> None:
    program = (
        "import os, sys; sys.path.insert(0, '.'); from sandbox.process import Sandbox; "
        "s = Sandbox().start(); print(s.port, flush=True); os._exit(1)"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=process._REPOSITORY, check=False
    )
    port = int(run.stdout)
    assert until(lambda: not listening(port))


@pytest.mark.sandbox
def test_a_taken_port_is_said() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        run = subprocess.run(
            [sys.executable, "-m", "sandbox", "--port", str(port)],
            capture_output=True,
            text=True,
            cwd=process._REPOSITORY,
            check=False,
        )
    assert run.returncode == 2
    assert run.stderr == (
        f"python -m sandbox: port {port} is not free (Address already in use); choose another with --port\n"
    )


@pytest.mark.sandbox
def test_one_that_does_not_start_says_so() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(SandboxFailed, match="the sandbox ended with code 2 before it answered"):
            Sandbox(port=taken.getsockname()[1], log=subprocess.DEVNULL).start()


def test_settings_are_read_from_the_environment() -> None:
    given = Settings(api_rate=2.5, account_id="222233334444")
    assert Settings.from_environment(given.to_environment()) == given


def test_a_setting_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="SANDBOX_API_RATE is 'fast'; give a number of 0 or more"):
        Settings.from_environment({"SANDBOX_API_RATE": "fast"})


def test_another_emulator_version_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.metadata, "version", lambda _name: "9.9.9")
    with pytest.raises(WrongVersion) as caught:
        emulator.check_version()
    assert str(caught.value) == (
        "the sandbox needs ministack 1.5.33, found 9.9.9: "
        "install what requirements.txt pins (pip install ministack==1.5.33)"
    )


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("https://d1.cloudfront.net/a?b=c", "http://d1.cloudfront.localhost:4566/a?b=c"),
        ("https://abc.execute-api.eu-west-1.amazonaws.com/v1/x", "http://abc.execute-api.localhost:4566/v1/x"),
    ],
)
def test_addresses_of_aws_are_mapped_to_loopback_names(url: str, local: str) -> None:
    assert Sandbox(port=4566).browser_url(url) == local


def test_an_address_that_is_not_emulated_is_refused() -> None:
    with pytest.raises(ValueError, match=r"https://example\.com is neither a CloudFront nor an API Gateway address"):
        Sandbox(port=4566).browser_url("https://example.com")


def test_a_pool_can_exist_before_any_stack(account: Account) -> None:
    seeded = account.sandbox.seed_pool(
        "pool-existing",
        numbers=[{"country": "US", "type": "TOLL_FREE"}, {"country": "GB", "type": "LONG_CODE"}],
        account=account.id,
        optOutList="existing",
        twoWayChannelArn=account.topic(),
    )
    assert (seeded["arn"], len(seeded["numbers"])) == (account.arn("pool/pool-existing"), 2)
    described = account.sms.describe_pools(PoolIds=["pool-existing"])["Pools"][0]
    assert (described["OptOutListName"], described["TwoWayEnabled"]) == ("existing", True)
    account.send("+447400123409", "from what existed", OriginationIdentity="pool-existing")
    account.phone.wait_for("+447400123409", "from what existed")


def test_a_number_can_exist_before_any_stack(account: Account) -> None:
    account.sandbox.seed_phone_number(
        "phone-existing", country="US", number_type="SIMULATOR", account=account.id, deletionProtection=True
    )
    error = account.refused("release_phone_number", PhoneNumberId="phone-existing")
    assert error["Reason"] == "DELETION_PROTECTION_ENABLED"


def test_a_text_of_a_person_to_a_released_number_is_refused(account: Account) -> None:
    number, sender = account.number(), person()
    account.sms.release_phone_number(PhoneNumberId=number["PhoneNumberId"])
    with pytest.raises(RuntimeError, match="is no number of the sandbox"):
        account.phone.reply(sender, "hello?", to=number["PhoneNumber"])
