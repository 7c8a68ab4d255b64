"""Files that are written: what is written can be read, nothing is lost, no file is too large."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cdk_messaging.pinpoint.endpoint_files import (
    EndpointFileWriter,
    FileFormat,
    InvalidEndpoint,
    columns_of,
    read_rows,
)
from cdk_messaging.pinpoint.endpoint_files.columns import endpoint_of, path_of, row_of
from tests.unit.pinpoint_files.endpoints import ADA, Endpoint, lint, without

BOB: Endpoint = {
    "Id": "bob",
    "ChannelType": "EMAIL",
    "Address": "bob@example.com",
    "Attributes": {"Interests": ["Art"]},
}


def read(files: list[Path], form: FileFormat) -> list[Endpoint]:
    return [row.endpoint for file in files for row in read_rows(file, form) if row.endpoint is not None]


@pytest.mark.parametrize("form", FileFormat)
def test_what_is_written_is_read_and_has_no_findings(tmp_path: Path, form: FileFormat) -> None:
    columns = columns_of([ADA, BOB]) if form is FileFormat.CSV else []
    with EndpointFileWriter(tmp_path, file_format=form, columns=columns) as writer:
        writer.write(ADA)
        writer.write(BOB)
    assert [file.name for file in writer.files] == [f"endpoints-00001.{form.lower()}"]
    assert (writer.endpoints, read(writer.files, form)) == (2, [ADA, BOB])
    assert lint(*writer.files) == []


def test_a_value_more_is_a_column_more_of_the_same_name() -> None:
    assert columns_of([BOB, ADA]) == [
        "Id",
        "ChannelType",
        "Address",
        "Attributes.Interests",
        "Attributes.Interests",
        "Demographic.Platform",
        "Location.Country",
        "Location.Latitude",
        "Metrics.age",
        "User.UserAttributes.First.Name",
        "User.UserId",
    ]


@pytest.mark.parametrize("form", FileFormat)
def test_no_file_is_larger_than_it_may_be(tmp_path: Path, form: FileFormat) -> None:
    columns = columns_of([BOB]) if form is FileFormat.CSV else []
    with EndpointFileWriter(tmp_path, file_format=form, columns=columns, most_bytes=300, name="part") as writer:
        for number in range(20):
            writer.write({**BOB, "Id": f"{number}"})
    assert len(writer.files) > 2
    assert max(file.stat().st_size for file in writer.files) <= 300
    assert [each["Id"] for each in read(writer.files, form)] == [str(number) for number in range(20)]


def test_what_no_import_takes_of_an_exported_endpoint_is_left_out(tmp_path: Path) -> None:
    exported = {**BOB, "CohortId": "1", "EffectiveDate": "2026-01-01T00:00:00Z", "EndpointStatus": "ACTIVE"}
    with EndpointFileWriter(tmp_path, file_format=FileFormat.JSON) as writer:
        writer.write(exported)
    assert [json.loads(line) for line in writer.files[0].read_text("utf-8").splitlines()] == [BOB]


def test_an_endpoint_that_no_import_takes_is_refused_without_saying_whose_it_is(tmp_path: Path) -> None:
    with EndpointFileWriter(tmp_path, file_format=FileFormat.JSON) as writer:
        with pytest.raises(InvalidEndpoint) as refused:
            writer.write({**without("Id", "ChannelType"), "Address": "+12065550100"})
        assert str(refused.value) == "ChannelType missing: a new endpoint needs both"
    assert writer.files == []


def test_a_value_without_a_column_is_refused(tmp_path: Path) -> None:
    columns = columns_of([BOB])
    writer = EndpointFileWriter(tmp_path, file_format=FileFormat.CSV, columns=columns)
    with writer, pytest.raises(InvalidEndpoint, match=r"there are too few columns for Attributes\.Interests"):
        writer.write({**BOB, "Attributes": {"Interests": ["Art", "Music"]}})


@pytest.mark.parametrize("sign", ["\n", "\r", "\t"])
def test_a_line_break_or_tab_is_refused_in_csv_and_kept_in_json(tmp_path: Path, sign: str) -> None:
    odd = {**BOB, "Attributes": {"Interests": [f"Art{sign}Music"]}}
    writer = EndpointFileWriter(tmp_path, file_format=FileFormat.CSV, columns=columns_of([BOB]))
    with writer, pytest.raises(InvalidEndpoint, match="use JSON"):
        writer.write(odd)
    with EndpointFileWriter(tmp_path, file_format=FileFormat.JSON) as other:
        other.write(odd)
    assert read(other.files, FileFormat.JSON) == [odd]


def test_when_the_work_fails_nothing_is_left(tmp_path: Path) -> None:
    def fail() -> None:
        with EndpointFileWriter(tmp_path, file_format=FileFormat.JSON) as writer:
            writer.write(BOB)
            assert list(tmp_path.iterdir()) == writer.files
            raise RuntimeError("no")

    with pytest.raises(RuntimeError, match="no"):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_never_replaced(tmp_path: Path) -> None:
    there = tmp_path / "endpoints-00001.json"
    there.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError), EndpointFileWriter(tmp_path, file_format=FileFormat.JSON) as writer:
        writer.write(BOB)
    assert there.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("form", "columns", "message"),
    [
        (FileFormat.CSV, ["Id", "Nme"], "column 'Nme' is no member of an endpoint"),
        (FileFormat.CSV, [], "the header has neither Address and ChannelType, nor Id, nor User.UserId"),
        (FileFormat.JSON, ["Id"], "columns are for CSV files: leave them out for JSON"),
    ],
)
def test_wrong_columns_are_refused(tmp_path: Path, form: FileFormat, columns: list[str], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        EndpointFileWriter(tmp_path, file_format=form, columns=columns)


def test_files_without_room_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="most_bytes is 0: use 1 or more"):
        EndpointFileWriter(tmp_path, file_format=FileFormat.JSON, most_bytes=0)


def test_what_no_import_takes_gets_no_column() -> None:
    assert columns_of([{**BOB, "CohortId": "1"}]) == columns_of([BOB])


_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\t\x00"), min_size=1, max_size=20)
_NAMES = st.text("abc.XYZ é", min_size=1, max_size=10)
_ENDPOINTS = st.fixed_dictionaries(
    {"Id": _TEXT},
    optional={
        "Attributes": st.dictionaries(_NAMES, st.lists(_TEXT, min_size=1, max_size=3), min_size=1, max_size=3),
        "Metrics": st.dictionaries(_NAMES, st.floats(-1e6, 1e6), min_size=1, max_size=2),
        "Location": st.fixed_dictionaries({"City": _TEXT}),
    },
)


@given(st.lists(_ENDPOINTS, min_size=1, max_size=4))
def test_any_endpoint_is_the_same_after_a_row_of_csv(endpoints: list[Endpoint]) -> None:
    columns = columns_of(endpoints)
    paths = [path_of(column) for column in columns]
    assert [endpoint_of(paths, row_of(endpoint, columns)) for endpoint in endpoints] == endpoints
