/* The same for processors with AVX2, whose vectors are twice as wide. */
#include "search.h"

#ifdef FN_HAS_AVX
#include <immintrin.h>

#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2"))), apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,bmi,bmi2")
#endif

#define FN_VARIANT fn_variant_avx2
#define FN_VECTORS "vectors_avx2.h"
#include "searching.h"

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
