"""What things of the law are called on the pages: places, groups, certainties, kinds, events, measures, units."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from causelist.law import Certainty

Words = dict[str, str | Promise]

PLACES: Words = {
    "cn": _("China"),
    "eu": _("European Union"),
    "gb": _("United Kingdom"),
    "in": _("India"),
    "it": _("Italy"),
    "jp": _("Japan"),
    "kr": _("South Korea"),
    "us": _("United States"),
}
PLACE_ORDER = ("cn", "eu", "it", "us")  # then the others by name

# The groups of a place, in the order in which they are shown, with the second words of the identifiers they hold.
GROUPS: dict[str, tuple[str | Promise, tuple[str, ...]]] = {
    "crime": (_("Crime: thresholds and penalties"), ("crime",)),
    "transfer": (_("From the authority to the police"), ("transfer", "procuratorate")),
    "notices": (
        _("Notices, counter-notices and platforms"),
        (
            "notice",
            "dmca",
            "dsa",
            "network_regs",
            "internet_measures",
            "ecommerce",
            "civil_code",
            "cloud_disk",
            "warning_list",
            "network_literature",
            "beijing",
            "live_events",
            "law93",
            "copyright_rules",
            "network_provisions",
            "network_reply",
            "provider",
        ),
    ),
    "places": (_("What is asked of each kind of place"), ("infringement",)),
    "complaints": (
        _("Complaints: papers, competence, silence"),
        ("papers", "competence", "grounds", "reconsideration", "admin_suit"),
    ),
    "administrative": (_("Administrative cases and fines"), ("admin", "penalty", "network", "film", "seizure")),
    "criminal": (_("Police, procuratorate and criminal courts"), ("police", "criminal")),
    "publication": (_("Publication and personal data"), ("publication", "court", "information")),
    "customs": (_("Customs"), ("customs",)),
    "civil": (_("Civil claims: damages, orders, evidence"), ("civil",)),
    "measures": (_("Technical measures and rights information"), ("tpm", "rmi", "copyright")),
    "term": (_("Term of protection"), ("term",)),
    "broadcast": (_("Remuneration for broadcasting"), ("broadcast",)),
    "counting": (_("How time is counted"), ("counting", "service")),
    "other": (_("Other rules"), ()),
}

CERTAINTIES: Words = {
    Certainty.VERIFIED: _("verified in the text"),
    Certainty.REPORTED: _("reported"),
    Certainty.UNVERIFIED: _("from memory"),
    Certainty.WISH: _("asked for in a bill"),
}
CERTAINTY_MEANINGS: Words = {
    Certainty.VERIFIED: _("Somebody read it in the text of the law, or in a copy of it."),
    Certainty.REPORTED: _("A source about the law says so; the text itself was not read."),
    Certainty.UNVERIFIED: _("Written down from memory. Check it before you rely on it."),
    Certainty.WISH: _("Somebody asked for it. It is not the law."),
}
CERTAINTY_TONES: dict[str, str] = {
    Certainty.VERIFIED: "good",
    Certainty.REPORTED: "held",
    Certainty.UNVERIFIED: "warn",
    Certainty.WISH: "late",
}

BILLS: Words = {"iipa-2012": _("The wishes of the 2012 report")}
BILL_MEANINGS: Words = {
    "iipa-2012": _(
        "What the International Intellectual Property Alliance asked of China in its report of 10 February 2012, laid "
        "over the law as if it had been enacted. It never was as a whole; some of it has since become law."
    )
}

EVENTS: Words = {
    "day_of_act": _("the day of the act"),
    "day_of_last_act": _("the day of the last act"),
    "day_of_decision": _("the day of the decision"),
    "day_of_receipt": _("the day on which the letter was received"),
    "day_of_application": _("the day of the application"),
    "day_of_complaint": _("the day of the complaint"),
    "day_of_finding": _("the day on which it was found"),
    "day_of_event": _("the day of the event"),
    "day_asked_about": _("the day asked about"),
    "start_of_period": _("the day on which the period began"),
    "end_of_act": _("the day on which the act ended"),
    "year_of_broadcast": _("the year of the broadcast"),
    "application_received": _("the day on which the application was received"),
    "application_accepted": _("the day on which the application was accepted"),
    "broadcast_notice": _("the moment of the notice during the broadcast"),
    "case_filed": _("the day on which the case was filed"),
    "case_received": _("the day on which the case was received"),
    "complaint_complete": _("the day on which the complaint was complete"),
    "complaint_received": _("the day on which the complaint was received"),
    "counter_notice_received": _("the day on which the counter-notice was received"),
    "decision_annulled": _("the day on which the decision was annulled"),
    "decision_made": _("the day of the decision"),
    "decision_received": _("the day on which the decision was received"),
    "decision_taken": _("the day of the decision"),
    "decision_told": _("the day on which the decision was told"),
    "declaration_forwarded": _("the day on which the declaration reached the right holder"),
    "delay_began": _("the day on which the delay began"),
    "evidence_registered": _("the day on which the evidence was registered"),
    "explanation_demanded": _("the day on which an explanation was demanded"),
    "filing_notified": _("the day on which the filing was notified"),
    "filing_ordered": _("the day on which the filing was ordered"),
    "last_publication": _("the day of the last publication"),
    "material_disabled": _("the day on which the material was disabled"),
    "notice_of_penalty": _("the day on which the penalty was announced to the party"),
    "notice_of_penalty_published": _("the day on which the announced penalty was published"),
    "notice_published": _("the day on which the notice was published"),
    "notice_received": _("the moment at which the notice was received"),
    "order_granted": _("the day on which the order was granted"),
    "order_notified": _("the moment at which the order was notified"),
    "record_made": _("the day on which the record was made"),
    "refusal_received": _("the day on which the refusal was received"),
    "report_submitted": _("the day on which the report was submitted"),
    "restriction_imposed": _("the day on which the restriction was imposed"),
    "review_received": _("the day on which the request for review was received"),
    "review_requested": _("the day on which a review was requested"),
    "ruling_made": _("the day of the ruling"),
    "appeal_received": _("the day on which the appeal was received"),
    "appeal_registered": _("the day on which the appeal was registered"),
    "arrest_made": _("the day of the arrest"),
    "arrest_requested": _("the day on which approval of the arrest was asked for"),
    "case_referred": _("the day on which the procuratorate received the case"),
    "case_registered": _("the day on which the suit was registered"),
    "claim_received": _("the day on which the statement of claim was received"),
    "claim_served": _("the day on which the statement of claim was served"),
    "competence_contested": _("the day on which competence was contested"),
    "complaint_filed": _("the day on which the complaint was filed with the court"),
    "customs_notified": _("the day of the customs' notice"),
    "demand_served": _("the day on which the demand was served"),
    "detention_began": _("the day of the detention"),
    "enforcement_accepted": _("the day on which the request to enforce was taken"),
    "enforcement_requested": _("the day on which enforcement was asked for"),
    "goods_detained": _("the day on which the goods were detained"),
    "hearing_notified": _("the day on which the hearing was notified"),
    "incompetence_found": _("the day on which the body found that it is not competent"),
    "indictment_filed": _("the day on which the indictment was filed"),
    "indictment_served": _("the day on which the indictment was served"),
    "judgment_entered": _("the day on which the judgment was entered"),
    "judgment_final": _("the day on which the judgment took effect"),
    "judgment_made": _("the day of the judgment"),
    "judgment_pronounced": _("the day on which the judgment was read"),
    "judgment_published": _("the day on which the judgment was published"),
    "judgment_served": _("the day on which the judgment was served"),
    "opinion_sought": _("the day on which the opinion was sought"),
    "payment_due": _("the last day of payment"),
    "performance_due": _("the last day of performance"),
    "prosecution_received": _("the day on which the court took the prosecution"),
    "protest_requested": _("the day on which a protest was asked for"),
    "publication_faulty": _("the day on which the fault was found"),
    "reconsideration_accepted": _("the day on which the request for reconsideration was taken"),
    "reconsideration_copy_received": _("the day on which the copy of the request was received"),
    "reconsideration_ended": _("the day on which reconsideration ended"),
    "reconsideration_received": _("the day on which the decision on reconsideration was received"),
    "reconsideration_requested": _("the day on which reconsideration was asked for"),
    "record_granted": _("the day on which the record was granted"),
    "release_due": _("the day on which the ground fell away"),
    "remedies_expired": _("the day on which the remedies ran out"),
    "report_received": _("the day on which the report was received"),
    "request_received": _("the day on which the request was received"),
    "ruling_served": _("the day on which the ruling was served"),
    "security_ordered": _("the day on which security was ordered"),
    "seizure_extended": _("the day on which the seizure was extended"),
    "seizure_made": _("the moment of the seizure"),
    "silence_unlawful": _("the last day on which silence was lawful"),
    "supplement_ordered": _("the day on which more investigation was ordered"),
    "waiver_requested": _("the day on which waiver was asked for"),
    "transfer_approved": _("the moment at which the transfer was approved"),
}

MEASURES: Words = {
    "business": _("illegal business amount"),
    "gains": _("illegal gains"),
    "sales": _("sales"),
    "copies": _("copies"),
    "works": _("works made available"),
    "downloads": _("downloads"),
    "clicks": _("clicks"),
    "members": _("registered members"),
    "prior_sanctions_within_2y": _("earlier sanctions within two years"),
    "unsold": _("value of unsold stock"),
    "unsold_copies": _("unsold copies"),
    "unit": _("an organisation acted"),
    "combination": _("several together"),
}
MONEY = {"business", "gains", "sales", "unsold"}


def place_name(code: str) -> str:
    """What a place is called; one without a name here goes by its code."""
    return str(PLACES.get(code, code.upper()))


def group_of(rule_id: str) -> str:
    """The group of a rule, by the second word of its identifier."""
    second = rule_id.split(".")[1]
    return next((name for name, (_title, words) in GROUPS.items() if second in words), "other")


def event_name(key: str) -> str:
    """The event whose day picks the version."""
    return str(EVENTS.get(key, key.replace("_", " ")))


def length(count: int, unit: str) -> str:
    """A length of time in words: `15 days`."""
    words = {
        "minute": ngettext("%(count)s minute", "%(count)s minutes", count),
        "hour": ngettext("%(count)s hour", "%(count)s hours", count),
        "calendar_day": ngettext("%(count)s day", "%(count)s days", count),
        "working_day": ngettext("%(count)s working day", "%(count)s working days", count),
        "month": ngettext("%(count)s month", "%(count)s months", count),
        "year": ngettext("%(count)s year", "%(count)s years", count),
    }
    return words.get(unit, "%(count)s " + unit.replace("_", " ")) % {"count": count}


def number(value: object) -> str:
    """A number with its thousands apart, the same in every language: 1,000,000; 0.05."""
    text = str(value)
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-").isdigit() else text


def money(value: object, currency: str = "CNY") -> str:
    """A sum with its currency."""
    if currency == "USD":
        return gettext("US$%(amount)s") % {"amount": number(value)}
    if currency == "CNY":
        return gettext("%(amount)s yuan") % {"amount": number(value)}
    return f"{currency} {number(value)}"


def quantity(measure: str, value: object) -> str:
    """What a measure comes to: money with its currency, a count without."""
    return money(value) if measure in MONEY else number(value)


def bill_name(bill: str) -> str:
    """What a bill is called."""
    return str(BILLS.get(bill, bill))
