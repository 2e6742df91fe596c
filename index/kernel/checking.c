#include "checking.h"

#include "checksum.h"

static bool piece_is_sound(const fn_segment *segment, uint64_t piece)
{
    if (fn_is_known(segment->checked->pieces, piece))
        return true;
    uint64_t from = piece * FN_PIECE;
    uint64_t end = segment->header->sections[FN_SUMS].offset - sizeof(fn_header);
    uint64_t size = end - from < FN_PIECE ? end - from : FN_PIECE;
    if (fn_checksum_of(segment->first + from, size) != segment->sums[piece])
        return fn_found_damaged(segment);
    fn_make_known(segment->checked->pieces, piece);
    return true;
}

bool fn_pieces_are_sound(const fn_segment *segment, uint64_t from, uint64_t size)
{
    for (uint64_t piece = from / FN_PIECE; piece * FN_PIECE < from + size; piece++)
        if (!piece_is_sound(segment, piece))
            return false;
    return true;
}

bool fn_term_is_sound(const fn_segment *segment, uint32_t term)
{
    if (term >= segment->count)
        return fn_found_damaged(segment);
    const fn_term *entry = &segment->terms[term];
    if (!fn_is_sound(segment, entry, 2 * sizeof *entry))
        return false;
    uint64_t end = segment->header->sections[FN_TEXTS].size;
    if (entry[0].text > entry[1].text || entry[1].text > end || !entry->frequency
        || entry->frequency > segment->passages)
        return fn_found_damaged(segment);
    return fn_is_sound(segment, segment->texts + entry[0].text, entry[1].text - entry[0].text);
}
