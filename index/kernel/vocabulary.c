#include "vocabulary.h"

#include <string.h>

#include "checking.h"

/* In UTF-8, every byte but 10xxxxxx begins a character. */
static uint32_t characters(const char *text, uint32_t length)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xC0) != 0x80;
    return count;
}

static bool begins(const char *text, uint32_t length, const char *prefix, uint32_t prefix_length)
{
    return length >= prefix_length && memcmp(text, prefix, prefix_length) == 0;
}

uint64_t fn_terms_beginning(
    const fn_corpus *corpus, const char *prefix, uint32_t prefix_length, uint32_t least,
    uint32_t most, char *into, uint64_t room)
{
    uint64_t taken = 0;
    for (uint32_t i = 0; i < corpus->segments; i++) {
        const fn_segment *segment = &corpus->parts[i].segment;
        for (uint32_t term = 0; term < segment->count; term++) {
            uint32_t length;
            if (!fn_term_is_sound(segment, term))
                continue;
            const char *text = fn_text(segment, term, &length);
            if (!begins(text, length, prefix, prefix_length))
                continue;
            uint32_t count = characters(text, length);
            if (count < least || count > most)
                continue;
            if (taken + length < room) {
                memcpy(into + taken, text, length);
                into[taken + length] = 0;
            }
            taken += length + 1;
        }
    }
    return taken;
}
