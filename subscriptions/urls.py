"""Where readers ask for news by mail, confirm, choose anew and leave: in each language."""

from django.urls import URLPattern, URLResolver, path

from subscriptions import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("subscribe/", views.subscribe, name="subscribe"),
    path("subscribe/confirm/<str:token>/", views.confirm, name="subscribe-confirm"),
    path("subscribe/choose/<str:token>/", views.choose, name="subscribe-choose"),
    path("subscribe/leave/<str:token>/", views.leave, name="subscribe-leave"),
]
