"""Addresses of the room of reports."""

from django.urls import path

from lantoa.reports import excel
from lantoa.reports.views import bundles, calendar, letterhead, show, words

urlpatterns = [
    path("", calendar.reports_list, name="reports_list"),
    path("excel/", excel.made, name="reports_list_excel"),
    path("lap/", calendar.reports_make, name="reports_make"),
    path("van-ban.css", calendar.reports_style, name="reports_style"),
    path("mau-van-ban/", letterhead.reports_letterhead, name="reports_letterhead"),
    path("mau-van-ban/xem-thu/", letterhead.reports_letterhead_sample, name="reports_letterhead_sample"),
    path("mau-van-ban/mac-dinh/", letterhead.reports_letterhead_reset, name="reports_letterhead_reset"),
    path("<int:pk>/", show.reports_show, name="reports_show"),
    path("<int:pk>/excel/", excel.tables, name="reports_excel"),
    path("<int:pk>/minh-chung/<slug:anchor>/", show.reports_behind, name="reports_behind"),
    path("<int:pk>/thu-lai/", show.reports_retry, name="reports_retry"),
    path("<int:pk>/in-lai/", show.reports_print, name="reports_print"),
    path("<int:pk>/lap-lai/", show.reports_again, name="reports_again"),
    path("<int:pk>/buoc/<slug:step>/", show.reports_step, name="reports_step"),
    path("<int:pk>/tra-lai/", show.reports_return, name="reports_return"),
    path("<int:pk>/ban-hanh/", show.reports_issue, name="reports_issue"),
    path("<int:pk>/sua/", words.reports_edit, name="reports_edit"),
    path("<int:pk>/sua/<slug:section>/", words.reports_section, name="reports_section"),
    path("<int:pk>/sua/<slug:section>/soan-lai/", words.reports_reset, name="reports_reset"),
    path("<int:pk>/nguyen-nhan/", words.reports_causes, name="reports_causes"),
    path("<int:pk>/word/", words.reports_word, name="reports_word"),
    path("<int:pk>/word/tai-len/", words.reports_word_back, name="reports_word_back"),
    path("<int:pk>/word/<int:back>/", words.reports_word_compare, name="reports_word_compare"),
    path("<int:pk>/ho-so/", bundles.reports_bundles, name="reports_bundles"),
    path("<int:pk>/ho-so/<int:bundle>/", bundles.reports_bundle, name="reports_bundle"),
    path("<int:pk>/ho-so/<int:bundle>/tep/", bundles.reports_bundle_file, name="reports_bundle_file"),
]
