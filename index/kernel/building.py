"""Compiles the kernel when Footnote is installed: setuptools' ``build_ext``, by pyproject.toml.

All C files of this folder become one extension module. What Python may call stands in their
headers between two marks; cffi makes the wrapper from that, in the build folder.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from setuptools import Extension
from setuptools.command.build_ext import build_ext

#: Scores are rank_bm25's to the last bit only if no multiplication is fused with an addition.
_FLAGS = ["-std=c11", "-O3", "-ffp-contract=off", "-fvisibility=hidden", "-Werror=implicit"]
# Microsoft's compiler has C's atomics only if asked for them (Visual Studio 2022, 17.5).
_FLAGS_MSVC = ["/std:c11", "/experimental:c11atomics", "/O2", "/fp:precise"]
_INCLUDED = re.compile(r'^#include "([^"]+)"', re.MULTILINE)
_PUBLIC = re.compile(r"/\* python: begin \*/(.*?)/\* python: end \*/", re.DOTALL)


def headers(folder: Path) -> dict[str, str]:
    """The headers of a folder with their texts, each behind those that it includes."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.h"))}
    found: dict[str, str] = {}

    def put(name: str) -> None:
        if name in texts and name not in found:
            for included in _INCLUDED.findall(texts[name]):
                put(included)
            found[name] = texts[name]

    for name in texts:
        put(name)
    return found


def declarations(folder: Path) -> str:
    """What the headers of a folder offer to Python."""
    return "".join(part for text in headers(folder).values() for part in _PUBLIC.findall(text))


def write_wrapper(name: str, folder: Path, target: Path) -> None:
    """Writes the C source of the extension module ``name`` over the headers of a folder."""
    from cffi import FFI  # only needed here, and setuptools loads this file for other commands, too

    ffi = FFI()
    ffi.cdef(declarations(folder))
    public = [name for name, text in headers(folder).items() if _PUBLIC.search(text)]
    includes = [f'#include "{header}"' for header in public]
    ffi.set_source(name, "\n".join(includes))
    target.parent.mkdir(parents=True, exist_ok=True)
    ffi.emit_c_code(str(target))


class BuildKernel(build_ext):  # type: ignore[misc]  # setuptools has no types
    """Without a compiler the installation goes on, and rank-bm25 serves."""

    def build_extension(self, ext: Extension) -> None:
        """Compiles the kernel's sources and its wrapper."""
        ext.optional = True
        folder = Path(*ext.name.split(".")[:-1])
        wrapper = Path(self.build_temp, f"{ext.name}.c")
        write_wrapper(ext.name, folder, wrapper)
        ext.sources = [str(path) for path in (*sorted(folder.glob("*.c")), wrapper)]
        ext.depends = [str(path) for path in sorted(folder.glob("*.h"))]
        ext.include_dirs = [str(folder)]
        ext.libraries = [] if sys.platform == "win32" else ["m"]
        ext.extra_compile_args = _FLAGS_MSVC if sys.platform == "win32" else _FLAGS
        super().build_extension(ext)
