import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from causelist.runtime.triggers import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0001_initial'),
        ('parties', '0004_papers'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PremisesMerge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moved', models.JSONField()),
                ('basis', models.CharField(max_length=500)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
        ),
        migrations.AddField(
            model_name='premises',
            name='merged_into',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='cases.premises'),
        ),
        migrations.AddField(
            model_name='valuation',
            name='each',
            field=models.DecimalField(decimal_places=2, max_digits=20, null=True),
        ),
        migrations.AlterField(
            model_name='appointment',
            name='audience',
            field=models.CharField(choices=[('public', 'everybody'), ('parties', 'the parties and the bodies'), ('asker', 'who complains and the bodies'), ('bodies', 'the bodies of the case'), ('office', 'the body that took the step')], default='parties', max_length=8),
        ),
        migrations.AlterField(
            model_name='caseevent',
            name='audience',
            field=models.CharField(choices=[('public', 'everybody'), ('parties', 'the parties and the bodies'), ('asker', 'who complains and the bodies'), ('bodies', 'the bodies of the case'), ('office', 'the body that took the step')], max_length=8),
        ),
        migrations.AddConstraint(
            model_name='premises',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into__isnull', True), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='premises_not_merged_into_itself'),
        ),
        migrations.AddField(
            model_name='premisesmerge',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='premisesmerge',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merged_away', to='cases.premises'),
        ),
        migrations.AddField(
            model_name='premisesmerge',
            name='target',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='merged_here', to='cases.premises'),
        ),
        migrations.AddConstraint(
            model_name='premisesmerge',
            constraint=models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='premises_merge_of_two'),
        ),
        AppendOnly("cases_premisesmerge"),
    ]
