"""What the matrix is tried on: one row of each noun, ten people, and a story as each of them meets it."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from articles.models import Article, Identity, Photo, Redirect, Section, Sitting, Tag, User
from articles.models.article import State
from articles.models.event import Action
from articles.pages.picture_files import signed_address
from articles.publishing import keep_typed, kill, note_down, put_away, save_draft, share, token_of, withdraw_photo
from tests.factories import (
    make_article,
    make_author,
    make_file,
    make_mailing,
    make_photo,
    make_place,
    make_section,
    make_standing_page,
    make_subscriber,
    make_user,
    publish,
)

PATTERNS = {
    "admin/^(?P<app_label>articles|subscriptions)/$": "admin/articles/",
    "admin/(?P<url>.*)$": "admin/no/such/page/",
}
"""Addresses that are regular expressions."""


class Stage:
    """`story` is the one that the person at hand asks for."""

    def __init__(self, standing: str):
        politics, sport = make_section("politics"), make_section("sport", name_ru="Спорт")
        self.other_chief = make_user("chief")
        reporter, editor = make_user("reporter"), make_user("editor", sections=[politics])
        self.nouns = {
            "section": make_section("culture"),
            "author": make_author(),
            "place": make_place(),
            "tag": Tag.objects.create(name="Казахстан"),
            "photo": make_photo(),
            "user": make_user("reporter"),
            "identity": Identity.objects.get(),
            "standingpage": make_standing_page(),
            "redirect": Redirect.objects.create(old="/news/14.html", new="/about/"),
            "event": note_down(Action.SAVED, by=None),
            "mailing": make_mailing(),
            "subscriber": make_subscriber(),
        }
        make_subscriber(wants_breaking=True)
        self.picture = make_file(self.nouns["photo"])
        if standing == "photo_withdrawn":
            withdraw_photo(self.nouns["photo"], by=self.other_chief, reason="по просьбе автора")
        if standing == "photo_failed":
            Photo.objects.update(failure="broken")
        self.other_tag = Tag.objects.create(name="РК")
        near, far = self.told(reporter, politics, standing), self.told(self.other_chief, sport, standing)
        self.story = near
        self.person, self.draft = reporter, Sitting()
        self.people = {
            "stranger": (None, near),
            "outsider": (make_user("chief", is_staff=False), near),
            "disabled": (make_user("chief"), near),
            "nobody": (make_user(""), near),
            "photographer": (make_user("photo_editor"), near),
            "reporter, story of another": (reporter, far),
            "reporter, own story": (reporter, near),
            "editor, section of others": (editor, far),
            "editor, own section": (editor, near),
            "chief": (make_user("chief"), near),
        }
        self.cookies = {person: signed_in(user) for person, (user, _story) in self.people.items()}
        self.people["disabled"][0].is_active = False
        self.people["disabled"][0].save()

    def told(self, writer: User, section: Section, standing: str) -> Article:
        """A story that stands so: `draft`, `handed_in`, `returned`, `rewritten`, `live`, `waiting`, `killed`, `away`,
        `kept_aside`: its first version is a text that its writer could not save."""
        article = make_article(created_by=writer, section=section)
        if standing in State.values:
            article.state = standing
        if standing == "kept_aside":
            keep_typed(article, {"headline": "Мост закрыт"}, article.body, by=writer, base=None)
        save_draft(article, by=writer)
        share(article, by=self.other_chief, lasting=timedelta(days=1))
        if standing == "rewritten":
            article.headline = "Мост закрыт"
            save_draft(article, by=writer)
        if standing == "away":
            put_away(article, by=self.other_chief)
        if standing in ("live", "killed"):
            publish(article, by=self.other_chief)
        if standing == "waiting":
            publish(article, by=self.other_chief, at=timezone.now() + timedelta(hours=1))
        if standing == "killed":
            kill(article, by=self.other_chief, reason="по решению суда")
        return article

    def enter(self, person: str) -> Client:
        """A browser of this person; from now on `story` is the one of their column."""
        client = Client()
        client.cookies.load(self.cookies[person])
        self.person, self.story = self.people[person]
        return client

    def address(self, route: str) -> str:
        """`admin/articles/tag/<path:object_id>/change/` of the tag that there is."""
        noun = route.split("/")[2] if route.startswith(("admin/articles/", "admin/subscriptions/")) else ""
        row = self.story if noun == "article" else self.nouns.get(noun)
        link = self.story.preview_links.first()
        if "<uuid:draft>" in route and self.person:
            self.draft = Sitting.objects.create(
                person=self.person, article=self.story, typed={}, typed_at=timezone.now()
            )
        signature = signed_address(self.picture.name).split("/")[3]
        named = {
            "object_id": row and row.pk,
            "article_id": self.story.pk,
            "number": 1,
            "id": row and row.pk,
            "pk": 1,
            "person_id": row and row.pk,
            "photo_id": row and row.pk,
            "mailing_id": row and row.pk,
            "uidb64": "MQ",
            "link_id": link.pk,
            "token": token_of(link),
            "draft": self.draft.token,
            "signature": signature,
            "name": self.picture.name,
        }
        for name, value in named.items():
            for converter in ("", "int:", "path:", "str:", "uuid:"):
                route = route.replace(f"<{converter}{name}>", str(value))
        return "/" + PATTERNS.get(route, route)


def signed_in(user: User | None) -> dict[str, str]:
    client = Client()
    if user:
        client.force_login(user)
    return {name: morsel.value for name, morsel in client.cookies.items()}
