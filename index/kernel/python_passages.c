/* Passages of Python's strings to a builder. The only part of the kernel that knows Python's objects, which
 * cffi hands to no function: it is a second module in the library that cffi makes of the first. */
#include <Python.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "builder.h"

/* The strings of a passage are mostly those of passages before it: the same objects, where a tokenizer
 * or a stemmer keeps what it made. Of those seen lately the number is known by their address, without
 * reading them. A reference is held to each, so that no other object gets its address. */
typedef struct {
    PyObject *object; /* NULL: none */
    uint32_t number;
} known;

/* The known strings, each at a place of its own, and how many of the last ones were known. Where they
 * are not the same objects, looking for them only costs: then there is a pause. */
typedef struct {
    known *places;
    unsigned bits;
    uint64_t asked, found, paused;
} recent;

/* Places at first, 64 kB for the few strings of an addition; and when there are more strings, 2 MB, as
 * much as stays in a processor's second cache, or nearly. */
enum { FIRST_BITS = 12, BITS = 17 };

/* Strings asked for before it is decided whether to go on, and strings of a pause. */
enum { TRIAL = 1 << 14, PAUSE = 1 << 18 };

#define UNKNOWN UINT32_MAX /* is no term's number */

/* Passages after which other threads have a turn, and the user's interrupts are heard. */
enum { A_WHILE = 1 << 10 };

/* The multiplier spreads addresses, which are multiples of 16, over the upper bits (Knuth, 1973). */
static known *place_of(const recent *recent, const PyObject *object)
{
    uint64_t spread = (uint64_t)(uintptr_t)object * UINT64_C(0x9E3779B97F4A7C15);
    return &recent->places[spread >> (64 - recent->bits)];
}

static void forget(recent *recent)
{
    for (uint32_t i = 0; recent->places && i < UINT32_C(1) << recent->bits; i++)
        Py_XDECREF(recent->places[i].object);
    free(recent->places);
    recent->places = NULL;
}

/* Without memory for more, the few places do. */
static void more_places(recent *few)
{
    recent many = *few;
    many.bits = BITS;
    many.places = calloc((size_t)1 << BITS, sizeof(known));
    if (!many.places)
        return;
    for (uint32_t i = 0; i < UINT32_C(1) << few->bits; i++)
        if (few->places[i].object) /* no two of them had one place, nor have now */
            *place_of(&many, few->places[i].object) = few->places[i];
    free(few->places);
    *few = many;
}

static void remember(const recent *recent, PyObject *object, uint32_t number)
{
    if (!PyUnicode_CheckExact(object)) /* the end of another one's life could run code */
        return;
    known *place = place_of(recent, object);
    Py_INCREF(object);
    Py_XDECREF(place->object);
    *place = (known){object, number};
}

/* Whether the strings of the next passage are looked for. */
static bool is_asked(recent *recent, uint32_t count)
{
    if (recent->paused) {
        recent->paused -= recent->paused < count ? recent->paused : count;
        return false;
    }
    if (recent->asked >= TRIAL) {
        if (recent->found < recent->asked / 4)
            recent->paused = PAUSE;
        else if (recent->bits < BITS)
            more_places(recent);
        recent->asked = recent->found = 0;
    }
    recent->asked += count;
    return true;
}

/* Reads a string that UTF-8 has no place for: it has lone surrogates, which keep theirs. */
static int read_unpaired(fn_builder *builder, PyObject *string, token *token)
{
    PyErr_Clear();
    PyObject *bytes = PyUnicode_AsEncodedString(string, "utf-8", "surrogatepass");
    if (!bytes)
        return FN_NO_MEMORY;
    int status = FN_TOO_LARGE;
    if (PyBytes_GET_SIZE(bytes) <= UINT32_MAX) {
        *token = fn_token_of(builder, PyBytes_AS_STRING(bytes), (uint32_t)PyBytes_GET_SIZE(bytes));
        status = fn_token_number(builder, token);
    }
    token->text = NULL;
    Py_DECREF(bytes);
    return status;
}

/* Reads a string that is not known by its address. What has its number already has no text. */
static int read_string(fn_builder *builder, PyObject *string, token *token)
{
    if (!PyUnicode_Check(string)) {
        PyErr_Format(PyExc_TypeError, "a term is a string, not %.100s", Py_TYPE(string)->tp_name);
        return FN_TOO_LARGE;
    }
    Py_ssize_t size;
    const char *text = PyUnicode_AsUTF8AndSize(string, &size);
    if (!text && PyErr_ExceptionMatches(PyExc_UnicodeEncodeError))
        return read_unpaired(builder, string, token);
    if (!text || size > UINT32_MAX)
        return FN_TOO_LARGE;
    *token = fn_token_of(builder, text, (uint32_t)size);
    return FN_OK;
}

/* Those that are known get their numbers, and no text. What is needed is fetched in three turns: the
 * places of all, the strings that are not there, their terms' slots. */
static int read_or_know(fn_builder *builder, recent *recent, PyObject **terms, uint32_t count)
{
    uint32_t found = 0;
    int status = FN_OK;
    for (uint32_t i = 0; i < count; i++)
        fn_fetch(place_of(recent, terms[i]));
    for (uint32_t i = 0; i < count; i++) {
        const known *place = place_of(recent, terms[i]);
        bool is_known = place->object == terms[i];
        builder->tokens[i] = (token){.number = is_known ? place->number : UNKNOWN};
        fn_fetch(is_known ? (const void *)&builder->seen[place->number] : (const void *)terms[i]);
        found += is_known;
    }
    for (uint32_t i = 0; status == FN_OK && found < count && i < count; i++)
        if (builder->tokens[i].number == UNKNOWN)
            status = read_string(builder, terms[i], &builder->tokens[i]);
    recent->found += found;
    return status;
}

static int read_terms(fn_builder *builder, PyObject **terms, uint32_t count)
{
    int status = FN_OK;
    for (uint32_t i = 0; status == FN_OK && i < count; i++)
        status = read_string(builder, terms[i], &builder->tokens[i]);
    return status;
}

static int number_terms(
    fn_builder *builder, const recent *recent, bool asked, PyObject **terms, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        token *token = &builder->tokens[i];
        if (!token->text)
            continue;
        int status = fn_token_number(builder, token);
        if (status != FN_OK)
            return status;
        if (asked)
            remember(recent, terms[i], token->number);
        fn_fetch(&builder->seen[token->number]);
    }
    return FN_OK;
}

static int add_terms(fn_builder *builder, recent *recent, PyObject **terms, uint64_t count)
{
    int status = fn_passage_begin(builder, count);
    if (status != FN_OK)
        return status;
    bool asked = is_asked(recent, (uint32_t)count);
    status = asked ? read_or_know(builder, recent, terms, (uint32_t)count)
                   : read_terms(builder, terms, (uint32_t)count);
    if (status == FN_OK)
        status = number_terms(builder, recent, asked, terms, (uint32_t)count);
    return status == FN_OK ? fn_passage_end(builder, (uint32_t)count) : status;
}

static int add_passage(fn_builder *builder, recent *recent, PyObject *passage)
{
#if defined(Py_GIL_DISABLED) /* a list could be changed by others meanwhile */
    PyObject *terms = PySequence_Tuple(passage);
#else
    PyObject *terms = PySequence_Fast(passage, "a passage is a sequence of terms");
#endif
    if (!terms)
        return FN_TOO_LARGE;
    int status = add_terms(builder, recent, PySequence_Fast_ITEMS(terms),
                           (uint64_t)PySequence_Fast_GET_SIZE(terms));
    Py_DECREF(terms);
    return status;
}

static int add_passages(fn_builder *builder, recent *recent, PyObject *passages)
{
    int status = FN_OK;
    PyObject *passage;
    while (status == FN_OK && (passage = PyIter_Next(passages))) {
        status = add_passage(builder, recent, passage);
        Py_DECREF(passage);
        if (builder->passages % A_WHILE)
            continue;
        if (PyErr_CheckSignals())
            break;
        Py_BEGIN_ALLOW_THREADS
        Py_END_ALLOW_THREADS
    }
    return status;
}

static PyObject *add(PyObject *module, PyObject *arguments)
{
    PyObject *address, *passages;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O!O:add", &PyLong_Type, &address, &passages))
        return NULL;
    fn_builder *builder = PyLong_AsVoidPtr(address);
    PyObject *each = builder ? PyObject_GetIter(passages) : NULL;
    recent recent = {.bits = FIRST_BITS};
    recent.places = each ? calloc((size_t)1 << FIRST_BITS, sizeof(known)) : NULL;
    int status = recent.places ? add_passages(builder, &recent, each) : FN_NO_MEMORY;
    forget(&recent);
    Py_XDECREF(each);
    return PyErr_Occurred() ? NULL : PyLong_FromLong(status);
}

static PyMethodDef functions[] = {
    {"add", add, METH_VARARGS,
     "add(builder, passages): adds all passages of an iterable, each a sequence of strings, to the\n"
     "fn_builder at an address. Returns a status. After an exception it can only be freed."},
    {0},
};

static PyModuleDef_Slot slots[] = {
#if defined(Py_GIL_DISABLED)
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0},
};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "index.kernel._passages",
    .m_methods = functions,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__passages(void)
{
    return PyModuleDef_Init(&definition);
}
