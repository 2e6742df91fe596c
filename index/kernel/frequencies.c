#include "frequencies.h"

#include "checking.h"
#include "dictionary.h"
#include "hash.h"

/* Terms that are waited for at once: about as many cache lines as a core fetches side by side. */
enum { AT_ONCE = 16 };

#if defined(__GNUC__)
#define FETCH(address) __builtin_prefetch(address)
#else
#define FETCH(address) ((void)(address))
#endif

static void add_frequencies(const fn_part *part, const uint64_t *hashes, size_t count,
                            uint32_t *frequencies)
{
    const fn_segment *segment = &part->segment;
    uint32_t terms[AT_ONCE], length;
    for (size_t i = 0; i < count; i++)
        FETCH(fn_first_slot(segment, hashes[i]));
    for (size_t i = 0; i < count; i++) {
        terms[i] = fn_likely_term(segment, hashes[i]);
        if (terms[i] != FN_NO_TERM)
            FETCH(segment->terms + terms[i]);
    }
    for (size_t i = 0; i < count; i++) {
        if (terms[i] != FN_NO_TERM && !fn_term_is_sound(segment, terms[i]))
            terms[i] = FN_NO_TERM;
        if (terms[i] != FN_NO_TERM)
            FETCH(fn_text(segment, terms[i], &length));
    }
    for (size_t i = 0; i < count; i++) {
        if (terms[i] == FN_NO_TERM)
            continue;
        const char *text = fn_text(segment, terms[i], &length);
        if (fn_hash(text, length) != hashes[i])
            terms[i] = fn_term_of_hash(segment, hashes[i]);
        if (terms[i] != FN_NO_TERM)
            frequencies[i] += fn_part_frequency(part, terms[i]);
    }
}

void fn_frequencies_of_hashes(const fn_corpus *corpus, const uint64_t *hashes, size_t count,
                              uint32_t *frequencies)
{
    for (size_t i = 0; i < count; i++)
        frequencies[i] = 0;
    for (uint32_t part = 0; part < corpus->segments; part++)
        for (size_t begin = 0; begin < count; begin += AT_ONCE) {
            size_t some = count - begin < AT_ONCE ? count - begin : AT_ONCE;
            add_frequencies(&corpus->parts[part], hashes + begin, some, frequencies + begin);
        }
}
