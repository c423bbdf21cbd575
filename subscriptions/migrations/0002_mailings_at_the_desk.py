"""Mailings at the desk: what their lists show without counting, and who sends breaking news."""

from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.db import migrations, models

SENDING = ("view_mailing", "send_mailing")
SENDERS = ("editor", "chief")


def give(apps, schema_editor):
    config = apps.get_app_config("subscriptions")
    config.models_module = True  # create_permissions passes over an application without models
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=SENDERS):
        group.permissions.add(*given(apps))


def take(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=SENDERS):
        group.permissions.remove(*given(apps))


def given(apps):
    permissions = apps.get_model("auth", "Permission").objects
    return permissions.filter(content_type__app_label="subscriptions", codename__in=SENDING)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0022_readers_site'),
        ('subscriptions', '0001_first'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='mailing',
            options={'ordering': ['-id'], 'permissions': [('send_mailing', 'Can send breaking news by mail, and stop a mailing')], 'verbose_name': 'mailing', 'verbose_name_plural': 'mailings'},
        ),
        migrations.RemoveConstraint(
            model_name='mailing',
            name='breaking_mail_has_a_story',
        ),
        migrations.AddField(
            model_name='mailing',
            name='failed',
            field=models.PositiveIntegerField(default=0, verbose_name='failed'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='recipients',
            field=models.PositiveIntegerField(default=0, verbose_name='recipients'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='sent',
            field=models.PositiveIntegerField(default=0, help_text='Counted when it is finished.', verbose_name='sent'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='since',
            field=models.DateTimeField(help_text='Of a digest: what was published after that.', null=True, verbose_name='news since'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='trouble',
            field=models.CharField(blank=True, max_length=300, verbose_name='trouble'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='unsure',
            field=models.PositiveIntegerField(default=0, help_text='Nobody can say whether they went out: never sent twice.', verbose_name='unsure'),
        ),
        migrations.AddField(
            model_name='mailing',
            name='waits_until',
            field=models.DateTimeField(help_text='The mail server is in trouble.', null=True, verbose_name='waits until'),
        ),
        migrations.AlterField(
            model_name='mailing',
            name='finished_at',
            field=models.DateTimeField(help_text='And counted; a stopped one too.', null=True, verbose_name='finished at'),
        ),
        migrations.AddIndex(
            model_name='mailing',
            index=models.Index(condition=models.Q(('finished_at', None), ('stopped_at', None)), fields=['id'], name='mailings_under_way'),
        ),
        migrations.AddIndex(
            model_name='subscriber',
            index=models.Index(condition=models.Q(('wants_digest', True)), fields=['language', 'id'], name='readers_of_digests'),
        ),
        migrations.AddIndex(
            model_name='subscriber',
            index=models.Index(condition=models.Q(('wants_breaking', True)), fields=['language', 'id'], name='readers_of_breaking'),
        ),
        migrations.AddConstraint(
            model_name='mailing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('article', None), ('kind', 'digest'), ('since__isnull', False)), models.Q(('article__isnull', False), ('kind', 'breaking')), _connector='OR'), name='breaking_mail_has_a_story'),
        ),
        migrations.RunPython(give, take),
    ]
