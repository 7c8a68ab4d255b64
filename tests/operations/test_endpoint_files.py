"""The commands on files of endpoints: ``lint``, ``write`` and ``endpoint-ids``."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import NoCredentialsError

from cdk_messaging.pinpoint.__main__ import main
from cdk_messaging.pinpoint.operations import endpoint_ids, linting

ADA = {"Id": "ada", "ChannelType": "SMS", "Address": "+12065550100"}
BOB = {"Id": "bob", "ChannelType": "EMAIL", "Address": "bob@example.com", "Attributes": {"Likes": ["Art", "Tea"]}}


def lines(*endpoints: dict[str, Any]) -> str:
    return "".join(json.dumps(each) + "\n" for each in endpoints)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.json"
    path.write_text(lines(ADA, BOB), encoding="utf-8")
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.csv"
    rows = "".join(f"{number},PIGEON,roof\n" for number in range(30))
    path.write_text(f"Id,ChannelType,Address\nada,SMS,+12065550100\n{rows}", encoding="utf-8")
    return path


def test_a_good_file_is_clean(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(good)]) == 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert f"2 endpoints in 1 files, {good.stat().st_size} bytes: 0 errors, 0 warnings" in printed.err


def test_findings_are_told_and_those_of_a_kind_cut_off(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lint", str(bad)]) == 1
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 20
    assert printed.out.startswith(f"{bad}:3: error channel-type: ")
    assert "10 more findings of channel-type; --all shows them" in printed.err
    assert main(["lint", "--all", str(bad)]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 30


def test_findings_are_there_for_programs(bad: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["lint", "--format", "json", str(bad)])
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (first["file"], first["line"], first["severity"], first["code"]) == (str(bad), 3, "error", "channel-type")


def test_a_folder_stands_for_the_files_of_an_import(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = good.parent / "deeper" / "again.json"
    again.parent.mkdir()
    again.write_text(lines(ADA), encoding="utf-8")
    assert main(["lint", str(good.parent)]) == 1
    assert "duplicate-id" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["lint"], ["write", "--as", "JSON", "--to", "out"]])
def test_a_file_that_is_not_there_is_said_so(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "/none/a.csv"]) == 2
    assert "/none/a.csv: No such file or directory" in capsys.readouterr().err


def test_json_becomes_csv_and_json_again(good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["write", str(good), "--as", "CSV", "--to", str(tmp_path / "csv")]) == 0
    (written,) = capsys.readouterr().out.splitlines()
    assert Path(written).read_text("utf-8").splitlines() == [
        "Id,ChannelType,Address,Attributes.Likes,Attributes.Likes",
        "ada,SMS,+12065550100,,",
        "bob,EMAIL,bob@example.com,Art,Tea",
    ]
    assert main(["write", written, "--as", "JSON", "--to", str(tmp_path / "json"), "--name", "back"]) == 0
    back = (tmp_path / "json" / "back-00001.json").read_text("utf-8")
    assert [json.loads(line) for line in back.splitlines()] == [ADA, BOB]


def test_an_export_becomes_a_file_for_import(tmp_path: Path) -> None:
    export = tmp_path / "part.json.gz"
    export.write_bytes(gzip.compress(lines({**ADA, "CohortId": "7", "EndpointStatus": "ACTIVE"}).encode()))
    assert main(["write", str(export), "--as", "JSON", "--to", str(tmp_path / "out")]) == 0
    assert json.loads((tmp_path / "out" / "endpoints-00001.json").read_text("utf-8")) == ADA
    assert main(["lint", str(tmp_path / "out")]) == 0


def test_large_files_are_split(good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--as", "JSON", "--to", str(tmp_path / "out"), "--most-bytes", "120"]
    assert main(["write", str(good), *arguments]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_wrong_endpoint_stops_the_writing_unless_it_is_to_be_left_out(
    bad: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["write", str(bad), "--as", "JSON", "--to", str(tmp_path / "out")]
    assert main(arguments) == 1
    assert f"{bad}:3: ChannelType is not one of" in capsys.readouterr().err
    assert list((tmp_path / "out").iterdir()) == []
    assert main([*arguments, "--skip-invalid"]) == 0
    assert "1 endpoints in 1 files; 30 left out" in capsys.readouterr().err


def test_a_wrong_endpoint_adds_no_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = tmp_path / "odd.json"
    odd.write_text(lines(ADA, {**ADA, "Adress": "x"}), encoding="utf-8")
    assert main(["write", str(odd), "--as", "CSV", "--to", str(tmp_path / "out"), "--skip-invalid"]) == 0
    assert "1 endpoints in 1 files; 1 left out" in capsys.readouterr().err
    written = (tmp_path / "out" / "endpoints-00001.csv").read_text("utf-8")
    assert written.splitlines() == ["Id,ChannelType,Address", "ada,SMS,+12065550100"]


@pytest.mark.parametrize("content", [b"Id,Chanel\nada,SMS\nbob,SMS\n", "Id,Address\n".encode("utf-16")])
def test_a_file_that_cannot_be_understood_is_never_left_out_as_a_whole(
    tmp_path: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "odd.csv"
    file.write_bytes(content)
    assert main(["write", str(file), "--as", "JSON", "--to", str(tmp_path / "out"), "--skip-invalid"]) == 1
    assert "nothing that follows in the file can be read" in capsys.readouterr().err


def test_of_a_damaged_export_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "part.json.gz"
    file.write_bytes(gzip.compress(lines(*({**ADA, "Id": f"e{each}"} for each in range(9))).encode())[:-9])
    assert main(["write", str(file), "--as", "JSON", "--to", str(tmp_path / "out"), "--skip-invalid"]) == 2
    assert capsys.readouterr().err == f"cannot use {file}: the gzip file is damaged, or not whole\n"
    assert list((tmp_path / "out").iterdir()) == []


@pytest.mark.parametrize("form", ["CSV", "JSON"])
def test_no_endpoint_at_all_is_told(tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.json").touch()
    assert main(["write", str(tmp_path / "empty.json"), "--as", form, "--to", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == "there is no endpoint to write\n"


@pytest.mark.parametrize("command", [["lint"], ["write", "--as", "JSON", "--to", "out"]])
def test_a_folder_without_files_is_no_import(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*command, str(tmp_path)]) == 2
    assert f"{tmp_path}: the folder has no file" in capsys.readouterr().err


def test_a_format_is_known_in_any_case_and_others_are_told_apart(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lint", str(good), "--file-format", "json"]) == 0
    with pytest.raises(SystemExit):
        main(["lint", str(good), "--file-format", "xml"])
    assert "invalid choice: 'XML' (choose from 'CSV', 'JSON')" in capsys.readouterr().err


def test_files_have_room_for_something(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["write", str(good), "--as", "JSON", "--to", "out", "--most-bytes", "0"])
    assert ended.value.code == 2
    assert "argument --most-bytes: 0 is not valid: use 1 or more" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["lint", "endpoint-ids"])
def test_who_reads_the_beginning_only_gets_no_complaint(command: str, tmp_path: Path) -> None:
    file = tmp_path / "many.json"
    file.write_text(lines(*({"Id": f"endpoint-{each}"} for each in range(20_000))), encoding="utf-8")
    words = [sys.executable, "-m", "cdk_messaging.pinpoint", command, str(file), *(["--all"] * (command == "lint"))]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_who_reads_nothing_gets_no_complaint_either(tmp_path: Path) -> None:
    template = tmp_path / "template.json"
    template.write_text(json.dumps({"Resources": {}}), encoding="utf-8")
    words = [sys.executable, "-m", "cdk_messaging.pinpoint", "inspect", str(template)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_an_interruption_is_told_in_a_word(
    good: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(paths: list[Path]) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(linting, "files_of", interrupted)
    assert main(["lint", str(good)]) == 130
    assert capsys.readouterr().err == "interrupted\n"


def test_a_refusal_of_amazon_s3_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def no_credentials() -> None:
        raise NoCredentialsError

    monkeypatch.setattr(endpoint_ids, "_s3", no_credentials)
    assert main(["endpoint-ids", "s3://bucket/out/"]) == 2
    assert capsys.readouterr().err == "Unable to locate credentials\n"


def test_files_that_are_there_are_not_replaced(good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["write", str(good), "--as", "JSON", "--to", str(tmp_path / "out")]
    assert main(arguments) == 0
    assert main(arguments) == 2
    assert "endpoints-00001.json: File exists" in capsys.readouterr().err


def test_ids_of_an_export_are_listed_one_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(lines(ADA).encode()))
    (tmp_path / "b.gz").write_bytes(gzip.compress(lines(BOB).encode()))
    assert main(["endpoint-ids", str(tmp_path)]) == 0
    printed = capsys.readouterr()
    assert printed.out == "ada\nbob\n"
    assert "2 ids in 2 files; 0 lines without" in printed.err


def test_lines_without_an_id_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.gz").write_bytes(gzip.compress(lines(ADA, {"Address": "x"}).encode() + b"{"))
    assert main(["endpoint-ids", str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert printed.out == "ada\n"
    assert "line 2 of the export: the endpoint has no Id" in printed.err
    assert "line 3 of the export: the line is no JSON object" in printed.err


def test_ids_are_listed_from_amazon_s3(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    class S3:
        def get_paginator(self, name: str) -> S3:
            assert name == "list_objects_v2"
            return self

        def paginate(self, **request: str) -> list[Any]:
            assert request == {"Bucket": "bucket", "Prefix": "out/"}
            return [{"Contents": [{"Key": "out/a.gz", "ETag": '"1"'}]}]

        def get_object(self, **request: str) -> Any:
            assert request["Key"] == "out/a.gz"
            return {"Body": io.BytesIO(gzip.compress(lines(ADA).encode()))}

    monkeypatch.setattr(endpoint_ids, "_s3", S3)
    assert main(["endpoint-ids", "s3://bucket/out/"]) == 0
    assert capsys.readouterr().out == "ada\n"


def test_an_export_that_is_not_there_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["endpoint-ids", "/none"]) == 2
    assert "cannot read /none" in capsys.readouterr().err


def test_these_commands_and_the_library_behind_them_load_no_cdk(good: Path) -> None:
    program = (
        "import sys; from cdk_messaging.pinpoint.__main__ import main; import cdk_messaging.pinpoint.endpoint_files; "
        f"code = main(['lint', {str(good)!r}]); sys.exit(code or any('aws_cdk' in name for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False, capture_output=True).returncode == 0
