/* Files are damaged, with and without checksums that still fit, and used as far as the checks let them (make
 * sanitize). Without, the damage is seen before anything is told of it, or what is told is what the whole
 * file tells. Any error of memory or arithmetic ends the program. */

#include <time.h>

#include "answers.h"
#include "merging.h"

/* Where to damage: the header and the dictionary are small beside the lists. */
static size_t somewhere(const file *file)
{
    fn_header header;
    memcpy(&header, file->bytes, sizeof header);
    uint64_t which = chance(FN_SECTIONS + 1);
    if (which == FN_SECTIONS || !header.sections[which].size)
        return chance(sizeof header);
    size_t at = header.sections[which].offset + chance(header.sections[which].size);
    return at < file->size ? at : chance(file->size);
}

/* Puts bytes where others were: the same two over and over, or as they are. */
static void copy(file *file, size_t to, size_t from, size_t size)
{
    bool repeated = chance(2);
    to &= ~(size_t)1;
    from = repeated && to >= 2 ? to - 2 : from & ~(size_t)1;
    for (size_t i = 0; i < size && to + i < file->size && from + i < file->size; i++)
        file->bytes[to + i] = file->bytes[from + i];
}

static void damage(file *file, bool mended)
{
    for (uint64_t times = 1 + chance(4); times; times--) {
        size_t at = somewhere(file);
        switch (chance(5)) {
        case 0:
            file->bytes[at] ^= (unsigned char)(1 << chance(8));
            break;
        case 1:
            file->bytes[at] = (unsigned char)chance(256);
            break;
        case 2:
            file->bytes[at] = chance(2) ? 0xff : 0;
            break;
        case 3: /* a place named twice, a bound that another list has */
            copy(file, at, somewhere(file), chance(300));
            break;
        default:
            for (size_t i = at & ~(size_t)3; i < (at | 3) + 1 && i < file->size; i++)
                file->bytes[i] = (unsigned char)(chance(3) ? chance(256) : 0xff);
        }
    }
    if (mended)
        mend_checksums(file);
}

/* Everything there is to do with a file that could be opened. What is told with FN_OK is what the whole file
 * tells, unless checksums were made to fit. Returns whether no damage was found. */
static bool use(const file *file, const fn_corpus *whole, bool mended, uint32_t vocabulary)
{
    char path[4096];
    fn_segment *segment = opened(file);
    fn_corpus *corpus = fn_corpus_new(1);
    uint64_t passages = segment->passages;
    bool check = !chance(4), restrict_to = chance(2);
    if (check)
        fn_segment_check(segment);
    demand(!check || mended || fn_segment_is_damaged(segment), "damage being seen by the check");
    unsigned char *removed = bitmap(passages, restrict_to ? 9 : 0);
    int status = fn_corpus_add(corpus, segment, removed, restrict_to ? passages / 8 + 1 : 0);
    demand(status == FN_OK || fn_segment_is_damaged(segment), "adding what is not damaged");
    for (int i = 0; status == FN_OK && i < 6; i++) {
        question question = asked(vocabulary);
        fn_variant *variants[FN_MOST_VARIANTS + 1];
        fn_variants(variants);
        for (fn_variant **variant = variants; *variant && status == FN_OK; variant++) {
            answer own = {0};
            status = rank(*variant, corpus, &question, (fn_bits){0}, &own);
            demand(status == FN_OK || status == FN_DAMAGED, "ranking or seeing why not");
            if (status != FN_OK || mended || restrict_to)
                continue;
            answer all = answered(fn_variant_plain, whole, &question, (fn_bits){0});
            demand(are_same(&own, &all), "nothing wrong being told");
        }
    }
    uint32_t at = 0, term = 0, length;
    unsigned char *bits = calloc(passages / 8 + 1, 1);
    for (const char *text; corpus->segments && fn_next_term(corpus, &at, &term, &text, &length);) {
        if (chance(20))
            continue;
        bool told = fn_holding(corpus, text, length, bits) == FN_OK;
        demand(told || fn_corpus_status(corpus) == FN_DAMAGED, "holding");
        int64_t frequency = fn_frequency(corpus, text, length);
        demand((frequency < 0) == (fn_corpus_status(corpus) == FN_DAMAGED), "frequencies");
        if (frequency >= 0 && !mended && !restrict_to)
            demand(frequency == fn_frequency(whole, text, length), "no wrong frequency");
    }
    free(bits);
    snprintf(path, sizeof path, "%s/of-damaged", folder);
    if (corpus->segments)
        status = fn_merge(corpus, path);
    demand(status == FN_OK ? !fn_segment_is_damaged(segment) : status == FN_DAMAGED,
           "merging or seeing why not");
    demand(status != FN_OK || mended || restrict_to || !corpus->passages
               || fn_segment_is_damaged(segment) || fn_segment_check(segment) != FN_OK,
           "the damage being somewhere");
    fn_corpus_free(corpus);
    fn_segment_close(segment);
    free(removed);
    return status == FN_OK;
}

/* Damages one file over and over. Returns how often it could be used nevertheless. */
static uint32_t use_damaged(void)
{
    char path[4096];
    uint32_t passed = 0, vocabulary = (uint32_t[]){4, 60, 900}[chance(3)];
    /* More than one window of the search is the rarest: it takes longest. */
    uint64_t most = chance(16) ? (uint64_t[]){3, 40, 700, 2500}[chance(4)] : 50000;
    documents all = made((uint32_t)chance(most), vocabulary);
    snprintf(path, sizeof path, "%s/damaged", folder);
    build(&all, path);
    documents_free(&all);
    file whole = loaded(path), file = {.size = whole.size};
    fn_segment *segment = opened(&whole), *other;
    fn_corpus *corpus = fn_corpus_new(1);
    demand(fn_corpus_add(corpus, segment, NULL, 0) == FN_OK, "adding the whole segment");
    demand(posix_memalign((void **)&file.bytes, 64, whole.size) == 0, "memory");
    for (int i = 0; i < 60; i++) {
        memcpy(file.bytes, whole.bytes, whole.size);
        bool mended = chance(3) != 0;
        damage(&file, mended);
        if (!memcmp(file.bytes, whole.bytes, whole.size)
            || fn_segment_open(file.bytes, file.size, &other) != FN_OK)
            continue;
        fn_segment_close(other);
        passed += use(&file, corpus, mended, vocabulary);
    }
    size_t cut = chance(whole.size);
    unsigned char *part; /* its own size, so that reading beyond is seen */
    demand(posix_memalign((void **)&part, 64, cut + 1) == 0, "memory");
    memcpy(part, whole.bytes, cut);
    demand(fn_segment_open(part, cut, &other) != FN_OK, "a cut file being seen");
    free(part);
    fn_corpus_free(corpus);
    fn_segment_close(segment);
    free(file.bytes);
    free(whole.bytes);
    return passed;
}

int main(int count, char **arguments)
{
    if (count < 3) {
        fprintf(stderr, "usage: damage FOLDER SECONDS [SEED]\n");
        return 2;
    }
    folder = arguments[1];
    seed(count, arguments);
    clock_t end = clock() + (clock_t)(atof(arguments[2]) * CLOCKS_PER_SEC);
    uint32_t rounds = 0, passed = 0;
    for (; !rounds || clock() < end; rounds++)
        passed += use_damaged();
    printf("%u of %u damaged files could be used\n", passed, rounds * 60);
    return 0;
}
