"""Addresses of the room of contributors."""

from django.urls import path

from lantoa.contributors import desk_views, excel, views

urlpatterns = [
    path("", desk_views.inbox, name="contributors_inbox"),
    path("gui/", views.send, name="contributors_send"),
    path("da-gui/", views.own_list, name="contributors_own_list"),
    path("da-gui/<int:pk>/", views.own, name="contributors_own"),
    path("da-gui/<int:pk>/nhan/", views.say, name="contributors_say"),
    path("y-kien/", desk_views.opinions, name="contributors_opinions"),
    path("dia-ban/", desk_views.places, name="contributors_places"),
    path("tai-ve/", excel.download, name="contributors_excel"),
    path("<int:pk>/", desk_views.show, name="contributors_desk"),
    path("<int:pk>/lay/", desk_views.take, name="contributors_take"),
    path("<int:pk>/nhan/", desk_views.reply, name="contributors_reply"),
    path("<int:pk>/ghi-nhan/", desk_views.note, name="contributors_note"),
    path("<int:pk>/khong-dung/", desk_views.decline, name="contributors_decline"),
]
