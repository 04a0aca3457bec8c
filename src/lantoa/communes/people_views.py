"""Pages about people: who is here, invitations, roles."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lantoa.communes import actions, invitation_actions, queries
from lantoa.communes.access import (
    StaffRequest,
    access_invitation,
    access_member,
    access_membership,
    may_renew_password,
    staff,
)
from lantoa.communes.forms import SearchForm
from lantoa.communes.models import Invitation
from lantoa.communes.people_forms import InviteForm, PlaceForm, RoleForm
from lantoa.communes.qr import qr_picture
from lantoa.communes.roles import Permission, Role
from lantoa.communes.tabs import commune_tabs
from lantoa.core.errors import NotAllowed
from lantoa.core.saying import said
from lantoa.ledger.actions import note_opening

PER_PAGE = 50


@require_safe
@staff(Permission.SEE)
def list_people(request: StaffRequest) -> HttpResponse:
    """People with their roles and units; those who may invite also see the links that wait."""
    search = SearchForm(request.GET)
    manages = request.actor.may(Permission.MANAGE_PEOPLE)
    page = Paginator(queries.people(search.words), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "tabs": commune_tabs(request.actor, "communes_people"), "page": page, "search": search,
        "invitations": queries.recent_invitations() if manages else [], "may_manage_people": manages,
    }  # fmt: skip
    return render(request, "communes/people.html", context)


@never_cache
@staff(Permission.MANAGE_PEOPLE)
def invite(request: StaffRequest) -> HttpResponse:
    """Make a link for somebody new. It is shown on the answer's page and nowhere else."""
    form = InviteForm(request.POST or None)
    if form.is_valid():
        commune, person = request.actor.commune, request.actor.person
        invitation, token = invitation_actions.invite(commune=commune, offer=form.offer(), by=person)
        return _show_link(request, invitation, token)
    return render(request, "communes/invite.html", {"form": form})


@never_cache
@require_POST
@staff(Permission.MANAGE_PEOPLE)
def renew_password(request: StaffRequest, pk: int) -> HttpResponse:
    """Make a link with which somebody who is here chooses a new password."""
    person = access_member(request.actor, pk)
    if not may_renew_password(request.actor, person):
        raise NotAllowed(_("Người này còn làm việc ở nơi khác nên không cấp lại mật khẩu từ đây được."))
    actor = request.actor
    link, token = invitation_actions.offer_new_password(commune=actor.commune, person=person, by=actor.person)
    return _show_link(request, link, token)


def _show_link(request: StaffRequest, invitation: Invitation, token: str) -> HttpResponse:
    link = request.build_absolute_uri(reverse("communes_accept", args=[token]))
    context = {"invitation": invitation, "link": link, "qr": qr_picture(link)}
    return render(request, "communes/invited.html", context)


@staff(Permission.MANAGE_PEOPLE)
def revoke_invitation(request: StaffRequest, pk: int) -> HttpResponse:
    """Make a link useless, after a question."""
    invitation = access_invitation(request.actor, pk)
    if request.method == "POST":
        invitation_actions.revoke(invitation=invitation, by=request.actor.person)
        messages.success(request, _("Đã thu hồi đường dẫn gửi %s.") % invitation.name)
        return redirect("communes_people")
    what = _("Đường dẫn đã gửi cho %s sẽ không dùng được nữa.") % invitation.name
    return _ask(request, _("Thu hồi đường dẫn?"), what=what, url_back=reverse("communes_people"))


def _ask(request: StaffRequest, question: str, *, what: str, url_back: str) -> HttpResponse:
    context = {"page_question": question, "what": what, "url_back": url_back, "danger": True, "label": question[:-1]}
    return render(request, "confirm.html", context)


@staff(Permission.MANAGE_PEOPLE)
def show_person(request: StaffRequest, pk: int) -> HttpResponse:
    """A person's roles here; one more role."""
    person, actor = access_member(request.actor, pk), request.actor
    form = RoleForm(request.POST or None)
    if form.is_valid():
        data = dict(form.cleaned_data)
        role = Role(data.pop("role"))
        actions.give_role(person=person, commune=actor.commune, role=role, by=actor.person, **data)
        messages.success(request, _("Đã giao vai trò “%s”.") % said(role.label))
        return redirect("communes_person", pk=person.pk)
    if person.pk != actor.person.pk:
        note_opening(action="person.opened", on=queries.roles_of(person)[0], by=actor.person)
    roles, may_renew = queries.roles_of(person), may_renew_password(actor, person)
    context = {"who": person, "roles": roles, "form": form, "may_renew": may_renew}
    return render(request, "communes/person.html", context)


@staff(Permission.MANAGE_PEOPLE)
def change_role(request: StaffRequest, pk: int) -> HttpResponse:
    """Another unit, neighbourhood or title for a role."""
    membership = access_membership(request.actor, pk)
    form = PlaceForm.of(membership, request.POST or None)
    if form.is_valid():
        actions.change_membership(membership=membership, by=request.actor.person, **form.cleaned_data)
        messages.success(request, _("Đã lưu."))
        return redirect("communes_person", pk=membership.person_id)
    return render(request, "communes/role_form.html", {"form": form, "membership": membership})


@staff(Permission.MANAGE_PEOPLE)
def end_role(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a role away, after a question."""
    membership = access_membership(request.actor, pk)
    facts = {"name": membership.person.name, "role": membership.get_role_display()}
    if request.method == "POST":
        actions.end_role(membership=membership, by=request.actor.person)
        messages.success(request, _("Đã kết thúc vai trò “%(role)s” của %(name)s.") % facts)
        return redirect("communes_people")
    what = _("%(name)s sẽ thôi vai trò “%(role)s”. Những việc đã làm vẫn được giữ và vẫn ghi tên người làm.") % facts
    return _ask(
        request, _("Kết thúc vai trò?"), what=what, url_back=reverse("communes_person", args=[membership.person_id])
    )
