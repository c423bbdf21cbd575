"""A policy that two pages would hold is refused in words: nothing changes in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0023_arranging")]

    operations = [
        migrations.AlterConstraint(
            model_name="standingpage",
            name="a_policy_stands_on_one_page",
            constraint=models.UniqueConstraint(
                condition=models.Q(("policy", ""), _negated=True),
                fields=("policy",),
                name="a_policy_stands_on_one_page",
                violation_error_message="Another page holds this policy already.",
            ),
        ),
    ]
