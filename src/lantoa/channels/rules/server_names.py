"""Where the services answer: their published addresses."""

from collections.abc import Mapping

PUBLISHED: Mapping[str, str] = {
    "zalo": "https://openapi.zalo.me",
    "zalo_sign_in": "https://oauth.zaloapp.com",
    "facebook": "https://graph.facebook.com/v23.0",
    "youtube": "https://www.googleapis.com",
    "google_sign_in": "https://oauth2.googleapis.com",
}
