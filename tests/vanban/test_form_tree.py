import json

import pytest

from tests.vanban.form_sample import report
from vanban.form.errors import FormError
from vanban.form.tree import tree_from_json, tree_to_json


def test_a_document_survives_json() -> None:
    assert tree_from_json(json.loads(json.dumps(tree_to_json(report())))) == report()


@pytest.mark.parametrize(
    ("tree", "word"),
    [
        ([], "đối tượng"),
        ({"kind": "KẾ HOẠCH", "title": "x"}, "issuer"),
        ({"kind": 1, "title": "x", "issuer": []}, "kind"),
        ({"kind": "K", "title": "x", "issuer": "abc"}, "danh sách"),
        ({"kind": "K", "title": "x", "issuer": [], "colour": "red"}, "colour"),
        ({"kind": "K", "title": "x", "issuer": [], "issued_on": "31/12"}, "31/12"),
        ({"kind": "K", "title": "x", "issuer": [], "body": [{"type": "script"}]}, "script"),
        ({"kind": "K", "title": "x", "issuer": [], "body": [{"type": "heading", "number": "I"}]}, "title"),
        (
            {"kind": "K", "title": "x", "issuer": [], "body": [{"type": "table", "header": ["a"], "rows": [[]]}]},
            "đủ số ô",
        ),
    ],
)
def test_a_wrong_tree_says_what_is_wrong(tree: object, word: str) -> None:
    with pytest.raises(FormError) as caught:
        tree_from_json(tree)
    assert caught.value.code == "bad_tree"
    assert word in caught.value.message
