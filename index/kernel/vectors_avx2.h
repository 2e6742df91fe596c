/* With AVX2 and BMI2. */

#define ADDING 8
#define UNPACKING 8

/* Sixteen impacts, weighed: the upper half of 16 bits times 16 bits, of which the impacts are the upper
 * bytes. */
static inline __m256i weighed(__m128i impacts, __m256i weight)
{
    return _mm256_mulhi_epu16(_mm256_slli_epi16(_mm256_cvtepu8_epi16(impacts), 8), weight);
}

static inline void add_sixteen(uint16_t *sums, __m128i impacts, __m256i weight)
{
    __m256i *at = (__m256i *)sums;
    _mm256_storeu_si256(at, _mm256_add_epi16(_mm256_loadu_si256(at), weighed(impacts, weight)));
}

static inline void add_impacts(uint16_t *sums, const uint8_t *impacts, uint32_t weight)
{
    __m256i all = _mm256_set1_epi16((short)weight);
    for (int i = 0; i < FN_BLOCK; i += 16)
        add_sixteen(sums + i, _mm_loadu_si128((const __m128i *)(impacts + i)), all);
}

/* Eight packed impacts to where eight bits are set. */
static inline uint64_t unpacked(uint64_t bits, const uint8_t *impacts)
{
    uint64_t packed;
    memcpy(&packed, impacts, sizeof packed);
    return _pdep_u64(packed, _pdep_u64(bits, UINT64_C(0x0101010101010101)) * 255);
}

static inline void add_packed(
    uint16_t *sums, uint64_t bits, const uint8_t *impacts, uint32_t weight)
{
    __m256i all = _mm256_set1_epi16((short)weight);
    for (int i = 0; i < FN_BLOCK; i += 16, bits >>= 16) {
        uint64_t low = unpacked(bits & 255, impacts);
        impacts += fn_count_bits(bits & 255);
        uint64_t high = unpacked(bits >> 8 & 255, impacts);
        impacts += fn_count_bits(bits >> 8 & 255);
        add_sixteen(sums + i, _mm_set_epi64x((long long)high, (long long)low), all);
    }
}

static inline __m256i sixteen(const uint16_t *sums)
{
    return _mm256_loadu_si256((const __m256i *)sums);
}

/* Compilers make a slower instruction of memset. */
static inline void clear(uint16_t *sums)
{
    for (int i = 0; i < FN_BLOCK; i += 16)
        _mm256_storeu_si256((__m256i *)(sums + i), _mm256_setzero_si256());
}

/* Bytes of ones for sums of at least so much. */
static inline __m256i compared(const uint16_t *sums, __m256i least)
{
    return _mm256_cmpeq_epi16(_mm256_max_epu16(sixteen(sums), least), sixteen(sums));
}

/* Bits of 32 sums. */
static inline uint32_t half_reaching(const uint16_t *sums, __m256i least)
{
    __m256i both = _mm256_packs_epi16(compared(sums, least), compared(sums + 16, least));
    return (uint32_t)_mm256_movemask_epi8(_mm256_permute4x64_epi64(both, 0xd8));
}

static inline uint64_t reaching(const uint16_t *sums, uint32_t least)
{
    __m256i all = _mm256_set1_epi16((short)least);
    return half_reaching(sums, all) | (uint64_t)half_reaching(sums + 32, all) << 32;
}

static inline uint32_t count(const uint16_t *sums, uint32_t least)
{
    return fn_count_bits(reaching(sums, least));
}

/* Bits of 32 places. */
static inline uint32_t half_equal(const uint16_t *places, __m256i place)
{
    __m256i low = _mm256_cmpeq_epi16(sixteen(places), place);
    __m256i high = _mm256_cmpeq_epi16(sixteen(places + 16), place);
    __m256i both = _mm256_permute4x64_epi64(_mm256_packs_epi16(low, high), 0xd8);
    return (uint32_t)_mm256_movemask_epi8(both);
}

static inline uint64_t equal(const uint16_t *places, uint32_t count, uint16_t place)
{
    __m256i all = _mm256_set1_epi16((short)place);
    uint64_t bits = half_equal(places, all) | (uint64_t)half_equal(places + 32, all) << 32;
    return _bzhi_u64(bits, count);
}

/* The greater of both, for each passage. */
static inline void raise(uint16_t *sums, const uint16_t *others)
{
    for (int i = 0; i < FN_BLOCK; i += 16) {
        __m256i most = _mm256_max_epu16(sixteen(sums + i), sixteen(others + i));
        _mm256_storeu_si256((__m256i *)(sums + i), most);
    }
}
