"""All addresses of the product, room by room."""

from django.urls import include, path

handler400 = "lantoa.office.errors.bad_request"
handler403 = "lantoa.office.errors.forbidden"
handler404 = "lantoa.office.errors.not_found"
handler500 = "lantoa.office.errors.broken"

urlpatterns = [
    path("tai-khoan/", include("allauth.urls")),
    path("xa/", include("lantoa.communes.urls")),
    path("tep/", include("lantoa.files.urls")),
    path("ke-hoach/", include("lantoa.plans.urls")),
    path("ke-hoach/", include("lantoa.amendments.urls")),
    path("van-ban/", include("lantoa.citations.urls")),
    path("lich-phan-cong/", include("lantoa.roster.urls")),
    path("kiem-tra/", include("lantoa.inspections.urls")),
    path("hoat-dong/", include("lantoa.activities.urls")),
    path("", include("lantoa.progress.urls")),
    path("", include("lantoa.reminders.urls")),
    path("soan-ke-hoach/", include("lantoa.drafting.urls")),
    path("bao-cao/", include("lantoa.reports.urls")),
    path("lich-su/", include("lantoa.history.urls")),
    path("", include("lantoa.care.urls")),
    path("", include("lantoa.phone.urls")),
    path("", include("lantoa.office.urls")),
]
