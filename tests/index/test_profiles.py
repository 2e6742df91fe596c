"""Files of profiles: what is damaged is found, what is missing is said to be missing."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from index import kernel
from index.bitmap import Bitmap
from index.errors import StaleIndex
from index.profiles import Profiles, ProfilesWriter, merge
from index.statements import LONGEST
from index.table import Table, Unkept
from tests.index.keeping import PROFILER, needs_kernel

pytestmark = needs_kernel

TEXTS = [
    "Kerry rejected the offer. Zarif did, too.",
    "",
    "In 2014, robbers fled to Mali on Monday!",
    "Hands are dirty — said O’Brien. “Stained”, he said.",
]

SHORT = ["Kerry said no.", "Hands? 2014"]


def written(path: Path, texts: list[str] = TEXTS) -> Path:
    with ProfilesWriter(path) as writer:
        for text in texts:
            writer.terms(text, PROFILER)
    return path


def table() -> Table:
    return Table([], 10)


def test_records_are_found_by_ordinal(tmp_path: Path) -> None:
    profiles = Profiles(written(tmp_path / "profiles"))
    assert len(profiles) == len(TEXTS)
    assert [table().add(profiles, ordinal) for ordinal in range(len(TEXTS))] == [0] * 4


def test_no_passages_make_a_file_too(tmp_path: Path) -> None:
    assert len(Profiles(written(tmp_path / "profiles", []))) == 0


@pytest.mark.parametrize("ordinal", [4, 5, 2**40])
def test_beyond_the_last_there_is_none(tmp_path: Path, ordinal: int) -> None:
    profiles = Profiles(written(tmp_path / "profiles"))
    with pytest.raises(Unkept):
        table().add(profiles, ordinal)


def test_a_file_outlives_its_name(tmp_path: Path) -> None:
    path = written(tmp_path / "profiles")
    profiles = Profiles(path)
    path.unlink()
    assert table().add(profiles, 3) == 0


def test_what_is_left_when_writing_fails_is_no_file_of_profiles(tmp_path: Path) -> None:
    writer = ProfilesWriter(tmp_path / "profiles")
    with suppress(RuntimeError), writer:
        writer.terms(TEXTS[0], PROFILER)
        raise RuntimeError
    with pytest.raises(StaleIndex):
        Profiles(tmp_path / "profiles")


def test_one_cut_anywhere_is_not_opened(tmp_path: Path) -> None:
    whole = written(tmp_path / "whole", SHORT).read_bytes()
    for length in range(len(whole)):
        (tmp_path / "cut").write_bytes(whole[:length])
        with pytest.raises(StaleIndex):
            Profiles(tmp_path / "cut")


def test_a_flipped_bit_anywhere_is_found_before_it_is_used(tmp_path: Path) -> None:
    whole = written(tmp_path / "whole", SHORT).read_bytes()
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        (tmp_path / "damaged").write_bytes(damaged)
        try:
            profiles = Profiles(tmp_path / "damaged")
        except StaleIndex:
            continue
        unsound = 0
        for ordinal in range(len(SHORT)):
            try:
                table().add(profiles, ordinal)
            except Unkept:
                unsound += 1
        assert unsound == 1


def test_a_record_that_was_forged_breaks_nothing(tmp_path: Path) -> None:
    whole = written(tmp_path / "whole", SHORT[:1]).read_bytes()
    lib = kernel.native().lib
    end = len(whole) - 8 * 3  # of the record, which begins behind the header
    for place in range(48, end):
        for value in (0, 1, 255):
            forged = bytearray(whole)
            forged[place] = value
            record = bytes(forged[48:end])
            forged[40:48] = int(lib.fn_checksum_of(record, len(record))).to_bytes(8, "little")
            (tmp_path / "forged").write_bytes(forged)
            held = table()
            try:
                one = held.add(Profiles(tmp_path / "forged"), 0)
            except Unkept:
                continue
            assert 0.0 <= held.likeness(one, one) <= 1.0


def test_a_text_that_is_too_long_has_none(tmp_path: Path) -> None:
    texts = ["word " * (LONGEST // 5), "word " * (LONGEST // 5) + "x"]
    profiles = Profiles(written(tmp_path / "profiles", texts))
    assert table().add(profiles, 0) == 0
    with pytest.raises(Unkept):
        table().add(profiles, 1)


def test_merging_keeps_what_is_not_removed_in_order(tmp_path: Path) -> None:
    one = Profiles(written(tmp_path / "one", TEXTS[:2]))
    other = Profiles(written(tmp_path / "other", TEXTS[2:]))
    merge([(one, Bitmap([0])), (other, None)], tmp_path / "both")
    both = Profiles(tmp_path / "both")
    kept = [one.record(1), other.record(0), other.record(1)]
    assert [both.record(ordinal) for ordinal in range(len(both))] == kept
