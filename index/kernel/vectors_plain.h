/* In plain C. */

/* How long the next two take, in sparse postings that are added meanwhile. */
#define ADDING 16
#define UNPACKING 24

/* Adds weight * impact / 256 to each sum. */
static inline void add_impacts(
    uint16_t *restrict sums, const uint8_t *restrict impacts, uint32_t weight)
{
    for (int i = 0; i < FN_BLOCK; i++)
        sums[i] += (uint16_t)(weight * impacts[i] >> 8);
}

/* The same for the passages of set bits, whose impacts stand one behind the other. Up to 64 bytes may be
 * read from there on. */
static inline void add_packed(
    uint16_t *restrict sums, uint64_t bits, const uint8_t *restrict impacts, uint32_t weight)
{
    for (; bits; bits &= bits - 1)
        sums[fn_lowest(bits)] += (uint16_t)(weight * *impacts++ >> 8);
}

/* In halves, since compilers make a slower instruction of more. */
static inline void clear(uint16_t *sums)
{
    memset(sums, 0, FN_BLOCK / 2 * sizeof *sums);
    memset(sums + FN_BLOCK / 2, 0, FN_BLOCK / 2 * sizeof *sums);
}

/* Whether any sum of a block is at least so much: side by side as far as that goes, which is what compilers
 * make the best of. */
static inline bool any_reaches(const uint16_t *sums, uint32_t least)
{
    uint16_t most[8] = {0};
    for (int i = 0; i < FN_BLOCK; i += 8)
        for (int j = 0; j < 8; j++)
            most[j] = sums[i + j] > most[j] ? sums[i + j] : most[j];
    for (int j = 0; j < 8; j++)
        most[j] = most[j] >= least;
    uint64_t found[2];
    memcpy(found, most, sizeof found);
    return found[0] | found[1];
}

/* A bit for each sum of at least so much. */
static inline uint64_t reaching(const uint16_t *sums, uint32_t least)
{
    uint64_t bits = 0;
    if (!any_reaches(sums, least)) /* as nearly always */
        return 0;
    for (int i = 0; i < FN_BLOCK; i++)
        bits |= (uint64_t)(sums[i] >= least) << i;
    return bits;
}

/* How many of the sums are at least so much. */
static inline uint32_t count(const uint16_t *sums, uint32_t least)
{
    uint16_t lower = (uint16_t)(least - 1), counted = 0;
    for (int i = 0; i < FN_BLOCK; i++)
        counted += sums[i] > lower;
    return counted;
}

#define EACH_PAIR UINT64_C(0x0001000100010001)

static inline uint64_t word_at(const uint16_t *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

/* Among up to 64 different places, a bit for the one that equals this; 0 if none does. Up to 128 bytes may be
 * read from the first of them on. */
static inline uint64_t equal(const uint16_t *places, uint32_t count, uint16_t place)
{
    for (uint32_t i = 0; i < count; i += 4) {
        uint64_t other = word_at(places + i) ^ place * EACH_PAIR;
        uint64_t zero = (other - EACH_PAIR) & ~other & 0x8000 * EACH_PAIR;
        i += zero ? fn_lowest(zero) / 16 : 0;
        if (zero)
            return i < count ? UINT64_C(1) << i : 0;
    }
    return 0;
}

/* The greater of both, for each passage. */
static inline void raise(uint16_t *restrict sums, const uint16_t *restrict others)
{
    for (int i = 0; i < FN_BLOCK; i++)
        sums[i] = others[i] > sums[i] ? others[i] : sums[i];
}
