"""The asset that all functions share."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import boto3
import botocore.loaders
import pytest
from aws_cdk import aws_lambda as lambda_

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in.function_code import function_code

SMS = "pinpoint-sms-voice-v2"
SETTINGS = {"programme": "alerts", "consent": {"text": "Ich möchte Nachrichten."}}


def asset(folder: Path, settings: Any, services: Iterable[str] = (SMS,)) -> Path:
    """The asset as it would be zipped and uploaded. Its name holds the hash that decides about that."""
    app = cdk.App(outdir=str(folder))
    stack = cdk.Stack(app, "Stack")
    lambda_.Function(
        stack,
        "Function",
        code=function_code(settings, services),
        handler="runtime.signup.handler",
        runtime=lambda_.Runtime.PYTHON_3_13,
    )
    app.synth()
    (found,) = folder.glob("asset.*")
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return asset(tmp_path_factory.mktemp("assembly"), SETTINGS)


def names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_it_holds_the_package_of_all_functions(made: Path) -> None:
    modules = ("signup", "sender", "reply", "settlement", "sweeper", "expiry", "reconciliation", "consent", "__init__")
    assert {f"runtime/{module}.py" for module in modules} <= names(made)


def test_it_holds_code_models_and_settings_and_nothing_else(made: Path) -> None:
    kinds = {name.split("/")[0] for name in names(made)}
    assert kinds == {"models", "runtime", "settings.json"}
    assert {Path(name).suffix for name in names(made) if name.startswith("runtime/")} == {".py"}


def test_no_compiled_python_is_in_it(made: Path) -> None:
    assert not [name for name in names(made) if "__pycache__" in name or name.endswith(".pyc")]


def test_the_settings_are_beside_the_package_in_any_language(made: Path) -> None:
    text = (made / "settings.json").read_text(encoding="utf-8")
    assert json.loads(text) == SETTINGS
    assert "möchte" in text


def test_botocore_finds_the_model_that_it_carries(made: Path) -> None:
    loader = botocore.loaders.Loader(extra_search_paths=[str(made / "models")], include_default_search_paths=False)
    assert loader.list_available_services("service-2") == [SMS]
    assert "CarrierLookup" in loader.load_service_model(SMS, "service-2")["operations"]
    assert loader.load_service_model(SMS, "endpoint-rule-set-1")


def test_a_client_of_the_model_that_it_carries_can_be_made(made: Path) -> None:
    session = boto3.session.Session(region_name="us-east-1")
    loader = session._session.get_component("data_loader")
    loader.search_paths.insert(0, str(made / "models"))
    client = session.client("pinpoint-sms-voice-v2")
    assert "CarrierLookup" in client.meta.service_model.operation_names


def test_it_carries_only_the_models_that_it_is_asked_for(tmp_path: Path) -> None:
    services = ("pinpoint", SMS)
    folders = {path.name for path in (asset(tmp_path, SETTINGS, services) / "models").iterdir()}
    assert folders == set(services)


def test_the_same_settings_are_the_same_asset(made: Path, tmp_path: Path) -> None:
    assert asset(tmp_path, dict(SETTINGS)).name == made.name


def test_the_order_of_settings_is_kept_because_the_first_form_and_programme_are_the_defaults(tmp_path: Path) -> None:
    forms: dict[str, Any] = {"forms": {"web": {}, "club": {}}}
    text = (asset(tmp_path, forms) / "settings.json").read_text(encoding="utf-8")
    assert list(json.loads(text)["forms"]) == ["web", "club"]


def test_another_text_is_another_asset(made: Path, tmp_path: Path) -> None:
    changed = {**SETTINGS, "consent": {"text": "Ich will Nachrichten."}}
    assert asset(tmp_path, changed).name != made.name


def test_fails_on_a_setting_that_only_a_deployment_knows() -> None:
    with pytest.raises(InvalidArgument) as refused:
        function_code({"brand": cdk.Aws.ACCOUNT_ID}, ())
    assert str(refused.value) == (
        "the programme's texts or settings hold a value that only a deployment knows; give literal ones"
    )


def test_a_text_that_only_looks_like_a_token_is_let_through(tmp_path: Path) -> None:
    settings = {"brand": "${Brand}"}
    assert json.loads((asset(tmp_path, settings) / "settings.json").read_text(encoding="utf-8")) == settings
