/* The search for every machine. */
#define FN_VARIANT fn_variant_plain
#include "windows.h"
