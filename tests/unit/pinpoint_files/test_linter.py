"""Whole files: lines, encodings, what counts among all files of an import."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from cdk_messaging.pinpoint.endpoint_files import EndpointLinter, FileFormat, quotas
from tests.unit.pinpoint_files.endpoints import ADA, found_in, json_file, lint

HEADER = b"Id,ChannelType,Address\n"


def csv_file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_a_good_file_of_either_format_has_no_findings(tmp_path: Path) -> None:
    assert lint(json_file(tmp_path / "a.json", ADA)) == []
    assert lint(csv_file(tmp_path / "a.csv", HEADER + b'a,SMS,"+12065550100"\r\nb,EMAIL,b@example.com\n\n')) == []


def test_a_finding_says_where_and_what(tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", HEADER + b"a,SMS,+12065550100\nb,PIGEON,roof\n")
    (finding,) = found_in(file)
    assert str(finding).startswith(f"{file}:3: error channel-type: ChannelType is not one of ADM, ")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (HEADER + b"a,SMS\n", [(2, "error", "columns")]),
        (HEADER + b'a,SMS,"+1206\n5550100"\nb,SMS,+12065550101\n', [(2, "error", "quotes"), (3, "error", "columns")]),
        (HEADER + b"a,SMS,+1206\t5550100\n", [(2, "error", "tab")]),
        (HEADER + b"a,EMAIL,\xff@example.com\nb,SMS,+12065550101\n", [(2, "error", "encoding")]),
        (b"Id,Chanel\n1,SMS\n", [(1, "error", "unknown-column")]),
        (b"Id,Id\n1,2\n", [(1, "error", "repeated-column")]),
        (b"ChannelType\nSMS\n", [(1, "error", "missing-column")]),
        (b"Id,Attributes.\n1,2\n", [(1, "error", "unknown-column")]),
        (b"Id,Metrics.age\n1,old\n", [(2, "warning", "update-only"), (2, "error", "type")]),
        (b"\xef\xbb\xbf" + HEADER + b"a,SMS,+12065550100\n", [(1, "warning", "byte-order-mark")]),
        (b"", [(1, "error", "header")]),
        (b"a,SMS,+12065550100\nb,SMS,+12065550101\n", [(1, "error", "header")]),
        (b"\xff,SMS,+12065550100\nb,SMS,+12065550101\n", [(1, "error", "encoding")]),
        ("Id,ChannelType\n".encode("utf-16"), [(1, "error", "encoding")]),
    ],
)
def test_a_wrong_line_of_csv_is_found_and_the_next_is_read(
    tmp_path: Path, content: bytes, found: list[tuple[int | None, str, str]]
) -> None:
    assert lint(csv_file(tmp_path / "a.csv", content))[: len(found)] == found


def test_a_line_that_stands_where_the_header_belongs_is_not_repeated(tmp_path: Path) -> None:
    (finding,) = found_in(csv_file(tmp_path / "a.csv", b"ada,SMS,+12065550100\n"))
    assert finding.message == "the first line is no header: it names no member of an endpoint"


@pytest.mark.parametrize("line", [b"{", b"[]", b"1", b"{}{}", b"[" * 100_000])
def test_a_line_that_is_no_object_is_found(tmp_path: Path, line: bytes) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(line + b'\n{"User": {"UserId": "u"}}\n')
    assert lint(file) == [(1, "error", "json")]


def test_a_line_far_too_long_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b'{"Id": "' + b"x" * 10_000_000 + b'"}\n{"User": {"UserId": "u"}}\n')
    counted = EndpointLinter()
    assert [(finding.line, finding.code) for finding in counted.lint([file])] == [(1, "line-length")]
    assert counted.endpoints == 1


def test_an_empty_file_is_found(tmp_path: Path) -> None:
    assert lint(json_file(tmp_path / "a.json")) == [(None, "error", "empty")]


def test_a_compressed_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.json.gz"
    file.write_bytes(gzip.compress(b"{}"))
    assert lint(file) == [(None, "error", "compressed")]


def test_a_file_whose_name_tells_no_format_needs_one(tmp_path: Path) -> None:
    file = json_file(tmp_path / "endpoints.txt", ADA)
    assert lint(file) == [(None, "error", "format")]
    assert list(EndpointLinter(file_format=FileFormat.JSON).lint([file])) == []


def test_files_of_an_import_have_one_format(tmp_path: Path) -> None:
    files = json_file(tmp_path / "a.json", ADA), csv_file(tmp_path / "b.csv", HEADER)
    assert lint(*files) == [(None, "error", "mixed-formats")]


def test_an_id_that_is_there_twice_names_the_first_place(tmp_path: Path) -> None:
    first = json_file(tmp_path / "a.json", ADA, {**ADA, "Id": "b"}, ADA)
    second = json_file(tmp_path / "b.json", {**ADA, "Id": "b"})
    found = found_in(first, second)
    assert [(finding.file, finding.line, finding.code) for finding in found] == [
        (str(first), 3, "duplicate-id"),
        (str(second), 1, "duplicate-id"),
    ]
    assert "is that of line 1 too" in found[0].message
    assert f"is that of {first} line 2 too" in found[1].message


def test_a_user_has_fifteen_endpoints(tmp_path: Path) -> None:
    file = json_file(tmp_path / "a.json", *({**ADA, "Id": f"e{number}"} for number in range(16)))
    assert lint(file) == [(16, "warning", "user-endpoints")]


def test_a_project_has_two_hundred_and_fifty_names_of_attributes(tmp_path: Path) -> None:
    fit = [{**ADA, "Id": f"e{number}", "Metrics": {f"m{number}": 1}} for number in range(248)]
    file = json_file(tmp_path / "a.json", *fit)
    assert [each for each in lint(file) if each[2] == "attribute-names"] == []
    more = json_file(tmp_path / "b.json", *fit, {**ADA, "Id": "x", "Metrics": {"x": 1}}, {**ADA, "Metrics": {"y": 1}})
    assert [each for each in lint(more) if each[2] == "attribute-names"] == [(249, "error", "attribute-names")]


def test_the_files_of_an_import_have_a_gigabyte_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [json_file(tmp_path / f"{name}.json", {**ADA, "Id": name}) for name in ("a", "b", "c")]
    assert quotas.MOST_IMPORT_BYTES == 10**9
    monkeypatch.setattr(quotas, "MOST_IMPORT_BYTES", 2 * files[0].stat().st_size)
    found = found_in(*files)
    assert [(finding.file, finding.code) for finding in found] == [(str(files[2]), "import-size")]


def test_an_import_takes_ten_thousand_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [json_file(tmp_path / f"{name}.json", {**ADA, "Id": name}) for name in ("a", "b", "c")]
    assert quotas.MOST_FILES == 10_000
    monkeypatch.setattr(quotas, "MOST_FILES", 2)
    assert [(finding.file, finding.code) for finding in found_in(*files)] == [(str(files[2]), "files")]


def test_progress_is_told(tmp_path: Path) -> None:
    file = json_file(tmp_path / "a.json", *({**ADA, "Id": f"e{number}", "User": {}} for number in range(2500)))
    told: list[tuple[int, int]] = []
    assert list(EndpointLinter(progress=lambda *counts: told.append(counts)).lint([file])) == []
    assert [endpoints for _, endpoints in told] == [1000, 2000, 2500]
    assert told[-1][0] == file.stat().st_size
