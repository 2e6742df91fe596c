/* With AVX-512 of which processors have VBMI2. */

#define ADDING 8
#define UNPACKING 8

/* Adds half of a block's impacts, weighed: the upper half of 16 bits times 16 bits, of which the impacts are the
 * upper bytes. `order` tells of each byte of the sum which impact it takes. */
static inline void add_half(uint16_t *sums, __m512i impacts, __m512i order, __m512i weight)
{
    const __mmask64 upper = 0xaaaaaaaaaaaaaaaa;
    __m512i wide = _mm512_maskz_permutexvar_epi8(upper, order, impacts);
    __m512i sum = _mm512_add_epi16(_mm512_loadu_si512(sums), _mm512_mulhi_epu16(wide, weight));
    _mm512_storeu_si512(sums, sum);
}

static inline void add_block(uint16_t *sums, __m512i impacts, uint32_t weight)
{
    static const uint8_t places[128] = {
#define FOUR(n) n, n, n + 1, n + 1, n + 2, n + 2, n + 3, n + 3
#define SIXTEEN(n) FOUR(n), FOUR(n + 4), FOUR(n + 8), FOUR(n + 12)
        SIXTEEN(0), SIXTEEN(16), SIXTEEN(32), SIXTEEN(48)};
    __m512i all = _mm512_set1_epi16((short)weight);
    add_half(sums, impacts, _mm512_loadu_si512(places), all);
    add_half(sums + 32, impacts, _mm512_loadu_si512(places + 64), all);
}

static inline void add_impacts(uint16_t *sums, const uint8_t *impacts, uint32_t weight)
{
    add_block(sums, _mm512_loadu_si512(impacts), weight);
}

static inline void add_packed(
    uint16_t *sums, uint64_t bits, const uint8_t *impacts, uint32_t weight)
{
    add_block(sums, _mm512_maskz_expand_epi8(bits, _mm512_loadu_si512(impacts)), weight);
}

/* Compilers make a slower instruction of memset. */
static inline void clear(uint16_t *sums)
{
    for (int i = 0; i < FN_BLOCK; i += 32)
        _mm512_storeu_si512(sums + i, _mm512_setzero_si512());
}

static inline uint64_t reaching(const uint16_t *sums, uint32_t least)
{
    __m512i all = _mm512_set1_epi16((short)least);
    return _mm512_cmpge_epu16_mask(_mm512_loadu_si512(sums), all)
        | (uint64_t)_mm512_cmpge_epu16_mask(_mm512_loadu_si512(sums + 32), all) << 32;
}

static inline uint32_t count(const uint16_t *sums, uint32_t least)
{
    return fn_count_bits(reaching(sums, least));
}

static inline uint64_t equal(const uint16_t *places, uint32_t count, uint16_t place)
{
    __m512i all = _mm512_set1_epi16((short)place);
    uint64_t bits = _mm512_cmpeq_epi16_mask(_mm512_loadu_si512(places), all)
        | (uint64_t)_mm512_cmpeq_epi16_mask(_mm512_loadu_si512(places + 32), all) << 32;
    return _bzhi_u64(bits, count);
}

/* The greater of both, for each passage. */
static inline void raise(uint16_t *sums, const uint16_t *others)
{
    for (int i = 0; i < FN_BLOCK; i += 32)
        _mm512_storeu_si512(sums + i, _mm512_max_epu16(_mm512_loadu_si512(sums + i),
                                                       _mm512_loadu_si512(others + i)));
}
