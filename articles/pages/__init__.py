"""Editions and shelves as pages: all that a page shows, fetched in few queries, through the gate."""

from articles.pages.archive import ArchivePage, DayPage, archive_page, day_page, month_page
from articles.pages.corrections import CorrectionsPage, corrections_page, has_corrections
from articles.pages.editions import live_edition
from articles.pages.frame import Page, bare_page
from articles.pages.front import FrontPage, front_page, next_edge_of_front
from articles.pages.lenta import LentaPage, News, lenta_page, news_since
from articles.pages.lists import ListPage, list_page
from articles.pages.shelves import find_shelf
from articles.pages.standing import AboutPage, TextPage, about_page, text_page
from articles.pages.story import StoryPage, story_page

__all__ = [
    "AboutPage",
    "ArchivePage",
    "CorrectionsPage",
    "DayPage",
    "FrontPage",
    "LentaPage",
    "ListPage",
    "News",
    "Page",
    "StoryPage",
    "TextPage",
    "about_page",
    "archive_page",
    "bare_page",
    "corrections_page",
    "day_page",
    "find_shelf",
    "front_page",
    "has_corrections",
    "lenta_page",
    "list_page",
    "live_edition",
    "month_page",
    "news_since",
    "next_edge_of_front",
    "story_page",
    "text_page",
]
