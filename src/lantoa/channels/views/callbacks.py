"""The address to which another page answers. For programs: JSON, no sign-in, the signature is the key."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from lantoa.channels.callbacks import MOST_BYTES, STATUS, NotTaken, Said, take
from lantoa.core.throttle import too_often

TRIES, TRIES_SECONDS = 60, 300
"""Of answers that are not taken, from one place."""


@csrf_exempt  # a cookie of ours proves nothing here: the call is signed
@require_POST
def answered(request: HttpRequest, token: str) -> JsonResponse:
    """ "Published at …", "refused because …"."""
    try:
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            raise NotTaken("large")
        said = Said(
            request.body, request.headers.get("LanToa-Signature", ""), request.headers.get("LanToa-Time", "")
        )  # fmt: skip
        return JsonResponse({"state": take(token, said)})
    except NotTaken as error:
        source = str(get_adapter(request).get_client_ip(request))
        if too_often("webhook-answer", source, times=TRIES, seconds=TRIES_SECONDS):
            return JsonResponse({"error": "too_many"}, status=429)
        return JsonResponse({"error": error.code}, status=STATUS[error.code])
