"""A form with one file in it, as RFC 7578 wants it."""

import hashlib
from collections.abc import Mapping


def multipart(fields: Mapping[str, str], *, name: str, data: bytes, media_type: str) -> tuple[bytes, str]:
    """(body, content type). The border is made from the data, so that the same form is the same bytes."""
    border = f"lantoa-{hashlib.sha256(data).hexdigest()[:32]}".encode()
    parts = [
        b'--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (border, key.encode(), value.encode())
        for key, value in fields.items()
    ]
    ending = media_type.partition("/")[2] or "bin"
    head = b'--%s\r\nContent-Disposition: form-data; name="%s"; filename="anh.%s"\r\nContent-Type: %s\r\n\r\n'
    parts.append(head % (border, name.encode(), ending.encode(), media_type.encode()) + data + b"\r\n")
    return b"".join(parts) + b"--" + border + b"--\r\n", f"multipart/form-data; boundary={border.decode()}"
