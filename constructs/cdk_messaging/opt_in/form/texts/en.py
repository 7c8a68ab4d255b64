"""The words of the pages in English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_FORM = {
    "skip": "Skip to the main part",
    "form.title": "Sign up for {programme} by text message from {brand}",
    "form.title_optional": "Sign up for {programme} from {brand}",
    "form.heading": "Get {programme} by text message",
    "form.heading_optional": "Get {programme}",
    "form.lead": "{brand} sends you text messages about: {kinds}. {frequency}.",
    "form.lead_optional": "{brand} keeps you up to date about: {kinds}. By text message only if you choose to.",
    "form.your_details": "Your details",
    "form.optional": "(optional)",
    "form.choose": "Please choose",
    "form.country": "Country of your phone number",
    "form.phone": "Mobile phone number",
    "form.phone_hint": "For example {example}, or with the country code, {calling_code}.",
    "form.phone_unneeded": "You can sign up without a phone number. We need it only if you want text messages.",
    "form.one_country": "Only mobile numbers of {country} ({calling_code}) can sign up.",
    "form.consent_heading": "Your consent",
    "form.consent_heading_optional": "Text messages, if you want them",
    "form.terms_heading": "Terms and privacy",
    "form.terms": "I agree to the terms of service and the privacy policy of {brand}.",
    "form.submit": "Sign up",
    "form.next": "Next, we text you. You are subscribed once you reply {confirm}.",
    "form.next_optional": "If you ask for text messages, we text you next. You get them once you reply {confirm}.",
    "facts.heading": "What you sign up for",
    "facts.heading_optional": "About our text messages",
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
    "links.read": "Read them here:",
    "links.terms": "Terms of service",
    "links.and": "and our",
    "links.privacy": "Privacy policy",
    "captcha.heading": "Are you a person?",
    "captcha.purpose": "This check by {provider} keeps programs from signing up other people\u2019s numbers. "
    "If you cannot pass it, write to us and we sign you up:",
    "captcha.noscript": "This form needs JavaScript, because it checks that a person fills it in. "
    "Switch JavaScript on and reload the page, or write to us and we sign you up:",
    "steps.heading": "How it works",
    "steps.one": "Fill in the form and tick the consent box.",
    "steps.one_optional": "Fill in the form. Add your mobile number and tick the box if you want text messages.",
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
    "nav.languages": "Languages",
}

_RESULT = {
    "thanks.title": "Check your phone: {programme} from {brand}",
    "thanks.title_optional": "Thank you: {programme} from {brand}",
    "thanks.heading": "Check your phone",
    "thanks.heading_optional": "Thank you",
    "thanks.lead": "If this number can receive our texts, we have sent it a message. Reply {confirm} to it to finish.",
    "thanks.lead_optional": "We have your sign-up. If you asked for text messages and your number can receive them, "
    "we have sent one to your phone: reply {confirm} to it to finish.",
    "thanks.until": "Until you reply {confirm}, you are not subscribed and we send you nothing else.",
    "thanks.until_optional": "Until you reply {confirm}, you are not subscribed to our texts and we text you nothing "
    "else.",
    "thanks.nothing_heading": "No text after a few minutes?",
    "thanks.nothing_number": "Check the number, and sign up again if it was not right.",
    "thanks.nothing_stop": "If you texted STOP to us before, text {return} to the same number first, then sign up.",
    "thanks.nothing_subscribed": "If you are subscribed already, we do not send the message again.",
    "thanks.nothing_help": "Still nothing? Write to",
    "thanks.again": "Sign up with another number",
    "thanks.again_optional": "Back to the sign-up form",
    "problem.title": "Sign-up not finished: {programme} from {brand}",
    "problem.heading": "You are not signed up yet",
    "problem.generic": "Something in the form was not right, or we could not take it. Nothing was sent.",
    "problem.keep": "Use your browser\u2019s Back button to keep what you typed, or start with an empty form.",
    "problem.back": "Back to the sign-up form",
}

_ERRORS = {
    "error.summary": "There is a problem",
    "error.title_prefix": "Error: ",
    "error.field_missing": "Fill in \u201c{label}\u201d.",
    "error.choice_missing": "Choose an answer for \u201c{label}\u201d.",
    "error.tick_missing": "Tick \u201c{label}\u201d to go on.",
    "error.value_text": "Check \u201c{label}\u201d for stray characters and for its length.",
    "error.value_email": "Enter a complete e-mail address, such as name@example.com.",
    "error.value_number": "Enter a number in digits for \u201c{label}\u201d.",
    "error.value_date": "Enter a complete date for \u201c{label}\u201d.",
    "error.value_choice": "Choose one of the answers for \u201c{label}\u201d.",
    "error.phone_missing": "Enter your mobile phone number.",
    "error.phone_missing_optional": "Enter your mobile phone number, or untick the box for text messages.",
    "error.terms_missing": "Tick the box if you agree to the terms of service and the privacy policy. "
    "Without it you cannot sign up.",
    "error.missing_field": "Something is missing. Fill in every field that is not marked as optional, "
    "and tick the boxes you agree to.",
    "error.invalid_field": "This is not something we can use. Check it for stray characters and for its length.",
    "error.unknown_field": "The form sent something that we do not know. Reload the page and try again.",
    "error.consent_required": "Tick the box if you agree to get our texts. Without it we must not text you.",
    "error.consent_required_optional": "Tick a box if you agree to get our texts, or leave the phone number empty. "
    "Without your consent we must not text you.",
    "error.number_invalid": "This is not a complete phone number. Check the digits and the country.",
    "error.number_not_mobile": "This number cannot receive texts, as far as we can tell. Enter a mobile phone number.",
    "error.country_not_allowed": "We can only text numbers of these countries: {countries}.",
    "error.consent_text_changed": "The consent text has changed since you opened the form. Read the new text, then "
    "tick the box again if you agree.",
    "error.reload": "The consent text has changed since you opened the form. Reload the page to read the new one.",
    "error.captcha_missing": "Complete the check that you are a person, then sign up.",
    "error.captcha_failed": "The check could not tell that you are a person. Do it once more, then sign up.",
    "error.captcha_expired": "The check was too long ago. Do it once more, then sign up.",
    "error.captcha_unavailable": "The check that you are a person does not load. Allow content from {provider} in your "
    "browser and reload the page, or write to us.",
    "error.invalid_json": "The form did not arrive whole. Reload the page and try again.",
    "error.invalid_request": "The form sent something that we do not expect. Reload the page and try again.",
    "error.too_large": "You sent more than we can take. Shorten what you typed.",
    "error.unsupported_media_type": "The form arrived in a shape that we do not know. Reload the page and try again.",
    "error.throttled": "There were too many sign-ups in a short time. Wait a few minutes, then try again.",
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
    "terms.confirm": "When you sign up with your phone number, we send one message that asks you to confirm. You are "
    "subscribed only after you reply {confirm}. It reads:",
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
    "privacy.collect_form": "what you enter in the form ({fields}), and which kind of phone number it is",
    "privacy.collect_consent": "the consent text you agreed to, with the time, the internet address and the browser "
    "you agreed from",
    "privacy.collect_messages": "which messages we sent you, whether they arrived, and your replies such as {confirm} "
    "or STOP",
    "privacy.captcha": "To keep programs out, the form loads a check from {provider}. To do the check, {provider} "
    "receives your internet address and details of your browser.",
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
    "privacy.keep": "A sign-up for texts that is never confirmed is deleted after a short time. The record of a "
    "consent, and of its end, is kept as long as we may have to prove it.",
    "privacy.keep_optional": "A sign-up for texts that is never confirmed is deleted after a short time. The record "
    "of a consent, and of its end, is kept as long as we may have to prove it. What you gave us without a phone "
    "number is kept until you ask us to delete it.",
    "privacy.rights_heading": "Your rights",
    "privacy.rights": "Reply STOP to withdraw your consent. To see, correct or delete your data, write to",
    "privacy.terms_heading": "Terms",
    "privacy.terms": "The rules of the programme are in our",
}

ENGLISH: Mapping[str, str] = MappingProxyType({**_FORM, **_RESULT, **_ERRORS, **_TERMS})
"""Every text of the pages by its key."""
