#include "hash.h"

uint64_t fn_hash(const char *utf8, size_t length)
{
    return fn_hash_of(utf8, length);
}
