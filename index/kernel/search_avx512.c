/* The same for processors with AVX-512 and its VBMI2, from Ice Lake and Zen 4 on. */
#include "search.h"

#ifdef FN_HAS_AVX
#include <immintrin.h>

#if defined(__clang__)
#define FOR __attribute__((target(\
    "avx2,bmi,bmi2,popcnt,avx512f,avx512bw,avx512vl,avx512dq,avx512vbmi,avx512vbmi2")))
#pragma clang attribute push(FOR, apply_to = function)
#else
#pragma GCC push_options
#pragma GCC target("avx2,bmi,bmi2,popcnt,avx512f,avx512bw,avx512vbmi2")
#pragma GCC target("avx512vl,avx512dq,avx512vbmi,prefer-vector-width=512")
#endif

#define FN_VARIANT fn_variant_avx512
#define FN_VECTORS "vectors_avx512.h"
#include "searching.h"

#if defined(__clang__)
#pragma clang attribute pop
#else
#pragma GCC pop_options
#endif
#endif
