"""A person's whole way, in a real browser, on what the CDK deployed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.end_to_end.conftest import Running

pytestmark = [pytest.mark.browser, pytest.mark.sandbox]


def sign_up(page: Page, running: Running, phone: str, country: str = "US") -> None:
    """Fill in the form and send it."""
    page.goto(running.form_url)
    page.get_by_label("Your name").fill("Ada Lovelace")
    page.get_by_label("Country of your phone number").select_option(country)
    page.get_by_label("Mobile phone number").fill(phone)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Sign up").click()


def proof(running: Running, number: str) -> str:
    """The proof of consent as a table, as a person prints it."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "cdk_messaging.opt_in", "proof", number, "--format", "table"),
            *("--table", running.deployment.outputs["ConsentTableName"]),
        ],
        env=running.deployment.cli.variables,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_a_person_signs_up_answers_yes_on_the_phone_and_stops_again(page: Page, running: Running) -> None:
    # GIVEN a British number, written as British people write it
    sign_up(page, running, "07400 123456", "GB")
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your phone")

    # WHEN they answer on the virtual phone
    page.goto(f"{running.sandbox.phone_url}#+447400123456")
    thread = page.get_by_role("log")
    expect(thread).to_contain_text("Reply YES to get order and delivery alerts", timeout=30_000)
    page.get_by_role("button", name="YES", exact=True).click()

    # THEN the automatic reply and the notice arrive, and the consent is on record
    expect(thread).to_contain_text("Thanks, we got your reply", timeout=30_000)
    expect(thread).to_contain_text("You now get order and delivery alerts", timeout=30_000)
    assert "OPTED_IN" in proof(running, "+447400123456")

    # AND STOP is answered
    page.get_by_role("button", name="STOP", exact=True).click()
    expect(thread).to_contain_text("You are unsubscribed", timeout=30_000)


def test_a_landline_is_refused_beside_the_field_in_words(page: Page, running: Running) -> None:
    sign_up(page, running, "(206) 555-0190")

    expect(page.get_by_label("Mobile phone number")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#phone-error")).to_contain_text("Enter a mobile phone number")
    expect(page.get_by_label("Your name")).to_have_value("Ada Lovelace")


def test_it_works_without_javascript(new_page: Callable[..., Page], running: Running) -> None:
    page = new_page(java_script_enabled=False)

    sign_up(page, running, "+1 604 555 0123", "CA")

    expect(page.get_by_role("heading", level=1)).to_have_text("Check your phone")
    running.sandbox.phone.wait_for("+16045550123", "Reply YES", timeout=30)


def test_without_javascript_a_landline_is_told_on_a_page_of_its_own(
    new_page: Callable[..., Page], running: Running
) -> None:
    page = new_page(java_script_enabled=False)

    sign_up(page, running, "(206) 555-0190")

    assert page.url.endswith("/problem.html#number_not_mobile")
    expect(page.locator("#number_not_mobile")).to_be_visible()
