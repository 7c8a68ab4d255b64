"""The words of the pages in French."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_FORM = {
    "skip": "Aller au contenu",
    "form.title": "Inscription : {programme} par SMS de {brand}",
    "form.title_optional": "Inscription : {programme} de {brand}",
    "form.heading": "Recevez {programme} par SMS",
    "form.heading_optional": "Recevez {programme}",
    "form.lead": "{brand} vous envoie des SMS à propos de : {kinds}. {frequency}.",
    "form.lead_optional": "{brand} vous tient au courant : {kinds}. Par SMS seulement si vous le souhaitez.",
    "form.your_details": "Vos coordonnées",
    "form.optional": "(facultatif)",
    "form.choose": "Choisissez",
    "form.country": "Pays de votre numéro de téléphone",
    "form.phone": "Numéro de téléphone mobile",
    "form.phone_hint": "Par exemple {example}, ou avec l'indicatif du pays, {calling_code}.",
    "form.phone_unneeded": "Vous pouvez vous inscrire sans numéro de téléphone. Il ne nous sert que si vous souhaitez "
    "recevoir des SMS.",
    "form.one_country": "Seuls les numéros mobiles de ce pays peuvent s'inscrire : {country} ({calling_code}).",
    "form.consent_heading": "Votre accord",
    "form.consent_heading_optional": "Des SMS, si vous le souhaitez",
    "form.terms_heading": "Conditions et confidentialité",
    "form.terms": "J'accepte les conditions d'utilisation et la politique de confidentialité de {brand}.",
    "form.submit": "M'inscrire",
    "form.next": "Nous vous envoyons ensuite un SMS. Votre inscription est faite dès que vous répondez {confirm}.",
    "form.next_optional": "Si vous demandez des SMS, nous vous en envoyons un ensuite. Vous n'en recevez d'autres "
    "qu'après avoir répondu {confirm}.",
    "facts.heading": "À quoi vous vous inscrivez",
    "facts.heading_optional": "À propos de nos SMS",
    "facts.sender": "Expéditeur",
    "facts.kinds": "Sujets",
    "facts.frequency": "Fréquence",
    "facts.cost": "Coût",
    "facts.cost_text": "Des frais de messagerie et de données peuvent s'appliquer.",
    "facts.stop": "Pour arrêter",
    "facts.stop_text": "Répondez STOP à l'un de nos SMS, à tout moment.",
    "facts.help": "Pour obtenir de l'aide",
    "facts.help_text": "Répondez HELP ou écrivez à",
    "facts.choice": "Votre choix",
    "facts.choice_text": "L'inscription n'est jamais une condition d'achat.",
    "facts.returning": "Vous nous aviez envoyé STOP ?",
    "facts.returning_text": "Envoyez d'abord {return} au même numéro. Avant cela, nous ne pouvons pas vous écrire.",
    "links.intro": "Lisez aussi nos",
    "links.read": "À lire ici :",
    "links.terms": "Conditions d'utilisation",
    "links.and": "et notre",
    "links.privacy": "Politique de confidentialité",
    "captcha.heading": "Êtes-vous une personne ?",
    "captcha.purpose": "Cette vérification de {provider} empêche des programmes d'inscrire le numéro d'autrui. "
    "Si vous n'y arrivez pas, écrivez-nous et nous vous inscrirons :",
    "captcha.noscript": "Ce formulaire a besoin de JavaScript, car il vérifie qu'une personne le remplit. "
    "Activez JavaScript et rechargez la page, ou écrivez-nous et nous vous inscrirons :",
    "steps.heading": "Comment cela se passe",
    "steps.one": "Remplissez le formulaire et cochez la case pour donner votre accord.",
    "steps.one_optional": "Remplissez le formulaire. Si vous souhaitez des SMS, ajoutez votre numéro de mobile et "
    "cochez la case.",
    "steps.two": "Nous vous envoyons un SMS. Répondez {confirm} pour confirmer que ce numéro est le vôtre.",
    "steps.three": "Vous recevez {programme}. Répondez STOP quand vous n'en voulez plus.",
    "steps.first_text": "Voici le premier SMS :",
    "about.heading": "Qui nous sommes",
    "about.email": "E-mail",
    "about.website": "Site web",
    "about.phone": "Téléphone",
    "about.post": "Adresse",
    "nav.label": "Pages",
    "nav.form": "Inscription",
    "nav.languages": "Langues",
}

_RESULT = {
    "thanks.title": "Regardez votre téléphone : {programme} de {brand}",
    "thanks.title_optional": "Merci : {programme} de {brand}",
    "thanks.heading": "Regardez votre téléphone",
    "thanks.heading_optional": "Merci",
    "thanks.lead": "Si ce numéro peut recevoir nos SMS, nous lui en avons envoyé un. Répondez-y {confirm} pour "
    "terminer.",
    "thanks.lead_optional": "Nous avons reçu votre inscription. Si vous avez demandé des SMS et que votre numéro peut "
    "les recevoir, nous vous en avons envoyé un : répondez-y {confirm} pour terminer.",
    "thanks.until": "Tant que vous n'avez pas répondu {confirm}, vous n'êtes pas inscrit et nous ne vous envoyons rien "
    "d'autre.",
    "thanks.until_optional": "Tant que vous n'avez pas répondu {confirm}, vous n'êtes pas inscrit à nos SMS et nous ne "
    "vous en envoyons pas d'autre.",
    "thanks.nothing_heading": "Rien reçu après quelques minutes ?",
    "thanks.nothing_number": "Vérifiez le numéro et inscrivez-vous de nouveau s'il n'était pas correct.",
    "thanks.nothing_stop": "Si vous nous aviez envoyé STOP, envoyez d'abord {return} au même numéro, puis "
    "inscrivez-vous.",
    "thanks.nothing_subscribed": "Si vous êtes déjà inscrit, nous ne renvoyons pas ce SMS.",
    "thanks.nothing_help": "Toujours rien ? Écrivez à",
    "thanks.again": "Inscrire un autre numéro",
    "thanks.again_optional": "Retour au formulaire",
    "problem.title": "Inscription non terminée : {programme} de {brand}",
    "problem.heading": "Vous n'êtes pas encore inscrit",
    "problem.generic": "Quelque chose n'allait pas dans le formulaire, ou nous n'avons pas pu l'accepter. Rien n'a été "
    "envoyé.",
    "problem.keep": "Le bouton Retour de votre navigateur garde ce que vous avez saisi ; vous pouvez aussi repartir "
    "d'un formulaire vide.",
    "problem.back": "Retour au formulaire",
}

_ERRORS = {
    "error.summary": "Il y a un problème",
    "error.title_prefix": "Erreur : ",
    "error.field_missing": "Remplissez « {label} ».",
    "error.choice_missing": "Choisissez une réponse pour « {label} ».",
    "error.tick_missing": "Cochez « {label} » pour continuer.",
    "error.value_text": "Vérifiez « {label} » : des caractères inhabituels ou une longueur excessive posent problème.",
    "error.value_email": "Saisissez une adresse e-mail complète, par exemple nom@example.com.",
    "error.value_number": "Saisissez un nombre en chiffres pour « {label} ».",
    "error.value_date": "Saisissez une date complète pour « {label} ».",
    "error.value_choice": "Choisissez l'une des réponses pour « {label} ».",
    "error.phone_missing": "Saisissez votre numéro de téléphone mobile.",
    "error.phone_missing_optional": "Saisissez votre numéro de téléphone mobile, ou décochez la case des SMS.",
    "error.terms_missing": "Cochez la case si vous acceptez les conditions d'utilisation et la politique de "
    "confidentialité. Sans cela, vous ne pouvez pas vous inscrire.",
    "error.missing_field": "Il manque quelque chose. Remplissez tous les champs qui ne sont pas facultatifs et cochez "
    "les cases que vous acceptez.",
    "error.invalid_field": "Nous ne pouvons pas utiliser cette saisie. Vérifiez ses caractères et sa longueur.",
    "error.unknown_field": "Le formulaire a envoyé quelque chose que nous ne connaissons pas. Rechargez la page et "
    "réessayez.",
    "error.consent_required": "Cochez la case si vous acceptez de recevoir nos SMS. Sans votre accord, nous ne devons "
    "pas vous écrire.",
    "error.consent_required_optional": "Cochez une case si vous acceptez de recevoir nos SMS, ou laissez le numéro de "
    "téléphone vide. Sans votre accord, nous ne devons pas vous envoyer de SMS.",
    "error.number_invalid": "Ce numéro de téléphone n'est pas complet. Vérifiez les chiffres et le pays.",
    "error.number_not_mobile": "D'après ce que nous voyons, ce numéro ne peut pas recevoir de SMS. Saisissez un numéro "
    "de mobile.",
    "error.country_not_allowed": "Nous ne pouvons écrire qu'aux numéros de ces pays : {countries}.",
    "error.consent_text_changed": "Le texte d'accord a changé depuis que vous avez ouvert le formulaire. Lisez le "
    "nouveau texte, puis cochez de nouveau la case si vous êtes d'accord.",
    "error.reload": "Le texte d'accord a changé depuis que vous avez ouvert le formulaire. Rechargez la page pour lire "
    "le nouveau.",
    "error.captcha_missing": "Terminez la vérification que vous êtes une personne, puis inscrivez-vous.",
    "error.captcha_failed": "La vérification n'a pas pu établir que vous êtes une personne. Refaites-la, puis "
    "inscrivez-vous.",
    "error.captcha_expired": "La vérification a expiré. Refaites-la, puis inscrivez-vous.",
    "error.captcha_unavailable": "La vérification que vous êtes une personne ne se charge pas. Autorisez dans votre "
    "navigateur le contenu de {provider} et rechargez la page, ou écrivez-nous.",
    "error.invalid_json": "Le formulaire n'est pas arrivé en entier. Rechargez la page et réessayez.",
    "error.invalid_request": "Le formulaire a envoyé quelque chose d'inattendu. Rechargez la page et réessayez.",
    "error.too_large": "C'est plus que ce que nous pouvons accepter. Raccourcissez ce que vous avez saisi.",
    "error.unsupported_media_type": "Le formulaire est arrivé dans un format que nous ne connaissons pas. Rechargez la "
    "page et réessayez.",
    "error.throttled": "Il y a eu trop d'inscriptions en peu de temps. Attendez quelques minutes, puis réessayez.",
    "error.unavailable": "Nous ne pouvons pas prendre d'inscriptions en ce moment. Vous n'êtes pas encore inscrit : "
    "réessayez dans quelques minutes.",
    "error.refused": "Nous n'avons pas pu prendre cette inscription. Attendez quelques minutes, puis réessayez.",
    "error.offline": "Vous semblez être hors ligne. Connectez-vous à internet, puis réessayez. Ce que vous avez saisi "
    "est toujours là.",
    "error.unreachable": "Nous n'avons pas reçu de réponse. Réessayez : si votre inscription est arrivée, une seconde "
    "ne gêne pas.",
    "status.sending": "Envoi de votre inscription\u2026",
    "status.slow": "L'envoi continue. C'est plus long que d'habitude ; restez sur cette page.",
    "status.sent": "C'est envoyé. Ouverture de la page suivante\u2026",
    "status.refreshing": "Le texte d'accord a changé. Chargement du nouveau\u2026",
}

_TERMS = {
    "terms.title": "Conditions d'utilisation : {programme} de {brand}",
    "terms.heading": "Conditions d'utilisation : {programme}",
    "terms.what_heading": "À quoi vous vous inscrivez",
    "terms.what": "{brand} envoie des SMS à propos de : {kinds}. {frequency}.",
    "terms.confirm": "Quand vous vous inscrivez avec votre numéro de téléphone, nous vous envoyons un SMS pour vous "
    "demander de confirmer. Vous n'êtes inscrit qu'après avoir répondu {confirm}. Il dit :",
    "terms.stop_heading": "Comment arrêter",
    "terms.stop": "Vous pouvez arrêter les SMS à tout moment : répondez STOP à l'un d'eux. Nous vous envoyons alors un "
    "dernier message qui le confirme, et plus rien ensuite :",
    "terms.return": "Pour revenir, envoyez {return} au même numéro, puis inscrivez-vous comme la première fois.",
    "terms.help_heading": "Comment obtenir de l'aide",
    "terms.help": "Répondez HELP à n'importe quel SMS. Nous répondons :",
    "terms.help_contact": "Vous pouvez aussi écrire à",
    "terms.cost_heading": "Coûts et opérateurs",
    "terms.cost": "Des frais de messagerie et de données peuvent s'appliquer, pour les messages que vous recevez comme "
    "pour ceux que vous nous envoyez. Renseignez-vous sur votre forfait auprès de votre opérateur.",
    "terms.carriers": "Les SMS sont acheminés par les opérateurs mobiles de : {countries}. Les opérateurs ne sont pas "
    "responsables des messages retardés ou non distribués.",
    "terms.choice_heading": "Votre choix",
    "terms.choice": "L'accord pour recevoir ces SMS n'est pas une condition d'achat de biens ou de services.",
    "terms.privacy_heading": "Vos données",
    "terms.privacy": "Ce que nous faisons de vos données se trouve dans notre",
    "privacy.title": "Politique de confidentialité : {programme} de {brand}",
    "privacy.heading": "Politique de confidentialité : {programme}",
    "privacy.collect_heading": "Ce que nous recueillons",
    "privacy.collect": "Nous recueillons des numéros de téléphone pour envoyer les SMS auxquels chacun s'inscrit. De "
    "vous, nous conservons :",
    "privacy.collect_form": "ce que vous saisissez dans le formulaire ({fields}) et le type de votre numéro de "
    "téléphone",
    "privacy.collect_consent": "le texte que vous avez accepté, avec l'heure, l'adresse internet et le navigateur",
    "privacy.collect_messages": "les messages que nous vous avons envoyés, s'ils sont arrivés, et vos réponses, telles "
    "que {confirm} ou STOP",
    "privacy.captcha": "Pour écarter les programmes, le formulaire charge une vérification de {provider}. Pour la "
    "faire, {provider} reçoit votre adresse internet et des informations sur votre navigateur.",
    "privacy.use_heading": "À quoi cela nous sert",
    "privacy.use": "Uniquement à vous envoyer {programme}, à vous répondre et à prouver que vous l'avez demandé.",
    "privacy.share_heading": "Avec qui nous les partageons",
    "privacy.share_mobile": "Aucun numéro de mobile n'est communiqué à des tiers ou à des sociétés affiliées à des "
    "fins de marketing ou de promotion.",
    "privacy.share_consent": "Les données d'inscription aux SMS et l'accord donné ne sont communiqués à aucun tiers.",
    "privacy.share_carriers": "Les prestataires qui acheminent nos SMS reçoivent ce qu'il leur faut pour cela, et ne "
    "peuvent l'utiliser pour rien d'autre.",
    "privacy.keep_heading": "Combien de temps nous les gardons",
    "privacy.keep": "Une inscription aux SMS qui n'est jamais confirmée est effacée après peu de temps. La preuve d'un "
    "accord, et de sa fin, est gardée aussi longtemps que nous pouvons avoir à la produire.",
    "privacy.keep_optional": "Une inscription aux SMS qui n'est jamais confirmée est effacée après peu de temps. La "
    "preuve d'un accord, et de sa fin, est gardée aussi longtemps que nous pouvons avoir à la produire. Ce que vous "
    "nous avez donné sans numéro de téléphone est gardé jusqu'à ce que vous nous demandiez de l'effacer.",
    "privacy.rights_heading": "Vos droits",
    "privacy.rights": "Répondez STOP pour retirer votre accord. Pour consulter, corriger ou effacer vos données, "
    "écrivez à",
    "privacy.terms_heading": "Conditions",
    "privacy.terms": "Les règles du programme se trouvent dans nos",
}


def _typeset(text: str) -> str:
    """With the apostrophe and the unbreakable spaces of French typography."""
    for plain, set_ in (("'", "\u2019"), (" :", "\u00a0:"), (" ;", "\u202f;"), (" ?", "\u202f?")):
        text = text.replace(plain, set_)
    return text.replace("« ", "«\u00a0").replace(" »", "\u00a0»")


FRENCH: Mapping[str, str] = MappingProxyType(
    {key: _typeset(text) for key, text in {**_FORM, **_RESULT, **_ERRORS, **_TERMS}.items()}
)
"""Every text of the pages by its key."""
