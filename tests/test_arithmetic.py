"""What a figure's amount tells of its part in a whole: sums, larger figures, and the same one again."""

from datetime import UTC, datetime

from counterclaim.assembly import default_linker
from counterclaim.assembly.arithmetic import arithmetic
from counterclaim.assembly.assemble import drafts
from counterclaim.languages import load_pack
from counterclaim.model import Document, Imprint
from counterclaim.pipeline import lay_out


def observed(text: str, language: str = "en") -> dict[str, set[str]]:
    """Give what is observed of each figure of a text, by its words and how often they came before."""
    imprint = Imprint(language=language, published=datetime(2031, 3, 4, tzinfo=UTC))
    scene = lay_out(Document(text, imprint), load_pack(language))
    history, found = [], {}
    for draft in drafts(scene, default_linker()):
        said = {
            feature
            for evidence in arithmetic(scene, draft, history)
            for feature in (
                (evidence,) if isinstance(evidence, str) else evidence[0](*evidence[1:])
            )
        }
        words = text[draft.figure.start : draft.figure.end]
        found[words + "'" * sum(w.rstrip("'") == words for w in found)] = said
        history.append(draft)
    return found


def test_parts_that_add_up_to_a_whole_before_them_are_seen():
    found = observed(
        "The storm killed 19 people. Seven people died in Orvik, eight in Talm and four at sea."
    )
    assert "sums0" in found["19"]
    assert "sums1" in found["Seven"] & found["eight"] & found["four"]
    assert "larger:near" in found["Seven"]


def test_figures_that_do_not_add_up_are_not():
    found = observed(
        "The storm killed 19 people. Seven people died in Orvik, eight in Talm and two at sea."
    )
    assert all("sums0" in seen for seen in found.values())


def test_a_whole_behind_its_part_is_joined_by_a_word():
    found = observed("Police arrested 5 of 161 people in Orvik.")
    assert any(f.startswith("whole:R:") for f in found["5"])
    assert not any(f.startswith("whole:") for f in found["161"])


def test_a_whole_before_its_part_stands_on_the_other_side():
    found = observed("Of the nine wounded people, two remain in hospital.")
    assert any(f.startswith("whole:L:") for f in found["two"])


def test_the_same_amount_again_tells_how_it_was_put_forward():
    found = observed("A flood killed 40 people. The 40 people drowned in Orvik.")
    assert "again:new" in found["40"]
    assert "again:total" in found["40'"]


def test_a_number_that_is_not_known_counts_nothing():
    found = observed("It is not known how many people were killed in Orvik.")
    assert list(found.values()) == [{"counts:unknown"}]


def test_sums_do_not_cross_what_is_not_counted_alike():
    found = observed("Losses reached $19 million. Seven people died, and twelve were hurt.")
    assert "sums0" in found["Seven"] & found["twelve"]
