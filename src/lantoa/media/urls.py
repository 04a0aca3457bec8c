"""Addresses of this room, below /thu-vien/."""

from django.urls import path

from lantoa.media import adding_views, views

urlpatterns = [
    path("", views.index, name="media_list"),
    path("chon/", views.choose, name="media_choose"),
    path("tai-len/", adding_views.upload, name="media_upload"),
    path("tai-len/video/", adding_views.large, name="media_large"),
    path("tai-len/bat-dau/", adding_views.begin, name="media_begin"),
    path("tai-len/<uuid:key>/xong/", adding_views.finish, name="media_finish"),
    path("tai-len/<uuid:key>/<int:offset>/", adding_views.piece, name="media_piece"),
    path("duong-dan/", adding_views.link, name="media_link"),
    path("mo-ta/", adding_views.words, name="media_words"),
    path("<int:pk>/", views.show, name="media_show"),
    path("<int:pk>/sua/", views.edit, name="media_edit"),
    path("<int:pk>/viec/", views.state, name="media_state"),
    path("<int:pk>/phu-de/", views.captions, name="media_captions"),
    path("<int:pk>/phu-de/tep/", views.captions_file, name="media_captions_file"),
    path("<int:pk>/anh-bia/", views.poster, name="media_poster"),
    path("<int:pk>/lam-lai/", views.again, name="media_again"),
    path("<int:pk>/cat/", views.archive, name="media_archive"),
    path("<int:pk>/goc/", views.original, name="media_original"),
    path("<int:pk>/anh/", views.picture, name="media_picture"),
    path("<int:pk>/tep/<str:name>/", views.rendition, name="media_rendition"),
]
