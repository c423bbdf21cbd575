"""Under the story's own address at the desk."""

from django.urls import path

from articles.preview import views

urlpatterns = [
    path("<int:article_id>/preview/", views.working_copy, name="preview"),
    path("<int:article_id>/preview/<int:number>/", views.edition, name="preview_edition"),
    path("<int:article_id>/preview/version/<int:number>/", views.version, name="preview_version"),
]
