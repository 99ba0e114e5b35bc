"""Laws of the form of a text in which cues are found."""

from hypothesis import example, given
from hypothesis import strategies as st

from counterclaim.languages.lexicon import spaced

TEXTS = (
    st.text() | st.text(st.characters(max_codepoint=0x24F)) | st.text("aB1 .-’“”–…•é", min_size=1)
)


@given(TEXTS)
@example("Rp1.250, “kata” –İstanbul… ½ ² ª º µ")
@example("e\u0301tat ΣΑΣ 中文。 नमस्ते")
@example("".join(map(chr, range(0x2100))))
def test_letters_and_digits_stay_in_place_and_all_else_is_a_space(text):
    form = spaced(text)
    assert len(form) == len(text)
    for sign, before in zip(form, text, strict=True):
        if before.isalnum() or "\u0300" <= before <= "\u036f":
            # The final sigma is told by its place; a capital of two small characters stays.
            small = {before, *before.lower()}
            assert sign in small or sign.upper() == before.upper()
        else:
            assert sign == " "


@given(TEXTS)
def test_text_of_any_alphabet_has_the_form_of_its_parts(text):
    around = "Ω"  # beyond Latin-1: the whole is read another way than its parts
    assert spaced(text + around)[:-1] == spaced(text) or "σ" in text.lower()
