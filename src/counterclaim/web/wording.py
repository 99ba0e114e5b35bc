"""The interface in one language: its catalogue, and figures and days as CLDR writes them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from gettext import GNUTranslations
from importlib.resources import files
from io import BytesIO

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal, format_percent
from markupsafe import Markup

from counterclaim.model import Bound, Kind, Quantity, Question
from counterclaim.model.quantity import BOUND_SIGNS
from counterclaim.model.reason import Reason
from counterclaim.vocabulary import measures

DEFAULT = "en"
_CURRENCY_LETTERS = 3
_MONEY = "¤ #,##0.##"
_DIGITS = 60
"""Of a figure written out in full; longer ones are hostile and are written as they were printed."""


@cache
def languages() -> tuple[str, ...]:
    """Give the codes of the languages that the interface speaks, the default one first."""
    names = (entry.name for entry in files(__package__).joinpath("catalogues").iterdir())
    found = sorted(name.removesuffix(".po") for name in names if name.endswith(".po"))
    return tuple(sorted(found, key=lambda code: (code != DEFAULT, code)))


@cache
def wording(code: str) -> "Wording":
    """Give the interface in a language; KeyError where there is no catalogue."""
    if code not in languages():
        raise KeyError(code)
    source = files(__package__).joinpath("catalogues", f"{code}.po").read_bytes()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(source), locale=code))
    compiled.seek(0)
    catalogue = GNUTranslations(compiled)
    # Figures and days follow the catalogue's own locale: "en" alone would be that of one country.
    locale = Locale.parse(catalogue.info().get("language", code))
    return Wording(code, locale, catalogue)


def chosen(wanted: str, accepted: str) -> str:
    """Choose a language: the one a person picked, else the first that their browser asks for."""
    if wanted in languages():
        return wanted
    asked: list[tuple[float, str]] = []
    for part in accepted[:500].split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            rank = float(weight or 1)
        except ValueError:
            continue
        asked.append((-rank, tag.split("-")[0].casefold()))
    return next((tag for _, tag in sorted(asked) if tag in languages()), DEFAULT)


@dataclass(frozen=True, slots=True)
class Wording:
    """Messages, figures and days in one language."""

    code: str
    locale: Locale
    catalogue: GNUTranslations

    @property
    def name(self) -> str:
        """The language's own name for itself."""
        found = self.locale.get_language_name(self.locale) or self.code
        return found[:1].upper() + found[1:]

    @property
    def direction(self) -> str:
        """Which way the language runs: "ltr" or "rtl"."""
        return self.locale.text_direction

    def gettext(self, message: str, /, **values: object) -> Markup:
        """Translate a message and put values into it, escaped; a per cent sign is written twice."""
        return Markup(self.catalogue.gettext(message)) % values  # noqa: S704 (our own words)

    def told(self, message: str) -> str:
        """Translate words that may be none of ours, which stay as they are."""
        if isinstance(message, Reason):
            return message.said(self.catalogue.gettext, self.number)
        return self.catalogue.gettext(message) if message else ""

    def because(self, reason: str) -> str:
        """Say a reason in this language; one that keeps no pattern stays as it is."""
        return self.told(reason) if isinstance(reason, Reason) else reason

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> Markup:
        """Translate a message that depends on a number, which it may name as ``%(num)s``."""
        values.setdefault("num", self.number(n))
        return Markup(self.catalogue.ngettext(one, many, n)) % values  # noqa: S704

    def number(self, value: Decimal | int | None) -> str:
        """Write a number with the language's separators; "" for None."""
        if value is None:
            return ""
        return _number(format(value, "f"), self.locale)

    def share(self, value: float) -> str:
        """Write a share from 0 to 1 in per cent."""
        return format_percent(value, locale=self.locale)

    def day(self, found: date | None) -> str:
        """Write a day, "5 Mar 2031"; "" for None."""
        return _day(found, self.locale) if found else ""

    def moment(self, found: datetime | None) -> str:
        """Write a day with its time, without seconds; "" for None."""
        if found is None:
            return ""
        return format_datetime(found, "d MMM y, HH:mm", tzinfo=found.tzinfo, locale=self.locale)

    def days(self, start: date | None, end: date | None) -> str:
        """Write when a claim holds; "" where neither end is known."""
        if start and end:
            first, last = self.day(start), self.day(end)
            return first if start == end else f"{first} – {last}"
        if end:
            return str(self.gettext("to %(day)s", day=self.day(end)))
        return str(self.gettext("from %(day)s", day=self.day(start))) if start else ""

    def ends(self, low: Decimal | None, high: Decimal | None) -> str:
        """Write from where to where a tally goes: "4,000–4,700", "≥ 1,000", "11,000", "…"."""
        if low is None or high is None:
            known = low if high is None else high
            sign = BOUND_SIGNS[Bound.AT_LEAST] if high is None else BOUND_SIGNS[Bound.AT_MOST]
            return "…" if known is None else sign + self.number(known)
        first, last = self.number(low), self.number(high)
        return first if low == high else f"{first}–{last}"

    def quantity(self, found: Quantity) -> str:
        """Write what a figure says: "~1,100", "≥ 300", "10,000–12,000"."""
        low, high = found.low, found.high
        if low is None and high is None:
            return str(self.gettext("not known"))
        if low is not None and high is not None and low != high:
            said = f"{self.number(low)}–{self.number(high)}"
        else:
            value = low if low is not None else high
            assert value is not None  # noqa: S101 (for the type checker)
            said = BOUND_SIGNS.get(found.bound, "") + self._amount(value, found)
        return said

    def _amount(self, value: Decimal, found: Quantity) -> str:
        if found.kind == Kind.MONEY and len(found.unit) == _CURRENCY_LETTERS:
            if len(plain := format(value, "f")) > _DIGITS:
                return f"{found.unit} {plain}"
            with localcontext(prec=2 * _DIGITS):
                return format_currency(
                    value, found.unit, _MONEY, locale=self.locale, decimal_quantization=False
                )
        said = self.number(value)
        if found.kind == Kind.PERCENT:
            return f"{said} %"
        if found.kind == Kind.MEASUREMENT and found.unit:
            return f"{said} {found.unit}"
        return said

    def measure(self, name: str) -> str:
        """Give a measure's label for people."""
        label = measures()[name].label if name in measures() else name
        return self.catalogue.gettext(label)

    def label(self, question: Question) -> str:
        """Give the name of a question, its measure in this language."""
        said = measures()[question.measure].label if question.measure in measures() else ""
        if said and question.label.startswith(said):
            return self.catalogue.gettext(said) + question.label[len(said) :]
        return question.label

    def asked(self, label: str) -> str:
        """Give the name of a question of which only its label is at hand, as ``label`` does."""
        said, colon, rest = label.partition(":")
        known = any(measure.label == said for measure in measures().values())
        return f"{self.catalogue.gettext(said)}{colon}{rest}" if known else label

    def listed(self, words: list[str]) -> str:
        """Join words as the language lists them."""
        return format_list(words, locale=self.locale)


# A page writes the same figures and days many times, and CLDR's patterns take their time.


@lru_cache(10_000)
def _number(plain: str, locale: Locale) -> str:
    # By its digits: 5 and 5.00 are equal and are not written alike.
    if len(plain) > _DIGITS:
        return plain
    with localcontext(prec=2 * _DIGITS):  # the usual 28 digits are fewer than reports print
        return format_decimal(Decimal(plain), locale=locale, decimal_quantization=False)


@lru_cache(10_000)
def _day(found: date, locale: Locale) -> str:
    return format_date(found, "medium", locale=locale)
