#include "profiles.h"

#include <stdlib.h>
#include <string.h>

#include "checksum.h"

#define MAGIC UINT64_C(0x31464F5250544E46) /* "FNTPROF1" */
#define VERSION 2

enum { HEADER = 40, RECORD = 32, LONGEST_RECORD = 1 << 24 };

struct fn_profiles {
    const uint8_t *bytes;
    const uint8_t *offsets;
    uint64_t passages;
};

static uint64_t u64_at(const uint8_t *at)
{
    uint64_t value = 0;
    for (int i = 7; i >= 0; i--)
        value = value << 8 | at[i];
    return value;
}

static uint32_t u32_at(const uint8_t *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static int little_endian(void)
{
    const uint16_t one = 1;
    return *(const uint8_t *)&one;
}

/* Every record begins at a multiple of 8, behind the one before it, and is of a sane length. */
static const char *offsets_fault(const uint8_t *offsets, uint64_t passages, uint64_t end)
{
    uint64_t before = HEADER;
    if (u64_at(offsets) != HEADER)
        return "its first record does not follow the header";
    for (uint64_t i = 1; i <= passages; i++) {
        uint64_t offset = u64_at(offsets + 8 * i);
        if (offset < before || offset % 8 || offset > end)
            return "a record's place is wrong";
        if (offset > before && offset - before < RECORD)
            return "a record is too short";
        if (offset - before > LONGEST_RECORD)
            return "a record is too long";
        before = offset;
    }
    return before == end ? NULL : "the records do not fill their place";
}

const char *fn_profiles_fault(const uint8_t *bytes, size_t length)
{
    if (!little_endian())
        return "this machine is big-endian";
    if ((uintptr_t)bytes % 8)
        return "the bytes are not aligned";
    if (length < HEADER + 16)
        return "it is too short";
    if (u64_at(bytes) != MAGIC)
        return "it is no file of profiles";
    if (fn_checksum_of(bytes, 32) != u64_at(bytes + 32))
        return "its header is damaged";
    if (u64_at(bytes + 8) != VERSION)
        return "it is of another version";
    if (u64_at(bytes + 24) != length)
        return "its length is not what it says";
    uint64_t passages = u64_at(bytes + 16);
    if (passages > (length - HEADER - 16) / 8)
        return "it is too short for its passages";
    uint64_t end = length - 8 * (passages + 2);
    const uint8_t *offsets = bytes + end;
    if (fn_checksum_of(offsets, 8 * (passages + 1)) != u64_at(bytes + length - 8))
        return "its offsets are damaged";
    return offsets_fault(offsets, passages, end);
}

fn_profiles *fn_profiles_open(const uint8_t *bytes, size_t length)
{
    fn_profiles *profiles = malloc(sizeof *profiles);
    if (!profiles)
        return NULL;
    profiles->bytes = bytes;
    profiles->passages = u64_at(bytes + 16);
    profiles->offsets = bytes + (length - 8 * (profiles->passages + 2));
    return profiles;
}

void fn_profiles_close(fn_profiles *profiles)
{
    free(profiles);
}

uint64_t fn_profiles_passages(const fn_profiles *profiles)
{
    return profiles->passages;
}

size_t fn_profiles_record(const fn_profiles *profiles, uint64_t ordinal, size_t *length)
{
    *length = 0;
    if (ordinal >= profiles->passages)
        return 0;
    uint64_t begin = u64_at(profiles->offsets + 8 * ordinal);
    *length = (size_t)(u64_at(profiles->offsets + 8 * (ordinal + 1)) - begin);
    return (size_t)begin;
}

/* Whether what the arrays refer to is there: with a checksum that fits, this only fails for a file
 * that somebody made on purpose. */
static int is_consistent(const fn_profile *profile)
{
    for (uint32_t i = 0; i < profile->words; i++)
        if (profile->term_of[i] != FN_STOP_WORD && profile->term_of[i] >= profile->terms)
            return 0;
    uint32_t before = 0;
    for (uint32_t i = 0; i < profile->sentences; i++) {
        if (profile->sentence_end[i] < before)
            return 0;
        before = profile->sentence_end[i];
    }
    return before == profile->words;
}

/* A record is
 *
 *     checksum of the rest                         8 bytes
 *     kinds, terms, names, words, sentences        2 bytes each
 *     nothing                                      2 bytes
 *     characters                                   4 bytes
 *     text                                         8 bytes
 *     term, beginning, name, word                  8 bytes each time
 *     term_of, sentence_end                        2 bytes each time
 *     span                                         4 bytes each time
 *     nothing, to a multiple of 8
 */
int fn_profile_read(const fn_profiles *profiles, uint64_t ordinal, fn_profile *profile)
{
    size_t length;
    const uint8_t *record = profiles->bytes + fn_profiles_record(profiles, ordinal, &length);
    if (length < RECORD || fn_checksum_of(record + 8, length - 8) != u64_at(record))
        return 0;
    const uint16_t *counts = (const uint16_t *)(const void *)(record + 8);
    profile->kinds = counts[0];
    profile->terms = counts[1];
    profile->names = counts[2];
    profile->words = counts[3];
    profile->sentences = counts[4];
    profile->characters = u32_at(record + 20);
    profile->text = u64_at(record + 24);
    size_t eights = 2 * (size_t)profile->terms + profile->names + profile->words;
    size_t twos = (size_t)profile->words + 3 * (size_t)profile->sentences;
    if (length != (RECORD + 8 * eights + 2 * twos + 7) / 8 * 8)
        return 0;
    profile->term = (const uint64_t *)(const void *)(record + RECORD);
    profile->beginning = profile->term + profile->terms;
    profile->name = profile->beginning + profile->terms;
    profile->word = profile->name + profile->names;
    profile->term_of = (const uint16_t *)(const void *)(profile->word + profile->words);
    profile->sentence_end = profile->term_of + profile->words;
    profile->span = profile->sentence_end + profile->sentences;
    return is_consistent(profile);
}
