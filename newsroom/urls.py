"""Every address of the site begins here. Readers' pages come last: a section may be named by any word left free."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView

from articles.admin.set_password import SetPassword
from articles.admin.site import site as desk
from articles.preview.urls import for_others as preview_addresses
from articles.preview.urls import of_front
from articles.reader.urls import one_for_all as reader_addresses
from articles.syndication.urls import one_for_all as syndication_addresses
from newsroom import entrance, health
from newsroom.security_txt import security_txt

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
    path("admin/articles/article/", include("articles.preview.urls")),
    *of_front,
    path("admin/login/", secure_admin_login(RedirectView.as_view(pattern_name="admin:index"))),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", desk.urls),
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", entrance.sign_out, name="account_logout"),
    path("accounts/password/change/", account.password_change, name="account_change_password"),
    path("accounts/password/set/<str:uidb64>/<str:token>/", SetPassword.as_view(), name="set_password"),
    path("accounts/confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("accounts/second-factor/webauthn/keys/<int:pk>/remove/", entrance.remove_passkey),
    path("accounts/second-factor/", include("allauth.mfa.urls")),
    *preview_addresses,
    *syndication_addresses,
    *reader_addresses,
    *i18n_patterns(
        path("", include("articles.syndication.urls")),
        path("", include("subscriptions.urls")),
        path("", include("articles.reader.urls")),
        prefix_default_language=False,
    ),
]

handler404 = "articles.reader.views.not_found"
handler500 = "newsroom.outage.server_error"
