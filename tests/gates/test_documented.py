"""Every acknowledgement is in docs/security.md, with its reason, as the code says it."""

from __future__ import annotations

import pytest

from documentation.acknowledgements import BEGIN, END, inserted, table
from documentation.pages import SECURITY
from tests.gates.judgement import Acknowledgement, Judgement

LAMBDA, LOGS = "NIST.800.53.R5-LambdaDLQ", "AwsSolutions-S1"


def test_the_page_on_security_lists_all_acknowledgements_of_the_environments(unacknowledged_app: Judgement) -> None:
    page = SECURITY.read_text("utf-8")
    assert inserted(page, unacknowledged_app.acknowledgements) == page, "`make docs` writes it anew"


def test_a_rule_is_listed_with_its_places_and_its_reason() -> None:
    made = [Acknowledgement(f"{name}/Stack/{place}", LOGS, "why") for name in ("Dev", "Prod") for place in ("A", "B")]
    assert table(made).splitlines()[2:] == ["| `AwsSolutions-S1` | `Stack/A`<br>`Stack/B` | why |"]


def test_what_only_some_environments_have_names_them() -> None:
    made = [Acknowledgement("Dev/Stack/A", LOGS, "why"), Acknowledgement("Prod/Stack/B", LOGS, "why")]
    assert table(made).splitlines()[2:] == ["| `AwsSolutions-S1` | `Stack/A` (Dev)<br>`Stack/B` (Prod) | why |"]


def test_rules_share_a_row_only_where_they_share_reason_and_places() -> None:
    made = [
        Acknowledgement("Dev/Stack/A", LOGS, "why"),
        Acknowledgement("Dev/Stack/A", LAMBDA, "why"),
        Acknowledgement("Dev/Stack/B", LAMBDA, "because"),
    ]
    assert table(made).splitlines()[2:] == [
        "| `AwsSolutions-S1`<br>`NIST.800.53.R5-LambdaDLQ` | `Stack/A` | why |",
        "| `NIST.800.53.R5-LambdaDLQ` | `Stack/B` | because |",
    ]


def test_the_rest_of_the_page_stays() -> None:
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    made = inserted(page, [])
    assert made.startswith(f"before\n{BEGIN}\n| rule")
    assert made.endswith(f"{END}\nafter\n")
    assert "old" not in made


def test_a_page_without_a_place_for_the_list_is_refused() -> None:
    with pytest.raises(ValueError, match="the page has no place for the acknowledgements"):
        inserted("nothing", [])
