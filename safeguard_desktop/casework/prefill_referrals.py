"""What a case gives to its referrals and disclosures. What it does not say for certain is left to be asked."""

from collections.abc import Iterator, Mapping
from typing import Any

from safeguard_desktop.casework.known import Known, Told, said
from safeguard_desktop.casework.panels import criteria_met
from safeguard_desktop.records import (
    Adult,
    Concern,
    ConsentConversation,
    DashWorksheet,
    Disclosure,
    Person,
    Record,
    SharingDecision,
    YesNo,
)
from safeguard_desktop.records.dbs_referral import Incident, Victim
from safeguard_desktop.records.referral_lists import DisclosureStatus, MaracCriterion
from safeguard_desktop.records.sharing_lists import Recipient
from safeguard_desktop.records.vocabulary import AbuseType, Agreement, OrganisationType

_SENT = (DisclosureStatus.SENT, DisclosureStatus.RECEIVED)


def start_marac(known: Known) -> Mapping[str, Any]:
    """Return the answers of a MARAC referral that a case gives."""
    answers: dict[str, Any] = {**_referrer(known, "agency"), "adult_wishes": _wishes(known)}
    if known.us.marac is not None:
        answers |= {"marac": known.us.marac.name, "marac_email": known.us.marac.email}
    if known.us.idva is not None:
        answers["idva_service"] = known.us.idva.name
    answers |= dict(_story(known))
    answers |= dict(_agreement(known.body(ConsentConversation)))
    answers |= dict(_criteria(known))
    answers |= dict(_by_decision(known))
    answers |= dict(_idva(known))
    answers["safe_contact"] = _safe_contact(known)
    return answers


def _referrer(known: Known, name: str) -> Mapping[str, Any]:
    reach = (known.us.address, known.us.phone, known.us.email)
    return {
        name: known.us.name,
        "contact_name": known.me,
        "contact_role": known.session.account.role.label,
        "contact_details": "\n".join(part for part in reach if part) or None,
    }


def _wishes(known: Known) -> str | None:
    told = (said(record, "outcomes") for record in (known.body(ConsentConversation), *_bodies(known)))
    return next((words for words in told if words), None)


def _bodies(known: Known) -> Iterator[Any]:
    return (told.body for told in known.concerns)


def _story(known: Known) -> Iterator[tuple[str, Any]]:
    """Yield who is alleged and what happened: by the latest concern about domestic abuse, where there is one."""
    domestic = [told for told in known.concerns if AbuseType.DOMESTIC in (told.body.types or ())]
    for told in (domestic or list(known.concerns))[:1]:
        yield "alleged", _alleged(told.body)
        yield "alleged_relation", told.body.alleged_relation if _alleged(told.body) else None
        yield "alleged_care_needs", said(told.body, "alleged_uses_care")
        yield "latest_event", told.body.account
        before = [earlier for earlier in known.concerns if earlier is not told]
        lines = [f"{earlier.day}: {earlier.body.account or earlier.body.headline}" for earlier in before]
        yield "background", "\n".join(lines) or told.body.history_found


def _alleged(concern: Concern) -> str | None:
    """Return who is alleged, unless it was said since that nobody knows who it was."""
    return concern.alleged if concern.alleged_known in (YesNo.YES, None) else None


def _agreement(talk: ConsentConversation | None) -> Iterator[tuple[str, Any]]:
    """Yield their answer where it is no, or was not asked: a yes to some sharing is no yes to this referral."""
    answer = said(talk, "agrees_sharing")
    if answer not in (None, Agreement.ALL, Agreement.PART):
        yield "agrees", answer
        yield "no_agreement_why", said(talk, "sharing_not_asked")


def _criteria(known: Known) -> Iterator[tuple[str, Any]]:
    found = known.last(DashWorksheet)
    if found is None:
        return
    met = criteria_met(found[1]).met
    yield "dash", found[0]
    yield "criteria", met or None
    if MaracCriterion.JUDGEMENT in met:
        yield "judgement_why", found[1].judgement_words


def _by_decision(known: Known) -> Iterator[tuple[str, Any]]:
    found = known.decision_to_share
    if found is None:
        return
    decision = found[1]
    held_back = f"Held back: {decision.held_back}" if decision.held_back else None
    yield "decision", found[0]
    yield "legal_bases", decision.legal_bases
    yield "necessity", decision.proportion_why
    yield "disclosed", "\n".join(words for words in (decision.shared, held_back) if words) or None
    yield "authorised_by", decision.approved_by or decision.decided_by
    if decision.adult_told is YesNo.NO:
        yield "aware", YesNo.NO
        yield "not_aware_why", decision.not_told_danger
    elif any(recipient.type is OrganisationType.MARAC for recipient in decision.recipients or ()):
        yield "aware", decision.adult_told


def _idva(known: Known) -> Iterator[tuple[str, Any]]:
    """Yield that the domestic abuse service was told, where a disclosure to it was sent."""
    for entry in known.entries:
        body = entry.body
        is_theirs = isinstance(body, Disclosure) and body.organisation_type is OrganisationType.DOMESTIC_ABUSE
        if isinstance(body, Disclosure) and is_theirs and body.status in _SENT:
            yield "idva_service", body.organisation
            yield "idva_told", YesNo.YES
            yield "idva_told_when", body.happened
            yield "idva_told_by", body.sent_by


def _safe_contact(known: Known) -> str | None:
    found = known.session.casework.current(known.case.adult) if known.case.adult else None
    adult = found.body if found is not None and isinstance(found.body, Adult) else None
    if adult is None or not adult.safe_phone or adult.safe_to_call is not YesNo.YES:
        return None
    return ", ".join(words for words in (adult.safe_phone, adult.safe_times) if words)


def start_dbs(known: Known) -> Mapping[str, Any]:
    """Return the answers of a DBS referral that a case gives: about somebody who works or volunteers in care, only."""
    answers: dict[str, Any] = {
        **_referrer(known, "organisation"),
        "declared_by": known.me,
        "declared_role": known.session.account.role.label,
    }
    for told in known.concerns:
        person = _person(known, _alleged(told.body))
        if person is not None and YesNo.YES in (told.body.alleged_staff, person.works_here):
            about = [one for one in known.concerns if one.body.alleged == told.body.alleged]
            answers |= {"person": told.body.alleged, "job_title": person.occupation}
            answers["incidents"] = tuple(_incident(one) for one in reversed(about))
            adults = dict.fromkeys(one.body.adult for one in about if one.body.adult)
            answers["victims"] = tuple(Victim(person=adult) for adult in adults) or None
            break
    return answers


def _incident(told: Told) -> Incident:
    concern = told.body
    return Incident(
        happened=concern.happened,
        place=concern.place_words,
        what=concern.account or concern.summary,
        evidence=concern.evidence,
        harm=said(concern, "injury"),
    )


def _person(known: Known, person_id: str | None) -> Person | None:
    found = known.session.casework.current(person_id) if person_id else None
    return found.body if found is not None and found.kind == Person.kind and isinstance(found.body, Person) else None


def start_disclosure(known: Known) -> Mapping[str, Any]:
    """Return the answers of a disclosure that the decision to share gives, for the first recipient not told yet."""
    answers: dict[str, Any] = {"prepared_at": known.today, "sent_by": known.me, "happened": None}
    found = known.decision_to_share
    if found is not None:
        decision = found[1]
        answers |= {"decision": found[0], "purposes": decision.purposes, "what_sent": decision.shared}
        told = {(body.organisation or "").casefold() for body in _disclosed(known)}
        waiting = (one for one in decision.recipients or () if (one.organisation or "").casefold() not in told)
        answers |= _recipient(next(waiting, None))
    return answers


def _disclosed(known: Known) -> Iterator[Disclosure]:
    return (entry.body for entry in known.entries if isinstance(entry.body, Disclosure))


def _recipient(recipient: Recipient | None) -> Mapping[str, Any]:
    if recipient is None:
        return {}
    return {
        "organisation": recipient.organisation,
        "organisation_type": recipient.type,
        "recipient": recipient.person,
        "recipient_role": recipient.role,
        "identity_checked": recipient.identity_checked,
        "why_words": recipient.needs_it,
    }


def recipient_named(decision: Record | None, organisation: str) -> Mapping[str, Any]:
    """Return what a decision says of a recipient: each answer None where it names no such organisation."""
    named = decision.recipients or () if isinstance(decision, SharingDecision) else ()
    found = (one for one in named if (one.organisation or "").casefold() == organisation.casefold())
    return {**_recipient(next(found, Recipient())), "organisation": organisation or None}
