"""Secrets in the database open with the installation's own key alone."""

from typing import Any

import pytest

from lantoa.core.errors import Refused
from lantoa.core.sealing import seal, unseal


def test_what_is_sealed_opens_again_and_does_not_read() -> None:
    sealed = seal({"token": "bí mật"})
    assert "mật" not in sealed
    assert unseal(sealed) == {"token": "bí mật"}
    assert (seal({}), unseal("")) == ("", {})


def test_another_installation_cannot_open_it(settings: Any) -> None:
    sealed = seal({"token": "x"})
    before, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-0123456789"
    with pytest.raises(Refused, match="seal_broken"):
        unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [before]
    assert unseal(sealed) == {"token": "x"}


def test_a_changed_seal_is_noticed() -> None:
    sealed = seal({"token": "x"})
    with pytest.raises(Refused, match="seal_broken"):
        unseal(sealed[:-4] + "AAAA")
