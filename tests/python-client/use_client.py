"""Uses the client against the server that the environment names, as its users would. Exits with an error if anything is wrong."""

import io
import os
import sys
import tempfile
import types as builtin_types
import typing
from pathlib import Path
from typing import Any

from vivavoce import (
    Vivavoce,
    VivavoceConnectionError,
    VivavoceError,
    VivavoceOperator,
    WebhookVerificationError,
    types,
    verify_webhook,
)


def fits(value: Any, kind: Any, path: str = "$") -> None:
    """Whether a value is of a type of the client, whatever its depth."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if kind is Any:
        return
    if origin is typing.Literal:
        assert value in arguments, f"{path}: {value!r} is none of {arguments}"
    elif origin in (typing.Union, builtin_types.UnionType):
        faults = []
        for one in arguments:
            try:
                return fits(value, one, path)
            except AssertionError as fault:
                faults.append(str(fault))
        raise AssertionError(" / ".join(faults))
    elif origin is list:
        assert isinstance(value, list), path
        for place, item in enumerate(value):
            fits(item, arguments[0], f"{path}[{place}]")
    elif origin is dict:
        assert isinstance(value, dict), path
        for key, item in value.items():
            fits(item, arguments[1], f"{path}.{key}")
    elif typing.is_typeddict(kind):
        assert isinstance(value, dict), path
        hints = typing.get_type_hints(kind)
        assert kind.__required_keys__ <= value.keys() <= hints.keys(), (path, kind.__required_keys__ ^ value.keys())
        for key, item in value.items():
            fits(item, hints[key], f"{path}.{key}")
    else:
        accepted = {float: (int, float), None: type(None)}.get(kind, kind)
        assert isinstance(value, accepted), f"{path}: {value!r} is no {kind}"


def refused(code: str, call: Any) -> VivavoceError:
    try:
        call()
    except VivavoceError as error:
        assert error.code == code, error
        return error
    raise AssertionError(f"{code} was expected")


def submits(client: Vivavoce, recording: bytes) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / 'Zoë "1".mp3'
        path.write_bytes(recording)
        run = client.submit_recording(
            path,
            external_id="Zoë",
            metadata={"role": "planner", "year": 2026},
            tags=["a", "b,c"],
            expected_speakers=2,
            accommodation=False,
            consent={"noticeVersion": "1", "at": "2026-11-24T10:00:00Z"},
            idempotency_key="first",
        )
    fits(run, types.SubmitResponse)
    assert run["metadata"] == {"role": "planner", "year": "2026"}, run
    assert run["tags"] == ["a", "b", "c"] and run["ignoredFields"] == [], run
    replay = client.submit_recording(
        io.BytesIO(recording),
        external_id="Zoë",
        metadata={"year": 2026, "role": "planner"},
        tags=["a", "b", "c"],
        expected_speakers=2,
        consent={"noticeVersion": "1", "at": "2026-11-24T10:00:00Z"},
        idempotency_key="first",
    )
    assert replay["id"] == run["id"] and replay.get("idempotentReplay") is True, replay
    by_link = client.submit_recording(audio_url=os.environ["RECORDING_URL"])
    assert by_link["id"] != run["id"]
    in_parts = client.submit_recording([recording, io.BytesIO(recording + b" ")], external_id="in parts")
    assert in_parts["ignoredFields"] == [], in_parts
    assert client.read_audio(in_parts["id"], part=2) == recording + b" "
    links_in_parts = client.submit_recording(audio_url=[os.environ["RECORDING_URL"]] * 2)
    assert client.read_audio(links_in_parts["id"], part=2) == recording
    return run["id"]


def reads(client: Vivavoce, run_id: str) -> None:
    states: list[str] = []
    result = client.wait_for_result(run_id, timeout_s=120, on_state=lambda run: states.append(run["status"]))
    assert result["status"] == "success" and states[-1] == "success", states
    fits(result, types.FinishedRun)
    assert client.read_audio(run_id) == os.environ["RECORDING"].encode()
    subtitles = client.read_transcript(run_id, format="srt")
    assert isinstance(subtitles, str)
    report = client.read_report(run_id, format="pdf")
    assert isinstance(report, bytes) and report.startswith(b"%PDF")
    fits(client.review_run(run_id, {"decision": "override", "scores": {"fluency": 4.1}}), types.Review)
    fits(client.read_history(run_id), types.History)
    assert [event["event"] for event in client.watch_run(run_id)] == ["end"]
    fits(client.read_health(), types.Health)
    fits(client.read_credits(), types.Credits)
    fits(client.list_runs(metadata={"role": "planner"}, limit=1), types.RunList)
    rows = list(client.pages(client.list_runs, "runs", limit=1))
    assert len(rows) == 4 and len({row["id"] for row in rows}) == 4, rows
    assert client.export_candidate(external_id=externalid(client, run_id)).startswith(b"PK")


def externalid(client: Vivavoce, run_id: str) -> str:
    external_id = client.poll_run(run_id)["externalId"]
    assert external_id == "Zoë", external_id
    return external_id


def is_refused(client: Vivavoce, url: str) -> None:
    error = refused("AUDIO_TOO_SHORT", lambda: client.submit_recording(b'{"durationMs": 1000}'))
    assert error.status == 400 and error.details["durationMs"] == 1000 and error.request_id
    refused("MISSING_AUDIO_FILE", lambda: client.submit_recording())
    refused("RUN_NOT_FOUND", lambda: client.poll_run("a/../b"))
    refused("INVALID_API_KEY", lambda: Vivavoce(url, "vv_live_x").read_credits())
    try:
        Vivavoce("http://127.0.0.1:9", "k", max_retries=0).read_health()
        raise AssertionError("Nobody answers there")
    except VivavoceConnectionError:
        pass


def erases(client: Vivavoce, run_id: str) -> None:
    assert client.erase_run(run_id) is None
    refused("RUN_NOT_FOUND", lambda: client.poll_run(run_id))


def verifies(body: str, headers: dict[str, str], secret: str) -> None:
    assert verify_webhook(body, headers, secret)["type"] == "run.completed"
    for changed in ((body + " ", headers), (body, {**headers, "Webhook-Timestamp": "1"}), (body, {})):
        try:
            verify_webhook(*changed, secret)
        except WebhookVerificationError:
            continue
        raise AssertionError("The message was changed")


def main() -> None:
    url, recording = os.environ["URL"], os.environ["RECORDING"].encode()
    client = Vivavoce(url, os.environ["API_KEY"])
    run_id = submits(client, recording)
    reads(client, run_id)
    is_refused(client, url)
    erases(client, run_id)
    operator = VivavoceOperator(url, os.environ["OPERATOR_TOKEN"])
    fits(operator.list_clients(), types.ClientList)
    created = operator.create_client({"name": "From Python"})
    fits(operator.grant_credits(created["id"], {"credits": 5}), types.Credits)
    headers = {name: os.environ[name.upper().replace("-", "_")] for name in ("Webhook-Id", "Webhook-Timestamp", "Webhook-Signature")}
    verifies(os.environ["MESSAGE"], headers, os.environ["SECRET"])
    print("all of it fits", sys.version.split()[0])


main()
