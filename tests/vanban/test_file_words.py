"""A reading of a restored text in the words of the file."""

from tests.vanban.sample_plans import XA
from tests.vanban.test_restoring import damaged
from vanban.plan import read_plan
from vanban.readers import open_source
from vanban.restoring.file_words import FileWords, in_file_words


def test_each_item_has_the_words_that_stand_in_the_file_and_the_restored_ones_beside() -> None:
    data = damaged(XA).encode()
    source = open_source(data)
    reading = read_plan(source).as_dict()
    told = in_file_words(reading, source)
    assert told["text"] == open_source(data, restore=False).text
    assert len(told["tasks"]) == len(reading["tasks"]) > 0
    for key in ("tasks", "targets", "references", "channels", "organisations", "recipients"):
        for before, one in zip(reading[key], told[key], strict=True):
            start, end = one["span"]
            assert " ".join(told["text"][start:end].split()) == one["text"]
            assert one.get("restored", one["text"]) == before["text"]
    assert {"restored" in task for task in told["tasks"]} == {True}
    leads = [(task["lead"], told["text"][slice(*task["lead_span"])]) for task in told["tasks"] if task["lead_span"]]
    assert leads
    assert all(lead == " ".join(there.split()) for lead, there in leads)


def test_a_sound_text_comes_back_as_it_is() -> None:
    source = open_source(XA.encode())
    reading = read_plan(source).as_dict()
    assert in_file_words(reading, source) == reading
    assert FileWords(source).text == source.text
