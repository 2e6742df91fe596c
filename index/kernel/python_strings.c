#include "python_strings.h"

#include <stdlib.h>

/* Places at first, 64 kB for the few strings of an addition; and when there are more strings, 2 MB, as
 * much as stays in a processor's second cache, or nearly. */
enum { FIRST_BITS = 12, BITS = 17 };

/* Strings asked for before it is decided whether to go on, and strings of a pause. */
enum { TRIAL = 1 << 14, PAUSE = 1 << 18 };

bool fn_strings_start(fn_strings *strings)
{
    *strings = (fn_strings){calloc((size_t)1 << FIRST_BITS, sizeof(fn_known)), FIRST_BITS, 0, 0, 0};
    return strings->places != NULL;
}

void fn_strings_forget(fn_strings *strings)
{
    for (uint32_t i = 0; strings->places && i < UINT32_C(1) << strings->bits; i++)
        Py_XDECREF(strings->places[i].object);
    free(strings->places);
    strings->places = NULL;
}

/* Without memory for more, the few places do. */
static void more_places(fn_strings *few)
{
    fn_strings many = *few;
    many.bits = BITS;
    many.places = calloc((size_t)1 << BITS, sizeof(fn_known));
    if (!many.places)
        return;
    for (uint32_t i = 0; i < UINT32_C(1) << few->bits; i++)
        if (few->places[i].object) /* no two of them had one place, nor have now */
            *fn_strings_place(&many, few->places[i].object) = few->places[i];
    free(few->places);
    *few = many;
}

void fn_strings_remember(const fn_strings *strings, PyObject *object, uint32_t number)
{
    if (!PyUnicode_CheckExact(object)) /* the end of another one's life could run code */
        return;
    fn_known *place = fn_strings_place(strings, object);
    Py_INCREF(object);
    Py_XDECREF(place->object);
    *place = (fn_known){object, number};
}

bool fn_strings_are_asked(fn_strings *strings, uint32_t count)
{
    if (strings->paused) {
        strings->paused -= strings->paused < count ? strings->paused : count;
        return false;
    }
    if (strings->asked >= TRIAL) {
        if (strings->bits < BITS)
            more_places(strings);
        else if (strings->found < strings->asked / 4)
            strings->paused = PAUSE;
        strings->asked = strings->found = 0;
    }
    strings->asked += count;
    return true;
}
