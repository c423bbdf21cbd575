"""The search of `wagtail start`, over stories alone."""

from django.core.paginator import Paginator
from django.template.response import TemplateResponse

from .models import A_PAGE, ArticlePage, FrontPage, announced


def search(request):
    asked = request.GET.get("query", "")
    found = announced(ArticlePage.objects.live()).search(asked, order_by_relevance=False)
    context = {"asked": asked, "page": FrontPage.objects.get(), "stories": Paginator(found, A_PAGE).get_page(1)}
    return TemplateResponse(request, "news/search.html", context)
