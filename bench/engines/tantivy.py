"""tantivy, through its Python bindings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.engines import Documents, Pairs

_FIELD = "terms"
_SEGMENT = 3_500_000_000  # bytes of memory before a segment is written: one segment, as if merged
_LEAST_MEMORY = 15_000_000  # bytes; it takes no less


class _Opened:
    def __init__(self, index: Any) -> None:
        import tantivy

        self._index = index
        self._schema, self._searcher = index.schema, index.searcher()
        self._query, self._should = tantivy.Query, tantivy.Occur.Should

    def top(self, terms: list[str], k: int) -> Any:
        query, should, schema = self._query, self._should, self._schema
        any_of = [(should, query.term_query(schema, _FIELD, term, "freq")) for term in terms]
        return self._searcher.search(query.boolean_query(any_of), k, count=False).hits

    def pairs(self, answer: Any) -> Pairs:
        if self._searcher.num_segments > 1:
            raise RuntimeError("tantivy made several segments: ordinals are unknown")
        return [(address.doc, score) for score, address in answer]

    def add(self, documents: Documents) -> None:
        _write(self._index, documents, _LEAST_MEMORY)
        self._index.reload()
        self._searcher = self._index.searcher()


class Tantivy:
    name = "tantivy"
    package = "tantivy"
    settings = (
        "one thread, one segment; field of frequencies without positions, whitespace tokenizer; "
        "terms as a Boolean query, hits not counted; k1 1.2 and b 0.75 are fixed"
    )
    largest = 1_000_000
    grows = True

    def build(self, folder: Path, documents: Documents) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field(_FIELD, tokenizer_name="whitespace", index_option="freq")
        _write(tantivy.Index(builder.build(), path=str(folder)), documents, _SEGMENT)

    def open(self, folder: Path) -> _Opened:
        import tantivy

        return _Opened(tantivy.Index.open(str(folder)))


def _write(index: Any, documents: Documents, memory: int) -> None:
    import tantivy

    writer = index.writer(memory, 1)
    for terms in documents:
        document = tantivy.Document()
        document.add_text(_FIELD, " ".join(terms))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


PEER = Tantivy()
