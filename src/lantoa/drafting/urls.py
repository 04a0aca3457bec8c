"""Addresses of the room of drafts."""

from django.urls import path

from lantoa.drafting.views import desk, files, higher, remarks, show, starts, steps, word

urlpatterns = [
    path("", show.drafting_list, name="drafting_list"),
    path("moi/", show.drafting_new, name="drafting_new"),
    path("moi/tu-ke-hoach/<int:plan>/", starts.drafting_from_last, name="drafting_from_last"),
    path("moi/tu-cap-tren/", higher.drafting_from_higher, name="drafting_from_higher"),
    path("<int:pk>/cap-tren/", higher.drafting_higher_add, name="drafting_higher_add"),
    path("<int:pk>/cap-tren/<int:higher>/", higher.drafting_higher, name="drafting_higher"),
    path("<int:pk>/", show.drafting_show, name="drafting_show"),
    path("<int:pk>/thong-tin/", show.drafting_head, name="drafting_head"),
    path("<int:pk>/soan/", desk.drafting_edit, name="drafting_edit"),
    path("<int:pk>/soan/luu/", desk.drafting_save, name="drafting_save"),
    path("<int:pk>/soan/kiem-tra/", desk.drafting_check, name="drafting_check"),
    path("<int:pk>/soan/can-cu/", desk.drafting_cite, name="drafting_cite"),
    path("<int:pk>/soan/cat-giu/<int:aside>/", desk.drafting_aside, name="drafting_aside"),
    path("<int:pk>/soan/lan-sua/<int:revision>/", desk.drafting_restore, name="drafting_restore"),
    path("<int:pk>/buoc/<slug:step>/", steps.drafting_step, name="drafting_step"),
    path("<int:pk>/bo/", steps.drafting_drop, name="drafting_drop"),
    path("<int:pk>/tra-lai/", steps.drafting_return, name="drafting_return"),
    path("<int:pk>/ban-hanh/", steps.drafting_issue, name="drafting_issue"),
    path("<int:pk>/dua-vao-lai/", steps.drafting_enter, name="drafting_enter"),
    path("<int:pk>/word/tai-len/", word.drafting_word_back, name="drafting_word_back"),
    path("<int:pk>/word/<int:back>/", word.drafting_word, name="drafting_word"),
    path("<int:pk>/tep/<slug:ending>/", files.drafting_file, name="drafting_file"),
    path("<int:pk>/lap-pdf/", files.drafting_print, name="drafting_print"),
    path("<int:pk>/lap-pdf/lai/", files.drafting_print_again, name="drafting_print_again"),
    path("<int:pk>/nhan-xet/<slug:mark>/bo-qua/", remarks.drafting_remark_dismiss, name="drafting_remark_dismiss"),
    path("<int:pk>/nhan-xet/<slug:mark>/lay-lai/", remarks.drafting_remark_restore, name="drafting_remark_restore"),
]
