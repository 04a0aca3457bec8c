"""All addresses of the product, room by room."""

from django.contrib.auth.decorators import login_required
from django.urls import include, path, reverse_lazy
from django.views.generic import RedirectView

handler400 = "lantoa.office.errors.bad_request"
handler403 = "lantoa.office.errors.forbidden"
handler404 = "lantoa.office.errors.not_found"
handler500 = "lantoa.office.errors.broken"

# A person's address of mail stands on "Tài khoản của tôi" alone; the library's own pages about it are not ours.
_own_account = login_required(RedirectView.as_view(url=reverse_lazy("communes_account")))
_sign_in = RedirectView.as_view(url=reverse_lazy("account_login"))

urlpatterns = [
    path("tai-khoan/email/", _own_account, name="account_email"),
    path("tai-khoan/confirm-email/", _sign_in, name="account_email_verification_sent"),
    path("tai-khoan/confirm-email/<str:key>/", _sign_in, name="account_confirm_email"),
    path("tai-khoan/", include("allauth.urls")),
    path("", include("lantoa.portal.urls")),
    path("xa/", include("lantoa.communes.urls")),
    path("tep/", include("lantoa.files.urls")),
    path("thu-vien/", include("lantoa.media.urls")),
    path("ke-hoach/", include("lantoa.plans.urls")),
    path("ke-hoach/", include("lantoa.amendments.urls")),
    path("van-ban/", include("lantoa.citations.urls")),
    path("lich-phan-cong/", include("lantoa.roster.urls")),
    path("kiem-tra/", include("lantoa.inspections.urls")),
    path("bao-dai/", include("lantoa.press.urls")),
    path("bai-dang/", include("lantoa.watching.urls")),
    path("kenh/nguoi-nhan/", include("lantoa.subscribers.urls")),
    path("kenh/", include("lantoa.channels.urls")),
    path("hoat-dong/", include("lantoa.activities.urls")),
    path("cong-tac-vien/", include("lantoa.contributors.urls")),
    path("an-pham/", include("lantoa.printed.urls")),
    path("noi-dung/", include("lantoa.content.urls")),
    path("", include("lantoa.progress.urls")),
    path("lich-bien-tap/", include("lantoa.editorial.urls")),
    path("", include("lantoa.reminders.urls")),
    path("soan-ke-hoach/", include("lantoa.drafting.urls")),
    path("bao-cao/", include("lantoa.reports.urls")),
    path("lich-su/", include("lantoa.history.urls")),
    path("", include("lantoa.care.urls")),
    path("", include("lantoa.phone.urls")),
    path("", include("lantoa.office.urls")),
]
