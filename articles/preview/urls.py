"""For staff under the story's own address at the desk; for others under a token."""

from django.urls import path

from articles.preview import front, pictures, views

for_others = [
    path("preview/<str:token>/", views.shared, name="shared_preview"),
    path("preview/picture/<str:signature>/<path:name>", pictures.signed_picture, name="signed_picture"),
]
"""For people without an account."""

of_front = [path("admin/articles/slot/preview/", front.front, name="preview_front")]

urlpatterns = [
    path("<int:article_id>/preview/", views.working_copy, name="preview"),
    path("<int:article_id>/preview/<int:number>/", views.edition, name="preview_edition"),
    path("<int:article_id>/preview/version/<int:number>/", views.version, name="preview_version"),
]
