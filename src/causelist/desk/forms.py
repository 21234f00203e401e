"""Forms of the desk. They keep what was typed and say what is wrong beside the field; the services decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from causelist.accounts.models import Receipts
from causelist.accounts.tokens import Scope
from causelist.core.refusal import Refused
from causelist.notices.answering import LONGEST_REASON
from causelist.parties.models import NameKind, Organisation, OrganisationKind, Role
from causelist.parties.queries import shown_name
from causelist.web.wording import FORMALITIES, GROUNDS, OUTCOMES, PAPER_KINDS

LANGUAGES = [
    ("und", _("not said")),
    ("en", "English"),
    ("zh-Hans", "简体中文"),
    ("zh-Hant", "繁體中文"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("fr", "Français"),
    ("ru", "Русский"),
]


class DeskForm(forms.Form):
    """A form whose services may refuse: `refuse` puts what they said beside the field they name."""

    error_css_class = "wrong"
    use_required_attribute = False  # the browser's own bubbles speak its language, not the page's

    def refuse(self, refused: Refused) -> None:
        """Show a service's refusal beside its field, or above the form."""
        self.add_error(refused.field if refused.field in self.fields else None, str(refused))


class DayField(forms.DateField):
    """A day, with the browser's own calendar where it has one."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **given: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **given)


class SignInForm(DeskForm):
    """Mail address and password."""

    email = forms.CharField(
        label=_("Mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ForgottenForm(DeskForm):
    """Whose password was forgotten."""

    email = forms.EmailField(
        label=_("Mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )


class NewPasswordForm(DeskForm):
    """A new password, typed twice."""

    new = forms.CharField(
        label=_("New password"),
        max_length=4096,
        strip=False,
        help_text=_("At least eight characters, not only digits, and not one of the common ones."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password, once more"),
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both new ones are the same."""
        cleaned = super().clean() or {}
        if "again" in cleaned and cleaned.get("new") != cleaned["again"]:
            self.add_error("again", _("The two are not the same. Type it once more."))
        return cleaned


class PasswordForm(NewPasswordForm):
    """A new password for oneself."""

    field_order = ["old", "new", "again"]
    old = forms.CharField(
        label=_("Present password"),
        max_length=4096,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PreferencesForm(DeskForm):
    """What one may set for oneself."""

    name = forms.CharField(label=_("Your name"), max_length=200, required=False)
    language = forms.ChoiceField(
        label=_("Language of mails to you"),
        choices=settings.LANGUAGES,
        help_text=_("Pages are in the language chosen at their top."),
    )
    receipts = forms.ChoiceField(
        label=_("A mail with number, what was understood, and how to withdraw"),
        choices=Receipts.choices,
        widget=forms.RadioSelect,
    )


class NameForm(DeskForm):
    """One more name."""

    text = forms.CharField(label=_("Name"), max_length=300)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES)
    kind = forms.ChoiceField(
        label=_("It is"),
        choices=[(NameKind.ALIAS.value, _("also known as")), (NameKind.OFFICIAL.value, _("its new official name"))],
    )


class OrganisationForm(DeskForm):
    """An organisation's particulars; its name only where it is new."""

    text = forms.CharField(label=_("Official name"), max_length=300)
    language = forms.ChoiceField(label=_("Language of the name"), choices=LANGUAGES)
    kind = forms.ChoiceField(label=_("It is a"), choices=OrganisationKind.choices)
    is_person = forms.BooleanField(
        label=_("A natural person"),
        required=False,
        help_text=_("Names of natural persons are withheld on public pages."),
    )
    website = forms.CharField(label=_("Website"), max_length=200, required=False)
    contact_email = forms.CharField(label=_("Mail address for questions"), max_length=254, required=False)
    hosts = forms.CharField(
        label=_("Hosts it answers for"),
        required=False,
        max_length=4000,
        help_text=_("For a service provider: one host on each line, for example videos.example.com."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, organisation: Organisation | None = None) -> None:
        super().__init__(data, initial=None if organisation is None else self._particulars(organisation))
        if organisation is not None:
            del self.fields["text"], self.fields["language"]

    @staticmethod
    def _particulars(organisation: Organisation) -> dict[str, Any]:
        return {
            "kind": organisation.kind,
            "is_person": organisation.is_person,
            "website": organisation.website,
            "contact_email": organisation.contact_email,
            "hosts": "\n".join(organisation.hosts),
        }


class MergeForm(DeskForm):
    """Into which organisation, and why."""

    target = forms.CharField(
        label=_("Merge into"), max_length=300, help_text=_("Its name or the last part of its address.")
    )
    basis = forms.CharField(label=_("Why"), max_length=500, help_text=_("Stays on the record, with your name."))


class BasisForm(DeskForm):
    """Why something is done."""

    basis = forms.CharField(label=_("Why"), max_length=500, help_text=_("Stays on the record, with your name."))


class MemberForm(DeskForm):
    """Who, in which role, from when to when."""

    email = forms.CharField(
        label=_("Mail address"),
        max_length=254,
        widget=forms.EmailInput(),
        help_text=_("Of somebody who can sign in here."),
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.FILER)
    starts_on = DayField(label=_("From"), initial=timezone.localdate)
    until = DayField(label=_("Until"), required=False, help_text=_("Empty: until it is ended."))


class MandateForm(DeskForm):
    """Who may act, from when to when, on what, by which power of attorney."""

    agent = forms.CharField(label=_("Agent"), max_length=300, help_text=_("Its name or the last part of its address."))
    starts_on = DayField(label=_("From"), initial=timezone.localdate)
    until = DayField(label=_("Until"), required=False, help_text=_("Empty: until it is revoked."))
    all_works = forms.ChoiceField(
        label=_("Covers"),
        choices=[("yes", _("all works")), ("no", _("only the works listed below"))],
        initial="yes",
    )
    works = forms.CharField(
        label=_("Works"),
        required=False,
        max_length=20_000,
        help_text=_("One title on each line, as letters about it describe it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    basis = forms.CharField(label=_("Power of attorney"), max_length=500, help_text=_("Its date, and where it lies."))


class TokenForm(DeskForm):
    """What a program may do, and until when."""

    label = forms.CharField(label=_("Label"), max_length=100, help_text=_("Which program uses it."))
    scopes = forms.MultipleChoiceField(
        label=_("It may"),
        choices=[
            (Scope.WRITE.value, _("record letters")),
            (Scope.READ.value, _("read what the organisation sees")),
            (Scope.ANSWER.value, _("answer letters, for a service provider")),
            (Scope.CASES.value, _("read cases as the organisation sees them")),
            (Scope.ACT.value, _("act in cases")),
            (Scope.COMPLAIN.value, _("bring complaints, and keep papers")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    until = DayField(label=_("Last day"), required=False, help_text=_("Empty: until it is revoked."))


class PersonForm(DeskForm):
    """Somebody new who may sign in."""

    email = forms.CharField(label=_("Mail address"), max_length=254, widget=forms.EmailInput())
    name = forms.CharField(label=_("Their name"), max_length=200)
    language = forms.ChoiceField(label=_("Language of mails to them"), choices=settings.LANGUAGES)
    password = forms.CharField(
        label=_("First password"),
        max_length=4096,
        strip=False,
        required=False,
        help_text=_(
            "Empty: they are sent a link to set it themselves. Else tell them in person; they change it after signing in."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    is_staff = forms.BooleanField(label=_("Runs the registry"), required=False, help_text=_("May do everything here."))


class LetterForm(DeskForm):
    """A letter, pasted or as a file."""

    organisation = forms.ChoiceField(label=_("Recorded for"))
    text = forms.CharField(
        label=_("The letter"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("Text, markdown or a saved mail: .txt, .md, .eml, up to 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.md,.eml,text/plain,message/rfc822"}),
    )

    def __init__(self, organisations: Iterable[Organisation], language: str, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        choices = [(organisation.slug, shown_name(organisation, language)) for organisation in organisations]
        field = self.fields["organisation"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """One letter: pasted or a file, not both and not neither."""
        cleaned = super().clean() or {}
        pasted, file = cleaned.get("text", "").strip(), cleaned.get("file")
        if pasted and file:
            self.add_error("file", _("You pasted a letter and chose a file. Leave one of the two empty."))
        elif not pasted and not file and "text" not in self.errors and "file" not in self.errors:
            self.add_error("text", _("There is no letter yet. Paste its text here, or choose a file below."))
        return cleaned


class AnswerForm(DeskForm):
    """What became of the addresses chosen."""

    outcome = forms.ChoiceField(label=_("They were"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label=_("Ground of a refusal"), required=False, choices=[("", _("none: not refused")), *GROUNDS.items()]
    )
    reason = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=_("Who sent the letter reads it; it is not published."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PaperForm(DeskForm):
    """A paper, what it is, and until when it holds."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        help_text=_("PDF, picture (PNG, JPEG, TIFF), plain text, DOCX or ODT, up to 20 MB."),
    )
    kind = forms.ChoiceField(label=_("It shows"), choices=list(PAPER_KINDS.items()))
    title = forms.CharField(label=_("Title"), max_length=300)
    issued_on = DayField(label=_("Issued"), required=False)
    valid_until = DayField(label=_("Valid until"), required=False, help_text=_("Empty: no end."))
    formalities = forms.MultipleChoiceField(
        label=_("It is"), required=False, choices=list(FORMALITIES.items()), widget=forms.CheckboxSelectMultiple
    )
    works = forms.CharField(
        label=_("Works it is about"),
        required=False,
        max_length=20_000,
        help_text=_("One title on each line; empty: all."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class MailKeyForm(DeskForm):
    """For whom, and what the key is for."""

    organisation = forms.ChoiceField(label=_("You file for"))
    label = forms.CharField(label=_("Label"), max_length=100, help_text=_("Where you use it, such as “office mail”."))

    def __init__(self, organisations: Iterable[tuple[str, str]], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        field = self.fields["organisation"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(organisations)
