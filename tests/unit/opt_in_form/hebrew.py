"""A complete set of words for a language that has none built in, and that is written from right to left."""

from __future__ import annotations

from cdk_messaging.opt_in.form.content import Box, Country, FormContent, FormField
from tests.unit.opt_in_form.sample import promotional, sample

CONSENT_TEXT = (
    "אנו מסכימים לקבל עדכוני הזמנות בהודעות SMS מאת Example Corp למספר שלמעלה. עד 4 הודעות בחודש. "
    "ייתכנו תעריפי הודעות ונתונים. השיבו HELP לעזרה או STOP לביטול. ההסכמה אינה תנאי לרכישה."
)

ISRAEL = Country(code="IL", name="ישראל", calling_code="972", example="050-234-5678")
UNITED_STATES = Country(code="US", name="ארצות הברית", calling_code="1", example="(201) 555-0123")

NAME = FormField(name="name", label="שם מלא", required=True, autocomplete="name")
EMAIL = FormField(name="email", type="email", label="דואר אלקטרוני", required=True, autocomplete="email")

_FORM = {
    "skip": "דילוג לתוכן",
    "form.title": "הרשמה: {programme} בהודעות SMS מאת {brand}",
    "form.title_optional": "הרשמה: {programme} מאת {brand}",
    "form.heading": "קבלו {programme} בהודעות SMS",
    "form.heading_optional": "קבלו {programme}",
    "form.lead": "{brand} שולחת לכם הודעות בנושאים: {kinds}. {frequency}.",
    "form.lead_optional": "{brand} מעדכנת אתכם בנושאים: {kinds}. בהודעות SMS רק אם תבחרו בכך.",
    "form.your_details": "הפרטים שלכם",
    "form.optional": "(לא חובה)",
    "form.choose": "בחרו",
    "form.country": "המדינה של מספר הטלפון",
    "form.phone": "מספר טלפון נייד",
    "form.phone_hint": "לדוגמה {example}, או עם קידומת המדינה, {calling_code}.",
    "form.phone_unneeded": "אפשר להירשם בלי מספר טלפון. הוא נחוץ לנו רק אם תרצו הודעות SMS.",
    "form.one_country": "אפשר להירשם רק עם מספר נייד של {country} ({calling_code}).",
    "form.consent_heading": "ההסכמה שלכם",
    "form.consent_heading_optional": "הודעות SMS, אם תרצו",
    "form.terms_heading": "תנאים ופרטיות",
    "form.terms": "אנו מסכימים לתנאי השירות ולמדיניות הפרטיות של {brand}.",
    "form.submit": "הרשמה",
    "form.next": "אחר כך נשלח לכם הודעה. ההרשמה תושלם כשתשיבו {confirm}.",
    "form.next_optional": "אם תבקשו הודעות SMS, נשלח לכם אחת. הודעות נוספות יגיעו רק אחרי שתשיבו {confirm}.",
    "facts.heading": "למה נרשמים",
    "facts.heading_optional": "על הודעות ה-SMS שלנו",
    "facts.sender": "מי שולח",
    "facts.kinds": "באיזה נושא",
    "facts.frequency": "באיזו תדירות",
    "facts.cost": "כמה זה עולה",
    "facts.cost_text": "ייתכנו תעריפי הודעות ונתונים.",
    "facts.stop": "להפסקה",
    "facts.stop_text": "השיבו STOP לכל הודעה שלנו, בכל עת.",
    "facts.help": "לעזרה",
    "facts.help_text": "השיבו HELP או כתבו אל",
    "facts.choice": "הבחירה שלכם",
    "facts.choice_text": "ההרשמה לעולם אינה תנאי לרכישה.",
    "facts.returning": "שלחתם לנו STOP?",
    "facts.returning_text": "שלחו תחילה {return} לאותו מספר. עד אז לא נוכל לשלוח לכם הודעות.",
    "links.intro": "אנא קראו גם את",
    "links.read": "לקריאה:",
    "links.terms": "תנאי השירות",
    "links.and": "ואת",
    "links.privacy": "מדיניות הפרטיות",
    "captcha.heading": "האם אתם בני אדם?",
    "captcha.purpose": "הבדיקה של {provider} מונעת מתוכנות לרשום מספרים של אחרים. אם לא הצלחתם, כתבו לנו ונרשום אתכם:",
    "captcha.noscript": "הטופס זקוק ל-JavaScript כי הוא בודק שאדם ממלא אותו. הפעילו JavaScript וטענו את הדף מחדש, "
    "או כתבו לנו ונרשום אתכם:",
    "steps.heading": "איך זה עובד",
    "steps.one": "מלאו את הטופס וסמנו את תיבת ההסכמה.",
    "steps.one_optional": "מלאו את הטופס. אם תרצו הודעות SMS, הוסיפו מספר נייד וסמנו את התיבה.",
    "steps.two": "נשלח לכם הודעה אחת. השיבו {confirm} כדי לאשר שהמספר שלכם.",
    "steps.three": "תקבלו {programme}. השיבו STOP כשתרצו להפסיק.",
    "steps.first_text": "ההודעה הראשונה:",
    "about.heading": "מי אנחנו",
    "about.email": "דוא״ל",
    "about.website": "אתר",
    "about.phone": "טלפון",
    "about.post": "כתובת",
    "nav.label": "דפים",
    "nav.form": "הרשמה",
    "nav.languages": "שפות",
}

_RESULT = {
    "thanks.title": "בדקו את הטלפון: {programme} מאת {brand}",
    "thanks.title_optional": "תודה: {programme} מאת {brand}",
    "thanks.heading": "בדקו את הטלפון",
    "thanks.heading_optional": "תודה",
    "thanks.lead": "אם המספר יכול לקבל את ההודעות שלנו, שלחנו אליו הודעה. השיבו עליה {confirm} כדי לסיים.",
    "thanks.lead_optional": "ההרשמה התקבלה. אם ביקשתם הודעות SMS והמספר יכול לקבל אותן, שלחנו הודעה: השיבו עליה "
    "{confirm} כדי לסיים.",
    "thanks.until": "עד שתשיבו {confirm} אינכם רשומים ולא נשלח לכם דבר נוסף.",
    "thanks.until_optional": "עד שתשיבו {confirm} אינכם רשומים להודעות ה-SMS ולא נשלח אחרות.",
    "thanks.nothing_heading": "לא הגיעה הודעה אחרי כמה דקות?",
    "thanks.nothing_number": "בדקו את המספר, והירשמו שוב אם לא היה נכון.",
    "thanks.nothing_stop": "אם שלחתם לנו בעבר STOP, שלחו תחילה {return} לאותו מספר ואז הירשמו.",
    "thanks.nothing_subscribed": "אם אתם כבר רשומים, איננו שולחים את ההודעה שוב.",
    "thanks.nothing_help": "עדיין כלום? כתבו אל",
    "thanks.again": "הרשמה עם מספר אחר",
    "thanks.again_optional": "חזרה לטופס",
    "problem.title": "ההרשמה לא הושלמה: {programme} מאת {brand}",
    "problem.heading": "עדיין לא נרשמתם",
    "problem.generic": "משהו בטופס לא היה תקין, או שלא יכולנו לקבל אותו. לא נשלח דבר.",
    "problem.keep": "כפתור החזרה בדפדפן שומר את מה שהקלדתם; אפשר גם להתחיל בטופס ריק.",
    "problem.back": "חזרה לטופס",
}

_ERRORS = {
    "error.summary": "יש בעיה",
    "error.title_prefix": "שגיאה: ",
    "error.field_missing": "מלאו את „{label}”.",
    "error.choice_missing": "בחרו תשובה עבור „{label}”.",
    "error.tick_missing": "סמנו „{label}” כדי להמשיך.",
    "error.value_text": "בדקו ב„{label}” תווים חריגים ואורך.",
    "error.value_email": "הקלידו כתובת דואר מלאה, למשל name@example.com.",
    "error.value_number": "הקלידו מספר בספרות עבור „{label}”.",
    "error.value_date": "הקלידו תאריך מלא עבור „{label}”.",
    "error.value_choice": "בחרו אחת מהתשובות עבור „{label}”.",
    "error.phone_missing": "הקלידו את מספר הטלפון הנייד.",
    "error.phone_missing_optional": "הקלידו את מספר הטלפון הנייד, או בטלו את הסימון של הודעות ה-SMS.",
    "error.terms_missing": "סמנו את התיבה אם אתם מסכימים לתנאי השירות ולמדיניות הפרטיות. בלי זה אי אפשר להירשם.",
    "error.missing_field": "משהו חסר. מלאו את כל שדות החובה וסמנו את התיבות שאתם מסכימים להן.",
    "error.invalid_field": "לא נוכל להשתמש בזה. בדקו תווים חריגים ואורך.",
    "error.unknown_field": "הטופס שלח משהו שאיננו מכירים. טענו את הדף מחדש ונסו שוב.",
    "error.consent_required": "סמנו את התיבה אם אתם מסכימים לקבל הודעות. בלי זה אסור לנו לשלוח.",
    "error.consent_required_optional": "סמנו תיבה אם אתם מסכימים לקבל הודעות, או השאירו את מספר הטלפון ריק.",
    "error.number_invalid": "זה אינו מספר טלפון מלא. בדקו את הספרות ואת המדינה.",
    "error.number_not_mobile": "ככל שנראה לנו, המספר אינו יכול לקבל הודעות. הקלידו מספר נייד.",
    "error.country_not_allowed": "אפשר לשלוח רק למספרים של המדינות: {countries}.",
    "error.consent_text_changed": "נוסח ההסכמה השתנה מאז שפתחתם את הטופס. קראו את הנוסח החדש וסמנו שוב אם אתם מסכימים.",
    "error.reload": "נוסח ההסכמה השתנה מאז שפתחתם את הטופס. טענו את הדף מחדש כדי לקרוא אותו.",
    "error.captcha_missing": "השלימו את הבדיקה ואז הירשמו.",
    "error.captcha_failed": "הבדיקה לא זיהתה שאתם בני אדם. בצעו אותה שוב ואז הירשמו.",
    "error.captcha_expired": "עבר זמן רב מדי מאז הבדיקה. בצעו אותה שוב ואז הירשמו.",
    "error.captcha_unavailable": "הבדיקה אינה נטענת. אפשרו בדפדפן תוכן מאת {provider} וטענו את הדף מחדש, או כתבו לנו.",
    "error.invalid_json": "הטופס לא הגיע בשלמותו. טענו את הדף מחדש ונסו שוב.",
    "error.invalid_request": "הטופס שלח משהו לא צפוי. טענו את הדף מחדש ונסו שוב.",
    "error.too_large": "שלחתם יותר ממה שנוכל לקבל. קצרו את מה שהקלדתם.",
    "error.unsupported_media_type": "הטופס הגיע בצורה שאיננו מכירים. טענו את הדף מחדש ונסו שוב.",
    "error.throttled": "היו יותר מדי הרשמות בזמן קצר. המתינו כמה דקות ונסו שוב.",
    "error.unavailable": "כרגע לא נוכל לקבל הרשמות. עדיין לא נרשמתם: נסו שוב בעוד כמה דקות.",
    "error.refused": "לא הצלחנו לקבל את ההרשמה. המתינו כמה דקות ונסו שוב.",
    "error.offline": "נראה שאין חיבור לאינטרנט. התחברו ונסו שוב. מה שהקלדתם עדיין כאן.",
    "error.unreachable": "לא קיבלנו תשובה. נסו שוב: אם ההרשמה כן הגיעה, הרשמה שנייה אינה מזיקה.",
    "status.sending": "ההרשמה נשלחת\u2026",
    "status.slow": "עדיין שולחים. זה לוקח יותר מהרגיל; הישארו בדף.",
    "status.sent": "נשלח. הדף הבא נפתח\u2026",
    "status.refreshing": "נוסח ההסכמה השתנה. טוענים את החדש\u2026",
}

_TERMS = {
    "terms.title": "תנאי השירות: {programme} מאת {brand}",
    "terms.heading": "תנאי השירות: {programme}",
    "terms.what_heading": "למה נרשמים",
    "terms.what": "{brand} שולחת הודעות בנושאים: {kinds}. {frequency}.",
    "terms.confirm": "כשנרשמים עם מספר טלפון, אנו שולחים הודעה אחת ומבקשים אישור. ההרשמה תקפה רק אחרי התשובה "
    "{confirm}. נוסח ההודעה:",
    "terms.stop_heading": "איך מפסיקים",
    "terms.stop": "אפשר להפסיק בכל עת: השיבו STOP לכל הודעה. נשלח הודעה אחרונה לאישור, ולא יותר:",
    "terms.return": "כדי לחזור, שלחו {return} לאותו מספר והירשמו כמו בפעם הראשונה.",
    "terms.help_heading": "איך מקבלים עזרה",
    "terms.help": "השיבו HELP לכל הודעה. נענה:",
    "terms.help_contact": "אפשר גם לכתוב אל",
    "terms.cost_heading": "עלויות ומפעילים",
    "terms.cost": "ייתכנו תעריפי הודעות ונתונים, להודעות שאתם מקבלים ולהודעות שאתם שולחים.",
    "terms.carriers": "ההודעות נמסרות על ידי מפעילי הסלולר של: {countries}. המפעילים אינם אחראים להודעות שהתעכבו או לא "
    "נמסרו.",
    "terms.choice_heading": "הבחירה שלכם",
    "terms.choice": "ההסכמה להודעות אינה תנאי לרכישת מוצרים או שירותים.",
    "terms.privacy_heading": "המידע שלכם",
    "terms.privacy": "מה אנו עושים במידע מפורט כאן:",
    "privacy.title": "מדיניות הפרטיות: {programme} מאת {brand}",
    "privacy.heading": "מדיניות הפרטיות: {programme}",
    "privacy.collect_heading": "מה אנו אוספים",
    "privacy.collect": "אנו אוספים מספרי טלפון כדי לשלוח את ההודעות שאליהן נרשמים. אנו שומרים:",
    "privacy.collect_form": "את מה שהקלדתם בטופס ({fields}) ואת סוג מספר הטלפון",
    "privacy.collect_consent": "את נוסח ההסכמה, עם הזמן, כתובת האינטרנט והדפדפן",
    "privacy.collect_messages": "אילו הודעות שלחנו, האם הגיעו, ואת התשובות שלכם, כמו {confirm} או STOP",
    "privacy.captcha": "כדי להרחיק תוכנות, הטופס טוען בדיקה מאת {provider}, המקבלת את כתובת האינטרנט ופרטי הדפדפן.",
    "privacy.use_heading": "לשם מה",
    "privacy.use": "רק כדי לשלוח לכם {programme}, לענות לכם, ולהוכיח שביקשתם זאת.",
    "privacy.share_heading": "עם מי אנו משתפים",
    "privacy.share_mobile": "מספרי טלפון ניידים לא ישותפו עם צדדים שלישיים או חברות קשורות למטרות שיווק או קידום.",
    "privacy.share_consent": "פרטי ההרשמה להודעות וההסכמה לא ישותפו עם צדדים שלישיים.",
    "privacy.share_carriers": "הספקים המוסרים את ההודעות מקבלים את הנחוץ לכך, ואינם רשאים להשתמש בו לדבר אחר.",
    "privacy.keep_heading": "כמה זמן",
    "privacy.keep": "הרשמה שלא אושרה נמחקת אחרי זמן קצר. תיעוד ההסכמה וסיומה נשמר כל עוד ייתכן שנצטרך להוכיחה.",
    "privacy.keep_optional": "הרשמה להודעות שלא אושרה נמחקת אחרי זמן קצר. תיעוד ההסכמה נשמר כל עוד ייתכן שנצטרך "
    "להוכיחה. פרטים בלי מספר טלפון נשמרים עד שתבקשו למחוק אותם.",
    "privacy.rights_heading": "הזכויות שלכם",
    "privacy.rights": "השיבו STOP כדי לבטל את ההסכמה. כדי לעיין, לתקן או למחוק את המידע, כתבו אל",
    "privacy.terms_heading": "תנאים",
    "privacy.terms": "כללי התוכנית נמצאים כאן:",
}

TEXTS = {**_FORM, **_RESULT, **_ERRORS, **_TERMS}

_SAMPLE: dict[str, object] = {
    "locale": "he-IL",
    "programme": "עדכוני הזמנות",
    "kinds": ("הזמנות", "משלוחים"),
    "frequency": "עד 4 הודעות בחודש",
    "countries": (ISRAEL, UNITED_STATES),
    "default_country": "IL",
    "texts": TEXTS,
}


def hebrew(**changes: object) -> FormContent:
    """A transactional form in Hebrew, with some of it changed."""
    box = Box(kind="transactional", name="consent", text=CONSENT_TEXT)
    return sample(**{**_SAMPLE, "boxes": (box,), "fields": (NAME,), **changes})


def hebrew_promotional(**changes: object) -> FormContent:
    """A promotional form in Hebrew, with some of it changed."""
    box = Box(kind="promotional", name="consent", text=CONSENT_TEXT)
    return promotional(**{**_SAMPLE, "boxes": (box,), "fields": (NAME, EMAIL), **changes})
