"""Nhắc việc: one's own reminders and answers, one's calendar, how one is reminded, when the commune reminds."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from lantoa.communes.access import StaffRequest, staff
from lantoa.communes.roles import Permission
from lantoa.core import clock, mail
from lantoa.core.errors import Refused
from lantoa.files.uploads import takes_files
from lantoa.reminders import choices, feed, link_pages, pages
from lantoa.reminders.access import access_own_item
from lantoa.reminders.answering import answer_signed_in
from lantoa.reminders.forms import FeedForm, PreferenceForm, SettingForm, reply_forms
from lantoa.reminders.link_views import PICTURES
from lantoa.reminders.queries import preference_of, setting_of

ANYONE = (Permission.SEE, Permission.LOG_ACTIVITY)
"""Every member: a contributor, too, may have been given work."""


@require_safe
@staff(*ANYONE)
def own(request: StaffRequest) -> HttpResponse:
    """What I am reminded of now."""
    return render(request, "reminders/own.html", pages.own_page(request.actor))


@takes_files(PICTURES)
@require_http_methods(["GET", "POST"])
@staff(*ANYONE)
def item(request: StaffRequest, pk: int) -> HttpResponse:
    """Answer one item, signed in."""
    asked = access_own_item(request.actor, pk)
    if request.method != "POST":
        return link_pages.item_page(request, asked)
    forms = reply_forms(asked.work, asked.kinds, request.POST)
    form = next((form for form in forms.values() if form.is_bound), None)
    if form is None:
        raise Refused(
            "answer_kind", _("Việc này không trả lời được như vậy. Hãy chọn một trong các cách có trên trang.")
        )
    by = request.actor.person
    answer = link_pages.tried(
        request, asked, form, act=lambda sent, files: answer_signed_in(asked=asked, by=by, sent=sent, files=files)
    )  # fmt: skip
    if answer is None:
        return link_pages.item_page(request, asked, forms)
    messages.success(request, _("Đã ghi câu trả lời của anh/chị."))
    return redirect("reminders_own")


@staff(*ANYONE)
def choose(request: StaffRequest) -> HttpResponse:
    """Mail or not, on which days."""
    actor = request.actor
    preference = preference_of(actor.commune.pk, actor.person)
    form = PreferenceForm(request.POST if request.method == "POST" else None, instance=preference)
    if request.method == "POST" and form.is_valid():
        choices.choose(preference=preference, by=actor.person, **form.cleaned_data)
        messages.success(request, _("Đã lưu cách nhận nhắc việc."))
        return redirect("reminders_choices")
    tabs = pages.tabs(actor, "reminders_choices")
    context = {"form": form, "tabs": tabs, "mail_ready": mail.is_ready(), "setting": setting_of(actor.commune.pk)}
    return render(request, "reminders/choices.html", context)


@never_cache
@staff(*ANYONE)
def calendar(request: StaffRequest) -> HttpResponse:
    """One's secret calendar address: made, renewed; shown on the answer's page and nowhere else."""
    actor, form = request.actor, FeedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _feed, token = feed.make_feed(
            commune=actor.commune, person=actor.person, by=actor.person, **form.cleaned_data
        )  # fmt: skip
        address = request.build_absolute_uri(reverse("reminders_feed", args=[token]))
        return render(request, "reminders/calendar_made.html", {"address": address})
    return render(request, "reminders/calendar.html", {**pages.calendar_page(actor), "form": form})


@require_POST
@staff(*ANYONE)
def calendar_off(request: StaffRequest) -> HttpResponse:
    """Switch one's address off."""
    feed.revoke_feed(person=request.actor.person, by=request.actor.person)
    messages.success(request, _("Đã thu hồi. Địa chỉ lịch cũ không dùng được nữa."))
    return redirect("reminders_calendar")


@staff(Permission.MANAGE_COMMUNE)
def commune_setting(request: StaffRequest) -> HttpResponse:
    """When the commune reminds."""
    actor = request.actor
    setting = setting_of(actor.commune.pk)
    form = SettingForm(request.POST or None, instance=setting)
    if request.method == "POST" and form.is_valid():
        choices.change_setting(setting=form.save(commit=False), by=actor.person, now=clock.now())
        messages.success(request, _("Đã lưu giờ nhắc."))
        return redirect("reminders_settings")
    tabs = pages.tabs(actor, "reminders_settings")
    context = {"form": form, "tabs": tabs, "mail_ready": mail.is_ready(), "next_round": pages.next_round_at()}
    return render(request, "reminders/settings.html", context)
