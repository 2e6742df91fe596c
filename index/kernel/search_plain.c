/* The search for every machine. */
#define FN_VARIANT fn_variant_plain
#define FN_VECTORS "vectors_plain.h"
#include "searching.h"
