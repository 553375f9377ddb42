"""Data about persons is found wherever it was ever hidden, and no file about figures is refused for it."""

import pytest

from kinderwerk_stats.model.problems import PERSONAL_DATA, PERSONAL_DATA_IN_NAME, PERSONAL_DATA_PERHAPS
from kinderwerk_stats.sources.recognise import read_file
from tests.hiding_parts import IN_PARTS
from tests.hiding_places import HIDDEN
from tests.hiding_ways import IN_OTHER_WORDS
from tests.innocent_files import INNOCENT
from tests.innocent_names import CALLED_LIKE_PERSONS
from tests.privacy_builders import BSNS, FULL

REFUSED = (PERSONAL_DATA, PERSONAL_DATA_IN_NAME)


def codes(path):
    return {problem.code for problem in read_file(path).problems}


@pytest.mark.parametrize("case", [*HIDDEN, *IN_OTHER_WORDS, *IN_PARTS], ids=lambda case: case.name)
def test_hidden_data_is_refused_or_asked_about_and_not_repeated(tmp_path, case):
    result = read_file(case.make(tmp_path))
    about = [problem for problem in result.problems if problem.code in (*REFUSED, PERSONAL_DATA_PERHAPS)]
    found = {problem.code for problem in about}
    assert found
    assert not (result.tables and found.intersection(REFUSED))
    assert not any(secret in repr(about) for secret in (*BSNS, *FULL))


@pytest.mark.parametrize("case", [*INNOCENT, *CALLED_LIKE_PERSONS], ids=lambda case: case.name)
def test_file_about_figures_is_not_refused_for_persons(tmp_path, case):
    assert not codes(case.make(tmp_path)).intersection(REFUSED)
