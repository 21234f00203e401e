"""Who is competent: bodies of the state by level, and the offices at which their cases lie."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from causelist.parties.models import Organisation


class Level(models.TextChoices):
    """Of a body, from the whole country down."""

    NATIONAL = "national", _("national")
    PROVINCIAL = "provincial", _("provincial")
    MUNICIPAL = "municipal", _("municipal")
    COUNTY = "county", _("county")


class Body(models.Model):
    """An organisation that decides or investigates: an authority, police, a procuratorate, a court.

    `superior` is the body above it, which supervises it and settles who is competent. `code` stands for it in the
    identifiers of its decisions.
    """

    organisation = models.OneToOneField(Organisation, primary_key=True, on_delete=models.PROTECT, related_name="body")
    level = models.CharField(_("level"), max_length=10, choices=Level)
    superior = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="below")
    code = models.CharField(_("code"), max_length=7, unique=True)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=12)  # whose law it applies, e.g. "cn"

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = [
            models.CheckConstraint(
                condition=Q(superior__isnull=True) | ~Q(superior=F("organisation")), name="body_not_above_itself"
            )
        ]

    def __str__(self) -> str:
        return self.code


class Office(models.Model):
    """Where cases lie and whom one asks: part of a body, for some subjects and regions.

    `tracks` are the tracks it takes, `subjects` the kinds of infringement (empty: all), `regions` the codes of the
    regions it serves (with their parts).
    """

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="offices")
    name = models.CharField(_("office"), max_length=200)
    name_zh = models.CharField(max_length=200, blank=True)
    contact_email = models.EmailField(_("mail address"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=60, blank=True)
    hours = models.CharField(_("hours"), max_length=120, blank=True)
    time_zone = models.CharField(max_length=40, default="UTC")
    tracks = models.JSONField(default=list)
    subjects = models.JSONField(default=list)
    regions = models.JSONField(default=list)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        constraints = [models.UniqueConstraint(fields=["body", "name"], name="office_once")]

    def __str__(self) -> str:
        return self.name
