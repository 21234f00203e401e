"""Addresses of the law. A rule's is its identifier with slashes, so they stand last."""

from __future__ import annotations

from django.urls import URLPattern, path

from causelist.public.law import compare, deadlines, index, letter, report, rule, sums, thresholds

urlpatterns: list[URLPattern] = [
    path("law", index.index, name="law"),
    path("law/changes", index.changes, name="law-changes"),
    path("law/compare", compare.compare, name="law-compare"),
    path("law/report", report.report, name="law-report"),
    path("law/thresholds", thresholds.thresholds, name="law-thresholds"),
    path("law/deadlines", deadlines.deadlines, name="law-deadlines"),
    path("law/damages", sums.damages_page, name="law-damages"),
    path("law/fine", sums.fine_page, name="law-fine"),
    path("law/remuneration", sums.remuneration_page, name="law-remuneration"),
    path("law/term", sums.term_page, name="law-term"),
    path("law/limitation", sums.limitation_page, name="law-limitation"),
    path("law/letter", letter.letter, name="law-letter"),
    path("law/bills/<slug:code>/<slug:name>", index.bill, name="law-bill"),
    path("law/<slug:code>", index.place, name="law-place"),
    path("law/<path:path>", rule.rule, name="law-rule"),
]
