/* What the search does to 64 passages at once, in the widest instructions of the set that a file is compiled
 * for. All of it is arithmetic in whole numbers, so every set gives the same.
 *
 * `sums` are those of a block, one a passage. */
#include "lists.h"

#if defined(__AVX512VBMI2__) && defined(__AVX512BW__)
#include "vectors_avx512.h"
#elif defined(__AVX2__) && defined(__BMI2__)
#include "vectors_avx2.h"
#else
#include "vectors_plain.h"
#endif
