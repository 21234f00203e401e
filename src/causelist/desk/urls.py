"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from causelist.desk import case_urls
from causelist.desk.views import (
    account,
    acting,
    claims,
    complaints,
    decisions,
    filing,
    inbox,
    mail_keys,
    notices,
    organisations,
    papers,
    people,
    premises,
    recovery,
    today,
)

app_name = "desk"

_AT = "organisations/<str:slug>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", today.today, name="today"),
    path("sign-in", account.sign_in, name="sign-in"),
    path("sign-out", account.sign_out, name="sign-out"),
    path("account", account.account, name="account"),
    path("account/mail", mail_keys.keys, name="mail-keys"),
    path("account/mail/<int:pk>/revoke", mail_keys.revoke, name="mail-key-revoke"),
    path("password", account.password, name="password"),
    path("password/forgotten", recovery.forgotten, name="password-forgotten"),
    path("password/link/<str:token>", recovery.set_by_link, name="password-link"),
    path("new", filing.new, name="new"),
    path("review/<uuid:pk>", filing.review, name="review"),
    path("review/<uuid:pk>/discard", filing.discard, name="discard"),
    path("notices", notices.notices, name="notices"),
    path("notices/<str:number>", notices.notice, name="notice"),
    path("notices/<str:number>/original", notices.original, name="original"),
    path("inbox", inbox.inbox, name="inbox"),
    path("complaints", complaints.complaints, name="complaints"),
    path("complaints/new", complaints.new, name="complaint-new"),
    path("complaints/<str:number>", complaints.complaint, name="complaint"),
    path("decisions/<int:pk>", decisions.decision, name="decision"),
    path("decisions/<int:pk>/publish", decisions.publish, name="decision-publish"),
    path("claims", claims.claims, name="claims"),
    path("claims/<str:source>/<str:target>", claims.claim, name="claim"),
    path("organisations", organisations.mine, name="organisations"),
    path("organisations/-/new", organisations.new, name="organisation-new"),
    path(_AT, organisations.organisation, name="organisation"),
    path(f"{_AT}/update", organisations.update, name="organisation-update"),
    path(f"{_AT}/confirm", organisations.confirm, name="organisation-confirm"),
    path(f"{_AT}/names", organisations.add_name, name="name-add"),
    path(f"{_AT}/names/<int:pk>/choose", organisations.choose_name, name="name-choose"),
    path(f"{_AT}/merge", organisations.merge, name="merge"),
    path(f"{_AT}/split", organisations.split, name="split"),
    path(f"{_AT}/changes/<int:pk>/undo", organisations.undo, name="undo"),
    path(f"{_AT}/members", acting.members, name="members"),
    path(f"{_AT}/members/<int:pk>/end", acting.end_membership, name="member-end"),
    path(f"{_AT}/mandates", acting.mandates, name="mandates"),
    path(f"{_AT}/mandates/<int:pk>/revoke", acting.revoke_mandate, name="mandate-revoke"),
    path(f"{_AT}/papers", papers.papers, name="papers"),
    path(f"{_AT}/papers/<int:pk>", papers.paper, name="paper"),
    path(f"{_AT}/papers/<int:pk>/retire", papers.retire, name="paper-retire"),
    path(f"{_AT}/tokens", acting.token_list, name="tokens"),
    path(f"{_AT}/tokens/<int:pk>/revoke", acting.revoke_token, name="token-revoke"),
    path("premises", premises.premises, name="premises"),
    path("premises/new", premises.new, name="premises-new"),
    path("premises/<int:pk>", premises.one, name="premises-one"),
    path("premises/<int:pk>/operator", premises.operator, name="premises-operator"),
    path("premises/<int:pk>/merge", premises.merge, name="premises-merge"),
    *case_urls.urlpatterns,
    path("people", people.people, name="people"),
    path("people/<int:pk>/active", people.set_active, name="person-active"),
    path("people/<int:pk>/link", people.send_link, name="person-link"),
]
