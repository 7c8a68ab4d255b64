"""The fixed words of the pages, in English.

A key may be replaced through ``FormContent.texts``. Words in braces stand for the programme's own:
brand, programme, kinds, frequency, countries, confirm, return, email, website, business.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

API_ERROR_CODES = (
    "missing_field",
    "invalid_field",
    "unknown_field",
    "consent_required",
    "number_invalid",
    "number_not_mobile",
    "country_not_allowed",
    "consent_text_changed",
    "invalid_json",
    "invalid_request",
    "too_large",
    "unsupported_media_type",
    "throttled",
    "unavailable",
)
"""Codes with which the register operation refuses a sign-up. Each has a text ``error.<code>``."""

_FORM = {
    "skip": "Skip to the main part",
    "form.title": "Sign up for {programme} by text message from {brand}",
    "form.heading": "Get {programme} by text message",
    "form.lead": "{brand} sends you text messages about: {kinds}. {frequency}.",
    "form.your_details": "Your details",
    "form.name": "Your name",
    "form.country": "Country of your phone number",
    "form.phone": "Mobile phone number",
    "form.phone_hint": "For example {example}, or with the country code, +{calling_code}.",
    "form.one_country": "Only mobile numbers of {country} (+{calling_code}) can sign up.",
    "form.consent_heading": "Your consent",
    "form.submit": "Sign up",
    "form.next": "Next, we text you. You are subscribed once you reply {confirm}.",
    "facts.heading": "What you sign up for",
    "facts.sender": "Who texts you",
    "facts.kinds": "What about",
    "facts.frequency": "How often",
    "facts.cost": "What it costs",
    "facts.cost_text": "Message and data rates may apply.",
    "facts.stop": "To stop",
    "facts.stop_text": "Reply STOP to any of our texts, at any time.",
    "facts.help": "For help",
    "facts.help_text": "Reply HELP, or write to",
    "facts.choice": "Your choice",
    "facts.choice_text": "Signing up is never a condition of buying anything.",
    "facts.returning": "Texted us STOP?",
    "facts.returning_text": "Text {return} to the same number first. Until you do, we cannot text you.",
    "links.intro": "Please also read our",
    "links.terms": "Terms of service",
    "links.and": "and our",
    "links.privacy": "Privacy policy",
    "steps.heading": "How it works",
    "steps.one": "Fill in the form and tick the consent box.",
    "steps.two": "We send one text to your phone. Reply {confirm} to confirm that the number is yours.",
    "steps.three": "You get {programme}. Reply STOP whenever you have had enough.",
    "steps.first_text": "The first text reads:",
    "about.heading": "Who we are",
    "about.email": "E-mail",
    "about.website": "Website",
    "about.phone": "Phone",
    "about.post": "Post",
    "nav.label": "Pages",
    "nav.form": "Sign up",
}

_RESULT = {
    "thanks.title": "Check your phone: {programme} from {brand}",
    "thanks.heading": "Check your phone",
    "thanks.lead": "If this number can receive our texts, we have sent it a message. Reply {confirm} to it to finish.",
    "thanks.until": "Until you reply {confirm}, you are not subscribed and we send you nothing else.",
    "thanks.nothing_heading": "No text after a few minutes?",
    "thanks.nothing_number": "Check the number, and sign up again if it was not right.",
    "thanks.nothing_stop": "If you texted STOP to us before, text {return} to the same number first, then sign up.",
    "thanks.nothing_subscribed": "If you are subscribed already, we do not send the message again.",
    "thanks.nothing_help": "Still nothing? Write to",
    "thanks.again": "Sign up with another number",
    "problem.title": "Sign-up not finished: {programme} from {brand}",
    "problem.heading": "You are not signed up yet",
    "problem.generic": "Something in the form was not right, or we could not take it. Nothing was sent.",
    "problem.keep": "Use your browser\u2019s Back button to keep what you typed, or start with an empty form.",
    "problem.back": "Back to the sign-up form",
}

_ERRORS = {
    "error.summary": "There is a problem",
    "error.title_prefix": "Error: ",
    "error.name_missing": "Enter your name.",
    "error.phone_missing": "Enter your mobile phone number.",
    "error.missing_field": "Something is missing. Fill in your name and phone number, and tick the consent box.",
    "error.invalid_field": "This is not something we can use. Check it for stray characters and for its length.",
    "error.unknown_field": "The form sent something that we do not know. Reload the page and try again.",
    "error.consent_required": "Tick the box if you agree to get our texts. Without it we must not text you.",
    "error.number_invalid": "This is not a complete phone number. Check the digits and the country.",
    "error.number_not_mobile": "This number cannot receive texts, as far as we can tell. Enter a mobile phone number.",
    "error.country_not_allowed": "We can only text numbers of these countries: {countries}.",
    "error.consent_text_changed": "The consent text has changed since you opened the form. Read the new text, then "
    "tick the box again if you agree.",
    "error.reload": "The consent text has changed since you opened the form. Reload the page to read the new one.",
    "error.invalid_json": "The form did not arrive whole. Reload the page and try again.",
    "error.invalid_request": "The form sent something that we do not expect. Reload the page and try again.",
    "error.too_large": "You sent more than we can take. Shorten what you typed.",
    "error.unsupported_media_type": "The form arrived in a shape that we do not know. Reload the page and try again.",
    "error.throttled": "Too many people are signing up right now. Wait a minute, then try again.",
    "error.unavailable": "We cannot take sign-ups right now. You are not signed up yet: try again in a few minutes.",
    "error.refused": "We could not take this sign-up. Wait a few minutes, then try again.",
    "error.offline": "You seem to be offline. Connect to the internet, then try again. What you typed is still here.",
    "error.unreachable": "We got no answer. Try again: if your sign-up did arrive, a second one does no harm.",
    "status.sending": "Sending your sign-up\u2026",
    "status.slow": "Still sending. This takes longer than usual; please stay on this page.",
    "status.sent": "Sent. Opening the next page\u2026",
    "status.refreshing": "The consent text has changed. Fetching the new one\u2026",
}

_TERMS = {
    "terms.title": "Terms of service: {programme} from {brand}",
    "terms.heading": "Terms of service for {programme}",
    "terms.what_heading": "What you sign up for",
    "terms.what": "{brand} sends text messages about: {kinds}. {frequency}.",
    "terms.confirm": "When you sign up, we send one message that asks you to confirm. You are subscribed only after "
    "you reply {confirm}. It reads:",
    "terms.stop_heading": "How to stop",
    "terms.stop": "You can end the messages at any time: reply STOP to any of them. We then send one last message "
    "that confirms it, and nothing more:",
    "terms.return": "To join again, text {return} to the same number, then sign up as you did the first time.",
    "terms.help_heading": "How to get help",
    "terms.help": "Reply HELP to any message. We answer:",
    "terms.help_contact": "You can also write to",
    "terms.cost_heading": "Costs and carriers",
    "terms.cost": "Message and data rates may apply, for messages sent to you and for messages you send to us. "
    "Ask your wireless provider about your plan.",
    "terms.carriers": "The messages are delivered by the wireless carriers of: {countries}. Carriers are not liable "
    "for delayed or undelivered messages.",
    "terms.choice_heading": "Your choice",
    "terms.choice": "Consent to these messages is not a condition of buying any goods or services.",
    "terms.privacy_heading": "Your data",
    "terms.privacy": "What we do with your data is in our",
    "privacy.title": "Privacy policy: {programme} from {brand}",
    "privacy.heading": "Privacy policy for {programme}",
    "privacy.collect_heading": "What we collect",
    "privacy.collect": "We collect phone numbers in order to send the text messages that people sign up for. From you "
    "we keep:",
    "privacy.collect_name": "the name and the mobile phone number you give us, and which kind of number it is",
    "privacy.collect_consent": "the consent text you agreed to, with the time, the internet address and the browser "
    "you agreed from",
    "privacy.collect_messages": "which messages we sent you, whether they arrived, and your replies such as {confirm} "
    "or STOP",
    "privacy.use_heading": "What we use it for",
    "privacy.use": "Only to send you {programme}, to answer you, and to prove that you asked for it.",
    "privacy.share_heading": "Whom we share it with",
    "privacy.share_mobile": "No mobile numbers will be shared with third parties or affiliates for marketing or "
    "promotional purposes.",
    "privacy.share_consent": "Text messaging originator opt-in data and consent will not be shared with any third "
    "parties.",
    "privacy.share_carriers": "The providers that deliver our messages for us receive what they need to deliver "
    "them, and may use it for nothing else.",
    "privacy.keep_heading": "How long we keep it",
    "privacy.keep": "A sign-up that is never confirmed is deleted after a short time. The record of a consent, and of "
    "its end, is kept as long as we may have to prove it.",
    "privacy.rights_heading": "Your rights",
    "privacy.rights": "Reply STOP to withdraw your consent. To see, correct or delete your data, write to",
    "privacy.terms_heading": "Terms",
    "privacy.terms": "The rules of the programme are in our",
}

ENGLISH: Mapping[str, str] = MappingProxyType({**_FORM, **_RESULT, **_ERRORS, **_TERMS})
"""Every text of the pages by its key."""
