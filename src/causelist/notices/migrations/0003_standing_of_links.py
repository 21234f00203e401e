"""A letter moves another only where it may; what it claims beyond that waits for a person. What was linked before moved."""

from typing import Any

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from causelist.runtime.triggers import AppendOnly


def took_effect(apps: Any, _: Any) -> None:
    """Links of an older version took effect without being judged."""
    apps.get_model("notices", "NoticeLink").objects.exclude(kind="refers").update(standing="effect")


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("notices", "0002_references_and_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name='noticelink',
            name='standing',
            field=models.CharField(blank=True, choices=[('effect', 'effect'), ('claimed', 'claimed'), ('confirmed', 'confirmed'), ('refused', 'refused')], default='', max_length=10),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='noticelink',
            name='voice',
            field=models.CharField(blank=True, choices=[('provider', 'provider'), ('authority', 'authority'), ('party', 'party'), ('mandate', 'mandate'), ('member', 'member'), ('affected', 'affected'), ('stranger', 'stranger')], default='', max_length=10),
            preserve_default=False,
        ),
        migrations.RunPython(took_effect, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='noticelink',
            index=models.Index(condition=models.Q(('standing', 'claimed')), fields=['id'], name='notice_link_claimed'),
        ),
        migrations.AddConstraint(
            model_name='noticelink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'refers'), ('standing', '')), models.Q(models.Q(('kind', 'refers'), _negated=True), ('standing__in', ['effect', 'claimed', 'confirmed', 'refused'])), _connector='OR'), name='notice_link_has_its_standing'),
        ),
        migrations.CreateModel(
            name='LinkDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('counters', 'answers as a counter-notice'), ('retracts', 'takes back'), ('reverses', 'reverses'), ('refers', 'refers to')], max_length=10)),
                ('confirmed', models.BooleanField()),
                ('reason', models.CharField(max_length=500)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions_on_its_claims', to='notices.notice')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions_on_claims_upon_it', to='notices.notice')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind', 'refers'), _negated=True), name='link_decision_on_what_moves')],
            },
        ),
        AppendOnly("notices_linkdecision"),
    ]
