"""People who sign in, and the tokens by which programs act for them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _


class Receipts(models.TextChoices):
    """Which letters that a person records are answered with a mail."""

    ALL = "all", _("for every letter that I record, here or through the API")
    DESK = "desk", _("only for letters that I record here")
    NONE = "none", _("never")


class UserManager(BaseUserManager["User"]):
    """Makes people; addresses are kept in lower case so that one mailbox is one person."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person who signs in with a mail address."""
        if not email:
            raise ValueError("A person needs a mail address to sign in with")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An administrator of the registry."""
        return self.create_user(email, password, **{**fields, "is_staff": True, "is_superuser": True})

    def get_by_natural_key(self, username: str | None) -> User:
        """The person behind an address, whatever its case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person. What they may do follows from their memberships, not from this row."""

    email = models.EmailField(_("mail address"), unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=16, default="en")
    receipts = models.CharField(_("receipts by mail"), max_length=4, choices=Receipts, default=Receipts.ALL)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_staff = models.BooleanField(_("administrator"), default=False)
    date_joined = models.DateTimeField(_("joined"), db_default=Now(), editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Token(models.Model):
    """A key for the API, kept only as a hash; shown once when made.

    `organisation_id` is the organisation it acts for (a plain number here: this room stands above `parties`).
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    organisation_id = models.BigIntegerField(_("organisation"))
    label = models.CharField(_("label"), max_length=100)
    prefix = models.CharField(_("begins with"), max_length=12)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the whole token, hex
    scopes = models.JSONField(default=list)  # of "notices:write", "notices:read"
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("token")
        verbose_name_plural = _("tokens")
        indexes = [models.Index(fields=["organisation_id"], name="token_organisation")]

    def __str__(self) -> str:
        return f"{self.label} ({self.prefix}…)"


class MailKey(models.Model):
    """The secret part of the registry's mail address, by which mail speaks as `user` for one organisation."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="mail_keys")
    organisation_id = models.BigIntegerField(_("organisation"))
    label = models.CharField(_("label"), max_length=100)
    prefix = models.CharField(_("begins with"), max_length=12)
    digest = models.CharField(max_length=64, unique=True)  # SHA-256 of the secret, hex
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name = _("mail key")
        verbose_name_plural = _("mail keys")

    def __str__(self) -> str:
        return f"{self.label} ({self.prefix}…)"
