"""The API keeps to the document that API Gateway exports of it, whatever it is sent."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case as AnyCase
from schemathesis import GenerationMode
from schemathesis.checks import (
    CheckFunction,
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sandbox.sign_up_page import SignUpPage
from tests.end_to_end.conftest import Running

pytestmark = pytest.mark.sandbox

Case = AnyCase[Any]
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
CHECKS: list[CheckFunction] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
# In an area that no other test of this environment texts.
_NUMBERS = itertools.cycle(f"+1509555{100 + index:04d}" for index in range(90))
_QUICKLY = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),  # a failure is told as it was found: to shrink it would take minutes
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def document(raised: Running) -> dict[str, Any]:
    """The OpenAPI document of the deployed API."""
    exported = raised.company.client("apigateway").get_export(
        restApiId=raised.deployment.outputs["RestApiId"],
        stageName="v1",
        exportType="oas30",
        accepts="application/json",
    )
    read: dict[str, Any] = json.loads(exported["body"].read())
    return read


def test_the_document_names_each_answer_and_both_kinds_of_bodies(document: dict[str, Any]) -> None:
    operation = document["paths"]["/register"]["post"]
    assert set(operation["requestBody"]["content"]) >= {JSON}
    assert set(operation["responses"]) >= {"202", "303", "400", "403", "409", "413", "415", "429", "503"}


class Fuzz:
    """Sends what schemathesis makes up, through the distribution."""

    def __init__(self, raised: Running, document: dict[str, Any]) -> None:
        parts = urlsplit(raised.form_url)
        self._base_url = f"http://127.0.0.1:{parts.port}/v1"
        self._session = requests.Session()
        self._session.headers["Host"] = parts.netloc
        self.page = SignUpPage.read(raised.sandbox, raised.deployment.outputs["FormUrl"])
        self.statuses: dict[int, int] = {}
        self.operation = schemathesis.openapi.from_dict(document)["/register"]["POST"]

    def send(self, case: Case) -> None:
        """Call and check."""
        answer = case.call(base_url=self._base_url, session=self._session, allow_redirects=False)
        self.statuses[answer.status_code] = self.statuses.get(answer.status_code, 0) + 1
        case.validate_response(answer, checks=CHECKS)

    def send_bytes(self, content: bytes, kind: str) -> requests.Response:
        """Call with a body that no document knows."""
        headers = {"Content-Type": kind} if kind else {}
        url = f"{self._base_url}/register"
        return self._session.post(url, data=content, headers=headers, allow_redirects=False, timeout=30)


@pytest.fixture(scope="module")
def fuzz(raised: Running, document: dict[str, Any]) -> Fuzz:
    return Fuzz(raised, document)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_body_is_answered_in_an_undocumented_way_or_with_a_failure(fuzz: Fuzz, mode: GenerationMode) -> None:
    @_QUICKLY
    @given(case=fuzz.operation.as_strategy(generation_mode=mode))
    def any_body(case: Case) -> None:
        fuzz.send(case)

    any_body()


@pytest.mark.parametrize("kind", [JSON, FORM])
def test_a_sign_up_with_one_answer_of_any_kind_is_answered_as_documented(
    fuzz: Fuzz, kind: str, record_property: Callable[[str, object], None]
) -> None:
    """Bodies that are nearly right get further than those that are wrong all over."""
    right = fuzz.page.body(phone="", name="Ada Lovelace", country="US")
    before = sum(fuzz.statuses.values())

    @_QUICKLY
    @given(case=fuzz.operation.as_strategy(), name=st.sampled_from(sorted(right)))
    def nearly_right(case: Case, name: str) -> None:
        made_up: dict[str, Any] = case.body if isinstance(case.body, dict) else {}
        case.body = {**right, "phone": next(_NUMBERS), **{key: value for key, value in made_up.items() if key == name}}
        case.media_type = kind
        fuzz.send(case)

    nearly_right()
    assert fuzz.statuses.get({JSON: 202, FORM: 303}[kind], 0) > 0
    record_property(
        f"made-up sign-ups, {kind}", f"{sum(fuzz.statuses.values()) - before}; answers so far {fuzz.statuses}"
    )


def test_bytes_of_any_content_type_are_answered_as_documented(fuzz: Fuzz, document: dict[str, Any]) -> None:
    documented = set(document["paths"]["/register"]["post"]["responses"])
    kinds = [JSON, FORM, f"{JSON}; charset=utf-16", f"{FORM}; charset=latin-1", "text/plain", "multipart/form-data", ""]

    @_QUICKLY
    @given(
        content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode) | st.just(b"a=" + b"x" * 70_000),
        kind=st.sampled_from(kinds),
    )
    def any_bytes(content: bytes, kind: str) -> None:
        answer = fuzz.send_bytes(content, kind)
        assert str(answer.status_code) in documented, (answer.status_code, answer.text)
        if answer.status_code != 303:
            assert set(answer.json()) <= {"code", "message", "field"}

    any_bytes()
