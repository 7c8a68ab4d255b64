"""Reading what Amazon Pinpoint exported."""

from __future__ import annotations

import gzip
import tracemalloc
from pathlib import Path

import pytest

from cdk_messaging.pinpoint.operations import exports
from cdk_messaging.pinpoint.operations.exports import ExportProblem, content_of, endpoints, find_files
from tests.operations.pinpoint_export import S3, endpoint, lines, write
from tests.runtime.world import NUMBER, OTHER_NUMBER


def no_s3() -> S3:
    raise AssertionError("nothing of Amazon S3 was named")


def addresses(*sources: str, s3: S3 | None = None, after: int = 0) -> list[tuple[int, str]]:
    files = find_files(sources, s3=no_s3 if s3 is None else lambda: s3)
    return [(p, found if isinstance(found, str) else found["Address"]) for p, found in endpoints(files, after=after)]


def test_the_files_of_a_folder_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    write(tmp_path / "b" / "2.gz", endpoint(OTHER_NUMBER))
    write(tmp_path / "a" / "1.json.gz", endpoint(NUMBER), "", endpoint("+12065550103"))
    (tmp_path / "readme.txt").write_text("not of the export", "utf-8")
    assert addresses(str(tmp_path)) == [(1, NUMBER), (2, "+12065550103"), (3, OTHER_NUMBER)]


def test_a_file_may_be_unpacked_already_whatever_it_is_called(tmp_path: Path) -> None:
    plain = tmp_path / "endpoints.gz"
    plain.write_bytes(gzip.decompress(lines(endpoint(NUMBER))))
    assert addresses(str(plain)) == [(1, NUMBER)]


def test_the_objects_below_a_prefix_are_read_from_amazon_s3(tmp_path: Path) -> None:
    s3 = S3({"exports/2.gz": lines(endpoint(OTHER_NUMBER)), "exports/1.gz": lines(endpoint(NUMBER)),
             "exports/": b"", "other/3.gz": lines(endpoint("+12065550103"))})  # fmt: skip
    assert addresses("s3://bucket/exports/", s3=s3) == [(1, NUMBER), (2, OTHER_NUMBER)]
    assert s3.read == ["exports/1.gz", "exports/2.gz"]


def test_reading_goes_on_after_a_position(tmp_path: Path) -> None:
    file = write(tmp_path / "1.gz", endpoint(NUMBER), "no json", endpoint(OTHER_NUMBER))
    assert addresses(str(file), after=2) == [(3, OTHER_NUMBER)]


@pytest.mark.parametrize("line", ["no json", "[1]", '{"Address": ', "\xff"])
def test_a_line_that_is_no_object_is_told_in_its_place(tmp_path: Path, line: str) -> None:
    file = write(tmp_path / "1.gz", line, endpoint(NUMBER))
    assert addresses(str(file)) == [(1, "the line is no JSON object"), (2, NUMBER)]


def test_a_line_without_end_is_never_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "LONGEST_LINE", 1000)
    file = write(tmp_path / "1.gz", "x" * 20_000_000, endpoint(NUMBER))
    tracemalloc.start()
    found = addresses(str(file))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == [(1, "the line is longer than 1,000 bytes"), (2, NUMBER)]
    assert peak < 2_000_000


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "1.gz"
    file.write_bytes(lines(endpoint(NUMBER))[:-20])
    with pytest.raises(ExportProblem, match=rf"^cannot read {file}: "):
        addresses(str(file))


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("/nowhere", "cannot read /nowhere: No such file or directory"),
        ("s3:///exports", "'s3:///exports' names no bucket; give s3://bucket/prefix"),
        ("s3://bucket/none/", "s3://bucket/none/ has no file of an export (.gz, .json, .jsonl, .ndjson)"),
    ],
)
def test_a_source_without_an_export_is_told(source: str, problem: str) -> None:
    with pytest.raises(ExportProblem) as raised:
        find_files([source], s3=lambda: S3({}))
    assert str(raised.value) == problem


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportProblem, match="has no file of an export"):
        find_files([str(tmp_path)], s3=no_s3)


def test_a_file_that_is_named_twice_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path / "1.gz", endpoint(NUMBER))
    with pytest.raises(ExportProblem, match=r"1\.gz is named twice; name each file once"):
        find_files([str(file), str(tmp_path)], s3=no_s3)


def test_the_content_is_told_apart_by_what_is_in_the_files(tmp_path: Path) -> None:
    file = write(tmp_path / "1.gz", endpoint(NUMBER))
    before = content_of(find_files([str(file)], s3=no_s3))
    assert content_of(find_files([str(tmp_path)], s3=no_s3)) == before
    write(file, endpoint(OTHER_NUMBER))
    assert content_of(find_files([str(file)], s3=no_s3)) != before
    s3 = S3({"1.gz": lines(endpoint(NUMBER))})
    on_s3 = content_of(find_files(["s3://bucket/"], s3=lambda: s3))
    s3.objects["1.gz"] = lines(endpoint(OTHER_NUMBER))
    assert content_of(find_files(["s3://bucket/"], s3=lambda: s3)) != on_s3
