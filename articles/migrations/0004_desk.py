"""What the desk keeps beside stories: the audit, open forms, preview links, other names of tags."""

import articles.models.json
from articles.models.triggers import PutTriggersBack
import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0003_search'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='tag',
            options={'ordering': ['name'], 'permissions': [('merge_tag', 'Can merge and rename tags')], 'verbose_name': 'tag', 'verbose_name_plural': 'tags'},
        ),
        migrations.AddField(
            model_name='article',
            name='embargo_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='reason of the embargo'),
        ),
        migrations.AddField(
            model_name='article',
            name='embargo_until',
            field=models.DateTimeField(blank=True, null=True, verbose_name='embargo until'),
        ),
        migrations.AddField(
            model_name='article',
            name='original',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='translations', to='articles.article', verbose_name='original'),
        ),
        migrations.AddField(
            model_name='article',
            name='original_version',
            field=models.PositiveIntegerField(editable=False, help_text='The version of the original that the translator has seen.', null=True),
        ),
        migrations.AddField(
            model_name='article',
            name='put_away_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='put away at'),
        ),
        migrations.AddField(
            model_name='article',
            name='return_note',
            field=models.TextField(blank=True, verbose_name='why it was returned'),
        ),
        migrations.AddField(
            model_name='version',
            name='base',
            field=models.PositiveIntegerField(help_text='The number of the version that its writer started from.', null=True),
        ),
        migrations.AlterField(
            model_name='version',
            name='kind',
            field=models.CharField(choices=[('draft', 'saved'), ('publish', 'published'), ('revert', 'reverted'), ('stale', 'kept aside'), ('import', 'imported'), ('merge', 'merged')], default='draft', max_length=10, verbose_name='kind'),
        ),
        migrations.CreateModel(
            name='PreviewLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='made at')),
                ('expires_at', models.DateTimeField(verbose_name='expires at')),
                ('revoked_at', models.DateTimeField(null=True, verbose_name='revoked at')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='preview_links', to='articles.article')),
                ('edition', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.edition', verbose_name='edition')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
            ],
            options={
                'verbose_name': 'preview link',
                'verbose_name_plural': 'preview links',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='TagAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('folded', models.CharField(editable=False, max_length=100, unique=True)),
                ('slug', models.SlugField(editable=False, help_text='An old address that leads to the tag.', max_length=100, null=True, unique=True)),
                ('was', models.BigIntegerField(db_index=True, editable=False, help_text='The id of the tag that was merged away.', null=True)),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='articles.tag', verbose_name='tag')),
            ],
            options={
                'verbose_name': 'other name of a tag',
                'verbose_name_plural': 'other names of tags',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='at')),
                ('action', models.CharField(choices=[('saved', 'saved'), ('merged', "merged with another's changes"), ('kept_aside', 'kept aside'), ('reverted', 'reverted to a version'), ('handed_in', 'handed in'), ('returned', 'returned'), ('approved', 'approved'), ('published', 'published'), ('scheduled', 'scheduled'), ('cancelled', 'cancelled what was scheduled'), ('withdrawn', 'withdrawn'), ('killed', 'killed'), ('undone', 'undid the kill'), ('put_away', 'put away'), ('brought_back', 'brought back'), ('translated', 'began a translation'), ('caught_up', 'caught up with the original'), ('moved', 'moved to a section'), ('tagged', 'tagged'), ('shared', 'shared a preview'), ('unshared', 'revoked a preview'), ('added', 'added'), ('changed', 'changed'), ('deleted', 'deleted'), ('tags_merged', 'merged tags'), ('renamed', 'renamed'), ('invited', 'invited'), ('reset', 'sent a new password link'), ('password', 'set a password'), ('disabled', 'disabled'), ('enabled', 'enabled'), ('roles', 'changed roles'), ('second_factor', 'reset the second factor')], max_length=20, verbose_name='action')),
                ('noun', models.CharField(blank=True, max_length=30, verbose_name='kind of thing')),
                ('noun_id', models.BigIntegerField(null=True)),
                ('label', models.CharField(blank=True, max_length=300, verbose_name='called')),
                ('from_version', models.PositiveIntegerField(null=True, verbose_name='from version')),
                ('to_version', models.PositiveIntegerField(null=True, verbose_name='to version')),
                ('edition', models.PositiveIntegerField(null=True, verbose_name='edition')),
                ('note', models.TextField(blank=True, verbose_name='reason')),
                ('details', articles.models.json.ReadableJSONField(default=dict, encoder=articles.models.json.ReadableEncoder)),
                ('article', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='articles.article', verbose_name='story')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'event',
                'verbose_name_plural': 'events',
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['article', '-id'], name='event_of_story'), models.Index(fields=['action', '-id'], name='event_by_action')],
            },
        ),
        migrations.CreateModel(
            name='Sitting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('base', models.PositiveIntegerField(null=True)),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('seen_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('typed', articles.models.json.ReadableJSONField(encoder=articles.models.json.ReadableEncoder, null=True)),
                ('typed_at', models.DateTimeField(null=True)),
                ('article', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='sittings', to='articles.article', verbose_name='story')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'open form',
                'verbose_name_plural': 'open forms',
                'ordering': ['-seen_at'],
                'indexes': [models.Index(fields=['article', '-seen_at'], name='sitting_at_story'), models.Index(fields=['person', '-seen_at'], name='sitting_of_person'), models.Index(fields=['seen_at'], name='sitting_age')],
            },
        ),
        PutTriggersBack(),
    ]
