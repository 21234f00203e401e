"""A case, the complaints that opened it, its parties, what it is about, and its tracks."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from causelist.cases.models.bodies import Office
from causelist.notices.models import Item
from causelist.parties.models import Organisation, OrganisationName, Region
from causelist.works.models import Work


class TrackKind(models.TextChoices):
    """The three ways one case goes, several at once."""

    ADMINISTRATIVE = "administrative", _("administrative")
    CIVIL = "civil", _("civil")
    CRIMINAL = "criminal", _("criminal")


class CasePartyRole(models.TextChoices):
    """What a party is in a case."""

    COMPLAINANT = "complainant", _("complainant")
    RESPONDENT = "respondent", _("respondent")
    CLAIMANT = "claimant", _("claimant")
    DEFENDANT = "defendant", _("defendant")
    VICTIM = "victim", _("victim")
    THIRD_PARTY = "third_party", _("third party")


class Industry(models.TextChoices):
    """Whose works, for the figures."""

    FILM = "film", _("film and television")
    MUSIC = "music", _("music")
    SOFTWARE = "software", _("software")
    GAMES = "games", _("games")
    BOOKS = "books", _("books and journals")
    BROADCAST = "broadcast", _("broadcasting")
    OTHER = "other", _("other")


class Confidentiality(models.TextChoices):
    """How much of a case is closed beyond what the table of visibility withholds anyway."""

    OPEN = "open", _("open")
    RESTRICTED = "restricted", _("restricted")  # the public sees number, stage and clock only
    SEALED = "sealed", _("sealed")  # by order: only its bodies see it; to all others it is not there


class Channel(models.TextChoices):
    """How a complaint came."""

    DESK = "desk", _("desk")
    API = "api", _("API")
    MAIL = "mail", _("mail")
    DEMO = "demo", _("demonstration")


class Case(models.Model):
    """One matter from the first complaint to the last judgment.

    `stage`, `due_at`, `above_line` and `last_event_at` are copies of what the rows below say, for lists; written with
    them, by the one writer.
    """

    number = models.CharField(_("number"), max_length=40, unique=True)
    title = models.CharField(_("about"), max_length=300)  # publishable: names no natural person
    jurisdiction = models.CharField(_("jurisdiction"), max_length=12)
    kind = models.CharField(_("kind of infringement"), max_length=40)  # of the law's kinds: "listing", "stall", …
    industry = models.CharField(_("industry"), max_length=12, choices=Industry, default=Industry.OTHER)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="cases")
    stage = models.CharField(_("stage"), max_length=20, default="complaint")
    confidentiality = models.CharField(max_length=10, choices=Confidentiality, default=Confidentiality.OPEN)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="cases")  # answers for it now
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="cases")
    opened_at = models.DateTimeField(_("opened"))
    closed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)  # of the open clock that ends first, of those everybody may know of
    above_line = models.BooleanField(null=True)  # of the criminal threshold; null: cannot be said
    facts = models.JSONField(default=dict)  # what the line is reckoned from, see cases.line
    joined_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="joined")
    split_from = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="split_off")
    last_event_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes = [
            models.Index(fields=["-opened_at", "-id"], name="case_newest"),
            models.Index(fields=["stage", "-opened_at", "-id"], name="case_stage_newest"),
            models.Index(fields=["office", "-opened_at", "-id"], name="case_office_newest"),
            models.Index(fields=["region", "-opened_at", "-id"], name="case_region_newest"),
            models.Index(fields=["kind", "-opened_at", "-id"], name="case_kind_newest"),
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="case_due"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(joined_into__isnull=True) | ~Q(joined_into=F("id")), name="case_not_joined_to_itself"
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")), name="case_closed_after_opening"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Complaint(models.Model):
    """What somebody asked the authority to act on. `key` makes filing it twice the same as once.

    `carried` items stand on `Target.item`. `basis` says, for each carried item, why it may be complained of.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="complaints")
    state = models.CharField(_("state"), max_length=20, default="received")
    key = models.CharField(max_length=120, unique=True)
    channel = models.CharField(max_length=6, choices=Channel)
    holder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="complaints")  # who complains
    agent = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="complaints_by_mandate")
    statement = models.TextField(_("what is alleged"), blank=True)
    filed_at = models.DateTimeField()
    complete_at = models.DateTimeField(null=True)  # when all papers the law asks for were there
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="complaints")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        indexes = [
            models.Index(fields=["holder", "-filed_at"], name="complaint_holder_newest"),
            models.Index(
                fields=["case"], condition=Q(state__in=["silent", "silence_appealed"]), name="complaint_unanswered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.pk}"


class CaseParty(models.Model):
    """A name in a role. `organisation.is_person` withholds it from the public; `is_minor` from everybody but bodies."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=12, choices=CasePartyRole)
    name = models.ForeignKey(OrganisationName, on_delete=models.PROTECT, related_name="case_parties")
    representative = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="represents")
    is_minor = models.BooleanField(default=False)
    email = models.EmailField(blank=True)  # for service and keys; never published

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "role", "name"], name="case_party_once")]
        indexes = [models.Index(fields=["name", "role"], name="case_party_name")]


class Target(models.Model):
    """What is complained of: an address, premises, a device, a broadcast; from an item of a notice where it came so."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="targets")
    complaint = models.ForeignKey(Complaint, null=True, on_delete=models.PROTECT, related_name="targets")
    kind = models.CharField(_("kind"), max_length=40)
    description = models.CharField(_("what and where"), max_length=500)
    address = models.TextField(blank=True)  # canonical, for what has one
    place = models.CharField(max_length=400, blank=True)
    premises = models.ForeignKey("cases.Premises", null=True, on_delete=models.PROTECT, related_name="targets")
    item = models.ForeignKey(Item, null=True, on_delete=models.PROTECT, related_name="complained_of")
    carried_because = models.CharField(max_length=20, blank=True)  # "refused", "unanswered"
    result = models.CharField(max_length=20, default="open")  # open, ceased, continuing, moved, not_found

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "item"], name="target_item_once")]
        indexes = [models.Index(fields=["place"], name="target_place")]


class CaseWork(models.Model):
    """A work the case is about."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="case_works")
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="case_works")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "work"], name="case_work_once")]


class TrackLink(models.TextChoices):
    """How a track belongs to another."""

    RIDES_ON = "rides_on", _("a civil claim riding on the prosecution")
    TRANSFER_OF = "transfer_of", _("transferred from")
    FOLLOWS = "follows", _("follows")


class Track(models.Model):
    """One way the case goes, at one office, with its own lifecycle. `reference` is that body's own file number."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tracks")
    kind = models.CharField(max_length=14, choices=TrackKind)
    state = models.CharField(max_length=24)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tracks_held")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="tracks")
    reference = models.CharField(max_length=80, blank=True)
    is_public = models.BooleanField(default=False)  # whether a step of it was told to everybody, ever
    instance = models.PositiveSmallIntegerField(default=1)  # 1 first, 2 on appeal
    linked_to = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="linked")
    link = models.CharField(max_length=12, choices=TrackLink, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(linked_to__isnull=True, link="") | (Q(linked_to__isnull=False) & ~Q(link="")),
                name="track_linked_with_its_kind",
            ),
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(closed_at__isnull=True), name="track_one_open_of_a_kind"
            ),
        ]
        indexes = [
            models.Index(fields=["office", "state"], name="track_office_state"),
            models.Index(fields=["officer"], condition=Q(closed_at__isnull=True), name="track_officer_open"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class Recusal(models.Model):
    """An officer who must not handle a track: on their own motion or on challenge. Append-only by trigger."""

    track = models.ForeignKey(Track, on_delete=models.PROTECT, related_name="recusals")
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["track", "officer"], name="recusal_once")]
