"""The words of the pages in Spanish."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_FORM = {
    "skip": "Ir al contenido",
    "form.title": "Inscripción: {programme} por SMS de {brand}",
    "form.title_optional": "Inscripción: {programme} de {brand}",
    "form.heading": "Reciba {programme} por SMS",
    "form.heading_optional": "Reciba {programme}",
    "form.lead": "{brand} le envía mensajes de texto sobre: {kinds}. {frequency}.",
    "form.lead_optional": "{brand} le mantiene al día sobre: {kinds}. Por SMS, solo si usted lo desea.",
    "form.your_details": "Sus datos",
    "form.optional": "(opcional)",
    "form.choose": "Elija una opción",
    "form.country": "País de su número de teléfono",
    "form.phone": "Número de teléfono móvil",
    "form.phone_hint": "Por ejemplo, {example}, o con el prefijo del país, {calling_code}.",
    "form.phone_unneeded": "Puede inscribirse sin número de teléfono. Solo lo necesitamos si desea recibir SMS.",
    "form.one_country": "Solo pueden inscribirse números móviles de {country} ({calling_code}).",
    "form.consent_heading": "Su consentimiento",
    "form.consent_heading_optional": "SMS, si los desea",
    "form.terms_heading": "Condiciones y privacidad",
    "form.terms": "Acepto las condiciones del servicio y la política de privacidad de {brand}.",
    "form.submit": "Inscribirme",
    "form.next": "A continuación le enviaremos un SMS. Quedará inscrito cuando responda {confirm}.",
    "form.next_optional": "Si pide SMS, a continuación le enviaremos uno. Solo recibirá más cuando responda {confirm}.",
    "facts.heading": "A qué se inscribe",
    "facts.heading_optional": "Sobre nuestros SMS",
    "facts.sender": "Quién le escribe",
    "facts.kinds": "Sobre qué",
    "facts.frequency": "Con qué frecuencia",
    "facts.cost": "Cuánto cuesta",
    "facts.cost_text": "Pueden aplicarse tarifas de mensajes y datos.",
    "facts.stop": "Para darse de baja",
    "facts.stop_text": "Responda STOP a cualquiera de nuestros SMS, cuando quiera.",
    "facts.help": "Para obtener ayuda",
    "facts.help_text": "Responda HELP o escriba a",
    "facts.choice": "Usted decide",
    "facts.choice_text": "Inscribirse nunca es condición para comprar nada.",
    "facts.returning": "¿Nos envió STOP?",
    "facts.returning_text": "Envíe primero {return} al mismo número. Hasta entonces no podemos escribirle.",
    "links.intro": "Lea también nuestras",
    "links.read": "Puede leerlas aquí:",
    "links.terms": "Condiciones del servicio",
    "links.and": "y nuestra",
    "links.privacy": "Política de privacidad",
    "captcha.heading": "¿Es usted una persona?",
    "captcha.purpose": "Esta comprobación de {provider} impide que un programa inscriba números ajenos. "
    "Si no consigue superarla, escríbanos y le inscribimos nosotros:",
    "captcha.noscript": "Este formulario necesita JavaScript, porque comprueba que lo rellena una persona. "
    "Active JavaScript y vuelva a cargar la página, o escríbanos y le inscribimos nosotros:",
    "steps.heading": "Cómo funciona",
    "steps.one": "Rellene el formulario y marque la casilla de consentimiento.",
    "steps.one_optional": "Rellene el formulario. Si desea recibir SMS, añada su número de móvil y marque la casilla.",
    "steps.two": "Le enviamos un SMS. Responda {confirm} para confirmar que el número es suyo.",
    "steps.three": "Recibirá {programme}. Responda STOP cuando quiera dejarlo.",
    "steps.first_text": "El primer SMS dice:",
    "about.heading": "Quiénes somos",
    "about.email": "Correo",
    "about.website": "Sitio web",
    "about.phone": "Teléfono",
    "about.post": "Dirección",
    "nav.label": "Páginas",
    "nav.form": "Inscripción",
    "nav.languages": "Idiomas",
}

_RESULT = {
    "thanks.title": "Mire su teléfono: {programme} de {brand}",
    "thanks.title_optional": "Gracias: {programme} de {brand}",
    "thanks.heading": "Mire su teléfono",
    "thanks.heading_optional": "Gracias",
    "thanks.lead": "Si este número puede recibir nuestros SMS, le hemos enviado uno. Responda {confirm} para terminar.",
    "thanks.lead_optional": "Hemos recibido su inscripción. Si ha pedido SMS y su número puede recibirlos, le hemos "
    "enviado uno: responda {confirm} para terminar.",
    "thanks.until": "Hasta que responda {confirm} no estará inscrito y no le enviaremos nada más.",
    "thanks.until_optional": "Hasta que responda {confirm} no estará inscrito en nuestros SMS y no le enviaremos "
    "ninguno más.",
    "thanks.nothing_heading": "¿Han pasado unos minutos y no le ha llegado?",
    "thanks.nothing_number": "Compruebe el número y, si no era correcto, inscríbase otra vez.",
    "thanks.nothing_stop": "Si antes nos envió STOP, envíe primero {return} al mismo número y después inscríbase.",
    "thanks.nothing_subscribed": "Si ya estaba inscrito, no volvemos a enviar el SMS.",
    "thanks.nothing_help": "¿Sigue sin llegar? Escriba a",
    "thanks.again": "Inscribir otro número",
    "thanks.again_optional": "Volver al formulario",
    "problem.title": "Inscripción sin terminar: {programme} de {brand}",
    "problem.heading": "Todavía no está inscrito",
    "problem.generic": "Algo en el formulario no era correcto o no hemos podido aceptarlo. No se ha enviado nada.",
    "problem.keep": "Con el botón Atrás del navegador conserva lo que ha escrito; también puede empezar con un "
    "formulario vacío.",
    "problem.back": "Volver al formulario",
}

_ERRORS = {
    "error.summary": "Hay un problema",
    "error.title_prefix": "Error: ",
    "error.field_missing": "Rellene «{label}».",
    "error.choice_missing": "Elija una opción en «{label}».",
    "error.tick_missing": "Marque «{label}» para continuar.",
    "error.value_text": "Compruebe que «{label}» no tenga caracteres extraños ni sea demasiado largo.",
    "error.value_email": "Escriba una dirección de correo completa, por ejemplo nombre@example.com.",
    "error.value_number": "Escriba un número con cifras en «{label}».",
    "error.value_date": "Escriba una fecha completa en «{label}».",
    "error.value_choice": "Elija una de las opciones de «{label}».",
    "error.phone_missing": "Escriba su número de teléfono móvil.",
    "error.phone_missing_optional": "Escriba su número de teléfono móvil o desmarque la casilla de los SMS.",
    "error.terms_missing": "Marque la casilla si acepta las condiciones del servicio y la política de privacidad. "
    "Sin ello no puede inscribirse.",
    "error.missing_field": "Falta algo. Rellene todos los campos que no estén marcados como opcionales y marque las "
    "casillas que acepte.",
    "error.invalid_field": "No podemos usar este dato. Compruebe que no tenga caracteres extraños ni sea demasiado "
    "largo.",
    "error.unknown_field": "El formulario ha enviado algo que no conocemos. Vuelva a cargar la página e inténtelo de "
    "nuevo.",
    "error.consent_required": "Marque la casilla si acepta recibir nuestros SMS. Sin ella no podemos escribirle.",
    "error.consent_required_optional": "Marque una casilla si acepta recibir nuestros SMS o deje vacío el número de "
    "teléfono. Sin su consentimiento no podemos enviarle SMS.",
    "error.number_invalid": "Este número de teléfono no está completo. Compruebe las cifras y el país.",
    "error.number_not_mobile": "Por lo que vemos, este número no puede recibir SMS. Escriba un número de móvil.",
    "error.country_not_allowed": "Solo podemos escribir a números de estos países: {countries}.",
    "error.consent_text_changed": "El texto de consentimiento ha cambiado desde que abrió el formulario. Lea el nuevo "
    "y, si está de acuerdo, vuelva a marcar la casilla.",
    "error.reload": "El texto de consentimiento ha cambiado desde que abrió el formulario. Vuelva a cargar la página "
    "para leer el nuevo.",
    "error.captcha_missing": "Complete la comprobación de que es una persona y después inscríbase.",
    "error.captcha_failed": "La comprobación no ha podido saber si es una persona. Repítala y después inscríbase.",
    "error.captcha_expired": "La comprobación ha caducado. Repítala y después inscríbase.",
    "error.captcha_unavailable": "No se puede cargar la comprobación de que es una persona. Permita en su navegador el "
    "contenido de {provider} y vuelva a cargar la página, o escríbanos.",
    "error.invalid_json": "El formulario no ha llegado completo. Vuelva a cargar la página e inténtelo de nuevo.",
    "error.invalid_request": "El formulario ha enviado algo que no esperábamos. Vuelva a cargar la página e inténtelo "
    "de nuevo.",
    "error.too_large": "Ha enviado más de lo que podemos aceptar. Acorte lo que ha escrito.",
    "error.unsupported_media_type": "El formulario ha llegado en un formato que no conocemos. Vuelva a cargar la "
    "página e inténtelo de nuevo.",
    "error.throttled": "Ha habido demasiadas inscripciones en poco tiempo. Espere unos minutos e inténtelo de nuevo.",
    "error.unavailable": "Ahora mismo no podemos aceptar inscripciones. Todavía no está inscrito: inténtelo de nuevo "
    "dentro de unos minutos.",
    "error.refused": "No hemos podido aceptar esta inscripción. Espere unos minutos e inténtelo de nuevo.",
    "error.offline": "Parece que no tiene conexión. Conéctese a internet e inténtelo de nuevo. Lo que ha escrito sigue "
    "aquí.",
    "error.unreachable": "No hemos recibido respuesta. Inténtelo de nuevo: si su inscripción llegó, repetirla no hace "
    "ningún daño.",
    "status.sending": "Enviando su inscripción\u2026",
    "status.slow": "Seguimos enviando. Está tardando más de lo normal; no cierre esta página.",
    "status.sent": "Enviado. Abriendo la página siguiente\u2026",
    "status.refreshing": "El texto de consentimiento ha cambiado. Buscando el nuevo\u2026",
}

_TERMS = {
    "terms.title": "Condiciones del servicio: {programme} de {brand}",
    "terms.heading": "Condiciones del servicio: {programme}",
    "terms.what_heading": "A qué se inscribe",
    "terms.what": "{brand} envía mensajes de texto sobre: {kinds}. {frequency}.",
    "terms.confirm": "Cuando se inscribe con su número de teléfono, le enviamos un mensaje para pedirle que lo "
    "confirme. Solo queda inscrito cuando responde {confirm}. El mensaje dice:",
    "terms.stop_heading": "Cómo darse de baja",
    "terms.stop": "Puede dejar de recibir los mensajes cuando quiera: responda STOP a cualquiera de ellos. Le "
    "enviaremos un último mensaje que lo confirma, y nada más:",
    "terms.return": "Para volver, envíe {return} al mismo número y después inscríbase como la primera vez.",
    "terms.help_heading": "Cómo obtener ayuda",
    "terms.help": "Responda HELP a cualquier mensaje. Le contestaremos:",
    "terms.help_contact": "También puede escribir a",
    "terms.cost_heading": "Costes y operadores",
    "terms.cost": "Pueden aplicarse tarifas de mensajes y datos, tanto por los mensajes que recibe como por los que "
    "nos envía. Pregunte a su operador por su tarifa.",
    "terms.carriers": "Entregan los mensajes los operadores de telefonía móvil de: {countries}. Los operadores no se "
    "hacen responsables de los mensajes retrasados o no entregados.",
    "terms.choice_heading": "Usted decide",
    "terms.choice": "El consentimiento para recibir estos mensajes no es condición para comprar bienes o servicios.",
    "terms.privacy_heading": "Sus datos",
    "terms.privacy": "Lo que hacemos con sus datos está en nuestra",
    "privacy.title": "Política de privacidad: {programme} de {brand}",
    "privacy.heading": "Política de privacidad: {programme}",
    "privacy.collect_heading": "Qué recogemos",
    "privacy.collect": "Recogemos números de teléfono para enviar los mensajes a los que cada persona se inscribe. De "
    "usted guardamos:",
    "privacy.collect_form": "lo que escribe en el formulario ({fields}) y de qué tipo es el número de teléfono",
    "privacy.collect_consent": "el texto de consentimiento que aceptó, con la hora, la dirección de internet y el "
    "navegador desde los que lo hizo",
    "privacy.collect_messages": "qué mensajes le hemos enviado, si llegaron y sus respuestas, como {confirm} o STOP",
    "privacy.captcha": "Para que no se inscriban programas, el formulario carga una comprobación de {provider}. Para "
    "hacerla, {provider} recibe su dirección de internet y datos de su navegador.",
    "privacy.use_heading": "Para qué los usamos",
    "privacy.use": "Solo para enviarle {programme}, para responderle y para demostrar que usted lo pidió.",
    "privacy.share_heading": "Con quién los compartimos",
    "privacy.share_mobile": "Ningún número de móvil se compartirá con terceros ni con empresas afiliadas con fines de "
    "marketing o promoción.",
    "privacy.share_consent": "Los datos de inscripción y el consentimiento para recibir mensajes de texto no se "
    "compartirán con terceros.",
    "privacy.share_carriers": "Los proveedores que entregan nuestros mensajes reciben lo que necesitan para "
    "entregarlos y no pueden usarlo para nada más.",
    "privacy.keep_heading": "Cuánto tiempo los guardamos",
    "privacy.keep": "Una inscripción a los SMS que nunca se confirma se borra al poco tiempo. La prueba de un "
    "consentimiento, y de su fin, se guarda mientras podamos tener que presentarla.",
    "privacy.keep_optional": "Una inscripción a los SMS que nunca se confirma se borra al poco tiempo. La prueba de un "
    "consentimiento, y de su fin, se guarda mientras podamos tener que presentarla. Los datos que nos dio sin número "
    "de teléfono se guardan hasta que nos pida borrarlos.",
    "privacy.rights_heading": "Sus derechos",
    "privacy.rights": "Responda STOP para retirar su consentimiento. Para ver, corregir o borrar sus datos, escriba a",
    "privacy.terms_heading": "Condiciones",
    "privacy.terms": "Las reglas del programa están en nuestras",
}

SPANISH: Mapping[str, str] = MappingProxyType({**_FORM, **_RESULT, **_ERRORS, **_TERMS})
"""Every text of the pages by its key."""
