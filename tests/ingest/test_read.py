"""What the user gives, and what comes of it."""

import hashlib
import io
import logging
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kg.ingest import read
from kg.model import Article, Skipped

ROOT = Path(__file__).parents[2]


def sources(items: dict[str, Article | Skipped]) -> list[str]:
    return [source for source, item in items.items() if isinstance(item, Article)]


# ------------------------------------------------------------------------------------------ what is read


def test_a_folder_is_read_with_all_below_in_order(folder, reading, story, other):
    root = folder(**{"b.txt": story, "a/z.md": other, "README.md": "How to", ".hidden.txt": "x", ".git/c.txt": "x"})
    assert list(reading(root)) == ["a/z.md", "b.txt"]
    assert list(reading(root / "b.txt", root / "a")) == ["b.txt", "z.md"]


def test_the_order_does_not_depend_on_that_of_the_paths(folder, reading, story, other):
    root = folder(**{"b.txt": story, "a.txt": other})
    one = reading(root / "a.txt", root / "b.txt", "-", stdin=io.BytesIO(b"Hello there."))
    two = reading("-", root / "b.txt", root / "a.txt", stdin=io.BytesIO(b"Hello there."))
    assert list(one) == ["a.txt", "b.txt", "stdin-23ea498e"]
    assert list(one.items()) == list(two.items())


def test_it_is_lazy(folder, story):
    root = folder(**{"a.txt": story, "b.txt": "x"})
    items = read([root])
    assert next(items).source == "a.txt"
    (root / "b.txt").write_text("Another text, written later.")
    assert next(items).text == "Another text, written later."


def test_patterns_are_read(folder, reading, story, other):
    root = folder(**{"x/a.txt": story, "x/sub/b.txt": other, "y/c.txt": "No.", "x/README.txt": "x"})
    assert list(reading(f"{root}/x/*.txt")) == ["a.txt"]
    assert list(reading(f"{root}/x/**/*.txt")) == ["a.txt", "sub/b.txt"]
    assert list(reading(f"{root}/[xz]")) == ["x/a.txt", "x/sub/b.txt"]
    nothing = reading(f"{root}/*.html")[f"{root}/*.html"]
    assert "nothing matches" in nothing.reason
    assert nothing.failed


def test_a_name_with_wildcards_in_it_is_a_name(folder, reading, story):
    root = folder(**{"a[1].txt": story})
    assert list(reading(root / "a[1].txt")) == ["a[1].txt"]


def test_standard_input_is_told_by_its_look(reading, story):
    for data, record in (
        (story, ""),
        (f"<!DOCTYPE html><html><body><article><p>{story}</p></article></body></html>", ""),
        (f'{{"text": "{story}"}}\n', "#1"),
        (f'[{{"text": "{story}"}}]', "#1"),
    ):
        (item,) = reading("-", stdin=io.BytesIO(data.encode())).values()
        assert isinstance(item, Article)
        digest = hashlib.sha256(data.encode()).hexdigest()[:8]
        assert (item.source, item.text) == (f"stdin-{digest}{record}", story)
    assert "no standard input" in reading("-")["-"].reason


def test_a_file_of_unknown_kind_is_read_where_it_is_named(folder, reading, story):
    root = folder(**{"a.log": story, "b.txt": story + " More."})
    assert list(reading(root / "a.log")) == ["a.log"]
    passed = reading(root)["a.log"]
    assert isinstance(passed, Skipped)
    assert not passed.failed


def test_a_file_given_twice_is_read_once(folder, reading, story):
    root = folder(**{"sub/a.txt": story})
    assert list(reading(root, root / "sub", root / "sub" / "a.txt", f"{root}/sub/*")) == ["a.txt"]


def test_two_files_of_one_name_are_kept_apart_and_the_log_says_so(folder, reading, story, other, caplog):
    root = folder(**{"x/a.txt": story, "y/a.txt": other, "y/b.txt": "Third."})
    with caplog.at_level(logging.WARNING):
        items = reading(root / "y", root / "x")
    assert list(items) == ["b.txt", "x/a.txt", "y/a.txt"]
    assert items["x/a.txt"].text == story
    assert "this one is called x/a.txt" in caplog.text


def test_two_folders_of_one_name_are_kept_apart(folder, reading, story, other):
    root = folder(**{"x/in/a.txt": story, "y/in/a.txt": other})
    assert list(reading(root / "x/in", root / "y/in")) == ["x/in/a.txt", "y/in/a.txt"]


def test_a_file_name_that_is_no_utf8_can_be_stored(folder, reading, story):
    root = folder(**{"a.txt": story})
    os.rename(os.fsencode(root / "a.txt"), os.fsencode(root) + b"/a\xff\n.txt")
    assert list(reading(root)) == ["a\ufffd .txt"]


# ------------------------------------------------------------------------------------------ copies, languages


def test_the_same_text_twice_is_read_once(folder, reading, story):
    items = reading(folder(**{"a.txt": f"6 May 2019\n\n{story}", "b.txt": story.upper(), "c.txt": story[:-1]}))
    assert sources(items) == ["a.txt"]
    assert {(item.reason, item.failed) for item in items.values() if isinstance(item, Skipped)} == {
        ("same text as a.txt", False)
    }


def test_the_same_wire_copy_under_two_names_is_noticed(folder, reading, story, other):
    long = " ".join(f"Paragraph {number} says this. {story} {number * 7} ships left." for number in range(3)) + other
    copy = "Fish treaty\n\nHALMAR, May 6 (Reuters) - " + long.replace(
        "the foreign minister said", "the foreign minister told us", 1
    )
    items = reading(folder(**{"a.txt": long, "b.txt": copy, "c.txt": long[: len(long) // 2]}))
    assert sources(items) == ["a.txt", "c.txt"]
    assert items["b.txt"].reason.startswith("copy of a.txt (9")
    assert not items["b.txt"].failed


def test_short_messages_that_differ_in_a_word_are_two(folder, reading):
    text = (
        "After long talks with all of its members and a vote in both of its chambers, Norland joined the union in {}."
    )
    assert sources(reading(folder(**{"a.txt": text.format(1994), "b.txt": text.format(1995)}))) == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("Die Regierung hat am Montag mitgeteilt, dass der Vertrag mit den Nachbarn nicht verlängert wird und dass "
         "sie nach einer neuen Lösung für die Häfen sucht.", "German"),
        ("Le gouvernement a annoncé lundi que le traité avec les pays voisins ne sera pas prolongé et que la "
         "question des ports est ouverte pour une année.", "French"),
        ("El gobierno anunció el lunes que el tratado con los países vecinos no será prorrogado y que la cuestión de "
         "los puertos queda abierta para el año.", "Spanish"),
        ("Правительство сообщило в понедельник, что договор с соседями не будет продлён, и что ищет новое решение "
         "для портов страны.", "Cyrillic script"),
        ("حكومة البلاد قالت يوم الاثنين ان الاتفاق مع الجيران لن يمدد وانها تبحث عن حل جديد", "Arabic script"),
    ],
)  # fmt: skip
def test_a_text_in_another_language_is_refused(text, looks, folder, reading):
    item = reading(folder(**{"a.txt": text}))["a.txt"]
    assert isinstance(item, Skipped)
    assert f"not English (looks like {looks})" in item.reason


@pytest.mark.parametrize(
    "text", ["Habemus papam.", "Oslo.", "“Die Zeit” said so on Monday, the mayor of Köln told the paper."]
)
def test_short_texts_and_foreign_names_pass(text, folder, reading):
    assert sources(reading(folder(**{"a.txt": text}))) == ["a.txt"]


# ------------------------------------------------------------------------------------------ what cannot be read


def test_each_bad_input_is_named_with_its_reason_and_the_others_are_read(folder, reading, story, other):
    root = folder(
        **{
            "good.txt": story,
            "latin1.txt": other.replace("port of Halmar", "port of Malmö").encode("latin-1"),
            "utf16.txt": ("The port of Malmö is closed. " + story[:90]).encode("utf-16"),
            "binary.txt": bytes(range(256)) * 8,
            "pdf.txt": b"%PDF-1.4",
            "empty.txt": b"",
            "blank.txt": b" \n\n ",
            "bom.txt": b"\xef\xbb\xbf",
            "page.html": b"<html><p",
            "boiler.txt": b"Share this article:\n\nFollow us on Telegram",
            "none.json": b"[]",
            "head.csv": b"title,text\n",
            "lines.jsonl": b'{"text": \n',
        }
    )
    os.symlink("loop.txt", root / "loop.txt")
    os.symlink("gone", root / "dangling.txt")
    os.mkfifo(root / "pipe.txt")
    items = reading(root, root / "missing.txt")
    assert sources(items) == ["good.txt", "latin1.txt", "utf16.txt"]
    assert "Malmö" in items["latin1.txt"].text
    assert "Malmö" in items["utf16.txt"].text
    words = {
        "binary.txt": "binary", "pdf.txt": "PDF", "empty.txt": "empty", "blank.txt": "empty", "bom.txt": "empty",
        "page.html": "no article found", "boiler.txt": "everything in it is boilerplate", "none.json": "no records",
        "head.csv": "no records", "lines.jsonl#1": "line 1: not valid JSON", "loop.txt": "loop of symbolic links",
        "dangling.txt": "no such file", "pipe.txt": "device or a pipe", str(root / "missing.txt"): "no such file",
    }  # fmt: skip
    skipped = {item.source: item for item in items.values() if isinstance(item, Skipped)}
    assert skipped.keys() == words.keys()
    for source, word in words.items():
        assert word in skipped[source].reason
        assert skipped[source].failed


def test_a_large_file_is_refused_without_being_read(folder, reading, story):
    root = folder(**{"a.txt": story})
    with (root / "large.txt").open("wb") as file:
        file.truncate(50_000_000_000)  # sparse: reading it would not end
    items = reading(root)
    assert sources(items) == ["a.txt"]
    assert items["large.txt"].reason == "too large: 50,000.0 MB, the limit is 20 MB; split it"
    assert sources(reading(root / "a.txt", max_bytes=len(story))) == ["a.txt"]
    assert "too large" in reading(root / "a.txt", max_bytes=len(story) - 1)["a.txt"].reason
    assert "more than 1e-05 MB" in reading("-", stdin=io.BytesIO(b"x" * 11), max_bytes=10)["-"].reason


def test_a_graph_among_the_articles_is_passed_over(tmp_path, reading, story):
    (tmp_path / "graph").mkdir()
    for name in ("kg-graph.json", "report.html", "statements.jsonl"):
        (tmp_path / "graph" / name).write_text(story, encoding="utf-8")
    (tmp_path / "a.txt").write_text(story, encoding="utf-8")
    items = reading(tmp_path)
    assert sources(items) == ["a.txt"]
    assert not items["graph"].failed
    assert reading(tmp_path / "graph")["graph"].failed


def test_an_empty_folder_is_named(tmp_path, reading):
    (tmp_path / "nothing").mkdir()
    item = reading(tmp_path / "nothing")["nothing"]
    assert "no articles in this folder" in item.reason
    assert item.failed


def test_links_to_folders_are_not_followed(folder, reading, story):
    root = folder(**{"in/sub/a.txt": story, "out/b.txt": "Secret."})
    os.symlink("..", root / "in" / "sub" / "back")
    os.symlink("../out", root / "in" / "other")
    os.symlink("sub", root / "in" / "again")
    items = reading(root / "in")
    assert sources(items) == ["sub/a.txt"]
    assert "link back" in items["sub/back"].reason
    assert "link back" in items["again"].reason
    assert not items["sub/back"].failed
    assert "give that folder as a path of its own" in items["other"].reason
    assert items["other"].failed


# As root, who may read everything, it first becomes nobody; only then, since nobody may not be able to import at all.
SCRIPT = """
import os, sys
from kg.ingest import article_from_text, read
article_from_text("All that is loaded on first use is loaded now.", source="x")
if os.getuid() == 0:
    os.seteuid(65534)
for item in read([sys.argv[1]]):
    print(item.source, "|", getattr(item, "reason", "read"))
"""


def test_files_and_folders_without_permission_are_named(story):
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "closed").mkdir()
        for file in ("a.txt", "shut.txt", "closed/b.txt"):
            (root / file).write_text(story)
        root.chmod(0o755)
        (root / "shut.txt").chmod(0)
        (root / "closed").chmod(0)
        run = subprocess.run([sys.executable, "-c", SCRIPT, name], capture_output=True, text=True, cwd=ROOT)
        (root / "closed").chmod(0o755)  # else nobody but root could clear it away
    assert run.stderr == ""
    assert run.stdout.splitlines() == [
        "a.txt | read",
        "closed | no permission to read it; change its permissions (chmod +r) or leave it out",
        "shut.txt | no permission to read it; change its permissions (chmod +r) or leave it out",
    ]
