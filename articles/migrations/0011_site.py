"""Who speaks on the site, its standing pages and the old site's addresses: a chief keeps all three."""

from django.contrib.auth.management import create_permissions
from django.db import migrations, models

import articles.models.standingpage

ALL = ("add", "change", "delete", "view")
GIVEN = {"identity": ("change", "view"), "standingpage": ALL, "redirect": ALL}


def give_to_chiefs(apps, schema_editor):
    config = apps.get_app_config("articles")
    config.models_module = True  # create_permissions passes over an application without models
    create_permissions(config, apps=apps, verbosity=0, using=schema_editor.connection.alias)
    names = [f"{action}_{noun}" for noun, actions in GIVEN.items() for action in actions]
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="articles")
    for chief in apps.get_model("auth", "Group").objects.filter(name="chief"):
        chief.permissions.add(*permissions.filter(codename__in=names))


def make_the_one_row(apps, schema_editor):
    apps.get_model("articles", "Identity").objects.get_or_create(pk=1)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0010_cover_endings'),
    ]

    operations = [
        migrations.CreateModel(
            name='StandingPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(help_text='One for all languages, in Latin letters.', unique=True, verbose_name='address')),
                ('position', models.PositiveSmallIntegerField(default=0, help_text='Order in the footer.', verbose_name='position')),
                ('is_shown', models.BooleanField(default=True, verbose_name='shown to readers')),
                ('title_ru', models.CharField(max_length=120, verbose_name='title in Russian')),
                ('title_kk', models.CharField(blank=True, max_length=120, verbose_name='title in Kazakh')),
                ('title_en', models.CharField(blank=True, max_length=120, verbose_name='title in English')),
                ('text_ru', articles.models.standingpage.CleanText(verbose_name='text in Russian')),
                ('text_kk', articles.models.standingpage.CleanText(blank=True, verbose_name='text in Kazakh')),
                ('text_en', articles.models.standingpage.CleanText(blank=True, verbose_name='text in English')),
            ],
            options={
                'verbose_name': 'standing page',
                'verbose_name_plural': 'standing pages',
                'ordering': ['position', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Identity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_ru', models.CharField(blank=True, max_length=80, verbose_name='name in Russian')),
                ('name_kk', models.CharField(blank=True, max_length=80, verbose_name='name in Kazakh')),
                ('name_en', models.CharField(blank=True, max_length=80, verbose_name='name in English')),
                ('tagline_ru', models.CharField(blank=True, max_length=160, verbose_name='tagline in Russian')),
                ('tagline_kk', models.CharField(blank=True, max_length=160, verbose_name='tagline in Kazakh')),
                ('tagline_en', models.CharField(blank=True, max_length=160, verbose_name='tagline in English')),
                ('logo', models.BinaryField(blank=True, default=b'', verbose_name='logo')),
                ('logo_digest', models.CharField(blank=True, default='', max_length=16)),
                ('logo_width', models.PositiveSmallIntegerField(default=0)),
                ('logo_height', models.PositiveSmallIntegerField(default=0)),
                ('publisher', models.CharField(blank=True, max_length=200, verbose_name='publisher')),
                ('address', models.CharField(blank=True, max_length=300, verbose_name='postal address')),
                ('mail', models.EmailField(blank=True, max_length=254, verbose_name='mail')),
                ('phone', models.CharField(blank=True, max_length=60, verbose_name='telephone')),
                ('imprint_ru', models.TextField(blank=True, verbose_name='imprint in Russian')),
                ('imprint_kk', models.TextField(blank=True, verbose_name='imprint in Kazakh')),
                ('imprint_en', models.TextField(blank=True, verbose_name='imprint in English')),
            ],
            options={
                'verbose_name': 'site',
                'verbose_name_plural': 'site',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='there_is_one_identity')],
            },
        ),
        migrations.CreateModel(
            name='Redirect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old', models.CharField(max_length=500, unique=True, verbose_name='old address')),
                ('new', models.CharField(max_length=500, verbose_name='leads to')),
            ],
            options={
                'verbose_name': 'redirect',
                'verbose_name_plural': 'redirects',
                'ordering': ['old'],
                'constraints': [models.CheckConstraint(condition=models.Q(('new__startswith', '/'), ('old__startswith', '/'), models.Q(('new__startswith', '//'), _negated=True)), name='redirect_stays_on_this_site')],
            },
        ),
        migrations.RunPython(give_to_chiefs, migrations.RunPython.noop),
        migrations.RunPython(make_the_one_row, migrations.RunPython.noop),
    ]
