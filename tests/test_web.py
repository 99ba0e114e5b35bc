"""The frame of the web application: languages, themes, errors, signing in, what it refuses."""


def test_first_page_opens(site):
    assert site.get("/").status_code == 200
