"""The radar, its sentence and its table tell one story about the core skills."""

from hypothesis import given, settings

from assessment.charts import radar
from assessment.evaluation import Result
from tests.charts.examples import MARKUP, as_read, evaluated, results, traces, written
from tests.examples import attempt, miniature, numbers

few = settings(max_examples=25, deadline=None)


def points(result: Result) -> list[float | None]:
    """Where the person's outline stands on each spoke."""
    (you,) = traces(radar.figure(result), "lines+markers")
    assert you.r[0] == you.r[-1]
    return list(you.r[:-1])


def asked(result: Result) -> list[float | None]:
    """Where the role's outline stands on each spoke."""
    (role,) = [t for t in traces(radar.figure(result), "lines") if t.line.dash == "dot"]
    return list(role.r[:-1])


def ends(result: Result) -> dict[int, tuple[float, float]]:
    """The ends of the likely range that is drawn on each spoke."""
    found: dict[int, list[float]] = {}
    for trace in traces(radar.figure(result), "lines"):
        if trace.line.dash is None:
            for spoke, level in zip(trace.theta, trace.r, strict=True):
                found.setdefault(int(spoke), []).append(level)
    return {spoke: (min(levels), max(levels)) for spoke, levels in found.items()}


def shown(level: float | None) -> list[float]:
    """A level as the table prints it."""
    return [] if level is None else [float(f"{level:.1f}")]


@few
@given(results())
def test_figure_and_table_tell_the_same(result: Result) -> None:
    """Level, both ends of the range and what is asked are equal, skill by skill."""
    rows = radar.table(result)
    drawn_ends = ends(result)

    assert [row["Core skill"] for row in rows] == [level.skill.name for level in result.skills]
    for spoke, row in enumerate(rows):
        *_, role_asks = row.values()
        assert numbers(row["Level"]) == shown(points(result)[spoke])
        assert numbers(role_asks) == shown(asked(result)[spoke])
        low, high = drawn_ends.get(spoke, (None, None))
        assert numbers(row["Likely range"]) == shown(low) + shown(high)


@few
@given(results())
def test_the_sentence_tells_the_same(result: Result) -> None:
    """Every skill is named in order, with the level and the range of the table."""
    rows = radar.table(result)
    said = radar.sentence(result)
    parts = [part for row in rows for part in (row["Level"], row["Likely range"])]

    assert numbers(said) == [number for part in parts for number in numbers(part)]
    places = [said.index(row["Core skill"]) for row in rows]
    assert places == sorted(places)


@few
@given(results())
def test_a_skill_with_nothing_assessed_has_no_point(result: Result) -> None:
    """Neither a point, nor a band, nor a number in sentence, table or label: it is not assessed."""
    drawn_ends = ends(result)
    for spoke, (level, point) in enumerate(zip(result.skills, points(result), strict=True)):
        assert (point is None) == (level.assessed == 0)
        assert (spoke in drawn_ends) == (level.assessed > 0)


def test_nothing_answered_is_an_empty_radar() -> None:
    """Only what the role asks is drawn, and every skill is said to be not assessed."""
    result = evaluated(attempt())

    assert points(result) == [None, None]
    assert ends(result) == {}
    assert numbers(radar.sentence(result)) == []
    assert [row["Likely range"] for row in radar.table(result)] == ["", ""]


def test_what_is_assessed_is_counted_by_hand() -> None:
    """One of the two sub-skills of the first skill is rated."""
    rows = radar.table(evaluated(attempt({"pricing": 3, "coaching": None})))

    assert [numbers(row["Sub-skills assessed"]) for row in rows] == [[1, 2], [0, 1]]


@few
@given(results())
def test_the_labels_of_the_spokes_tell_the_same(result: Result) -> None:
    """Below each name stand the level and what is asked, as in the table."""
    labels = radar.figure(result).layout.polar.angularaxis.ticktext
    for label, level in zip(labels, result.skills, strict=True):
        expected = shown(level.estimate) + shown(level.required) if level.assessed else []

        assert as_read(label).startswith(level.skill.name)
        assert numbers(as_read(label)) == expected


def test_a_name_that_looks_like_markup_is_text() -> None:
    """A skill's name is read as written, and no tag of it reaches the figure."""
    result = evaluated(attempt({"pricing": 3}))
    skill = result.skills[0].skill.model_copy(update={"name": MARKUP})
    named = [
        level if i else type(level)(**{**vars(level), "skill": skill})
        for i, level in enumerate(result.skills)
    ]
    texts = written(radar.figure(type(result)(**{**vars(result), "skills": tuple(named)})))

    assert any(as_read(text).startswith(MARKUP) for text in texts)
    assert not [text for text in texts if "<a" in text]


def test_the_miniature_has_a_role_that_leaves_a_skill_out() -> None:
    """What the role does not ask has no point on its outline, and no number in the table."""
    result = evaluated(attempt({"coaching": 4}), miniature().content.roles[1])
    *_, role_asks = radar.table(result)[1].values()

    assert asked(result)[1] is None
    assert numbers(role_asks) == []
    assert points(result)[1] is not None
