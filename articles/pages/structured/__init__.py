"""What a page says of itself to machines: schema.org, as search engines read it. It says what the page shows."""

from articles.pages.structured.newsroom import newsroom_graph
from articles.pages.structured.pictures import credited, image_object
from articles.pages.structured.shelf import shelf_graph
from articles.pages.structured.story import story_graph

__all__ = ["credited", "image_object", "newsroom_graph", "shelf_graph", "story_graph"]
