import gzip
import io
import json
import os
import sys
from datetime import date, datetime

import pytest

from onrecord import sources
from onrecord.types import Page, Skipped

REPORT = "Talks resume\n\nThe ministry said that talks would resume on Monday.\n"


def only(where, **options):
    found = list(sources.read(where, **options))
    assert len(found) == 1, found
    return found[0]


def write(folder, name, content):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def feed(monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


KIND_CASES = [
    ("a.html", "<p>Talks resume</p>", "html"),
    ("a.HTM", "<p>Talks resume</p>", "html"),
    ("a.txt", REPORT, "text"),
    ("a.md", REPORT, "text"),
    ("a.txt", "<!DOCTYPE html><html><body>Talks</body></html>", "html"),
    ("a.txt", "The tag <html> opens a page, the editor said.", "text"),
    ("a", "\n <?xml version='1.0'?>\n<html><body>Talks</body></html>", "html"),
    ("a", REPORT, "text"),
]


@pytest.mark.parametrize(("name", "content", "kind"), KIND_CASES)
def test_kind_comes_from_suffix_and_content(tmp_path, name, content, kind):
    page = only(write(tmp_path, name, content))
    assert (page.kind, page.ref, page.body) == (kind, str(tmp_path / name), content.encode())


def test_kind_can_be_given(tmp_path):
    assert only(write(tmp_path, "a.txt", REPORT), kind="plain").kind == "plain"


ENCODING_CASES = [
    ("a.txt", "“No,” said the café owner".encode(), "utf-8"),
    ("a.txt", "“No,” said the café owner".encode("utf-8-sig"), "utf-8-sig"),
    ("a.txt", "“No,” said the café owner".encode("utf-16"), "utf-16"),
    ("a.txt", "“No,” said the café owner. The rest of the text is plain English.".encode("cp1252"), "cp1252"),
    ("a.html", b"<meta charset=ISO-8859-1><p>\x93No,\x94 said the caf\xe9 owner</p>", "cp1252"),
    ("a.html", b"<?xml version='1.0' encoding='koi8-r'?><p>\xf0\xf2\xe1\xf7</p>", "koi8-r"),
    ("a.html", "<meta charset='no-such-thing'><p>café</p>".encode(), "utf-8"),
    (
        "a.html",
        b"<meta charset='utf-8'><p>The \x93owner\x94 of the caf\xe9 would not say a word more than this</p>",
        "cp1252",
    ),
]


@pytest.mark.parametrize(("name", "body", "encoding"), ENCODING_CASES)
def test_encoding(tmp_path, name, body, encoding):
    page = only(write(tmp_path, name, body))
    assert page.encoding == encoding
    assert page.body.decode(page.encoding)


def test_encoding_is_detected_where_nothing_declares_it(tmp_path):
    text = "Министерство заявило, что переговоры возобновятся в понедельник, и отвергло обвинения соседей. " * 4
    page = only(write(tmp_path, "a.txt", text.encode("cp1251")))
    assert page.body.decode(page.encoding) == text


REASONS = [
    ("a.txt", b"", "empty"),
    ("a.txt", b" \n\n ", "empty"),
    ("a.txt", b"%PDF-1.7 something", "a PDF document"),
    ("a.txt", b"\x89PNG\r\n\x1a\n", "a PNG image"),
    ("a.html", b"PK\x03\x04rest", "a zip archive"),
    ("a.txt", b"text\x00text", "NUL bytes"),
    ("a.txt", b"\x01\x02\x03\x04\x05\x06\x07\x08", "control characters"),
    ("a.txt", b"\xff\xfeabc\xd8", "utf-16"),
    ("a.txt", b"x" * 2001, "2,001 bytes"),
    ("a.txt.gz", gzip.compress(b"x" * 2001), "over the limit of 2,000 bytes"),
    ("a.txt.gz", b"no gzip at all", "cannot be unpacked"),
    ("a.txt.gz", gzip.compress(REPORT.encode())[:-9], "cannot be unpacked"),
    ("a.jsonl", b"", "empty"),
]


@pytest.mark.parametrize(("name", "body", "reason"), REASONS)
def test_what_cannot_be_read_is_skipped_with_the_reason(tmp_path, name, body, reason):
    skipped = only(write(tmp_path, name, body), max_size=2000)
    assert isinstance(skipped, Skipped)
    assert (skipped.ref, skipped.stage) == (str(tmp_path / name), "sources")
    assert reason in skipped.reason


def test_folders_are_read_to_the_bottom_in_order(tmp_path):
    for name in ("b/z.txt", "b/a.html", "a.md", "c.jpg", ".hidden/x.txt", "d.txt.gz"):
        write(tmp_path, name, gzip.compress(REPORT.encode()) if name.endswith("gz") else REPORT)
    pages = list(sources.read(tmp_path))
    assert [os.path.relpath(page.ref, tmp_path) for page in pages] == ["a.md", "b/a.html", "b/z.txt", "d.txt.gz"]
    assert pages[-1].body == REPORT.encode()


def test_folder_without_readable_file(tmp_path):
    write(tmp_path, "b/picture.jpg", b"\xff\xd8\xff")
    assert "holds no readable file" in only(tmp_path).reason


def test_links_in_circles_and_pipes_end(tmp_path):
    write(tmp_path, "in/a.txt", REPORT)
    (tmp_path / "in/back").symlink_to(tmp_path)
    (tmp_path / "in/self.txt").symlink_to(tmp_path / "in/self.txt")
    os.mkfifo(tmp_path / "in/pipe.txt")
    page, pipe, loop = sources.read(tmp_path)
    assert isinstance(page, Page)
    assert "named pipe" in pipe.reason
    assert "cannot be read" in loop.reason


@pytest.mark.parametrize(
    ("where", "reason"), [("no/such/file.txt", "no such file"), ("https://example.org/a", "an address")]
)
def test_names_of_nothing(where, reason):
    assert reason in only(where).reason


ROWS = [
    ({"id": "a", "text": "Talks resume\nMore."}, {"ref": "a", "kind": "plain", "text": "Talks resume\nMore."}),
    ({"id": 7, "title": "Talks resume", "text": "More."}, {"ref": "7", "text": "Talks resume\nMore."}),
    ({"title": "Talks resume", "text": "Talks resume\n\nMore."}, {"ref": "F:1", "text": "Talks resume\n\nMore."}),
    ({"html": "<p>More.</p>"}, {"kind": "html", "text": "<p>More.</p>"}),
    ({"text": "A", "published": "2022-02-22"}, {"published": date(2022, 2, 22)}),
    ({"text": "A", "published": "2022-02-22T19:02"}, {"published": datetime(2022, 2, 22, 19, 2)}),
    ({"text": "A", "url": "u", "outlet": "o", "published": ""}, {"url": "u", "outlet": "o", "published": None}),
]


@pytest.mark.parametrize(("row", "fields"), ROWS)
def test_rows(tmp_path, row, fields):
    path = write(tmp_path, "a.jsonl", json.dumps(row))
    page = only(path)
    for name, value in fields.items():
        assert getattr(page, name) == (value.replace("F:", f"{path}:") if name == "ref" else value)


BAD_ROWS = [
    ("{", "not JSON"),
    ("[1, 2]", "a list"),
    ('{"id": "a"}', "neither 'text' nor 'html'"),
    ('{"text": 5}', "'text' is a number"),
    ('{"text": "  "}', "'text' is empty"),
    ('{"text": "A", "published": "soon"}', "'soon'"),
    ('{"text": "A\\ud800"}', "surrogate"),
    ("[" * 50_000, "nests too deeply"),
    (b"\xff\xfe", "not UTF-8"),
    ('{"text": "' + "x" * 300 + '"}', "over the limit"),
]


@pytest.mark.parametrize(("row", "reason"), BAD_ROWS)
def test_a_bad_row_does_not_lose_the_others(tmp_path, row, reason):
    row = row if isinstance(row, bytes) else row.encode()
    good = b'{"id": "g", "text": "Talks resume"}'
    path = write(tmp_path, "a.jsonl", b"\n".join([good, row, b"", good]))
    first, bad, last = sources.read(path, max_size=max(300, 2 * len(row) if b"[[" in row else 0))
    assert first == last
    assert bad.ref == f"{path}:2"
    assert bad.reason.startswith("line 2: ")
    assert reason in bad.reason


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        (REPORT.encode(), ["text"]),
        (b"<html><body>Talks</body></html>", ["html"]),
        (b'{"text": "A"}\n{"html": "<p>B"}\n', ["plain", "html"]),
    ],
)
def test_standard_input(monkeypatch, content, kinds):
    feed(monkeypatch, content)
    assert [page.kind for page in sources.read("-")] == kinds


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "empty"), (b"x" * 50, "limit of 20"), (b"x\n" * 50, "limit of 20")]
)
def test_standard_input_that_cannot_be_read(monkeypatch, content, reason):
    feed(monkeypatch, content)
    assert reason in only("-", max_size=20).reason


def test_rows_are_streamed(tmp_path):
    path = write(tmp_path, "a.jsonl", b'{"text": "Talks resume"}\n' * 3 + b"{")
    reader = sources.read(path)
    assert next(reader).text == "Talks resume"
    assert [type(found).__name__ for found in reader] == ["Page", "Page", "Skipped"]
