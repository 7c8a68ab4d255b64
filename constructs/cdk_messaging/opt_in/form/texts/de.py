"""The words of the pages in German."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_FORM = {
    "skip": "Zum Inhalt springen",
    "form.title": "{programme} per SMS von {brand}: Anmeldung",
    "form.title_optional": "{programme} von {brand}: Anmeldung",
    "form.heading": "{programme} per SMS erhalten",
    "form.heading_optional": "{programme} erhalten",
    "form.lead": "{brand} schickt Ihnen SMS zu diesen Themen: {kinds}. {frequency}.",
    "form.lead_optional": "{brand} hält Sie auf dem Laufenden: {kinds}. Per SMS nur, wenn Sie das möchten.",
    "form.your_details": "Ihre Angaben",
    "form.optional": "(freiwillig)",
    "form.choose": "Bitte wählen",
    "form.country": "Land Ihrer Telefonnummer",
    "form.phone": "Handynummer",
    "form.phone_hint": "Zum Beispiel {example} oder mit Ländervorwahl, {calling_code}.",
    "form.phone_unneeded": "Sie können sich auch ohne Telefonnummer anmelden. Wir brauchen sie nur, wenn Sie SMS "
    "von uns möchten.",
    "form.one_country": "Anmelden können sich nur Handynummern aus diesem Land: {country} ({calling_code}).",
    "form.consent_heading": "Ihre Einwilligung",
    "form.consent_heading_optional": "SMS, wenn Sie möchten",
    "form.terms_heading": "Bedingungen und Datenschutz",
    "form.terms": "Ich stimme den Nutzungsbedingungen und der Datenschutzerklärung von {brand} zu.",
    "form.submit": "Anmelden",
    "form.next": "Danach schicken wir Ihnen eine SMS. Angemeldet sind Sie, sobald Sie mit {confirm} antworten.",
    "form.next_optional": "Wenn Sie SMS möchten, schicken wir Ihnen danach eine. Weitere bekommen Sie erst, wenn Sie "
    "mit {confirm} antworten.",
    "facts.heading": "Wofür Sie sich anmelden",
    "facts.heading_optional": "Unsere SMS auf einen Blick",
    "facts.sender": "Absender",
    "facts.kinds": "Themen",
    "facts.frequency": "Wie oft",
    "facts.cost": "Kosten",
    "facts.cost_text": "Für Nachrichten und Daten können Gebühren Ihres Mobilfunkanbieters anfallen.",
    "facts.stop": "Abmelden",
    "facts.stop_text": "Antworten Sie jederzeit mit STOP auf eine unserer SMS.",
    "facts.help": "Hilfe",
    "facts.help_text": "Antworten Sie mit HELP oder schreiben Sie an",
    "facts.choice": "Ihre Wahl",
    "facts.choice_text": "Die Anmeldung ist nie Bedingung für einen Kauf.",
    "facts.returning": "Schon einmal STOP gesendet?",
    "facts.returning_text": "Senden Sie zuerst {return} an dieselbe Nummer. Vorher dürfen wir Ihnen nicht schreiben.",
    "links.intro": "Bitte lesen Sie auch unsere",
    "links.read": "Hier können Sie beides lesen:",
    "links.terms": "Nutzungsbedingungen",
    "links.and": "und unsere",
    "links.privacy": "Datenschutzerklärung",
    "captcha.heading": "Sind Sie ein Mensch?",
    "captcha.purpose": "Diese Prüfung von {provider} verhindert, dass Programme fremde Nummern anmelden. "
    "Wenn Sie sie nicht bestehen, schreiben Sie uns, dann melden wir Sie an:",
    "captcha.noscript": "Dieses Formular braucht JavaScript, weil es prüft, ob ein Mensch es ausfüllt. "
    "Schalten Sie JavaScript ein und laden Sie die Seite neu, oder schreiben Sie uns, dann melden wir Sie an:",
    "steps.heading": "So geht es",
    "steps.one": "Füllen Sie das Formular aus und setzen Sie das Häkchen zur Einwilligung.",
    "steps.one_optional": "Füllen Sie das Formular aus. Wenn Sie SMS möchten, geben Sie Ihre Handynummer an und setzen "
    "Sie das Häkchen.",
    "steps.two": "Wir schicken Ihnen eine SMS. Antworten Sie mit {confirm} und bestätigen Sie so, dass die Nummer "
    "Ihnen gehört.",
    "steps.three": "Sie erhalten {programme}. Wenn Sie genug haben, antworten Sie mit STOP.",
    "steps.first_text": "So lautet die erste SMS:",
    "about.heading": "Wer wir sind",
    "about.email": "E-Mail",
    "about.website": "Website",
    "about.phone": "Telefon",
    "about.post": "Post",
    "nav.label": "Seiten",
    "nav.form": "Anmeldung",
    "nav.languages": "Sprachen",
}

_RESULT = {
    "thanks.title": "Schauen Sie auf Ihr Handy: {programme} von {brand}",
    "thanks.title_optional": "Danke: {programme} von {brand}",
    "thanks.heading": "Schauen Sie auf Ihr Handy",
    "thanks.heading_optional": "Danke",
    "thanks.lead": "Wenn diese Nummer unsere SMS empfangen kann, haben wir ihr eine geschickt. Antworten Sie darauf "
    "mit {confirm}, um die Anmeldung abzuschließen.",
    "thanks.lead_optional": "Ihre Anmeldung ist bei uns. Wenn Sie SMS möchten und Ihre Nummer sie empfangen kann, "
    "haben wir Ihnen eine geschickt: Antworten Sie darauf mit {confirm}, um die Anmeldung abzuschließen.",
    "thanks.until": "Solange Sie nicht mit {confirm} antworten, sind Sie nicht angemeldet und bekommen nichts weiter "
    "von uns.",
    "thanks.until_optional": "Solange Sie nicht mit {confirm} antworten, sind Sie nicht für unsere SMS angemeldet und "
    "bekommen keine weitere.",
    "thanks.nothing_heading": "Nach einigen Minuten noch keine SMS?",
    "thanks.nothing_number": "Prüfen Sie die Nummer und melden Sie sich noch einmal an, wenn sie nicht stimmte.",
    "thanks.nothing_stop": "Wenn Sie uns früher STOP gesendet haben, senden Sie zuerst {return} an dieselbe Nummer und "
    "melden Sie sich dann an.",
    "thanks.nothing_subscribed": "Wenn Sie schon angemeldet sind, schicken wir die SMS nicht noch einmal.",
    "thanks.nothing_help": "Immer noch nichts? Schreiben Sie an",
    "thanks.again": "Eine andere Nummer anmelden",
    "thanks.again_optional": "Zurück zur Anmeldung",
    "problem.title": "Anmeldung nicht abgeschlossen: {programme} von {brand}",
    "problem.heading": "Sie sind noch nicht angemeldet",
    "problem.generic": "Etwas im Formular stimmte nicht, oder wir konnten es nicht annehmen. Es wurde nichts "
    "verschickt.",
    "problem.keep": "Mit der Zurück-Taste Ihres Browsers behalten Sie Ihre Eingaben. Oder beginnen Sie mit einem "
    "leeren Formular.",
    "problem.back": "Zurück zur Anmeldung",
}

_ERRORS = {
    "error.summary": "Da stimmt etwas nicht",
    "error.title_prefix": "Fehler: ",
    "error.field_missing": "Füllen Sie „{label}“ aus.",
    "error.choice_missing": "Treffen Sie eine Wahl bei „{label}“.",
    "error.tick_missing": "Setzen Sie das Häkchen bei „{label}“, um fortzufahren.",
    "error.value_text": "Prüfen Sie „{label}“ auf ungewöhnliche Zeichen und auf die Länge.",
    "error.value_email": "Geben Sie eine vollständige E-Mail-Adresse ein, zum Beispiel name@example.com.",
    "error.value_number": "Geben Sie bei „{label}“ eine Zahl in Ziffern ein.",
    "error.value_date": "Geben Sie bei „{label}“ ein vollständiges Datum ein.",
    "error.value_choice": "Wählen Sie eine der Antworten bei „{label}“.",
    "error.phone_missing": "Geben Sie Ihre Handynummer ein.",
    "error.phone_missing_optional": "Geben Sie Ihre Handynummer ein, oder entfernen Sie das Häkchen bei den SMS.",
    "error.terms_missing": "Setzen Sie das Häkchen, wenn Sie den Nutzungsbedingungen und der Datenschutzerklärung "
    "zustimmen. Ohne Zustimmung können Sie sich nicht anmelden.",
    "error.missing_field": "Etwas fehlt. Füllen Sie alle Felder aus, die nicht als freiwillig gekennzeichnet sind, und "
    "setzen Sie die Häkchen, denen Sie zustimmen.",
    "error.invalid_field": "Damit können wir nichts anfangen. Prüfen Sie die Eingabe auf ungewöhnliche Zeichen und auf "
    "die Länge.",
    "error.unknown_field": "Das Formular hat etwas gesendet, das wir nicht kennen. Laden Sie die Seite neu und "
    "versuchen Sie es noch einmal.",
    "error.consent_required": "Setzen Sie das Häkchen, wenn Sie unsere SMS möchten. Ohne Ihre Einwilligung dürfen wir "
    "Ihnen nicht schreiben.",
    "error.consent_required_optional": "Setzen Sie ein Häkchen, wenn Sie unsere SMS möchten, oder lassen Sie die "
    "Handynummer leer. Ohne Ihre Einwilligung dürfen wir Ihnen keine SMS schicken.",
    "error.number_invalid": "Das ist keine vollständige Telefonnummer. Prüfen Sie die Ziffern und das Land.",
    "error.number_not_mobile": "Diese Nummer kann, soweit wir sehen, keine SMS empfangen. Geben Sie eine Handynummer "
    "ein.",
    "error.country_not_allowed": "Wir können nur an Nummern aus diesen Ländern schreiben: {countries}.",
    "error.consent_text_changed": "Der Einwilligungstext hat sich geändert, seit Sie das Formular geöffnet haben. "
    "Lesen Sie den neuen Text und setzen Sie das Häkchen noch einmal, wenn Sie einverstanden sind.",
    "error.reload": "Der Einwilligungstext hat sich geändert, seit Sie das Formular geöffnet haben. Laden Sie die "
    "Seite neu, um den neuen Text zu lesen.",
    "error.captcha_missing": "Schließen Sie die Prüfung ab, dass Sie ein Mensch sind, und melden Sie sich dann an.",
    "error.captcha_failed": "Die Prüfung konnte nicht erkennen, dass Sie ein Mensch sind. Wiederholen Sie sie und "
    "melden Sie sich dann an.",
    "error.captcha_expired": "Die Prüfung liegt zu lange zurück. Wiederholen Sie sie und melden Sie sich dann an.",
    "error.captcha_unavailable": "Die Prüfung, ob Sie ein Mensch sind, lässt sich nicht laden. Erlauben Sie im Browser "
    "Inhalte von {provider} und laden Sie die Seite neu, oder schreiben Sie uns.",
    "error.invalid_json": "Das Formular kam nicht vollständig an. Laden Sie die Seite neu und versuchen Sie es noch "
    "einmal.",
    "error.invalid_request": "Das Formular hat etwas Unerwartetes gesendet. Laden Sie die Seite neu und versuchen Sie "
    "es noch einmal.",
    "error.too_large": "Das ist mehr, als wir annehmen können. Kürzen Sie Ihre Eingaben.",
    "error.unsupported_media_type": "Das Formular kam in einer Form an, die wir nicht kennen. Laden Sie die Seite neu "
    "und versuchen Sie es noch einmal.",
    "error.throttled": "In kurzer Zeit gab es zu viele Anmeldungen. Versuchen Sie es in einigen Minuten noch einmal.",
    "error.unavailable": "Im Moment können wir keine Anmeldungen annehmen. Sie sind noch nicht angemeldet: Versuchen "
    "Sie es in einigen Minuten noch einmal.",
    "error.refused": "Wir konnten diese Anmeldung nicht annehmen. Versuchen Sie es in einigen Minuten noch einmal.",
    "error.offline": "Sie sind anscheinend offline. Stellen Sie eine Verbindung zum Internet her und versuchen Sie es "
    "noch einmal. Ihre Eingaben sind noch da.",
    "error.unreachable": "Wir bekamen keine Antwort. Versuchen Sie es noch einmal: Falls Ihre Anmeldung doch "
    "angekommen ist, schadet eine zweite nicht.",
    "status.sending": "Ihre Anmeldung wird gesendet\u2026",
    "status.slow": "Es wird noch gesendet. Das dauert länger als sonst; bitte bleiben Sie auf dieser Seite.",
    "status.sent": "Gesendet. Die nächste Seite wird geöffnet\u2026",
    "status.refreshing": "Der Einwilligungstext hat sich geändert. Der neue wird geholt\u2026",
}

_TERMS = {
    "terms.title": "Nutzungsbedingungen: {programme} von {brand}",
    "terms.heading": "Nutzungsbedingungen: {programme}",
    "terms.what_heading": "Wofür Sie sich anmelden",
    "terms.what": "{brand} schickt SMS zu diesen Themen: {kinds}. {frequency}.",
    "terms.confirm": "Wenn Sie sich mit Ihrer Telefonnummer anmelden, schicken wir Ihnen eine SMS und bitten um "
    "Bestätigung. Angemeldet sind Sie erst, wenn Sie mit {confirm} antworten. Sie lautet:",
    "terms.stop_heading": "So melden Sie sich ab",
    "terms.stop": "Sie können die SMS jederzeit beenden: Antworten Sie auf eine davon mit STOP. Wir bestätigen das mit "
    "einer letzten SMS und schicken dann nichts mehr:",
    "terms.return": "Um wieder dabei zu sein, senden Sie {return} an dieselbe Nummer und melden Sie sich dann an wie "
    "beim ersten Mal.",
    "terms.help_heading": "So bekommen Sie Hilfe",
    "terms.help": "Antworten Sie mit HELP auf eine unserer SMS. Wir antworten:",
    "terms.help_contact": "Sie können auch schreiben an",
    "terms.cost_heading": "Kosten und Mobilfunkanbieter",
    "terms.cost": "Für Nachrichten und Daten können Gebühren anfallen, für SMS von uns ebenso wie für SMS an uns. "
    "Fragen Sie Ihren Mobilfunkanbieter nach Ihrem Tarif.",
    "terms.carriers": "Die SMS werden von den Mobilfunkanbietern dieser Länder zugestellt: {countries}. Die Anbieter "
    "haften nicht für verspätete oder nicht zugestellte Nachrichten.",
    "terms.choice_heading": "Ihre Wahl",
    "terms.choice": "Die Einwilligung in diese SMS ist keine Bedingung für den Kauf von Waren oder Dienstleistungen.",
    "terms.privacy_heading": "Ihre Daten",
    "terms.privacy": "Was wir mit Ihren Daten tun, steht in unserer",
    "privacy.title": "Datenschutzerklärung: {programme} von {brand}",
    "privacy.heading": "Datenschutzerklärung: {programme}",
    "privacy.collect_heading": "Was wir erheben",
    "privacy.collect": "Wir erheben Telefonnummern, um die SMS zu schicken, für die sich Menschen anmelden. Von Ihnen "
    "speichern wir:",
    "privacy.collect_form": "was Sie in das Formular eintragen ({fields}), und um welche Art von Telefonnummer es sich "
    "handelt",
    "privacy.collect_consent": "den Einwilligungstext, dem Sie zugestimmt haben, mit Uhrzeit, Internetadresse und "
    "Browser",
    "privacy.collect_messages": "welche Nachrichten wir Ihnen geschickt haben, ob sie angekommen sind, und Ihre "
    "Antworten wie {confirm} oder STOP",
    "privacy.captcha": "Damit Programme draußen bleiben, lädt das Formular eine Prüfung von {provider}. Dafür erhält "
    "{provider} Ihre Internetadresse und Angaben zu Ihrem Browser.",
    "privacy.use_heading": "Wofür wir sie verwenden",
    "privacy.use": "Nur um Ihnen {programme} zu schicken, Ihnen zu antworten und nachzuweisen, dass Sie darum gebeten "
    "haben.",
    "privacy.share_heading": "An wen wir sie weitergeben",
    "privacy.share_mobile": "Handynummern werden nicht an Dritte oder verbundene Unternehmen zu Marketing- oder "
    "Werbezwecken weitergegeben.",
    "privacy.share_consent": "Daten über die Anmeldung zu unseren SMS und die Einwilligung werden nicht an Dritte "
    "weitergegeben.",
    "privacy.share_carriers": "Die Anbieter, die unsere SMS für uns zustellen, erhalten, was sie dazu brauchen, und "
    "dürfen es für nichts anderes verwenden.",
    "privacy.keep_heading": "Wie lange wir sie aufbewahren",
    "privacy.keep": "Eine Anmeldung zu SMS, die nie bestätigt wird, wird nach kurzer Zeit gelöscht. Den Nachweis einer "
    "Einwilligung und ihres Endes bewahren wir auf, solange wir ihn vorlegen müssen.",
    "privacy.keep_optional": "Eine Anmeldung zu SMS, die nie bestätigt wird, wird nach kurzer Zeit gelöscht. Den "
    "Nachweis einer Einwilligung und ihres Endes bewahren wir auf, solange wir ihn vorlegen müssen. Angaben ohne "
    "Telefonnummer bewahren wir auf, bis Sie uns bitten, sie zu löschen.",
    "privacy.rights_heading": "Ihre Rechte",
    "privacy.rights": "Antworten Sie mit STOP, um Ihre Einwilligung zu widerrufen. Um Ihre Daten einzusehen, zu "
    "berichtigen oder löschen zu lassen, schreiben Sie an",
    "privacy.terms_heading": "Bedingungen",
    "privacy.terms": "Die Regeln des Programms stehen in unseren",
}

GERMAN: Mapping[str, str] = MappingProxyType({**_FORM, **_RESULT, **_ERRORS, **_TERMS})
"""Every text of the pages by its key."""
