"""The organisation in the letter's row gives way to the name."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("notices", "0004_provider_by_name"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='notice',
            name='notice_provider_newest',
        ),
        migrations.RemoveField(
            model_name='notice',
            name='provider',
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['provider_name', '-received_on', '-id'], name='notice_provider_newest'),
        ),
    ]
