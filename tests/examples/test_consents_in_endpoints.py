"""The example whose consents are in endpoints: YES and STOP reach the endpoint, and nobody is opted in there."""

from __future__ import annotations

import hashlib
import hmac
import json
import subprocess
import sys
from collections.abc import Callable
from tempfile import TemporaryDirectory
from typing import Any

from tests.examples.deployed_example import DeployedExample
from tests.examples.example_cli import replaced
from tests.operations.pinpoint_export import endpoint, lines, out
from tests.sandbox.account import until
from tests.support.app import ROOT

Deploy = Callable[[str], DeployedExample]
ADA, BOB, EVE = "+447400123461", "+447400123462", "+447400123463"
PLACEHOLDER = "810c7aab86d42fb2b56c8c9660000000"
_PATIENCE = 30.0  # seconds: functions start while other tests run


class Endpoints:
    """The endpoints of a project, by number."""

    def __init__(self, example: DeployedExample, project: str) -> None:
        secrets, self._pinpoint = example.client("secretsmanager"), example.client("pinpoint")
        self._key = secrets.get_secret_value(SecretId=example.outputs["HashKey"])["SecretString"].encode()
        self._project = project

    def _named(self, number: str) -> dict[str, str]:
        identifier = hmac.new(self._key, number.encode(), hashlib.sha256).hexdigest()[:32]
        return {"ApplicationId": self._project, "EndpointId": identifier}

    def change(self, number: str, **members: Any) -> None:
        """Somebody else writes."""
        self._pinpoint.update_endpoint(**self._named(number), EndpointRequest=members)

    def says(self, number: str) -> tuple[str, str] | None:
        """State and opt-out, or None when there is no endpoint."""
        try:
            found = self._pinpoint.get_endpoint(**self._named(number))["EndpointResponse"]
        except self._pinpoint.exceptions.NotFoundException:
            return None
        return found["Attributes"]["ConsentState"][0], found["OptOut"]

    def wait_for(self, number: str, state: str, opt_out: str) -> None:
        assert until(lambda: self.says(number) == (state, opt_out), timeout=_PATIENCE), self.says(number)


def sign_up(example: DeployedExample, phone: str) -> None:
    body = {
        "name": "Ada",
        "phone": phone,
        "consent": True,
        "consent_version": example.outputs["ConsentVersion"],
    }
    event = {
        "httpMethod": "POST",
        "path": "/v1/register",
        "headers": {"Content-Type": "application/json"},
        "requestContext": {"identity": {"sourceIp": "192.0.2.7"}},
        "body": json.dumps(body),
    }
    answer = example.client("lambda").invoke(FunctionName=example.outputs["SignUpFunction"], Payload=json.dumps(event))
    payload = json.loads(answer["Payload"].read())
    assert payload["statusCode"] == 202, payload


def migrate(example: DeployedExample, *exported: dict[str, Any]) -> dict[str, int]:
    """Takes an export in Amazon S3 over, with the command; how many had which result."""
    s3, bucket = example.client("s3"), "exports-of-pinpoint"
    s3.create_bucket(Bucket=bucket)
    key = "endpoints/1.gz"
    s3.put_object(Bucket=bucket, Key=key, Body=lines(*exported))
    (table,) = example.client("dynamodb").list_tables()["TableNames"]
    with TemporaryDirectory() as folder:
        done = subprocess.run(
            [
                sys.executable, "-m", "cdk_messaging.pinpoint", "migrate", f"s3://{bucket}/endpoints/",
                "--programme", "alerts", "--table", table, "--text", "I agree.", "--report", f"{folder}/report.csv",
            ],
            env={**example.sandbox.environment(), "PYTHONPATH": str(ROOT / "constructs")},
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
    assert done.returncode == 0, done
    s3.delete_object(Bucket=bucket, Key=key)
    s3.delete_bucket(Bucket=bucket)
    summary = json.loads(done.stdout)
    return {name: summary[name] for name in ("opted_in", "opted_out", "kept_out")}


def test_consents_are_in_the_endpoints_as_well(deployed: Deploy) -> None:
    # GIVEN a project that exists
    example = deployed("consents_in_endpoints")
    pinpoint = example.client("pinpoint")
    created = pinpoint.create_app(CreateApplicationRequest={"Name": "consents"})
    project = created["ApplicationResponse"]["Id"]
    example.update(replaced(PLACEHOLDER, project))
    endpoints = Endpoints(example, project)

    # WHEN somebody signs up, THEN the endpoint is opted out until the YES
    sign_up(example, ADA)
    example.phone.wait_for(ADA, "YES")
    endpoints.wait_for(ADA, "PENDING", "ALL")
    example.phone.reply(ADA, "YES", to=example.outputs["Phone"])
    endpoints.wait_for(ADA, "OPTED_IN", "NONE")

    # AND again from the opt-out on
    example.phone.reply(ADA, "REVOKE", to=example.outputs["Phone"])
    endpoints.wait_for(ADA, "OPTED_OUT", "ALL")

    # WHEN another system opts in somebody who is only pending, THEN the next change takes that back
    sign_up(example, BOB)
    endpoints.wait_for(BOB, "PENDING", "ALL")
    endpoints.change(BOB, OptOut="NONE")
    sign_up(example, BOB)
    endpoints.wait_for(BOB, "PENDING", "ALL")

    # WHEN the export of another project is migrated, THEN its consents are in the table and in the endpoints
    assert migrate(example, endpoint(EVE), out(BOB), endpoint(ADA)) == {"opted_in": 1, "opted_out": 1, "kept_out": 1}
    endpoints.wait_for(EVE, "OPTED_IN", "NONE")
    endpoints.wait_for(BOB, "OPTED_OUT", "ALL")
    assert endpoints.says(ADA) == ("OPTED_OUT", "ALL")
    pinpoint.delete_app(ApplicationId=project)
