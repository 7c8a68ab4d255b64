"""Programmes, translations, forms and fields of an environment."""

from __future__ import annotations

import pytest

from cdk_messaging.opt_in import FieldType, ProgrammeType
from tests.unit.environment.support import Files, changed

TRANSLATION = """
[[programmes.translations]]
locale = "de-DE"
name = "Liefer-Infos"
message_kinds = ["Lieferungen"]
frequency = "Bis zu 4 SMS im Monat"
confirm_keyword = "JA"
[programmes.translations.texts]
stop = "Example Corp: Sie erhalten keine SMS mehr."
"""
CLUB = """
[[programmes]]
id = "club"
type = "mixed"
name = "booking reminders"
message_kinds = ["bookings"]
frequency = "Up to 4 msgs/month"
confirm_keyword = "JOIN"
promotional = { name = "offers", message_kinds = ["offers"], frequency = "Up to 2 msgs/month" }
[[programmes.forms]]
source = "club"
fields = [{ ready = "full_name" }, { ready = "email" }]
"""
FORM = """
[[programmes.forms]]
source = "kiosk"
[[programmes.forms.fields]]
ready = "city"
required = true
[[programmes.forms.fields]]
name = "store"
type = "choice"
label = "Store"
choices = ["north", { value = "south", label = "South store" }]
"""


def beside_the_programme(text: str) -> str:
    """The right file with more for its programme; TOML wants it before the next table."""
    return changed(("\n[origination]", f"\n{text}\n[origination]"))


def test_a_programme_is_made_of_brand_facts_and_own_texts(files: Files) -> None:
    own = '[programmes.texts]\nhelp = "Example Corp: Email help@example.com. Reply STOP to cancel."'
    (form,) = files.load(beside_the_programme(own)).forms()
    assert form.programme.brand == "Example Corp"
    assert form.programme.help == "Example Corp: Email help@example.com. Reply STOP to cancel."
    assert form.programme.consent.startswith("I agree to receive delivery alerts")


def test_a_programme_without_forms_has_one_that_asks_for_the_name(files: Files) -> None:
    (form,) = files.load(changed()).forms()
    assert (form.source, [field.name for field in form.fields]) == ("web", ["name"])


def test_a_translation_is_another_locale_with_its_own_texts(files: Files) -> None:
    (form,) = files.load(beside_the_programme(TRANSLATION)).forms()
    german = form.programme.locales["de-DE"]
    assert german.confirm_keyword == "JA"
    assert german.stop == "Example Corp: Sie erhalten keine SMS mehr."


def test_programmes_share_the_brand_and_have_each_its_forms(files: Files) -> None:
    alerts, club = files.load(beside_the_programme(CLUB)).forms()
    assert (alerts.source, club.source) == ("web", "club")
    assert club.programme.type is ProgrammeType.MIXED
    assert club.programme.brand == alerts.programme.brand


def test_a_second_programme_without_forms_has_one_that_is_called_as_the_programme(files: Files) -> None:
    other = CLUB.partition("[[programmes.forms]]")[0].replace('type = "mixed"', "")
    other = other.replace("promotional =", "#")
    assert [form.source for form in files.load(beside_the_programme(other)).forms()] == ["web", "club"]


def test_fields_are_ready_ones_or_own_ones(files: Files) -> None:
    (form,) = files.load(beside_the_programme(FORM)).forms()
    city, store = form.fields
    assert (city.name, city.required) == ("city", True)
    assert (store.type, [(each.value, each.label) for each in store.options]) == (
        FieldType.CHOICE,
        [("north", ""), ("south", "South store")],
    )


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            '[programmes.texts]\nhelp = "Example Corp: Ask us."',
            (
                "programmes[0]: help of programme 'alerts' in 'en-US' is 'Example Corp: Ask us.', which names no "
                "contact; add an e-mail address, a telephone number or a web address, such as 'help@example.com' "
                '(denial cause "Non-compliant help message": '
                "https://docs.aws.amazon.com/sms-voice/latest/userguide/registration-help-review-criteria.html)"
            ),
        ),
        (
            CLUB.replace('"JOIN"', '"YES"'),
            (
                "programmes: word 'YES' confirms 'club' and word 'YES' confirms 'alerts', but AWS goes by how a "
                "message begins, so one is the same; choose another word, as YES or JOIN"
            ),
        ),
        (
            CLUB.replace('{ ready = "email" }', ""),
            (
                "programmes[1]: form 'club' is of the mixed programme 'club', whose phone number is optional, but asks "
                "for no other contact; add Field.email()"
            ),
        ),
        (
            CLUB.replace("mixed", "promo"),
            "programmes[1].type = 'promo': allowed: 'transactional', 'promotional' or 'mixed'",
        ),
        (
            CLUB.replace('name = "offers", ', ""),
            (
                "programmes[1].promotional.name is missing; give what people get, as it reads after "
                '"get": "offers and news"'
            ),
        ),
        (
            TRANSLATION.replace('locale = "de-DE"', ""),
            'programmes[0].translations[0].locale is missing; give the language, like "de-DE"',
        ),
        (
            FORM.replace('ready = "city"', 'ready = "town"'),
            (
                "programmes[0].forms[0].fields[0].ready = 'town': allowed: 'full_name', 'email', 'street_address', "
                "'postal_code', 'city' or 'date_of_birth'"
            ),
        ),
        (
            FORM.replace('ready = "city"', 'ready = "city"\nlabel = "Town"'),
            "programmes[0].forms[0].fields[0]: a ready field has nothing but required; leave out label",
        ),
        (
            FORM.replace('ready = "city"', ""),
            (
                "programmes[0].forms[0].fields[0]: give either ready, for a field that is made already, or name, for "
                "one of your own"
            ),
        ),
        (
            FORM.replace('name = "store"', 'name = "phone"'),
            "programmes[0]: field 'phone' has a name that sign-ups use themselves; choose another, as own_phone",
        ),
        (
            FORM.replace('type = "choice"', 'type = "list"'),
            (
                "programmes[0].forms[0].fields[1].type = 'list': allowed: 'text', 'email', 'number', 'date', 'choice' "
                "or 'boolean'"
            ),
        ),
        (
            FORM.replace('source = "kiosk"', 'source = "Kiosk"'),
            (
                "programmes[0]: form source 'Kiosk' must be 1 to 64 lower-case letters, digits and hyphens, a letter "
                "first, and not v1, which is the API's; it is part of the page's address"
            ),
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(files: Files, text: str, problem: str) -> None:
    assert files.problems(beside_the_programme(text)) == [problem]


def test_the_problems_of_all_programmes_are_told_at_once(files: Files) -> None:
    text = beside_the_programme(CLUB.replace('{ ready = "email" }', "")).replace("help@example.com", "me@gmail.com")
    first, second = files.problems(text)
    assert first.startswith(
        "programmes[0]: support_email of programme 'alerts' is 'me@gmail.com', of the public domain"
    )
    assert second.startswith("programmes[1]: support_email of programme 'club' is 'me@gmail.com'")
