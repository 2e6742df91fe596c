#include "segment_writing.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dictionary.h"
#include "hash.h"

static void count_lengths(fn_header *header, const uint32_t *lengths, uint32_t passages)
{
    header->passages = passages;
    for (uint32_t i = 0; i < passages; i++) {
        header->tokens += lengths[i];
        if (lengths[i] > header->most_tokens)
            header->most_tokens = lengths[i];
    }
}

int fn_segment_writer_start(
    fn_segment_writer *writer, const char *path, const uint32_t *lengths, uint32_t passages)
{
    memset(writer, 0, sizeof *writer);
    count_lengths(&writer->header, lengths, passages);
    fn_header *header = &writer->header;
    double average = passages ? (double)header->tokens / (double)passages : 0;
    if (!fn_list_writer_start(&writer->lists, lengths, passages, average,
                              (uint32_t)header->most_tokens)) {
        fn_list_writer_free(&writer->lists);
        return FN_NO_MEMORY;
    }
    if (!fn_output_open(&writer->output, path)) {
        fn_list_writer_free(&writer->lists);
        return FN_NOT_WRITTEN;
    }
    fn_output_section(&writer->output, &header->sections[FN_LENGTHS]);
    fn_output_put(&writer->output, lengths, sizeof(uint32_t) * passages);
    fn_output_section_end(&writer->output);
    fn_output_section(&writer->output, &header->sections[FN_LISTS]);
    return FN_OK;
}

static bool term_fits(fn_segment_writer *writer, uint32_t length)
{
    if (writer->header.terms + 2 > writer->terms_room) {
        uint64_t room = writer->terms_room * 2 + 1024;
        fn_term *terms = realloc(writer->terms, sizeof(fn_term) * room);
        if (!terms)
            return false;
        writer->terms = terms;
        writer->terms_room = room;
    }
    if (writer->texts_size + length > writer->texts_room) {
        uint64_t room = (writer->texts_size + length) * 2 + 4096;
        char *texts = realloc(writer->texts, room);
        if (!texts)
            return false;
        writer->texts = texts;
        writer->texts_room = room;
    }
    return true;
}

int fn_segment_writer_term(
    fn_segment_writer *writer, const char *text, uint32_t length, const uint32_t *passages,
    const uint32_t *frequencies, uint32_t count)
{
    if (writer->header.terms >= FN_MOST_NUMBERED || writer->texts_size + length > UINT32_MAX)
        return FN_TOO_LARGE;
    if (!term_fits(writer, length))
        return FN_NO_MEMORY;
    fn_term *term = &writer->terms[writer->header.terms++];
    term->text = (uint32_t)writer->texts_size;
    if (length)
        memcpy(writer->texts + writer->texts_size, text, length);
    writer->texts_size += length;
    return fn_list_write(&writer->lists, &writer->output, passages, frequencies, count, term);
}

static fn_slot *slots_of(const fn_segment_writer *writer, uint64_t count)
{
    fn_slot *slots = calloc(count, sizeof *slots);
    for (uint64_t i = 0; slots && i < writer->header.terms; i++) {
        uint32_t start = writer->terms[i].text, end = writer->terms[i + 1].text;
        fn_slot_put(slots, count, fn_hash(writer->texts + start, end - start), (uint32_t)i);
    }
    return slots;
}

static void put_section(
    fn_segment_writer *writer, enum fn_section which, const void *bytes, uint64_t size)
{
    fn_output_section(&writer->output, &writer->header.sections[which]);
    fn_output_put(&writer->output, bytes, size);
    fn_output_section_end(&writer->output);
}

int fn_segment_writer_finish(fn_segment_writer *writer)
{
    fn_header *header = &writer->header;
    fn_output_section_end(&writer->output);
    if (!term_fits(writer, 1)) {
        fn_segment_writer_abandon(writer);
        return FN_NO_MEMORY;
    }
    writer->terms[header->terms] = (fn_term){.text = (uint32_t)writer->texts_size};
    header->slots = fn_slots_for(header->terms);
    fn_slot *slots = slots_of(writer, header->slots);
    if (!slots) {
        fn_segment_writer_abandon(writer);
        return FN_NO_MEMORY;
    }
    put_section(writer, FN_TERMS, writer->terms, sizeof(fn_term) * (header->terms + 1));
    put_section(writer, FN_TEXTS, writer->texts, writer->texts_size);
    put_section(writer, FN_SLOTS, slots, sizeof(fn_slot) * header->slots);
    free(slots);
    free(writer->terms);
    free(writer->texts);
    fn_list_writer_free(&writer->lists);
    return fn_output_close(&writer->output, header) ? FN_OK : FN_NOT_WRITTEN;
}

void fn_segment_writer_abandon(fn_segment_writer *writer)
{
    fn_output_abandon(&writer->output);
    free(writer->terms);
    free(writer->texts);
    fn_list_writer_free(&writer->lists);
}
