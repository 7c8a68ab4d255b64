"""The page of features: what it says of types, operations and features, and that it is that of the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from documentation.features import page
from documentation.features.apis import SMS_VOICE, Api, apis
from documentation.features.coverage import NAMESPACES, Covered, covered
from documentation.features.listed import Area, Feature, areas, untrue
from documentation.pages import FEATURES, ROOT
from documentation.surface import Package

SMS_VOICE_TYPES, PINPOINT_TYPES = NAMESPACES
LISTED = """
[A]
title = "Sign-up"

[A.A1]
title = "form"
status = "live"
names = ["opt_in.SignUpForm"]
tests = ["tests/browser/test_form.py"]

[A.A2]
title = "fax"
"""


@pytest.fixture(scope="module")
def types(library: list[Package]) -> list[Covered]:
    return covered(SMS_VOICE_TYPES, library)


def test_the_page_is_that_of_the_code(library: list[Package]) -> None:
    assert page(library, ROOT) == FEATURES.read_text("utf-8"), "`make docs` writes the page anew"


def test_the_twelve_types_are_covered_with_every_property(types: list[Covered]) -> None:
    assert len(types) == 12
    assert {each.name: (each.properties - (each.rendered or frozenset())) for each in types} == {
        each.name: frozenset() for each in types
    }


def test_every_type_has_a_construct_that_is_imported_and_granted(types: list[Covered]) -> None:
    assert [each.name for each in types if each.construct is None] == []
    assert [each.name for each in types if not each.members("from_")] == [
        "ResourcePolicy"
    ]  # is found by what it shares
    assert [each.name for each in types if not each.members("grant_")] == ["ResourcePolicy"]


def test_a_property_that_nothing_sets_would_be_named(library: list[Package]) -> None:
    (pool,) = [each for each in covered(SMS_VOICE_TYPES, library) if each.name == "Pool"]
    assert pool.rendered is not None
    assert pool.rendered >= pool.properties
    assert "Arn" not in pool.properties  # it is read only


def test_constructs_of_other_packages_are_found_by_what_they_make(library: list[Package]) -> None:
    project = next(each for each in covered(PINPOINT_TYPES, library) if each.name == "App")
    assert project.construct is not None
    assert project.construct.name == "Project"


def test_a_type_without_construct_is_shown_as_not_there() -> None:
    nobody = covered(SMS_VOICE_TYPES, [])
    assert {each.construct for each in nobody} == {None}


def test_operations_belong_to_the_type_that_they_name() -> None:
    members = {
        "CreatePool": frozenset({"OriginationIdentity"}),
        "AssociateOriginationIdentity": frozenset({"PoolId"}),
        "DescribeRegistrationAttachments": frozenset[str](),
        "SendTextMessage": frozenset({"DestinationPhoneNumber"}),
    }
    api = Api("client", members, frozenset())
    assert api.of_types(["PhoneNumber", "Pool", "Registration", "RegistrationAttachment"]) == {
        "PhoneNumber": [],
        "Pool": ["AssociateOriginationIdentity", "CreatePool"],
        "Registration": [],
        "RegistrationAttachment": ["DescribeRegistrationAttachments"],
        "": ["SendTextMessage"],
    }


def test_the_sandbox_emulates_nothing_that_aws_has_not() -> None:
    assert {api.client: api.emulated - set(api.operations) for api in apis().values()} == {
        client: frozenset() for client in apis()
    }


def test_what_is_not_emulated_is_named_with_its_reason() -> None:
    reasons = (ROOT / "docs" / "sandbox.md").read_text("utf-8").partition("## What is not emulated")[2]
    api = apis()[SMS_VOICE]
    assert [name for name in sorted(set(api.operations) - api.emulated) if f"`{name}`" not in reasons] == []


def listed(tmp_path: Path, text: str = LISTED) -> list[Area]:
    path = tmp_path / "features.toml"
    path.write_text(text, "utf-8")
    return areas(path)


def test_a_list_is_read(tmp_path: Path) -> None:
    form = Feature("A1", "form", "live", names=("opt_in.SignUpForm",), tests=("tests/browser/test_form.py",))
    assert listed(tmp_path) == [Area("Sign-up", (form, Feature("A2", "fax", "")))]


def test_a_list_of_what_is_there_is_true(tmp_path: Path, library: list[Package]) -> None:
    assert untrue(listed(tmp_path), library, ROOT) == []


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("SignUpForm", "SignUpFax", "A1 names opt_in.SignUpFax, which is not there"),
        ("test_form.py", "test_fax.py", "A1 names tests/browser/test_fax.py, which is not there"),
        ('tests = ["tests/browser/test_form.py"]', "", "A1 is there and has no tests"),
        ('names = ["opt_in.SignUpForm"]', "", "A1 has tests and is not there"),
        ('names = ["opt_in.SignUpForm"]', 'files = ["fax.py"]', "A1 names fax.py, which is not there"),
    ],
)
def test_a_list_of_what_is_not_there_is_found_out(
    tmp_path: Path, library: list[Package], old: str, new: str, problem: str
) -> None:
    assert untrue(listed(tmp_path, LISTED.replace(old, new)), library, ROOT) == [problem]


def test_a_member_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        ValueError, match=r"^A2 has unknown members: colour; known: files, names, status, tests, title$"
    ):
        listed(tmp_path, f'{LISTED}colour = "red"\n')
