"""The API answers whatever is asked of it, right or wrong, without a fault of its own."""

import pytest
from hypothesis import HealthCheck, given, settings

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
from schemathesis import GenerationMode  # noqa: E402
from schemathesis.checks import not_a_server_error  # noqa: E402
from schemathesis.specs.openapi.checks import response_schema_conformance  # noqa: E402

HERE = {"Host": "localhost"}


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_no_request_finds_a_fault(site, mode):
    made = schemathesis.openapi.from_asgi("/api/openapi.json", site.client.app, headers=HERE)
    statuses = set()
    for found in made.get_all_operations():
        operation = found.ok()

        @settings(
            max_examples=40,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case):
            answer = case.call(headers=HERE)
            statuses.add(answer.status_code)
            checks = [not_a_server_error, response_schema_conformance]
            case.validate_response(answer, checks=checks)

        ask()
    # Both what is taken and what is refused was met, so that the requests were no mere noise.
    assert {200, 404} <= statuses if mode is GenerationMode.POSITIVE else 422 in statuses
