"""The API that takes sign-ups: what it lets through, what it answers by itself, what it logs."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_secretsmanager as secretsmanager

from cdk_messaging.errors import InvalidArgument
from cdk_messaging.opt_in import SignUpApi
from cdk_messaging.opt_in.runtime import refusal
from tests.unit.opt_in.conftest import make_stack
from tests.unit.opt_in.made import form
from tests.unit.opt_in.parts import LOGS, make_function
from tests.unit.reading import Reading

ORIGIN = "https://www.example.com"
REFUSALS = {
    "BAD_REQUEST_BODY": ("400", "invalid_request"),
    "DEFAULT_4XX": (None, "invalid_request"),
    "DEFAULT_5XX": ("503", "unavailable"),
    "INVALID_API_KEY": ("403", "forbidden"),
    "MISSING_AUTHENTICATION_TOKEN": ("404", "not_found"),
    "REQUEST_TOO_LARGE": ("413", "too_large"),
    "THROTTLED": ("429", "throttled"),
    "WAF_FILTERED": ("403", "blocked"),
}
CERTIFICATE = "arn:aws:acm:eu-west-1:111122223333:certificate/4b3a2c1d"


def read(**arguments: Any) -> Reading:
    stack = make_stack()
    SignUpApi(stack, "Api", function=make_function(stack), forms=[form()], log_options=LOGS, **arguments)
    return Reading(stack)


def read_behind_a_distribution() -> Reading:
    stack = make_stack()
    secret = secretsmanager.Secret(stack, "Secret")
    SignUpApi(stack, "Api", function=make_function(stack), forms=[form()], log_options=LOGS, origin_key=secret)
    return Reading(stack)


@pytest.fixture(scope="module")
def plain() -> Reading:
    return read()


def stage(reading: Reading) -> Any:
    return reading.properties("AWS::ApiGateway::Stage")


def register(reading: Reading) -> Any:
    (method,) = [
        each["Properties"]
        for each in reading.all("AWS::ApiGateway::Method").values()
        if each["Properties"]["HttpMethod"] == "POST"
    ]
    return method


def model(reading: Reading, name: str) -> tuple[str, Any]:
    """Logical id and schema of a model."""
    ((logical_id, found),) = [
        (key, each["Properties"])
        for key, each in reading.all("AWS::ApiGateway::Model").items()
        if each["Properties"]["Schema"]["title"] == name
    ]
    return logical_id, found["Schema"]


def documented(reading: Reading) -> dict[str, Any]:
    """The answers of the operation as the exported document has them, by status."""
    return {each["StatusCode"]: each for each in register(reading)["MethodResponses"]}


def headers(answer: Any) -> set[str]:
    return {name.removeprefix("method.response.header.") for name in answer["ResponseParameters"]}


def refusals(reading: Reading) -> dict[str, Any]:
    answers = reading.all("AWS::ApiGateway::GatewayResponse").values()
    return {each["Properties"]["ResponseType"]: each["Properties"] for each in answers}


def test_it_is_post_register_of_the_stage_v1(plain: Reading) -> None:
    assert plain.properties("AWS::ApiGateway::Resource")["PathPart"] == "register"
    assert stage(plain)["StageName"] == "v1"
    assert len(plain.all("AWS::ApiGateway::Method")) == 1


def test_it_is_throttled_to_ten_requests_a_second_and_bursts_of_twenty(plain: Reading) -> None:
    (settings,) = stage(plain)["MethodSettings"]
    assert (settings["HttpMethod"], settings["ResourcePath"]) == ("*", "/*")
    assert (settings["ThrottlingRateLimit"], settings["ThrottlingBurstLimit"]) == (10, 20)


def test_the_rate_is_the_users() -> None:
    (settings,) = stage(read(requests_per_second=3, burst=5))["MethodSettings"]
    assert (settings["ThrottlingRateLimit"], settings["ThrottlingBurstLimit"]) == (3, 5)


def test_bodies_are_never_logged(plain: Reading) -> None:
    (settings,) = stage(plain)["MethodSettings"]
    assert settings["DataTraceEnabled"] is False
    assert settings["LoggingLevel"] == "ERROR"


def test_the_access_log_has_neither_address_nor_anything_that_a_person_wrote(plain: Reading) -> None:
    line = json.loads(stage(plain)["AccessLogSetting"]["Format"])
    assert set(re.findall(r"\$[\w.]+", "".join(line.values()))) == {
        "$context.error.responseType",
        "$context.httpMethod",
        "$context.requestId",
        "$context.requestTime",
        "$context.resourcePath",
        "$context.responseLatency",
        "$context.status",
    }


def test_the_access_log_is_kept_as_long_as_all_logs(plain: Reading) -> None:
    (group, _) = stage(plain)["AccessLogSetting"]["DestinationArn"]["Fn::GetAtt"]
    assert plain.resources[group]["Properties"]["RetentionInDays"] == 7


def test_json_is_validated_against_the_model_before_any_code_runs(plain: Reading) -> None:
    method = register(plain)
    name, _ = model(plain, "SignUp")
    assert method["RequestModels"] == {"application/json": {"Ref": name}}
    assert method["RequestValidatorId"] == {"Ref": plain.id("AWS::ApiGateway::RequestValidator")}
    assert plain.properties("AWS::ApiGateway::RequestValidator")["ValidateRequestBody"] is True


@pytest.mark.parametrize("kind", REFUSALS)
def test_a_refusal_of_the_gateway_is_json_with_a_stable_code_and_a_message(plain: Reading, kind: str) -> None:
    answer = refusals(plain)[kind]
    ((content_type, template),) = answer["ResponseTemplates"].items()
    body = json.loads(template)
    assert (answer.get("StatusCode"), body["code"]) == REFUSALS[kind]
    assert set(body) == {"code", "message"}
    assert re.fullmatch(r"[A-Z].*\.", body["message"])
    assert content_type == "application/json"


def test_no_other_refusal_is_shaped_without_a_test_of_it(plain: Reading) -> None:
    assert set(refusals(plain)) == set(REFUSALS)


ANSWERS = ("202", "303", "400", "403", "409", "413", "415", "429", "503")


def test_every_answer_of_the_operation_is_documented(plain: Reading) -> None:
    assert tuple(sorted(documented(plain))) == ANSWERS


def test_every_status_that_the_gateway_answers_the_operation_with_is_documented(plain: Reading) -> None:
    statuses = {each["StatusCode"] for kind, each in refusals(plain).items() if "StatusCode" in each}
    assert statuses - set(documented(plain)) == {"404"}  # of other paths and methods


def test_every_status_that_the_function_refuses_with_is_documented(plain: Reading) -> None:
    sources = [file.read_text(encoding="utf-8") for file in Path(refusal.__file__).parent.glob("*.py")]
    statuses = {status for source in sources for status in re.findall(r"Refusal\(\s*(\d{3})\b", source)}
    assert len(statuses) > 3
    assert statuses - set(documented(plain)) == set()


@pytest.mark.parametrize("status", [each for each in ANSWERS if each not in {"202", "303"}])
def test_a_refusal_is_documented_with_its_shape(plain: Reading, status: str) -> None:
    name, schema = model(plain, "Problem")
    assert documented(plain)[status]["ResponseModels"] == {"application/json": {"Ref": name}}
    assert set(schema["properties"]) == {"code", "message", "field"}
    assert (schema["required"], schema["additionalProperties"]) == (["code", "message"], False)


def test_acceptance_is_documented_with_its_shape(plain: Reading) -> None:
    name, schema = model(plain, "Accepted")
    assert documented(plain)["202"]["ResponseModels"] == {"application/json": {"Ref": name}}
    assert (schema["required"], schema["additionalProperties"]) == (["status", "message"], False)


def test_a_form_is_documented_to_lead_to_a_page(plain: Reading) -> None:
    answer = documented(plain)["303"]
    assert headers(answer) == {"Cache-Control", "Location"}
    assert "ResponseModels" not in answer


def test_what_passes_is_documented_to_say_when_to_come_back(plain: Reading) -> None:
    telling = {status for status, each in documented(plain).items() if "Retry-After" in headers(each)}
    assert telling == {"429", "503"}


def test_answers_to_another_origin_are_documented_where_one_is_given(plain: Reading) -> None:
    header = "Access-Control-Allow-Origin"
    assert not any(header in headers(each) for each in documented(plain).values())
    assert all(header in headers(each) for each in documented(read(allowed_origins=[ORIGIN])).values())


def test_a_name_of_its_own_leads_to_the_same_path_with_tls_of_today() -> None:
    stack = make_stack()
    api = SignUpApi(
        stack,
        "Api",
        function=make_function(stack),
        forms=[form()],
        log_options=LOGS,
        domain_name="api.example.com",
        certificate=acm.Certificate.from_certificate_arn(stack, "Certificate", CERTIFICATE),
    )
    reading = Reading(stack)
    assert reading.properties("AWS::ApiGateway::DomainName") == {
        "DomainName": "api.example.com",
        "EndpointConfiguration": {"Types": ["REGIONAL"]},
        "RegionalCertificateArn": CERTIFICATE,
        "SecurityPolicy": "TLS_1_2",
    }
    assert reading.properties("AWS::ApiGateway::BasePathMapping") == {
        "BasePath": "v1",
        "DomainName": {"Ref": reading.id("AWS::ApiGateway::DomainName")},
        "RestApiId": {"Ref": reading.id("AWS::ApiGateway::RestApi")},
        "Stage": {"Ref": reading.id("AWS::ApiGateway::Stage")},
    }
    assert api.register_url == "https://api.example.com/v1/register"
    assert api.custom_domain is not None


def test_without_one_there_is_only_the_name_that_aws_gives(plain: Reading) -> None:
    assert not plain.all("AWS::ApiGateway::DomainName")


def test_fails_on_a_name_without_certificate() -> None:
    with pytest.raises(InvalidArgument) as refused:
        read(domain_name="api.example.com")
    assert str(refused.value) == (
        "domain_name is 'api.example.com' and certificate is missing; a name of your own needs a certificate in the "
        "Region of the API, and the other way round"
    )


def test_no_refusal_tells_what_the_gateway_knows(plain: Reading) -> None:
    templates = "".join(each["ResponseTemplates"]["application/json"] for each in refusals(plain).values())
    assert "$context" not in templates


def test_no_refusal_is_cached(plain: Reading) -> None:
    headers = [each["ResponseParameters"] for each in refusals(plain).values()]
    assert {each["gatewayresponse.header.Cache-Control"] for each in headers} == {"'no-store'"}


def test_refusals_that_pass_say_when_to_come_back(plain: Reading) -> None:
    header = "gatewayresponse.header.Retry-After"
    passing = {kind for kind, each in refusals(plain).items() if header in each["ResponseParameters"]}
    assert passing == {"DEFAULT_5XX", "THROTTLED"}


def test_without_a_distribution_no_key_is_asked_for(plain: Reading) -> None:
    assert not register(plain).get("ApiKeyRequired", False)
    assert not plain.all("AWS::ApiGateway::ApiKey")


def test_behind_a_distribution_calls_need_the_key_that_only_it_knows() -> None:
    reading = read_behind_a_distribution()
    plan = reading.properties("AWS::ApiGateway::UsagePlan")
    (covered,) = plan["ApiStages"]
    assert register(reading)["ApiKeyRequired"] is True
    assert covered["Stage"] == {"Ref": reading.id("AWS::ApiGateway::Stage")}
    assert reading.properties("AWS::ApiGateway::UsagePlanKey") == {
        "KeyId": {"Ref": reading.id("AWS::ApiGateway::ApiKey")},
        "KeyType": "API_KEY",
        "UsagePlanId": {"Ref": reading.id("AWS::ApiGateway::UsagePlan")},
    }


def test_the_template_holds_a_reference_to_the_key_and_not_the_key() -> None:
    reading = read_behind_a_distribution()
    secret = reading.id("AWS::SecretsManager::Secret")
    assert reading.properties("AWS::ApiGateway::ApiKey")["Value"] == {
        "Fn::Join": ["", ["{{resolve:secretsmanager:", {"Ref": secret}, ":SecretString:::}}"]]
    }


def test_no_other_origin_may_post_unless_one_is_given(plain: Reading) -> None:
    assert "Access-Control-Allow-Origin" not in json.dumps(plain.resources)


def test_pages_of_the_origin_that_is_given_may_post_json_and_forms_and_nothing_else() -> None:
    reading = read(allowed_origins=[ORIGIN])
    (preflight,) = [
        each["Properties"]
        for each in reading.all("AWS::ApiGateway::Method").values()
        if each["Properties"]["HttpMethod"] == "OPTIONS"
    ]
    (answer,) = preflight["Integration"]["IntegrationResponses"]
    headers = {name.removeprefix("method.response.header."): v for name, v in answer["ResponseParameters"].items()}
    assert headers["Access-Control-Allow-Origin"] == f"'{ORIGIN}'"
    assert headers["Access-Control-Allow-Methods"] == "'POST'"
    assert headers["Access-Control-Allow-Headers"] == "'Content-Type'"
    assert "Access-Control-Allow-Credentials" not in headers


def test_pages_of_the_origin_that_is_given_can_read_refusals_of_the_gateway() -> None:
    answers = refusals(read(allowed_origins=[ORIGIN])).values()
    header = "gatewayresponse.header.Access-Control-Allow-Origin"
    assert {each["ResponseParameters"][header] for each in answers} == {f"'{ORIGIN}'"}


def test_the_function_may_be_invoked_by_this_method_of_this_stage_only(plain: Reading) -> None:
    permission = plain.properties("AWS::Lambda::Permission")
    assert permission["Principal"] == "apigateway.amazonaws.com"
    assert permission["SourceArn"]["Fn::Join"][1][-4:] == [
        {"Ref": plain.id("AWS::ApiGateway::RestApi")},
        "/",
        {"Ref": plain.id("AWS::ApiGateway::Stage")},
        "/POST/register",
    ]


def test_the_regions_one_account_setting_is_left_alone(plain: Reading) -> None:
    assert not plain.all("AWS::ApiGateway::Account")


def test_two_in_one_stack_do_not_collide() -> None:
    stack = make_stack()
    function = make_function(stack)
    SignUpApi(stack, "First", function=function, forms=[form()], log_options=LOGS)
    SignUpApi(stack, "Second", function=function, forms=[form()], log_options=LOGS)
    assert len(Reading(stack).all("AWS::ApiGateway::RestApi")) == 2


def test_fails_on_several_origins() -> None:
    with pytest.raises(InvalidArgument) as refused:
        read(allowed_origins=["https://a.example.com", "https://b.example.com"])
    assert str(refused.value) == (
        "allowed_origins names 2 origins, one is allowed: ['https://a.example.com', 'https://b.example.com']; "
        "serve the form from one origin, or let DoubleOptIn host it"
    )


@pytest.mark.parametrize(
    "origin",
    [
        "*",
        "example.com",
        "http://www.example.com",
        "https://",
        "https://*.example.com",
        "https://www.example.com'",
        "https://WWW.example.com",
        "https://www.example.com/",
        "https://www.example.com/page",
    ],
)
def test_fails_on_what_is_no_https_origin(origin: str) -> None:
    with pytest.raises(InvalidArgument) as refused:
        read(allowed_origins=[origin])
    assert str(refused.value) == (
        f"allowed_origins has {origin!r}; an origin is https, a host in lower case and nothing more: "
        "'https://www.example.com'"
    )


@pytest.mark.parametrize("origin", ["https://example.com", "https://xn--bcher-kva.example", "https://localhost:8443"])
def test_an_origin_may_have_a_port_and_any_host(origin: str) -> None:
    assert refusals(read(allowed_origins=[origin]))
