/* Python's strings whose terms' numbers are known. The strings of a passage are mostly those of passages
 * before it: the same objects, where a tokenizer or a stemmer keeps what it made. Of those seen lately the
 * number is known by their address, without reading them. */
#ifndef FN_PYTHON_STRINGS_H
#define FN_PYTHON_STRINGS_H

#include <Python.h>

#include <stdbool.h>
#include <stdint.h>

/* A reference is held to each, so that no other object gets its address. */
typedef struct {
    PyObject *object; /* NULL: none */
    uint32_t number;
} fn_known;

/* Each at a place of its own; and how many of the last strings were known. Where they are not the same
 * objects, looking for them only costs: then there is a pause. */
typedef struct {
    fn_known *places;
    unsigned bits;
    uint64_t asked, found, paused; /* whoever looks for strings adds those that it found */
} fn_strings;

/* False without memory. */
bool fn_strings_start(fn_strings *strings);
void fn_strings_forget(fn_strings *strings);

/* Where a string would stand. The multiplier spreads addresses, which are multiples of 16, over the upper
 * bits (Knuth, 1973). */
static inline fn_known *fn_strings_place(const fn_strings *strings, const PyObject *object)
{
    uint64_t spread = (uint64_t)(uintptr_t)object * UINT64_C(0x9E3779B97F4A7C15);
    return &strings->places[spread >> (64 - strings->bits)];
}

/* Puts a string in the place of another. */
void fn_strings_remember(const fn_strings *strings, PyObject *object, uint32_t number);

/* Whether the strings of the next passage, so many, are to be looked for. */
bool fn_strings_are_asked(fn_strings *strings, uint32_t count);

#endif
