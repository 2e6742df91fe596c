/* Passages of Python's strings to a builder. The only part of the kernel that knows Python's objects, which
 * cffi hands to no function: it is a second module in the library that cffi makes of the first. */
#include "python_strings.h"

#include "builder.h"

typedef struct {
    fn_builder *builder;
    fn_strings strings;
    PyObject *turn;
    uint64_t since_turn; /* strings since it was called */
} adding;

/* Strings after which others have their turn: less than a millisecond. */
enum { A_WHILE = 1 << 14 };

/* Besides the kernel's statuses: an exception is set; and the passage is to be read again, held. */
enum { FAILED = -1, TO_BE_HELD = -2 };

/* A token is read (it has a text and no number), known (a number and no text), numbered (both), or, while
 * others are read, UNREAD. No term has that number. */
#define UNREAD UINT32_MAX

/* Reads a string that UTF-8 has no place for: it has lone surrogates, which keep theirs. It gets its
 * number at once, since its bytes are not kept, and is not remembered: such strings are rare. */
static int read_unpaired(adding *adding, PyObject *string, token *token)
{
    PyObject *bytes = PyUnicode_AsEncodedString(string, "utf-8", "surrogatepass");
    if (!bytes)
        return FAILED;
    int status = FN_TOO_LARGE;
    if (PyBytes_GET_SIZE(bytes) <= UINT32_MAX) {
        *token = fn_token_of(
            adding->builder, PyBytes_AS_STRING(bytes), (uint32_t)PyBytes_GET_SIZE(bytes));
        status = fn_token_number(adding->builder, token);
    }
    token->text = NULL;
    Py_DECREF(bytes);
    return status;
}

/* Reads a string that is not known by its address. Making an exception can, until Python 3.11, run a
 * collection of garbage, and that anybody's code, which may change the list that the strings are in. So
 * none of them is looked at again after one has failed, unless the passage is held. */
static int read_string(adding *adding, PyObject *string, bool held, token *token)
{
    if (!PyUnicode_Check(string)) {
        PyErr_Format(PyExc_TypeError, "a term is a string, not %.100s", Py_TYPE(string)->tp_name);
        return FAILED;
    }
    Py_ssize_t size;
    Py_INCREF(string);
    const char *text = PyUnicode_AsUTF8AndSize(string, &size);
    Py_DECREF(string);
    if (text && size <= UINT32_MAX) {
        *token = fn_token_of(adding->builder, text, (uint32_t)size);
        return FN_OK;
    }
    if (text)
        return FN_TOO_LARGE;
    if (!PyErr_ExceptionMatches(PyExc_UnicodeEncodeError))
        return FAILED;
    PyErr_Clear();
    return held ? read_unpaired(adding, string, token) : TO_BE_HELD;
}

/* What is needed is fetched in three turns: the places of all, the strings that are not there, their
 * terms' slots. */
static int read_or_know(adding *adding, PyObject **terms, uint32_t count, bool held)
{
    token *tokens = adding->builder->tokens;
    const seen *seen = adding->builder->seen;
    uint32_t found = 0;
    int status = FN_OK;
    for (uint32_t i = 0; i < count; i++)
        fn_fetch(fn_strings_place(&adding->strings, terms[i]));
    for (uint32_t i = 0; i < count; i++) {
        const fn_known *place = fn_strings_place(&adding->strings, terms[i]);
        bool is_known = place->object == terms[i];
        tokens[i] = (token){.number = is_known ? place->number : UNREAD};
        fn_fetch(is_known ? (const void *)&seen[place->number] : (const void *)terms[i]);
        found += is_known;
    }
    for (uint32_t i = 0; status == FN_OK && found < count && i < count; i++)
        if (tokens[i].number == UNREAD)
            status = read_string(adding, terms[i], held, &tokens[i]);
    adding->strings.found += found;
    return status;
}

static int read_all(adding *adding, PyObject **terms, uint32_t count, bool held)
{
    token *tokens = adding->builder->tokens;
    int status = FN_OK;
    for (uint32_t i = 0; status == FN_OK && i < count; i++)
        status = read_string(adding, terms[i], held, &tokens[i]);
    return status;
}

/* Gives numbers to those that were read. */
static int number_all(adding *adding, PyObject **terms, uint32_t count, bool asked)
{
    fn_builder *builder = adding->builder;
    for (uint32_t i = 0; i < count; i++) {
        token *token = &builder->tokens[i];
        if (!token->text)
            continue;
        int status = fn_token_number(builder, token);
        if (status != FN_OK)
            return status;
        if (asked)
            fn_strings_remember(&adding->strings, terms[i], token->number);
        fn_fetch(&builder->seen[token->number]);
    }
    return FN_OK;
}

/* Adds the passage of these strings, a list or, if they are `held`, a tuple. */
static int add_terms(adding *adding, PyObject *strings, bool held)
{
    PyObject **terms = PySequence_Fast_ITEMS(strings);
    uint64_t size = (uint64_t)PySequence_Fast_GET_SIZE(strings);
    int status = fn_passage_begin(adding->builder, size);
    if (status != FN_OK)
        return status;
    uint32_t count = (uint32_t)size;
    bool asked = fn_strings_are_asked(&adding->strings, count);
    status = asked ? read_or_know(adding, terms, count, held) : read_all(adding, terms, count, held);
    if (status == FN_OK)
        status = number_all(adding, terms, count, asked);
    adding->since_turn += (uint64_t)count + 1;
    return status == FN_OK ? fn_passage_end(adding->builder, count) : status;
}

static int add_passage(adding *adding, PyObject *passage)
{
    PyObject *terms = PySequence_Fast(passage, "a passage is a sequence of terms");
    if (!terms)
        return FAILED;
#if defined(Py_GIL_DISABLED) /* other threads could change a list at any time */
    int status = TO_BE_HELD;
#else
    int status = add_terms(adding, terms, PyTuple_CheckExact(terms));
#endif
    if (status == TO_BE_HELD) {
        PyObject *held = PySequence_Tuple(terms);
        status = held ? add_terms(adding, held, true) : FAILED;
        Py_XDECREF(held);
    }
    Py_DECREF(terms);
    return status;
}

/* Lets other threads and handlers of signals have their turn, by running code of Python's own: it gives the
 * lock to a thread that asks for it. To let go of it and take it again here, as often as this, would
 * never give it away: each time begins the others' waiting anew. False if something was raised. */
static bool others_had_their_turn(adding *adding)
{
    adding->since_turn = 0;
    PyObject *nothing = PyObject_CallNoArgs(adding->turn);
    Py_XDECREF(nothing);
    return nothing != NULL;
}

static int add_passages(adding *adding, PyObject *passages)
{
    int status = FN_OK;
    PyObject *passage;
    while (status == FN_OK && (passage = PyIter_Next(passages))) {
        status = add_passage(adding, passage);
        Py_DECREF(passage);
        if (status == FN_OK && adding->since_turn >= A_WHILE && !others_had_their_turn(adding))
            return FAILED;
    }
    return status;
}

static PyObject *add(PyObject *module, PyObject *arguments)
{
    PyObject *address, *passages, *turn;
    (void)module;
    if (!PyArg_ParseTuple(arguments, "O!OO:add", &PyLong_Type, &address, &passages, &turn))
        return NULL;
    adding all = {.builder = PyLong_AsVoidPtr(address), .turn = turn};
    PyObject *each = all.builder ? PyObject_GetIter(passages) : NULL;
    int status = FN_NO_MEMORY;
    if (each && fn_strings_start(&all.strings))
        status = add_passages(&all, each);
    fn_strings_forget(&all.strings);
    Py_XDECREF(each);
    return PyErr_Occurred() ? NULL : PyLong_FromLong(status);
}

static PyMethodDef functions[] = {
    {"add", add, METH_VARARGS,
     "add(builder, passages, turn): adds all passages of an iterable, each a sequence of strings, to\n"
     "the fn_builder at an address. `turn` is called now and then, without arguments. Returns a\n"
     "status. After an exception the builder can only be freed."},
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
