"""What a mail asks: to file a complaint, or to be put before the office of a case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from causelist.accounts.models import User
from causelist.cases import filing, services
from causelist.cases.filing import Given, GivenTarget
from causelist.cases.models import Case, Channel
from causelist.core.refusal import Refused
from causelist.formats import Unreadable, read
from causelist.formats.complaint import ComplaintLetter, read_complaint
from causelist.gateway.envelope import Attachment, Parts, headers_of, parts_of
from causelist.notices.overdue import complainable
from causelist.parties import papers as library
from causelist.parties.models import Organisation, Paper
from causelist.works.papers import about

LONGEST_MESSAGE = 20_000
# A word in a file's name that says what the paper shows.
_NAMED = (
    ("mandate", ("mandate", "power of attorney", "poa", "授权", "委托")),
    ("ownership", ("ownership", "registration", "copyright", "登记", "权属", "著作权")),
    ("identity", ("identity", "licence of business", "business licence", "passport", "营业执照", "身份")),
    ("licence", ("licence", "license", "许可")),
)


@dataclass(frozen=True, slots=True)
class Done:
    """What became of it; `problems` are told to who wrote."""

    state: Literal["filed", "added", "refused"]
    case: Case | None = None
    problems: tuple[str, ...] = ()


def do(content: bytes, *, identity: str, organisation: Organisation, by: User) -> Done:
    """Do what a mail asks, in a person's name for an organisation. Never raises for what the mail says."""
    try:
        parts = parts_of(content)
    except Unreadable as error:
        return Done("refused", problems=(_("The mail cannot be read: %(why)s.") % {"why": error},))
    letter = read_complaint(parts.text, subject=headers_of(content, "").subject)
    try:
        with transaction.atomic():
            if letter.case:
                return _reply(letter, parts, identity=identity, organisation=organisation, by=by)
            return _file(letter, parts, identity=identity, organisation=organisation, by=by)
    except Refused as refused:
        return Done("refused", problems=(str(refused),))
    except PermissionDenied:
        return Done("refused", problems=(_("You may not file complaints for this organisation any more."),))


def _file(letter: ComplaintLetter, parts: Parts, *, identity: str, organisation: Organisation, by: User) -> Done:
    kept, problems = _papers(parts, letter, organisation, by)
    works, targets = list(letter.works), [GivenTarget(*one) for one in letter.targets]
    if not targets or not works:
        understood = _understood(parts.text)
        works = works or understood[0]
        targets = targets or ([] if letter.notices else [GivenTarget("website", url) for url in understood[1]])
    items = complainable([organisation.pk]).filter(filing.open_to(organisation), notice__number__in=letter.notices)
    filed = filing.file_complaint(
        Given(
            key=identity,
            channel=Channel.MAIL,
            holder=organisation,
            title=letter.title,
            law=letter.law,
            region=letter.region,
            industry=letter.industry,
            statement=letter.statement,
            against=letter.against,
            targets=targets,
            works=works,
            items=list(items.values_list("pk", flat=True)) if letter.notices else (),
            papers=[paper.pk for paper in kept],
        ),
        by=by,
    )
    return Done("filed", filed.complaint.case, tuple(problems))


def _reply(letter: ComplaintLetter, parts: Parts, *, identity: str, organisation: Organisation, by: User) -> Done:
    """To the office of a case, by a party of it; a case of others and one that is not there are answered alike."""
    case = Case.objects.filter(number=letter.case).first()
    problem = _("You have no case of the number %s. Compare it with your receipt.") % letter.case[:40]
    if case is None:
        return Done("refused", problems=(problem,))
    message = parts.text[:LONGEST_MESSAGE].strip() or _("(see the papers)")
    try:
        with transaction.atomic():
            kept, problems = _papers(parts, letter, organisation, by)
            ids = [paper.pk for paper in kept]
            data = {"message": message, **({"papers": ids} if ids else {})}
            services.act(case_id=case.pk, lifecycle="case", act="message", data=data, by=by, key=f"mail:{identity}")
    except (services.NotThere, PermissionDenied):
        return Done("refused", problems=(problem,))
    return Done("added", case, tuple(problems))


def _papers(
    parts: Parts, letter: ComplaintLetter, organisation: Organisation, by: User
) -> tuple[list[Paper], list[str]]:
    """Attachments as papers of the organisation; one that cannot be kept is told of, and the rest goes on."""
    kept: list[Paper] = []
    problems = [_("“%s” was left out: too large, or one too many.") % name for name in parts.left_out]
    for file in parts.attachments:
        title = file.name or _("Attachment")
        try:
            paper = library.add_paper(
                organisation=organisation, kind=_kind(file), title=title[:300], content=file.content, by=by,
                name=file.name,
            )  # fmt: skip
            about(paper=paper, titles=())
        except Refused as refused:
            problems.append(f"“{title}”: {refused}")
        else:
            kept.append(paper)
    return kept, problems


def _kind(file: Attachment) -> str:
    name = file.name.casefold().replace("_", " ").replace("-", " ")
    return next((kind for kind, words in _NAMED if any(word in name for word in words)), "evidence")


def _understood(text: str) -> tuple[list[str], list[str]]:
    """Works and addresses that the reader of letters finds in plain prose."""
    try:
        found = read(text.encode())
    except Unreadable:
        return [], []
    return [work.value for work in found.works], [address.url for address in found.reported]
