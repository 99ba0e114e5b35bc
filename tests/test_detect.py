"""Language detection: sure or "und", and never an exception."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.languages.detect import detect_language

INDONESIAN = (
    "Kepala dinas setempat mengatakan bahwa sembilan warga meninggal karena perahu mereka terbalik "
    "di muara sungai pada Senin pagi. Petugas masih mencari dua orang yang belum ditemukan."
)
MALAY = (
    "Ketua polis daerah berkata sembilan penduduk maut kerana bot mereka terbalik di muara sungai "
    "pada pagi Isnin. Anggota penyelamat masih mencari dua mangsa yang belum ditemui."
)
ENGLISH = (
    "The harbour master said nine people had drowned when their boat capsized off the river mouth "
    "Monday morning. Crews were still looking for two who had not been found."
)
GERMAN = "Der Bürgermeister sagte, neun Menschen seien ertrunken, als ihr Boot kenterte."


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (INDONESIAN, "id"),
        (MALAY, "ms"),
        (ENGLISH, "en"),
        (GERMAN, "de"),
        ("", "und"),
        ("12", "und"),
    ],
)
def test_language_is_told_or_left_open(text: str, code: str) -> None:
    assert detect_language(text) == code


@pytest.mark.parametrize(
    "dirt", ["\0", "\x0c", "\x7f", "\x85", "\ud800", "\ufffe", "\ufdd0", "\U0001ffff"]
)
def test_characters_that_cld2_refuses_change_nothing(dirt: str) -> None:
    assert detect_language(INDONESIAN.replace(" ", f" {dirt}")) == "id"


@given(st.text(st.characters(), max_size=200))
def test_no_text_raises(text: str) -> None:
    assert detect_language(text).isalpha()
