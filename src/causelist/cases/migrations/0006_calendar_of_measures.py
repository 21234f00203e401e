import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_case_papers'),
    ]

    operations = [
        migrations.AddField(
            model_name='appointment',
            name='measure',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='cases.measure'),
        ),
    ]
