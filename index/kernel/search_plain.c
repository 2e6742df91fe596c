/* The search for every machine. */
#define FN_SEARCH fn_search_plain
#include "groups.h"
