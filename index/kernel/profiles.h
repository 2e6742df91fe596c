/* Profiles of passages, kept in a file beside an engine's: what rescoring and comparing need of a
 * passage, so that no text has to be analysed while a question waits.
 *
 * All integers are little-endian. A profiles file is
 *
 *     header    magic, version, passages, length, checksum               5 times 8 bytes
 *     records   one a passage, in the order of its ordinals; see below
 *     offsets   passages + 1 times 8 bytes: where each record begins, and where the last one ends
 *     checksum  of the offsets, 8 bytes
 *
 * A record of no bytes stands for a passage that has no profile. Records are checked when they are
 * read, since a file may have gigabytes of them; all else is checked when it is opened.
 */
#ifndef FN_PROFILES_H
#define FN_PROFILES_H

#include <stddef.h>
#include <stdint.h>

/* python: begin */
typedef struct fn_profiles fn_profiles;

/* NULL if `length` bytes are a file of profiles, else what is wrong. */
const char *fn_profiles_fault(const uint8_t *bytes, size_t length);
/* The profiles in bytes that have no fault and outlive them; NULL without memory. */
fn_profiles *fn_profiles_open(const uint8_t *bytes, size_t length);
void fn_profiles_close(fn_profiles *profiles);
uint64_t fn_profiles_passages(const fn_profiles *profiles);
/* Where a passage's record is in the file; a length of 0 if there is none. */
size_t fn_profiles_record(const fn_profiles *profiles, uint64_t ordinal, size_t *length);
/* python: end */

enum {
    FN_STOP_WORD = 0xFFFF, /* in `term_of`: a stop word */
    FN_KIND_NAME = 1,
    FN_KIND_DATE = 2,
    FN_KIND_NUMBER = 4,
};

/* One passage's profile, as pointers into the file. Arrays of 8-byte integers are aligned there. */
typedef struct {
    uint32_t kinds;
    uint32_t terms; /* distinct ones, in the order of their letters */
    uint32_t names;
    uint32_t words;
    uint32_t sentences;
    uint32_t characters;
    uint64_t text;                /* a hash of the passage's text */
    const uint64_t *term;         /* [terms] hashes */
    const uint64_t *beginning;    /* [terms] hashes of first letters; 0 of a term with too few */
    const uint64_t *name;         /* [names] hashes, ascending */
    const uint64_t *word;         /* [words] hashes, in the order of the text */
    const uint16_t *term_of;      /* [words] places in `term` */
    const uint16_t *sentence_end; /* [sentences] how many words stand before each one's end */
    const uint16_t *span;         /* [2 * sentences] where each begins and ends in the text */
} fn_profile;

/* Reads a passage's profile. 0 if there is none, or if its record is damaged. */
int fn_profile_read(const fn_profiles *profiles, uint64_t ordinal, fn_profile *profile);

#endif
