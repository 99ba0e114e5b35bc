"""Slots that were read wrongly or left open, and what the other figures of a story make of them."""

from dataclasses import replace

from counterclaim.model import Bound, Facet, Mode, Policy, QuestionKind, Span
from counterclaim.reconcile import reconcile
from hand_made import Writer, between, question_of, tally_of


def relation(result, a, b):
    return next(c for c in result.comparisons if {c.a, c.b} == {a.id, b.id})


def test_a_number_without_a_measure_takes_that_of_the_same_number_in_its_report():
    gazette = Writer("Gazette")
    known = gazette.say("23", 23, measure="missing", what="people")
    untold = gazette.say("23", 23, measure="other", what="names", unit="")
    other = gazette.say("14", 14, measure="other", what="names", unit="")
    result = reconcile([gazette.report()])
    assert question_of(result, known) == question_of(result, untold) != question_of(result, other)


def test_a_round_number_takes_no_measure_from_its_report():
    gazette = Writer("Gazette")
    known = gazette.say("20", 20, measure="missing", what="people")
    untold = gazette.say("20", 20, measure="other", what="names", unit="")
    result = reconcile([gazette.report()])
    assert question_of(result, known) != question_of(result, untold)


def test_a_small_number_without_a_measure_takes_that_of_the_same_noun_elsewhere():
    gazette, herald = Writer("Gazette", "2030-05-01"), Writer("Herald", "2030-05-02")
    known = gazette.say("4", 4, measure="deployed", what="divers")
    untold = herald.say("4", 4, measure="other", what="divers")
    cook = herald.say("4", 4, measure="other", what="cooks")
    result = reconcile([gazette.report(), herald.report()])
    assert question_of(result, known) == question_of(result, untold) != question_of(result, cook)


def test_a_part_without_a_noun_counts_those_of_the_larger_figure_before_it():
    gazette = Writer("Gazette")
    whole = gazette.say("9", 9, measure="infected", what="patients")
    part = gazette.say("five", 5, measure="other", unit="", mode=Mode.PART)
    result = reconcile([gazette.report()])
    assert question_of(result, part).measure == "infected"
    assert question_of(result, part).kind == QuestionKind.PART
    assert (relation(result, part, whole).a, *between(result, part, whole)) == (part.id, "part_of")


def test_a_share_of_a_number_in_words_is_a_part():
    gazette = Writer("Gazette")
    whole = gazette.say("13", 13, what="people")
    part = gazette.say("seven", 7, what="of the thirteen people")
    bus = gazette.say("nine", 9, what="people in two buses")
    result = reconcile([gazette.report()])
    kinds = [question_of(result, c).kind for c in (whole, part, bus)]
    assert kinds[:2] == [QuestionKind.STOCK, QuestionKind.PART]
    assert between(result, part, whole) == ["part_of"]


def test_the_missing_presumed_dead_are_no_toll():
    gazette, herald = Writer("Gazette"), Writer("Herald")
    found = gazette.say("16", 16, what="people")
    lost = gazette.say("12", 12, measure="missing", what="people")
    presumed = gazette.say("12", 12, what="people")
    again = herald.say("16", 16, what="people")
    result = reconcile([gazette.report(), herald.report()])
    assert question_of(result, found) == question_of(result, again)
    assert question_of(result, presumed) not in (
        question_of(result, found),
        question_of(result, lost),
    )


def test_a_vague_word_elsewhere_does_not_make_the_presumed_dead_a_toll():
    gazette, herald = Writer("Gazette"), Writer("Herald")
    found = gazette.say("16", 16, what="people")
    gazette.say("12", 12, measure="missing", what="people")
    presumed = gazette.say("12", 12, what="people")
    herald.say("a dozen or so", 12, None, Bound.VAGUE, what="people")
    result = reconcile([gazette.report(), herald.report()])
    assert question_of(result, found) != question_of(result, presumed)


def test_the_dead_and_hurt_of_a_sentence_added_up_are_casualties():
    gazette = Writer("Gazette")
    one = gazette.say("18 14 4", 18)
    dead = gazette.say("14", 14)
    hurt = gazette.say("4", 4, measure="injured")
    sentence = one.sentence
    claims = [type(c)(**{**vars_of(c), "sentence": sentence}) for c in (one, dead, hurt)]
    gazette.claims[:] = claims
    result = reconcile([gazette.report()])
    assert question_of(result, claims[0]).measure == "casualties"
    assert question_of(result, claims[1]).measure == "killed"
    assert between(result, claims[1], claims[0]) == ["part_of"]


def vars_of(claim):
    return {name: getattr(claim, name) for name in claim.__dataclass_fields__}


def test_an_addition_within_a_larger_one_of_the_day_is_a_part_of_it():
    gazette = Writer("Gazette", "2030-05-02")
    added = gazette.say(
        "13", 13, measure="infected", what="cases", mode=Mode.INCREMENT, end="2030-05-02"
    )
    part = gazette.say("6", 6, measure="infected", what="cases", mode=Mode.INCREMENT)
    result = reconcile([gazette.report()])
    assert question_of(result, part).kind == QuestionKind.PART
    assert question_of(result, added).kind == QuestionKind.FLOW
    assert between(result, part, added) == ["part_of"]


def test_an_addition_without_a_day_is_of_the_day_that_has_its_figure():
    reports = [Writer(n, d) for n, d in (("A", "2030-05-01"), ("B", "2030-05-02"), ("C", None))]
    say = [
        w.say(str(n), n, measure="infected", mode=Mode.INCREMENT, end=d)
        for w, n, d in zip(reports, (2, 13, 2), ("2030-05-01", "2030-05-02", None), strict=True)
    ]
    stray = Writer("D", None)
    alone = stray.say("5", 5, measure="infected", mode=Mode.INCREMENT)
    result = reconcile([w.report() for w in (*reports, stray)])
    first, second, third, fourth = (question_of(result, c).id for c in (*say, alone))
    assert first == third
    assert len({first, second, fourth}) == 3


def test_an_open_toll_that_was_left_behind_is_revised():
    gazette, herald = Writer("Gazette", "2030-05-01"), Writer("Herald", "2030-05-04")
    open_toll = gazette.say("at least 100", 100, None, Bound.AT_LEAST, source="Mara Lind")
    counted = herald.say("1,429", 1429, source="Otto Brandt")
    result = reconcile([gazette.report(), herald.report()])
    assert between(result, open_toll, counted) == ["revises"]


def test_an_open_toll_that_still_holds_agrees():
    gazette, herald = Writer("Gazette", "2030-05-01"), Writer("Herald", "2030-05-04")
    open_toll = gazette.say("more than 1,000", 1000, None, Bound.MORE_THAN, source="Mara Lind")
    counted = herald.say("1,429", 1429, source="Otto Brandt")
    result = reconcile([gazette.report(), herald.report()])
    assert between(result, open_toll, counted) == ["agrees"]


def test_a_part_retold_as_the_whole_drifts_in_scope():
    gazette, herald = Writer("Gazette", "2030-05-01"), Writer("Herald", "2030-05-04")
    gazette.say("2,600", 2600, measure="hospitalised", source="Mara Lind")
    part = gazette.say("355", 355, source="Mara Lind", mode=Mode.PART)
    retold = herald.say("about 350", 350, "same", Bound.ABOUT)
    herald.say("more than 1,000", 1000, None, Bound.MORE_THAN, source="Otto Brandt")
    result = reconcile([gazette.report(), herald.report()])
    found = relation(result, part, retold)
    assert (found.relation, found.facets) == ("drifts", (Facet.SCOPE,))


def test_the_same_sentence_in_another_report_repeats_even_a_vague_word():
    words = "dozens of hikers were feared lost below the northern ridge"
    reports = [Writer(name, f"2030-05-0{i}") for i, name in enumerate(("Gazette", "Herald"), 1)]
    a, b = (w.say(words, 24, None, Bound.VAGUE, measure="missing") for w in reports)
    result = reconcile([w.report() for w in reports])
    assert between(result, a, b) == ["repeats"]


def test_protesters_are_arrested_and_soldiers_captured():
    gazette, herald = Writer("Gazette"), Writer("Herald")
    a = gazette.say("40", 40, measure="captured", what="protesters")
    b = herald.say("40", 40, measure="arrested", what="protesters")
    c = herald.say("41", 41, measure="captured", what="soldiers")
    result = reconcile([gazette.report(), herald.report()])
    assert question_of(result, a) == question_of(result, b) != question_of(result, c)


def test_an_addition_and_what_it_is_added_to_are_of_the_total_that_they_make():
    gazette = Writer("Gazette")
    first = gazette.say("8", 8, measure="other", unit="")
    more = gazette.say("3", 3, measure="other", unit="", mode=Mode.INCREMENT)
    total = gazette.say("11", 11, measure="missing", what="people")
    stray = gazette.say("5", 5, measure="other", unit="")
    result = reconcile([gazette.report()])
    assert question_of(result, first) == question_of(result, total)
    assert question_of(result, more).measure == "missing"
    assert question_of(result, more).kind == QuestionKind.FLOW
    assert question_of(result, stray).measure == "other"


def test_the_same_words_around_a_figure_are_read_alike():
    words = "the brigade brought along {} instructors from the northern valley"
    reports, claims = [], []
    for i, measure in enumerate(("deployed", "missing", "deployed")):
        writer = Writer(f"Paper {i}", f"2030-05-0{i + 1}")
        claim = writer.say("2", 2, measure=measure, what="instructors")
        text = words.format("2")
        sentence = Span(0, len(text), text)
        at = text.index("2")
        fields = {f: getattr(claim, f) for f in claim.__dataclass_fields__}
        fields |= {"sentence": sentence, "figure": Span(at, at + 1, "2")}
        writer.claims[:] = [type(claim)(**fields)]
        claims += writer.claims
        reports.append(writer.report())
    result = reconcile(reports)
    assert len({question_of(result, c).id for c in claims}) == 1
    assert question_of(result, claims[1]).measure == "deployed"


def test_a_place_is_known_by_its_code_under_the_names_of_two_languages():
    reports, claims = [], []
    for i, n in enumerate((40, 42, 44)):
        writer = Writer(f"Paper {i}", f"2030-05-0{i + 1}")
        claims.append(writer.say(str(n), n, place="Kyiv", code="UA-30"))
        reports.append(writer.report(f"{n} died in Kyiv"))
    for i, n in enumerate((60, 62)):
        writer = Writer(f"Koran {i}", f"2030-05-0{i + 5}", language="id")
        claims.append(writer.say(str(n), n, place="Kiev", code="UA-30"))
        writer.say("44", 44)
        reports.append(writer.report(f"{n} tewas di Kiev, 44 lainnya"))
    result = reconcile(reports)
    assert len({question_of(result, c).id for c in claims}) == 1


def test_a_figure_that_its_reports_total_dwarfs_is_a_share():
    gazette, herald = Writer("Gazette", "2030-05-01"), Writer("Herald", "2030-05-02")
    total = gazette.say("660", 660)
    ward = gazette.say("13", 13)
    later = herald.say("729", 729)
    result = reconcile([gazette.report(), herald.report()])
    assert question_of(result, total) == question_of(result, later)
    assert question_of(result, ward).kind == QuestionKind.PART
    rivals = Writer("Gazette", "2030-05-01")
    a = rivals.say("900", 900, source="Mara Lind")
    b = rivals.say("250", 250, source="Otto Brandt")
    assert question_of(reconcile([rivals.report()]), a).claims == (a.id, b.id)


def test_tolls_of_days_that_fall_now_and_then_are_of_many_events():
    tolls = [17, 14, 25, 53, 30, 44]
    reports, claims = [], []
    for i, n in enumerate(tolls, 1):
        day = f"2030-05-0{i}"
        writer = Writer(f"Paper {i}", day)
        claims.append(writer.say(str(n), n, start=day, end=day))
        reports.append(writer.report())
    result = reconcile(reports)
    assert len({question_of(result, c).id for c in claims}) == len(tolls)
    rising = [c for c, n in zip(claims, tolls, strict=True) if n in {17, 25, 53}]
    kept = [r for r in reports if r.claims[0] in rising]
    assert len({question_of(reconcile(kept), c).id for c in rising}) == 1


def test_few_fighters_are_not_the_people_of_whom_many_tell():
    reports, people = [], []
    for i in range(4):
        writer = Writer(f"Paper {i}", f"2030-05-0{i + 1}")
        people.append(writer.say(f"{40 + i}", 40 + i, what="people"))
        reports.append(writer.report())
    army = Writer("Army", "2030-05-05")
    seven = army.say("7", 7, what="soldiers")
    result = reconcile([*reports, army.report()])
    assert len({question_of(result, c).id for c in people}) == 1
    assert question_of(result, seven) != question_of(result, people[0])
    few = reconcile([*reports[:1], army.report()])
    assert question_of(few, seven) == question_of(few, people[0])


def test_one_toll_that_reports_date_differently_is_no_series():
    tolls = [58, 59, 58, 2, 59, 58, 59]
    reports, claims = [], []
    for i, n in enumerate(tolls, 1):
        day = f"2030-05-0{i}"
        writer = Writer(f"Paper {i}", day)
        claims.append(writer.say(str(n), n, start=day, end=day))
        reports.append(writer.report())
    result = reconcile(reports)
    whole = [question_of(result, c).id for c, n in zip(claims, tolls, strict=True) if n > 2]
    assert len(set(whole)) == 1


def test_a_small_toll_told_after_much_larger_ones_is_of_something_else():
    told = [2, 30, 400, 420, 12, 430]
    reports, claims = [], []
    for i, n in enumerate(told, 1):
        writer = Writer(f"Paper {i}", f"2030-05-0{i}")
        claims.append(writer.say(str(n), n))
        reports.append(writer.report())
    result = reconcile(reports)
    homes = [question_of(result, c).id for c in claims]
    assert len(set(homes)) == 2
    assert homes.count(homes[4]) == 1


def test_a_wrongly_read_country_parts_no_figure_that_fits_a_near_one():
    reports, claims = [], []
    for i, (figure, bound) in enumerate(((1400, Bound.MORE_THAN), (1300, Bound.MORE_THAN)), 1):
        writer = Writer(f"Paper {i}", f"2030-05-0{i}")
        claims.append(writer.say(f"{figure}", figure, None, bound, place="Aleppo", code="SY"))
        reports.append(writer.report())
    near, far = Writer("Near", "2030-05-03"), Writer("Far", "2030-05-04")
    fits = near.say("1,429", 1429, place="Boston", code="US")
    strays = far.say("9,000", 9000, place="Madrid", code="ES")
    result = reconcile([*reports, near.report(), far.report()])
    assert question_of(result, fits) == question_of(result, claims[0])
    assert question_of(result, strays) != question_of(result, claims[0])


def test_two_figures_of_a_sentence_that_make_the_total_of_another_report_are_parts():
    for all_told, alike in ((9, False), (11, True)):
        parts = Writer("Harbour News")
        parts.say("figure six", 6, source="Ida Holm")
        parts.say("figure three", 3, source="Ida Holm")
        made = parts.report()
        sentence = Span(0, len(parts.words), parts.words)
        source = made.claims[0].attribution
        six, three = (replace(c, sentence=sentence, attribution=source) for c in made.claims)
        whole = Writer("Valley Post", "2030-05-02")
        whole.say("figure whole", all_told, source="Office of Ports")
        seven = whole.say("figure seven", 7, source="Bo Lind")
        result = reconcile([replace(made, claims=(six, three)), whole.report()])
        assert (question_of(result, six) is question_of(result, seven)) == alike


def test_what_a_count_was_at_first_is_revised_by_the_total_that_an_addition_makes():
    paper = Writer("Harbour News")
    first = paper.say("eight at first", 8, measure="other", unit="", source="Bo Lind")
    more = paper.say(
        "three more", 3, measure="other", unit="", source="Bo Lind", mode=Mode.INCREMENT
    )
    total = paper.say("eleven in all", 11, measure="missing", source="Ida Holm")
    result = reconcile([paper.report()])
    assert between(result, first, total) == ["revises"]
    assert between(result, more, total) == ["part_of"]
    assert tally_of(result, total, Policy.RANGE).low.value == 11


def test_an_outlets_toll_has_risen_past_its_round_figure():
    old = Writer("Harbour News", "2030-05-01")
    before = old.say("some 100,000", 100000, None, Bound.ABOUT)
    new = Writer("Harbour News again", "2030-05-04", outlet="Harbour News")
    after = new.say("over 100,000", 100000, None, Bound.MORE_THAN)
    result = reconcile([old.report(), new.report()])
    assert between(result, before, after) == ["revises"]
    assert tally_of(result, after, Policy.RANGE).high is None


def test_a_part_told_again_with_fewer_words_is_that_part():
    paper = Writer("Gazette", "2030-05-02")
    share = paper.say("13 of the 14", 13, what="13 of the 14 dead")
    again = paper.say("thirteen", 13, what="dead who were named")
    paper.say("14", 14, what="dead")
    earlier = Writer("Courier", "2030-05-01")
    toll = earlier.say("thirteen then", 13, what="dead")
    result = reconcile([paper.report(), earlier.report()])
    assert question_of(result, share).kind == QuestionKind.PART
    assert question_of(result, again) is question_of(result, share)
    assert question_of(result, again) is not question_of(result, toll)


def test_the_hurt_are_not_the_dead_of_the_same_phrase():
    one, two = Writer("One"), Writer("Two")
    hurt = one.say("7", 7, measure="injured", what="dead")
    again = two.say("7", 7, measure="injured", what="people")
    result = reconcile([one.report(), two.report()])
    assert question_of(result, hurt) is question_of(result, again)
