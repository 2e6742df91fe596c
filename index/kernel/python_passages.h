/* Passages of Python's strings to a builder. The only part of the kernel that knows Python's objects:
 * index/kernel/writing.py calls it by ctypes, which keeps the interpreter's lock and raises. */
#ifndef FN_PYTHON_PASSAGES_H
#define FN_PYTHON_PASSAGES_H

#include <Python.h>

#include "building.h"

#if defined(_WIN32)
#define FN_FOR_PYTHON __declspec(dllexport)
#else
#define FN_FOR_PYTHON __attribute__((visibility("default")))
#endif

/* Adds all passages of an iterable, each a sequence of strings. Returns a status; an exception may be
 * set, which counts more. */
FN_FOR_PYTHON int fn_python_passages_add(fn_builder *builder, PyObject *passages);

#endif
