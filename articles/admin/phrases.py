"""Phrases of the framework that Russian grammar breaks («Добавить статья»): our catalogue says them its own way."""

from django.utils.translation import gettext_noop

gettext_noop("Add %s")
gettext_noop("Change %s")
gettext_noop("View %s")
gettext_noop("Select %s to change")
gettext_noop("Select %s to view")
gettext_noop("Add another %(verbose_name)s")
gettext_noop("The {name} “{obj}” was added successfully.")
gettext_noop("The {name} “{obj}” was changed successfully.")
gettext_noop("The {name} “{obj}” was changed successfully. You may edit it again below.")
gettext_noop("The {name} “{obj}” was added successfully. You may edit it again below.")
