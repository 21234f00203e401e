"""Organisations, what they are called, who belongs to them, and who may act for whom.

The *name* is the pivot: a letter names a name, a name belongs to an organisation. Merging and splitting
organisations moves names between them, so every figure by organisation follows without touching a notice.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """What an organisation is in the registry."""

    RIGHT_HOLDER = "right_holder", _("right holder")
    ASSOCIATION = "association", _("association")
    AGENT = "agent", _("agent")
    SERVICE_PROVIDER = "service_provider", _("service provider")
    AUTHORITY = "authority", _("authority")
    COURT = "court", _("court")
    POLICE = "police", _("police")
    PROCURATORATE = "procuratorate", _("procuratorate")
    CUSTOMS = "customs", _("customs")
    OTHER = "other", _("other")


class NameKind(models.TextChoices):
    """How a name belongs to its organisation."""

    OFFICIAL = "official", _("official name")
    ALIAS = "alias", _("also known as")
    FORMER = "former", _("former name")


class Role(models.TextChoices):
    """What a member may do for the organisation (see `parties.permissions`)."""

    ADMINISTRATOR = "administrator", _("administrator")  # members, names, mandates, tokens
    FILER = "filer", _("filer")  # records notices for the organisation
    OFFICER = "officer", _("officer")  # answers for a provider, decides for an authority
    HEAD = "head", _("head")  # decides for a body where the law asks for its head
    READER = "reader", _("reader")  # sees what the organisation sees


class ChangeKind(models.TextChoices):
    """What happened to an organisation."""

    MERGED = "merged", _("merged into another")
    SPLIT = "split", _("split off")


class Region(models.Model):
    """A country or a part of one; `code` is ISO 3166-1 or 3166-2, in upper case."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    name_zh = models.CharField(max_length=120, blank=True)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A legal or natural person acting in the registry.

    `is_person` marks a natural person, whose names are never published. `merged_into` is set on one that was
    merged: its page forwards there, its names have moved.
    """

    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind, default=OrganisationKind.OTHER)
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    is_person = models.BooleanField(_("natural person"), default=False)
    # Reviewed by a person of the registry; False for one that only stands in letters that were read.
    confirmed = models.BooleanField(_("confirmed"), default=False)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations")
    website = models.URLField(blank=True)
    contact_email = models.EmailField(blank=True)
    hosts = models.JSONField(default=list, blank=True)  # hosts that a service provider answers for
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="organisation_not_merged_into_self",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class OrganisationName(models.Model):
    """One name of an organisation, in one language and script.

    `key` folds case, width and punctuation (see `parties.names.fold`) and is unique: one name is one organisation.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="names")
    text = models.CharField(_("name"), max_length=300)
    key = models.CharField(max_length=300, unique=True)
    kind = models.CharField(max_length=10, choices=NameKind, default=NameKind.ALIAS)
    language = models.CharField(max_length=16, default="und")  # BCP 47
    script = models.CharField(max_length=4, default="Zyyy")  # ISO 15924
    is_primary = models.BooleanField(default=False)  # shown as the organisation's name

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(is_primary=True), name="organisation_one_primary_name"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class OrganisationChange(models.Model):
    """A merge or a split: which names moved from where to where, by whom and why. Append-only by trigger."""

    kind = models.CharField(max_length=10, choices=ChangeKind)
    source = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="changes_from")
    target = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="changes_to")
    names = models.JSONField()  # [{"id", "text", "was_primary"}]
    basis = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(source=F("target")), name="organisation_change_between_two"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.kind} {self.target}"


class Membership(models.Model):
    """A person acts for an organisation in a role, from one day to another (inclusive; open when `until` is null)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role)
    starts_on = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "role", "starts_on"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")), name="membership_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.organisation}"


class Mandate(models.Model):
    """`agent` may act for `principal` from one day to another, on all works or on those listed (`works.MandateWork`)."""

    principal = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mandates_given")
    agent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mandates_held")
    starts_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    all_works = models.BooleanField(default=True)
    basis = models.CharField(max_length=500)  # the power of attorney: its date, where it lies
    revoked_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(principal=F("agent")), name="mandate_between_two"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_on")), name="mandate_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agent} for {self.principal}"


class PaperKind(models.TextChoices):
    """What a paper shows: the ids of the law's list of papers, and what is none of them."""

    IDENTITY = "identity", _("identity")
    REPRESENTATIVE = "representative", _("who represents the organisation")
    OWNERSHIP = "ownership", _("ownership")
    CHAIN = "chain", _("how the right was acquired")
    LICENCE = "licence", _("licence")
    RELATED = "related", _("related right")
    MANDATE = "mandate", _("mandate")
    AGENT_IDENTITY = "agent_identity", _("identity of the agent")
    WORK = "work", _("the work itself")
    EVIDENCE = "evidence", _("evidence of the infringement")
    OTHER = "other", _("another paper")


class PaperContent(models.Model):
    """The bytes of papers, each kept once however often it is sent. Append-only by trigger."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()
    media_type = models.CharField(max_length=100)  # found from the bytes
    size = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.sha256


class Paper(models.Model):
    """A paper an organisation keeps for all its cases: an excerpt of a register, a power of attorney. Append-only by trigger."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("kind"), max_length=20, choices=PaperKind)
    title = models.CharField(_("title"), max_length=300)
    issued_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)  # its last day; null: no end
    notarised = models.BooleanField(default=False)
    legalised = models.BooleanField(default=False)  # or with an apostille
    translated = models.BooleanField(default=False)
    content = models.ForeignKey(PaperContent, on_delete=models.PROTECT, related_name="papers")
    name = models.CharField(max_length=300, blank=True)  # file name as given
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(issued_on__isnull=True) | Q(valid_until__gte=F("issued_on")),
                name="paper_ends_after_issue",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PaperRetirement(models.Model):
    """A paper is no longer to be used; the cases that rest on it keep it. Append-only by trigger."""

    paper = models.OneToOneField(Paper, primary_key=True, on_delete=models.PROTECT, related_name="retirement")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)
