"""Addresses of reminders: the pages of who is signed in, and those whose address is the key."""

from django.urls import path

from lantoa.reminders import excel, link_views, views, watch_views

urlpatterns = [
    path("nhac-viec/", views.own, name="reminders_own"),
    path("nhac-viec/muc/<int:pk>/", views.item, name="reminders_item"),
    path("nhac-viec/cach-nhan/", views.choose, name="reminders_choices"),
    path("nhac-viec/lich/", views.calendar, name="reminders_calendar"),
    path("nhac-viec/lich/thu-hoi/", views.calendar_off, name="reminders_calendar_off"),
    path("nhac-viec/gio-nhac/", views.commune_setting, name="reminders_settings"),
    path("nhac-viec/theo-doi/", watch_views.watch, name="reminders_watch"),
    path("nhac-viec/theo-doi/excel/", excel.watched, name="reminders_excel"),
    path("nhac-viec/viec/<int:pk>/don-doc/", watch_views.nudge, name="reminders_nudge"),
    path("nhac-viec/thu/<int:pk>/xac-nhan/", watch_views.confirm, name="reminders_confirm"),
    path("nhac-viec/tra-loi/<int:pk>/da-xu-ly/", watch_views.handled, name="reminders_handled"),
    path("nhac-viec/cong-van/", watch_views.letter, name="reminders_letter"),
    # no sign-in: the secret in the address is the key (core.logs keeps it out of logs)
    path("nhac/<str:token>/", link_views.show, name="reminders_link"),
    path("nhac/<str:token>/da-xem/", link_views.seen, name="reminders_link_seen"),
    path("dung-thu/<str:token>/", link_views.stop, name="reminders_stop"),
    path("lich-rieng/<str:token>.ics", link_views.calendar, name="reminders_feed"),
]
