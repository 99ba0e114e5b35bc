"""Numbers that count nothing: years, dates, ages, durations, list numbers, parts of names."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from counterclaim.markers.atoms import Sort
from counterclaim.markers.grammar import Grammar
from counterclaim.markers.measurement import Unit
from counterclaim.markers.neighbours import BLANKS, Neighbours
from counterclaim.markers.number import Number
from counterclaim.model import Hit, Kind

FIRST_YEAR: Final = 1000
RECENT: Final = 1900
LAST_YEAR: Final = 2100
FINEST: Final = 4
"""Decimals of the finest count; coordinates have more."""
SHORT: Final = 3
"""Letters of a word that joins clauses rather than names what is counted: "since 1675 and"."""
PERSON: Final = "person"
YEAR_DIGITS: Final = 4
LAST_DAY: Final = 31
OLDEST: Final = 115
"""Years of the longest human life: a larger number between commas is no age."""
_LABELLED: Final = 2
"""Words after a label among which the noun of a count stands: "group 2 of", "group 12 armed men"."""
_STREET: Final = 4
"""Words after a house number within which the word for a street stands."""
_STREET_NAME: Final = re.compile(r"\.? [A-Z]")
_NAMED: Final = re.compile(r"(?:([^\W\d_]+) )?(?:[A-Z][\w.'\u2019-]+ ){1,3}[A-Z][\w'\u2019-]+, ?\Z")
_DASHED: Final = re.compile(r" ?[-\u2013\u2014] ?(?=[^\W\d])")
_AGE_ENDS: Final = frozenset({",", ".", ";", ")", "\n", ""})
_NAME_BEFORE: Final = re.compile(r"[^\W\d_A-Z],? (?:[A-Z][\w\-]* ){1,3}\Z")
_CAPITAL_BEFORE: Final = re.compile(r"(?<![^\W_])[A-Z][a-z]+ \Z")
"""A word with a capital right before a place."""
_LINE: Final = 120
"""Characters on either side of a word that tell whether its line is a headline."""
_CAPITALS: Final = re.compile(r"(?<![^\W_])[A-Z]{1,3} \Z")
_SENT: Final = re.compile(r"(?<![^\W_])[A-Z]{3,}[\"\u201d\u2019']? [^\W\dA-Z_]{2,4} \Z")
"""A word in capitals, quoted or not, and a short one before a number: "text HELP to 54321"."""
_CRAFT: Final = 4
"""Words of the name of a vessel before its number, with the word for a vessel."""
_CHANNEL: Final = re.compile(r"(?<![^\W_])[A-Z]{2,8} \Z")
_ADDRESS: Final = re.compile(r"(?:https?:|www\.|[\w.]+\.\w{2,4}/)\S*\Z")
"""An address on the net up to a number in it."""
_HOST: Final = re.compile(r"\.[a-z]+\.[a-z]{2,4}(?![^\W_])")
"""The rest of an address after a number: "24.warta.com"."""
_LONG_WORD: Final = re.compile(r"(?<![^\W_])[^\W\d_A-Z][^\W\d_]{3}")
"""A word of four letters in small type, which no headline in title case has."""
_PHONE_BEFORE: Final = re.compile(r"(?<!\d)0\d+ \Z")
_PHONE_AFTER: Final = re.compile(r" 0\d|['\u2019][^\W\d_]|-[A-Z]{4}(?![^\W_])")
"""A group of digits that begins with nought stands beside; a decade ("40's"); or "574-TIPS"."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_WORD_BEFORE: Final = re.compile(r"[^\W\d_]+\.?,?\s?\Z")


def excluded(number: Number, unit: Unit, near: Neighbours, grammar: Grammar) -> bool:
    """Tell whether a number that stands alone is none that counts."""
    if unit.kind is Kind.MEASUREMENT:  # "Room 711 Floor 7" measures nothing
        numbered = near.text[unit.unit_end + 1 : unit.unit_end + 2].isdecimal()
        return numbered and number.plain and follows_name(number.start, near)
    if unit.kind is not Kind.COUNT:
        return False
    if number.sort == Sort.WORD and _is_name(number, near):
        return True
    if in_address(number.start, near.text):
        return True
    if number.sort == Sort.DIGITS and (
        _decimals(number) > FINEST or _HOST.match(near.text, number.end)
    ):
        return True
    return (
        follows_name(number.start, near)
        or labelled(number, near)
        or _before_unit_of_time(number, near)
        or (number.sort == Sort.DIGITS and _bare_digits(number, near, grammar))
    )


def in_address(start: int, text: str) -> bool:
    """Tell whether a place lies in an address on the net: "news.org/police-one-arrested"."""
    if text[start - 1 : start] not in {"-", "/", "=", "_"}:
        return False
    return _ADDRESS.search(text, max(0, start - 80), start) is not None


def outside_phrases(phrases: Sequence[Hit], numbers: Sequence[Number]) -> list[Number]:
    """Leave out the number words of phrases that count nothing: "one of", "salah satu"."""
    kept: list[Number] = []
    starts = [number.start for number in numbers]
    # Nor may it end within a number: "two to one hundred and one" begins like "two to one".
    phrases = [p for p in phrases if not _runs_on(numbers, bisect_left(starts, p.end) - 1, p.end)]
    at, count = 0, len(phrases)
    for number in numbers:
        while at < count and phrases[at].end <= number.start:
            at += 1
        # The whole number must lie in the phrase: "forty-one of" holds "one of".
        inside = at < count and phrases[at].start <= number.start and number.end <= phrases[at].end
        if not inside:
            kept.append(number)
    return kept


def _runs_on(numbers: Sequence[Number], index: int, end: int) -> bool:
    return index >= 0 and numbers[index].end > end


def follows_name(start: int, near: Neighbours) -> bool:
    """Tell whether a word before a place makes what follows a name or an age: "Flight", "aged"."""
    place = near.word_before(start)
    hits = near.before["quantities.not_before"]
    if place in hits:
        return True
    if place and near.text[place - 1] in ".-)":  # "Daerah Operasi (Daop) 2"
        hit = hits.get(place - 1)
        if near.text[place - 1] == ")":
            return hit is not None
        return hit is not None and (near.text[place - 1] == "-" or hit.cue.surface.endswith("."))
    return False


def labelled(number: Number, near: Neighbours) -> bool:
    """Tell whether a number is a label or an age, and counts no noun: "group 2", "she was 16"."""
    place = near.word_before(number.start, BLANKS)
    labels = near.before["quantities.not_before_alone"]
    label = labels.get(place)
    if number.value > OLDEST:
        return False
    if label is None:
        label = _over_bound(place, near)
    if label is None:
        return False
    place = label.end
    headed = near.before["measures.noun"].get(place)
    if headed is not None and headed.start < label.start:  # "jumlah kasus 12"
        return False
    return not near.counts(number.end, reach=_LABELLED)


def _over_bound(place: int, near: Neighbours) -> Hit | None:
    """Give a label of several words that stands before a bound: "she is about 60"."""
    before = near.before
    hit = before["quantities.bound_before"].get(place) or before["quantities.range_open"].get(place)
    if hit is None:
        return None
    label = before["quantities.not_before_alone"].get(near.word_before(hit.start, BLANKS))
    return label if label is not None and " " in label.cue.surface else None


def _decimals(number: Number) -> int:
    exponent = number.value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def _before_unit_of_time(number: Number, near: Neighbours) -> bool:
    place = near.next_word(number.end)
    if place in near.after["numbers.ordinals"] or place in near.after["quantities.not_after"]:
        return True
    bound = near.after["quantities.bound_after"].get(place)  # "10 or more times as many"
    return bound is not None and near.next_word(bound.end) in near.after["quantities.not_after"]


def _is_address(number: Number, near: Neighbours) -> bool:
    """Tell whether capitals and a word for a street follow: "2401 Old Mill Road"."""
    compass = near.after["quantities.compass"].get(near.next_word(number.end, BLANKS))
    if compass is not None and _STREET_NAME.match(near.text, compass.end):
        return True  # "3007 N. Main St"
    place = number.end
    for _ in range(_STREET):
        place = near.next_word(place, BLANKS)
        if not near.text[place : place + 1].isupper():
            return False
        hit = near.after["quantities.not_after"].get(place)
        if hit is not None and hit.cue.cased:
            return True
        place = near.word_end(place)
    return False


def _bare_digits(number: Number, near: Neighbours, grammar: Grammar) -> bool:
    if not number.plain:
        return False
    text, start, end = near.text, number.start, number.end
    value = number.value
    if end - start == YEAR_DIGITS and FIRST_YEAR <= value <= LAST_YEAR:
        return not _counts_like_no_year(near, end, value)
    if value <= LAST_DAY and _beside_month(near, start, end, grammar):
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    if value <= OLDEST and (
        (text[start - 2 : start] == ", " and (after in _AGE_ENDS or _set_off(text, start, end)))
        or _ages_a_name(number, near)
        or (after in {",", ")"} and _is_now(number, near))
    ):
        return True
    signed = before == "+" and not near.counts(end)  # "GMT +3", "kode +62"
    if signed or (before == "(" and after == ")") or "|" in {before, after}:
        return True
    return (
        _numbers_a_list(text, start, end)
        or _names_craft(number, near)
        or _is_short_code(number, near)
        or (not near.capitals and _is_code(number, near))
        or _is_telephone(text, start, end)
        or _is_address(number, near)
        or _ends_name(number, near)
    )


def _set_off(text: str, start: int, end: int) -> bool:
    """Tell whether a dash follows a number that a comma sets off a name: "Lee, 38 - who ran it"."""
    if _DASHED.match(text, end) is None:
        return False
    *_, before, name = ("", "", *text[max(0, start - 60) : start - 2].split())
    # "In Karvik, 38 - all clerks - died"
    return name[:1].isupper() and not 0 < len(before) <= SHORT


def _ages_a_name(number: Number, near: Neighbours) -> bool:
    """Tell whether a number stands behind a name and counts nothing: "of David Wilder, 61 has"."""
    text, start = near.text, number.start
    if "," not in text[start - 2 : start]:
        return False
    name = _NAMED.search(text, max(0, start - 80), start)
    # A short word before the name makes it a place: "in New York, 61 were found".
    led = name and name.group(1)
    short = led is not None and led.islower() and len(led) <= SHORT + 1
    return name is not None and not short and not near.counts(number.end)


def _is_now(number: Number, near: Neighbours) -> bool:
    """Tell whether a number is the age of someone just named: "Novak, now 26, joined"."""
    hit = near.before["quantities.aged"].get(near.word_before(number.start, BLANKS))
    if hit is None or near.text[hit.start - 2 : hit.start] != ", ":
        return False
    place = hit.start - 2
    noun = near.before["nouns.counted"].get(place)
    if noun is not None:
        return noun.cue.value == PERSON
    word = near.text.rfind(" ", 0, place) + 1
    return near.text[word : word + 1].isupper()


def _is_code(number: Number, near: Neighbours) -> bool:
    """Tell whether capitals before digits make them a plate, a flight or a postal code."""
    start = number.start
    if not near.text[start - 2 : start - 1].isupper():
        return False
    place = near.next_word(number.end, BLANKS)
    if place in near.after["nouns.counted"]:
        return False
    # "WAVE 3 News": what goes on with a capital, or ends there, is the name of a station.
    named = (
        near.text[place : place + 1].isupper() or near.text[number.end : number.end + 1] in ".,;)"
    )
    before = _CAPITALS.search(near.text, max(0, start - 5), start)
    if before is None and named:
        before = _CHANNEL.search(near.text, max(0, start - 10), start)
    return before is not None


def _names_craft(number: Number, near: Neighbours) -> bool:
    """Tell whether a word for a vessel opens a name that a number ends: "the MV Aurora 12"."""
    text, crafts, place = near.text, near.before["quantities.craft"], number.start
    for _ in range(_CRAFT if crafts else 0):
        place = near.word_before(place, " ()")
        if place in crafts:
            return not near.counts(number.end, reach=_LABELLED)
        place = max(text.rfind(" ", 0, place), text.rfind("(", 0, place)) + 1
        if not text[place : place + 1].isupper():
            return False
    return False


def _is_short_code(number: Number, near: Neighbours) -> bool:
    """Tell whether a number is one that a word in capitals is sent to: "text HELP to 54321"."""
    if number.end - number.start < YEAR_DIGITS or near.capitals:
        return False
    sent = _SENT.search(near.text, max(0, number.start - 24), number.start)
    return sent is not None and not near.counts(number.end)


def _is_telephone(text: str, start: int, end: int) -> bool:
    if _PHONE_AFTER.match(text, end):
        return True
    beside = text[start - 2 : start - 1].isdecimal()
    return beside and _PHONE_BEFORE.search(text, max(0, start - 8), start) is not None


def _counts_like_no_year(near: Neighbours, end: int, value: Decimal) -> bool:
    """Tell whether what follows makes a bare year-like numeral a count: "2000 orang"."""
    place = near.next_word(end, BLANKS)
    if value >= RECENT:
        hit = near.after["nouns.counted"].get(place)
        return hit is not None and hit.cue.value == PERSON
    following = _WORD.match(near.text, place)
    return following is not None and following.group().islower() and len(following.group()) > SHORT


def _beside_month(near: Neighbours, start: int, end: int, grammar: Grammar) -> bool:
    text = near.text
    words = []
    if text[end : end + 1] in {" ", "-"} and (after := _WORD.match(text, end + 1)):
        words.append(after.group())
    before = _WORD_BEFORE.search(text, max(0, start - 12), start)
    # "On 23 September 28 bodies were found": the month has its day already.
    if before and not text[max(0, before.start() - 2) : before.start()].strip().isdecimal():
        words.append(before.group().rstrip(" .,\n"))
    # In a wire all in capitals a month cannot be told by its own.
    return any((w.capitalize() if near.capitals else w) in grammar.months for w in words)


def _numbers_a_list(text: str, start: int, end: int) -> bool:
    """Tell whether digits open a line or sentence as the number of a list: "1. " or "2) ".

    A heading or a part in bold is numbered whatever stands behind: "## 2." on a line of its own.
    """
    if text[end : end + 1] not in {".", ")"}:
        return False
    place = start
    while place and text[place - 1] in " \t(#*":
        place -= 1
    marked = "#" in text[place:start] or "*" in text[place:start]
    following = text[end + 1 : end + 2]
    if following not in {" ", "\u00a0"} and not (marked and not following.isalnum()):
        return False
    if place == start - 1 and text[place - 1].isdecimal():  # "ahead of Round 11 6. Novak"
        return text[end + 2 : end + 3].isupper()
    return place == 0 or text[place - 1] in "\n.;:!?\"\u201d'\u2019"


def _is_name(number: Number, near: Neighbours) -> bool:
    """Tell whether a capital in mid-sentence makes a number word a name: "ibu kota Lima"."""
    text, start, end = near.text, number.start, number.end
    if not text[start].isupper() or near.capitals or not text[end - 1].islower():
        return False
    if text[start - 1 : start] != " ":
        return False
    after = text[end : end + 2]
    if text[start - 2 : start - 1].islower() and (
        after.strip()[:1].islower() or after[:1] in {",", "."}
    ):
        return True
    # "The Four Paths Police said", "Emil Ten Hag's team"; a headline's words all have capitals.
    if after[:1] != " " or not after[1:].isupper():
        return False
    if _CAPITAL_BEFORE.search(text, max(0, start - 24), start) is None:
        return False
    line = text[max(text.rfind("\n", 0, start) + 1, start - _LINE) : end + _LINE].split("\n", 1)[0]
    words = _WORD.findall(line)
    return 2 * sum(map(str.islower, words)) > len(words)


def _ends_name(number: Number, near: Neighbours) -> bool:
    """Tell whether digits end a name in mid-sentence: "in Square 2.", "a Bell 407 crashed"."""
    text, start, end = near.text, number.start, number.end
    if text[start - 1 : start] != " " or start - 1 in near.before["measures.active"]:
        return False
    word = text.rfind(" ", 0, start - 1) + 1
    if not text[word].isupper() or _NAME_BEFORE.search(text, max(0, start - 60), start) is None:
        return False
    line = max(text.rfind("\n", 0, start) + 1, start - 120)
    if _LONG_WORD.search(text, line, start) is None:
        return False
    if text[end : end + 1].isspace() and text[end : end + 2] != "\n\n":
        if number.value > 1 and (model := near.after["quantities.models"].get(end + 1)):
            return not near.counts(model.end, reach=1)  # "a Bell 407 helicopter"
        return text[end + 1 : end + 2].islower() and not near.counts(end)
    return True
