"""The benchmark's corpora and questions are the same everywhere, and look like language."""

from __future__ import annotations

from itertools import chain, islice, pairwise
from pathlib import Path

import numpy as np
import pytest

from bench import corpus, questions, zipf


def test_a_larger_corpus_begins_with_the_smaller_one() -> None:
    small, large = corpus.synthetic(50), corpus.synthetic(12_345)
    assert list(islice(large.documents(), 50)) == list(small.documents())
    assert len(large) == 12_345


def test_streamed_passages_are_those_of_the_corpus() -> None:
    whole = list(corpus.synthetic(11_000).documents())
    assert list(corpus.streamed(11_000)) == whole
    assert list(corpus.streamed(900, first=9_950)) == whole[9_950:10_850]


def test_a_saved_corpus_comes_back(tmp_path: Path) -> None:
    made = corpus.synthetic(30)
    made.save(tmp_path / "corpus")
    loaded = corpus.Corpus.load(tmp_path / "corpus")
    assert list(loaded.documents()) == list(made.documents())
    assert loaded.name == made.name


def test_new_words_keep_turning_up_ever_more_slowly() -> None:
    types = [len(corpus.synthetic(passages).words) for passages in (500, 2_000, 8_000)]
    growth = [later / earlier for earlier, later in pairwise(types)]
    assert all(1.5 < each < 3.5 for each in growth)
    assert growth[1] < growth[0]


def test_lengths_have_the_mean_that_is_said() -> None:
    assert np.diff(corpus.synthetic(10_000).offsets).mean() == pytest.approx(80, rel=0.03)


def test_ranks_have_words_of_their_own() -> None:
    assert len({zipf.word(rank) for rank in range(20_000)}) == 20_000
    assert zipf.word(0) == "bax"


def test_questions_have_four_to_eight_distinct_terms_of_one_corpus() -> None:
    made = corpus.synthetic(400)
    sets = questions.drawn(made, 60)
    assert sets == questions.drawn(made, 60)
    common = {zipf.word(rank) for rank in range(20)}
    for asked in sets.values():
        assert len(asked) == 60
        assert all(4 <= len(terms) <= 8 and len(set(terms)) == len(terms) for terms in asked)
        assert set(chain(*asked)) <= set(made.words)
    assert not common & set(chain(*sets["removed"]))
    assert common & set(chain(*sets["kept"]))


def test_a_text_file_is_a_passage_a_line(tmp_path: Path) -> None:
    path = tmp_path / "text"
    path.write_text("Zarif's offer, 2013\n\n ...\nÄrger\n", encoding="utf-8")
    assert list(corpus.from_text(path).documents()) == [["zarif", "s", "offer", "2013"], ["ärger"]]


@pytest.mark.parametrize("line", ["offer", '{"terms": []}', "[1]", ""])
def test_a_file_of_questions_that_are_none_is_refused(tmp_path: Path, line: str) -> None:
    path = tmp_path / "questions"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(SystemExit):
        questions.read(path)
