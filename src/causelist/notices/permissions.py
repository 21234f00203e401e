"""Who may do what with letters: seeing an original, recording one. What is published needs no permission."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser

from causelist.accounts.models import User
from causelist.notices.models import Notice
from causelist.parties.models import Organisation
from causelist.parties.permissions import Act, NotAllowed, can_act, check_act, check_registry
from causelist.parties.queries import home_of


def check_see_original(user: User | AnonymousUser, notice: Notice) -> None:
    """Raise `NotAllowed` unless a person may see the letter as it came: unredacted, with its bytes.

    The members of the organisation on whose desk it was recorded may, those of the provider who received it, and who
    runs the registry.
    """
    if not isinstance(user, User) or not user.is_active:
        raise NotAllowed(Act.SEE)
    concerned = [home_of(organisation) for organisation in (notice.holder, notice.provider) if organisation is not None]
    if not user.is_staff and not any(can_act(user, Act.SEE, organisation) for organisation in concerned):
        raise NotAllowed(Act.SEE)


def can_see_original(user: User | AnonymousUser, notice: Notice) -> bool:
    """Whether `check_see_original` would pass."""
    try:
        check_see_original(user, notice)
    except NotAllowed:
        return False
    return True


def check_decide(user: User) -> None:
    """Raise `NotAllowed` unless a person may confirm or refuse what a letter claims to do to another's."""
    check_registry(user)


def check_record(user: User, organisation: Organisation) -> None:
    """Raise `NotAllowed` unless a person may put letters on the record for an organisation."""
    check_act(user, Act.RECORD, organisation)


def can_record(user: User, organisation: Organisation) -> bool:
    """Whether `check_record` would pass."""
    return can_act(user, Act.RECORD, organisation)
