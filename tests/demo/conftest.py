import pytest

from articles.models import Article
from tests.demo.loading import load_seed


@pytest.fixture
def seed(db) -> Article:
    load_seed()
    return Article.objects.get(pk=1)
