"""Who received a letter is a name, as its parties are: so that it follows merges and splits."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def by_name(apps: Any, _: Any) -> None:
    """The name its provider was shown under when it still had names of its own."""
    notice, organisation, name, change = (
        apps.get_model(room, model)
        for room, model in (
            ("notices", "Notice"), ("parties", "Organisation"), ("parties", "OrganisationName"),
            ("parties", "OrganisationChange"),
        )
    )  # fmt: skip
    received = notice.objects.filter(provider__isnull=False).order_by().values("provider").distinct()
    for provider in organisation.objects.filter(pk__in=received):
        names = name.objects.filter(organisation=provider)
        if not names.exists():  # merged away: those that the merge took along
            merge = change.objects.filter(kind="merged", source=provider).order_by("-id").first()
            moved = sorted(merge.names, key=lambda one: not one["was_primary"]) if merge else []
            names = name.objects.filter(pk__in=[one["id"] for one in moved[:1]])
        chosen = names.order_by("-is_primary", "kind", "id").first()
        notice.objects.filter(provider=provider).update(provider_name=chosen)


class Migration(migrations.Migration):

    dependencies = [
        ("notices", "0003_standing_of_links"),
        ("parties", "0002_no_overlaps"),
    ]

    operations = [
        migrations.AddField(
            model_name='noticereading',
            name='doubt',
            field=models.CharField(blank=True, default='', max_length=300),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='notice',
            name='provider_name',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices_received', to='parties.organisationname'),
        ),
        migrations.RunPython(by_name, migrations.RunPython.noop),
    ]
