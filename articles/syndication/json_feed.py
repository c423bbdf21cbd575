"""JSON Feed 1.1 (jsonfeed.org/version/1.1), written as Django's own feeds are."""

import json
from typing import IO, Any

from django.utils.feedgenerator import SyndicationFeed

from articles.pages.photographs import Figure
from articles.pages.structured import image_object


class JsonFeed(SyndicationFeed):
    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: IO[str], encoding: str) -> None:
        about = self.feed
        written = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": about["title"],
            "description": about["description"],
            "home_page_url": about["link"],
            "feed_url": about["feed_url"],
            "language": about["language"],
            "authors": [{"name": about["author_name"], "url": about["link"]}],
            **({"icon": about["icon"]} if about["icon"] else {}),
            "items": [self.item(each) for each in self.items],
        }
        json.dump(written, outfile, ensure_ascii=False)

    def item(self, item: dict[str, Any]) -> dict[str, Any]:
        """Of `content_html` and `content_text` one is required: the whole text, else the lead, else the headline."""
        lead = item["description"] or item["title"]
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            **({"summary": lead, "content_html": item["text"]} if item["text"] else {"content_text": lead}),
            "date_published": item["pubdate"].isoformat(timespec="seconds"),
            "date_modified": item["updateddate"].isoformat(timespec="seconds"),
            "authors": [{"name": name, "url": url} for _role, name, url in item["makers"]],
            "tags": list(item["categories"]),
            **photo_of(item["photo"]),
        }


def photo_of(figure: Figure | None) -> dict[str, Any]:
    """`image`, and beside it what the format has no word for, in schema.org's."""
    said = image_object(figure) if figure else {}
    return {"image": said["contentUrl"], "_photo": said} if said else {}
