"""The API: every answer has the shape that it is documented with, is paged, and is not sent twice."""

import json

import pytest

from counterclaim.web import shapes


def ask(site, path, shape, **more):
    found = site.get(path, **more)
    assert found.status_code == 200, found.text
    body = found.json()
    # Nothing is left out of the description: what the shape keeps is all there is.
    kept = shape.model_validate(body).model_dump(by_alias=True, mode="json", exclude_unset=True)
    assert kept == body
    return body


def test_every_list_and_each_of_its_items_has_its_documented_shape(site):
    for name, listed, one in (
        ("reports", shapes.Reports, shapes.ReportFound),
        ("stories", shapes.Stories, shapes.StoryFound),
        ("questions", shapes.Questions, shapes.QuestionFound),
        ("claims", shapes.Claims, shapes.Claimed),
    ):
        body = ask(site, f"/api/v1/{name}", listed)
        assert body["items"]
        for item in body["items"]:
            ask(site, f"/api/v1/{name}/{item.get('id') or item['claim']}", one)


@pytest.mark.parametrize("name", ["reports", "claims", "questions", "stories"])
def test_pages_hold_everything_once(site, name):
    key = "claim" if name == "claims" else "id"
    whole = [i[key] for i in site.get(f"/api/v1/{name}?limit=200").json()["items"]]
    path, seen = f"/api/v1/{name}?limit=2", []
    while path:
        body = site.get(path).json()
        assert len(body["items"]) <= 2
        seen += [item[key] for item in body["items"]]
        path = body["next"]
    assert seen == whole
    assert len(set(seen)) == len(seen)


def test_an_answer_that_the_asker_has_is_not_sent_again(site):
    first = site.get("/api/v1/questions")
    tag = first.headers["etag"]
    again = site.get("/api/v1/questions", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    other = site.get("/api/v1/questions?limit=1", headers={"If-None-Match": tag})
    assert other.status_code == 200
    assert other.headers["etag"] != tag


def test_an_answer_changes_its_tag_with_the_ledger(site):
    before = site.get("/api/v1/reports").headers["etag"]
    text = "Nine miners died at Karvik, the mayor said."
    site.form("/read", {"text": text})
    found = site.form("/read", {"text": text}).headers["location"]
    site.form(found, {"do": "keep"})
    assert site.get("/api/v1/reports").headers["etag"] != before


def test_disputed_questions_and_measures_are_asked_for(site):
    killed = site.get("/api/v1/questions?measure=killed").json()
    assert killed["total"] == len(killed["items"]) > 0
    assert {q["measure"] for q in killed["items"]} == {"killed"}
    assert site.get("/api/v1/questions?measure=murdered").status_code == 422
    calm = site.get("/api/v1/questions?disputed=false").json()
    assert {q["disputed"] for q in calm["items"]} == {False}


def test_figures_keep_all_their_digits(launch):
    site = launch()
    text = "The state lost 12345678901234567890.25 dollars, the ministry said."
    found = site.client.post("/api/v1/read", json={"text": text})
    shapes.ReadFound.model_validate(found.json())
    lows = [claim["low"] for claim in found.json()["claims"]]
    assert "12345678901234567890.25" in lows


def test_reading_a_text_keeps_nothing(launch):
    site = launch()
    found = site.client.post("/api/v1/read", json={"text": "Nine miners died, police said."})
    assert [claim["low"] for claim in found.json()["claims"]] == [9]
    assert site.get("/api/v1/reports").json()["items"] == []


def test_half_a_surrogate_pair_is_answered(launch):
    site = launch()
    found = site.client.post(
        "/api/v1/read",
        content=json.dumps({"text": "Nine \ud800 miners died, police said."}).encode(),
        headers={"content-type": "application/json"},
    )
    assert found.status_code in {200, 422}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/reports/0123456789abcdef", 404),
        ("/api/v1/reports/..%2f..%2fetc%2fpasswd", 404),
        ("/api/v1/reports/nonsense", 422),
        ("/api/v1/claims?limit=0", 422),
        ("/api/v1/claims?limit=100000", 422),
        ("/api/v1/claims?after=%00", 422),
        ("/api/v1/claims/0123456789abcdef", 404),
        ("/api/v1/questions/0123456789abcdef", 404),
        ("/api/v1/stories/0123456789abcdef", 404),
        ("/api/v1/nothing", 404),
    ],
)
def test_what_is_not_there_is_told_as_json(site, path, status):
    found = site.get(path)
    assert found.status_code == status
    shapes.Fault.model_validate(found.json())


def test_every_path_is_described_and_shown(site):
    described = site.get("/api/openapi.json").json()["paths"]
    assert len(described) >= 9
    shown = site.get("/api").text
    for path, methods in described.items():
        assert path in shown
        for told in methods.values():
            assert told["description"]
            answer = told["responses"]["200"]["content"]["application/json"]["schema"]
            assert answer["$ref"].startswith("#/components/schemas/")
