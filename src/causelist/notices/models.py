"""Letters on the record: what was asked, by whom, about which addresses, and every move since."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from causelist.core.elements import NoticeKind
from causelist.notices.answering import Ground, ItemOutcome
from causelist.notices.lifecycle import ItemState, NoticeState
from causelist.notices.standing import Standing, Voice
from causelist.parties.models import Organisation, OrganisationName
from causelist.works.models import Work


class Source(models.TextChoices):
    """How a letter came to the registry."""

    IMPORT = "import", _("import")
    DESK = "desk", _("desk")
    API = "api", _("API")
    DEMO = "demo", _("demonstration")


class PartyRole(models.TextChoices):
    """What a party is in a letter."""

    SENDER = "sender", _("sender")
    RIGHT_HOLDER = "right_holder", _("right holder")


class LinkKind(models.TextChoices):
    """What one letter does to another."""

    COUNTERS = "counters", _("answers as a counter-notice")
    RETRACTS = "retracts", _("takes back")
    REVERSES = "reverses", _("reverses")
    REFERS = "refers", _("refers to")


NOTICE_KINDS = [(str(kind), str(kind)) for kind in NoticeKind]
NOTICE_STATES = [(str(state), str(state)) for state in NoticeState]
ITEM_STATES = [(str(state), str(state)) for state in ItemState]
STANDINGS = [(str(standing), str(standing)) for standing in Standing]
VOICES = [(str(voice), str(voice)) for voice in Voice]
OUTCOMES = [(str(outcome), str(outcome)) for outcome in ItemOutcome]
GROUNDS = [(str(ground), str(ground)) for ground in Ground]


class Notice(models.Model):
    """A letter on the record.

    `number` is public; `identity` is what makes taking it in twice the same as once:
    `path:<provider>/<archive path>` for a known archive layout, else `sha256:<hex of the bytes>`.

    Item, place and fork counts are copies of what the rows below say, kept for lists and figures; written once, by
    the service that records the letter.
    """

    number = models.CharField(_("number"), max_length=40, unique=True)
    identity = models.CharField(max_length=600, unique=True)
    kind = models.CharField(_("kind"), max_length=30, choices=NOTICE_KINDS)
    state = models.CharField(_("state"), max_length=20, choices=NOTICE_STATES, default=str(NoticeState.RECORDED))
    source = models.CharField(_("came by"), max_length=10, choices=Source)
    # Who received it. A name, as parties are, so that merges and splits of organisations carry figures along.
    provider_name = models.ForeignKey(
        OrganisationName, null=True, blank=True, on_delete=models.PROTECT, related_name="notices_received"
    )
    jurisdiction = models.CharField(_("jurisdiction"), max_length=12, blank=True)  # whose law, e.g. "us"
    title = models.CharField(_("about"), max_length=300)  # publishable: first work or first place
    language = models.CharField(max_length=16, default="und")
    shape = models.CharField(max_length=40)  # "letter" or the id of the form
    dated_on = models.DateField(_("dated"), null=True)  # the date the letter gives itself
    received_on = models.DateField(_("received"), db_index=True)  # archive's date, else the day it was recorded
    whole = models.BooleanField(null=True)
    forks_named = models.PositiveIntegerField(null=True)
    circumvention = models.BooleanField(null=True)
    statements = models.JSONField(default=list)
    item_count = models.PositiveIntegerField(default=0)  # reported (or subject) addresses
    place_count = models.PositiveIntegerField(default=0)  # distinct places among them
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    # The organisation on whose desk it was recorded; it and its members see the original. Not a name: desks, like the
    # people who sit at them, stay with the organisation when a name is split off.
    holder = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="notices_recorded")

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(fields=["-received_on", "-id"], name="notice_newest"),
            models.Index(fields=["kind", "-received_on", "-id"], name="notice_kind_newest"),
            models.Index(fields=["state", "-received_on", "-id"], name="notice_state_newest"),
            models.Index(fields=["provider_name", "-received_on", "-id"], name="notice_provider_newest"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(place_count__lte=F("item_count")), name="notice_places_within_items"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def provider(self) -> Organisation | None:
        """The organisation that received it, as organisations are merged today."""
        return self.provider_name.organisation if self.provider_name else None


class Letter(models.Model):
    """The original, kept apart from what is published, never changed, seen only by those it concerns."""

    notice = models.OneToOneField(Notice, primary_key=True, on_delete=models.PROTECT, related_name="letter")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64, db_index=True)
    received_name = models.CharField(max_length=600, blank=True)  # file name as given; not published


class PublishedLetter(models.Model):
    """The letter as the public reads it: redacted by rule when it was recorded."""

    notice = models.OneToOneField(Notice, primary_key=True, on_delete=models.PROTECT, related_name="published_letter")
    text = models.TextField()
    # Ranges of the original text that were replaced: [[start, end, rule, start in `text`, end in `text`], …]
    withheld = models.JSONField(default=list)
    rules = models.CharField(max_length=20)  # version of the redaction rules


class NoticeReading(models.Model):
    """What the reader understood, field by field with spans into the original text, as it was read."""

    notice = models.OneToOneField(Notice, primary_key=True, on_delete=models.PROTECT, related_name="reading")
    reader = models.CharField(max_length=20)  # version of the reader
    fields = models.JSONField()  # {"sender": [{"value", "start", "end"}], …}; see notices.readings
    # Why the reader took it for no letter, where a person said that it is one all the same.
    doubt = models.CharField(max_length=300, blank=True)


class Correction(models.Model):
    """A field a person corrected before recording: what was read and what they said, both kept. Append-only."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="corrections")
    field = models.CharField(max_length=30)
    read = models.JSONField(null=True)
    corrected = models.JSONField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)


class NoticeParty(models.Model):
    """A name in a role. Points at the *name*, so that merges and splits of organisations carry figures along."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=16, choices=PartyRole)
    name = models.ForeignKey(OrganisationName, on_delete=models.PROTECT, related_name="parties")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "role", "name"], name="notice_party_once")]


class NoticeWork(models.Model):
    """A work a letter is about."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="notice_works")
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="notice_works")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "work"], name="notice_work_once")]


class Item(models.Model):
    """One address a letter reports (or, in a counter-notice, retraction or reversal, is about).

    `canonical` is the address by the WHATWG rules; `key` is its SHA-256 (first 32 hex digits), by which "is this
    address listed" finds it; `place` is the key of the place a provider acts on.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    written = models.TextField()
    canonical = models.TextField()
    key = models.CharField(max_length=32)
    host = models.CharField(max_length=253)
    domain = models.CharField(max_length=253)  # registrable domain
    place = models.CharField(max_length=400)
    place_kind = models.CharField(max_length=30)
    fork = models.BooleanField(default=False)
    # Null for an address that a counter-notice, retraction or reversal is about: it reports nothing.
    state = models.CharField(max_length=12, choices=ITEM_STATES, null=True)
    # The outcome of the newest answer (`ItemAnswer`), a copy for lists; null: the provider has not answered.
    answer = models.CharField(max_length=12, choices=OUTCOMES, null=True)

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = [models.UniqueConstraint(fields=["notice", "position"], name="item_position_once")]
        indexes = [
            models.Index(fields=["key"], name="item_key"),
            models.Index(fields=["place"], name="item_place"),
            models.Index(fields=["host"], name="item_host"),
            # Few items are what another letter is about; linking asks for them place by place.
            models.Index(fields=["place"], condition=Q(state__isnull=True), name="item_about_place"),
        ]

    def __str__(self) -> str:
        return self.canonical


class ItemAnswer(models.Model):
    """What the provider did about one address. Append-only by trigger; the newest holds.

    `reason` is seen at the desks of both sides and not published.
    """

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="answers")
    outcome = models.CharField(max_length=12, choices=OUTCOMES)
    ground = models.CharField(max_length=20, choices=GROUNDS, blank=True)  # of a refusal
    reason = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        indexes = [models.Index(fields=["item", "-id"], name="item_answer_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=str(ItemOutcome.REFUSED)) & ~Q(ground="")
                | ~Q(outcome=str(ItemOutcome.REFUSED)) & Q(ground=""),
                name="item_answer_ground_of_a_refusal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.outcome}"


class OriginalAddress(models.Model):
    """Where a letter says the original work is found."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="originals")
    position = models.PositiveIntegerField()
    written = models.TextField()
    canonical = models.TextField()
    host = models.CharField(max_length=253)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "position"], name="original_position_once")]


class ReferenceRole(models.TextChoices):
    """What a key is to the letter that has it."""

    IS = "is", _("is called")
    SERIES = "series", _("belongs to")
    NAMES = "names", _("names")


class NoticeReference(models.Model):
    """How letters of an archive are called, and which others a letter names: so that either may come first.

    `key` is a public number, or an archive's id and the folded name in it (see `notices.archive`).
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="references")
    role = models.CharField(max_length=8, choices=ReferenceRole)
    key = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "role", "key"], name="notice_reference_once")]
        indexes = [models.Index(fields=["key", "role"], name="notice_reference_key")]

    def __str__(self) -> str:
        return f"{self.role} {self.key}"


class LinkBasis(models.TextChoices):
    """How a link was found; stands at the beginning of `NoticeLink.basis`, before what it was found by."""

    NAMED = "named", _("the letter names it")
    PLACE = "place", _("it is the latest earlier letter about the same place")
    SERIES = "series", _("it stands before it in the archive under the same name")


class NoticeLink(models.Model):
    """One letter answers, takes back, reverses or refers to another. `basis` is a `LinkBasis`, a colon and by what.

    Only what refers is without a `standing`; every other link says whether it takes effect, and `voice` by whom.
    """

    source = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="links_from")
    target = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="links_to")
    kind = models.CharField(max_length=10, choices=LinkKind)
    basis = models.CharField(max_length=200)
    standing = models.CharField(max_length=10, choices=STANDINGS, blank=True)
    voice = models.CharField(max_length=10, choices=VOICES, blank=True)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="notice_link_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="notice_link_between_two"),
            models.CheckConstraint(
                condition=Q(kind=LinkKind.REFERS, standing="")
                | (~Q(kind=LinkKind.REFERS) & Q(standing__in=[str(standing) for standing in Standing])),
                name="notice_link_has_its_standing",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(standing=str(Standing.CLAIMED)), name="notice_link_claimed"),
        ]


class LinkDecision(models.Model):
    """A person of the registry confirmed or refused what a letter claims to do to another. Append-only by trigger.

    It is about the two letters and not about a row of `NoticeLink`, which comes and goes as letters are taken in; the
    newest decision holds.
    """

    source = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="decisions_on_its_claims")
    target = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="decisions_on_claims_upon_it")
    kind = models.CharField(max_length=10, choices=LinkKind)
    confirmed = models.BooleanField()
    reason = models.CharField(max_length=500)  # seen at the desk; not published
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(kind=LinkKind.REFERS), name="link_decision_on_what_moves"),
        ]


class NoticeTransition(models.Model):
    """One move of a notice's state. Append-only by trigger; `from_state` is empty for the first."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="transitions")
    from_state = models.CharField(max_length=20, blank=True)
    to_state = models.CharField(max_length=20)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=300)  # what moved it, e.g. the number of the retraction
    # The letter that moved it, where one did.
    cause = models.ForeignKey(Notice, null=True, on_delete=models.PROTECT, related_name="moves_caused")


class ItemTransition(models.Model):
    """One move of an item's state after it was noticed. Append-only by trigger."""

    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="transitions")
    from_state = models.CharField(max_length=12)
    to_state = models.CharField(max_length=12)
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=300)
    cause = models.ForeignKey(Notice, null=True, on_delete=models.PROTECT, related_name="item_moves_caused")
