/* The file of one segment: what docs/engine.md describes, as C sees it. Little-endian throughout. */
#ifndef FN_FORMAT_H
#define FN_FORMAT_H

#include <stdint.h>

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "segments are little-endian and mapped as they are"
#endif

#define FN_MAGIC UINT64_C(0x746e656d6765536e) /* "nSegment" */
#define FN_VERSION 4

/* Bounds are kept for blocks of 64 passages, a bit each in a word, and for groups of 16 blocks,
 * whose bounds fit one vector register. */
#define FN_BLOCK 64
#define FN_GROUP_BLOCKS 16
#define FN_GROUP 1024
/* Groups of a chunk: places in it, and where its groups start, are told in 16 bits. All but the last group
 * hold less than 2^16 passages together. */
#define FN_CHUNK 64

#define FN_MOST_PASSAGES (UINT32_C(1) << 31)
#define FN_MOST_NUMBERED (UINT32_C(3) << 30) /* terms; slots are counted in 32 bits, too */
#define FN_MOST_LENGTH (UINT32_C(1) << 30)

/* What is behind the header is checked in pieces of so many bytes, each when it is first read. */
#define FN_PIECE 4096

/* BM25's parameters. They are part of the format: impacts depend on them. */
#define FN_K1 0.6
#define FN_B 0.4

/* FN_SUMS has the checksums of the pieces, of which the last may be shorter. */
enum fn_section { FN_LENGTHS, FN_LISTS, FN_TERMS, FN_TEXTS, FN_SLOTS, FN_SUMS, FN_SECTIONS };

typedef struct {
    uint64_t offset, size;
} fn_section_place;

typedef struct {
    uint64_t magic, version;
    uint64_t passages, terms;
    uint64_t tokens;      /* the sum of the lengths */
    uint64_t most_tokens; /* the greatest length */
    uint64_t slots;       /* more than terms */
    fn_section_place sections[FN_SECTIONS];
    uint64_t size;     /* of the file */
    uint64_t sums;     /* the checksum of FN_SUMS */
    uint64_t reserved[2];
    uint64_t checksum; /* of the header up to here */
} fn_header;

/* Sections start at multiples of 64; the first of them, and the first piece, behind the header. */
_Static_assert(sizeof(fn_header) % 64 == 0, "the header fills whole lines");

/* How a term's postings are laid out, by how many of the passages hold it. */
enum fn_kind {
    FN_FEW,    /* delta-coded */
    FN_SPARSE, /* three or more a group: 16-bit places within chunks */
    FN_MEDIUM, /* four or more a block: a bit a passage */
    FN_DENSE,  /* one impact a passage, 0 where the term is not */
};

/* A term of the dictionary. The last one stands for the end: only its `text` counts. */
typedef struct {
    uint64_t place; /* see fn_place_*; a single posting: the passage, and its frequency << 32 */
    uint32_t frequency; /* passages that hold it */
    uint32_t text;      /* where its UTF-8 starts in FN_TEXTS; it ends where the next one's starts */
} fn_term;

static inline enum fn_kind fn_place_kind(uint64_t place)
{
    return (enum fn_kind)(place >> 62);
}

static inline uint64_t fn_place_offset(uint64_t place)
{
    return place & ((UINT64_C(1) << 62) - 1);
}

/* A slot of the dictionary: open addressing, from where the hash's upper half leads. `term` 0 is empty,
 * else one more than the term's number; `tag` is the lower half, to pass others by unread. */
typedef struct {
    uint32_t tag, term;
} fn_slot;

/* What all lists but the few start with. */
typedef struct {
    uint32_t exceptions; /* postings whose frequency the impact does not tell */
    uint8_t most;        /* the greatest impact */
    uint8_t reserved[11];
} fn_list_head;

/* One of the exceptions, by ascending passage. */
typedef struct {
    uint32_t passage, frequency;
} fn_exception;

static inline uint64_t fn_rounded_up(uint64_t size, uint64_t to)
{
    return (size + to - 1) / to * to;
}

static inline uint64_t fn_pieces_of(uint64_t size)
{
    return (size + FN_PIECE - 1) / FN_PIECE;
}

static inline uint32_t fn_groups_of(uint64_t passages)
{
    return (uint32_t)((passages + FN_GROUP - 1) / FN_GROUP);
}

#endif
