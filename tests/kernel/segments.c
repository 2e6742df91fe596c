/* The kernel under sanitizers (make sanitize): what it builds is searched, by every variant and by a loop
 * over all passages, and merged; then its files are damaged, with and without checksums that still fit,
 * and used as far as the checks let them. Without, the damage is seen before anything is told of it, or
 * what is told is what the whole file tells. Any error of memory or arithmetic ends the program. */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "building.h"
#include "checksum.h"
#include "merging.h"
#include "random.h"
#include "search.h"

#define MOST_K 1200
#define MOST_TERMS 260

static const char *folder;

static void demand(bool held, const char *what)
{
    if (held)
        return;
    fprintf(stderr, "failed: %s (seed state %llu)\n", what, (unsigned long long)state);
    abort();
}

/* Passages as numbers of terms, beside the kernel's own view of them. */
typedef struct {
    uint32_t passages, *counts, *terms; /* one passage's after the other's */
} documents;

static uint32_t term_number(uint32_t vocabulary)
{
    uint32_t number = vocabulary;
    for (uint64_t halvings = chance(12); halvings && number > 1; halvings--)
        number = number / 2 + 1;
    return (uint32_t)chance(number);
}

static documents made(uint32_t passages, uint32_t vocabulary)
{
    documents all = {passages, malloc(sizeof(uint32_t) * (passages + 1)), NULL};
    uint64_t total = 0;
    for (uint32_t i = 0; i < passages; i++) {
        all.counts[i] = (uint32_t)chance(chance(50) ? 14 : 700);
        total += all.counts[i];
    }
    all.terms = malloc(sizeof(uint32_t) * (total + 1));
    uint64_t at = 0;
    for (uint32_t i = 0; i < passages; i++) {
        bool same = !chance(40); /* one term over and over */
        for (uint32_t j = 0; j < all.counts[i]; j++, at++)
            all.terms[at] = same && j ? all.terms[at - 1] : term_number(vocabulary);
    }
    return all;
}

static void documents_free(documents *all)
{
    free(all->counts);
    free(all->terms);
}

static uint32_t spelled(uint32_t term, char *text)
{
    return (uint32_t)sprintf(text, "t%u", term);
}

/* Builds passage by passage, half of them with terms of given lengths. */
static void build(const documents *all, const char *path)
{
    fn_builder *builder = fn_builder_new();
    const uint32_t *terms = all->terms;
    for (uint32_t i = 0; i < all->passages; i++) {
        uint32_t count = all->counts[i];
        char *text = malloc(count * 12 + 1);
        uint32_t *lengths = malloc(sizeof(uint32_t) * (count + 1));
        uint64_t size = 0;
        bool parted = i % 2;
        for (uint32_t j = 0; j < count; j++) {
            if (parted && j)
                text[size++] = 0;
            lengths[j] = spelled(*terms++, text + size);
            size += lengths[j];
        }
        demand(fn_builder_add(builder, text, size, parted ? NULL : lengths, &count, 1) == FN_OK,
               "adding");
        free(text);
        free(lengths);
    }
    demand(fn_builder_write(builder, path) == FN_OK, "writing");
    fn_builder_free(builder);
}

typedef struct {
    unsigned char *bytes; /* at an address divisible by 64, and of exactly the file's size */
    size_t size;
} file;

static file loaded(const char *path)
{
    FILE *in = fopen(path, "rb");
    demand(in != NULL, "opening a file");
    fseek(in, 0, SEEK_END);
    file file = {.size = (size_t)ftell(in)};
    rewind(in);
    demand(posix_memalign((void **)&file.bytes, 64, file.size ? file.size : 1) == 0, "memory");
    demand(fread(file.bytes, 1, file.size, in) == file.size, "reading");
    fclose(in);
    return file;
}

typedef struct {
    char text[MOST_TERMS * 12];
    uint64_t size;
    uint32_t terms, numbers[MOST_TERMS], k;
} question;

static question asked(uint32_t vocabulary)
{
    question question = {.k = (uint32_t[]){1, 3, 10, 100, 1000}[chance(5)]};
    question.terms = 1 + (uint32_t)(chance(60) ? chance(9) : chance(MOST_TERMS));
    for (uint32_t i = 0; i < question.terms; i++) {
        question.numbers[i] = term_number(vocabulary + 3);
        if (i)
            question.text[question.size++] = 0;
        question.size += spelled(question.numbers[i], question.text + question.size);
    }
    return question;
}

typedef struct {
    uint32_t found, ordinals[MOST_K];
    double scores[MOST_K];
} answer;

static int rank(
    fn_variant *variant, const fn_corpus *corpus, const question *question, fn_bits within,
    answer *answer)
{
    return fn_rank_by(variant, corpus, question->text, question->size, NULL, question->terms, NULL,
                      0, question->k, within.bytes, within.size, answer->ordinals,
                      answer->scores, &answer->found);
}

static answer answered(
    fn_variant *variant, const fn_corpus *corpus, const question *question, fn_bits within)
{
    answer answer = {0};
    demand(rank(variant, corpus, question, within, &answer) == FN_OK, "ranking");
    return answer;
}

static bool are_same(const answer *one, const answer *other)
{
    return one->found == other->found
        && !memcmp(one->ordinals, other->ordinals, one->found * sizeof(uint32_t))
        && !memcmp(one->scores, other->scores, one->found * sizeof(double));
}

/* What a passage scores by the formula alone; below 0 if it holds no term. */
static double plain_score(
    const question *question, const uint32_t *terms, uint32_t length, const uint64_t *frequencies,
    uint64_t passages, double average)
{
    double score = 0;
    bool held = false;
    for (uint32_t i = 0; i < question->terms; i++) {
        uint32_t count = 0;
        for (uint32_t j = 0; j < length; j++)
            count += terms[j] == question->numbers[i];
        held = held || count;
        double normaliser = FN_K1 * (1 - FN_B + FN_B * (double)length / average);
        double idf = fn_idf(passages, frequencies[i]);
        score += idf * (1 + (double)count * (FN_K1 + 1) / (normaliser + (double)count));
    }
    return held ? score : -1;
}

/* The k best of several lots of documents, by looking at all. */
static answer looked_up(
    const documents *lots, const fn_corpus *corpus, const question *question, fn_bits within)
{
    answer best = {0};
    uint64_t frequencies[MOST_TERMS];
    for (uint32_t i = 0; i < question->terms; i++) {
        char text[12];
        uint32_t length = spelled(question->numbers[i], text);
        frequencies[i] = (uint64_t)fn_frequency(corpus, text, length);
    }
    uint64_t passages = fn_corpus_passages(corpus);
    double average = (double)fn_corpus_tokens(corpus) / (double)passages;
    uint32_t ordinal = 0;
    for (uint32_t lot = 0; lot < corpus->segments; lot++) {
        const uint32_t *terms = lots[lot].terms;
        for (uint32_t i = 0; i < lots[lot].passages; terms += lots[lot].counts[i++], ordinal++) {
            if (fn_bit(corpus->parts[lot].removed, i)
                || (within.bytes && !fn_bit(within, ordinal)))
                continue;
            double score = plain_score(question, terms, lots[lot].counts[i], frequencies,
                                       passages, average);
            uint32_t at = best.found;
            while (at > 0 && best.scores[at - 1] < score)
                at--;
            if (score < 0 || at >= question->k)
                continue;
            uint32_t moved = (best.found < question->k ? best.found : question->k - 1) - at;
            memmove(best.scores + at + 1, best.scores + at, moved * sizeof(double));
            memmove(best.ordinals + at + 1, best.ordinals + at, moved * sizeof(uint32_t));
            best.scores[at] = score;
            best.ordinals[at] = ordinal;
            best.found += best.found < question->k;
        }
    }
    return best;
}

static unsigned char *bitmap(uint64_t size, uint64_t one_in)
{
    unsigned char *bits = calloc(size / 8 + 1, 1);
    for (uint64_t i = 0; one_in && i < size; i++)
        if (!chance(one_in))
            bits[i / 8] |= (unsigned char)(1 << i % 8);
    return bits;
}

static void compare_answers(const documents *lots, const fn_corpus *corpus, uint32_t vocabulary)
{
    question question = asked(vocabulary);
    uint64_t ordinals = fn_corpus_ordinals(corpus);
    unsigned char *bits = chance(2) ? bitmap(ordinals, 1 + chance(20)) : NULL;
    fn_bits within = {bits, bits ? chance(ordinals / 8 + 2) : 0};
    answer all = looked_up(lots, corpus, &question, within);
    fn_variant *variants[FN_MOST_VARIANTS + 1];
    fn_variants(variants);
    for (fn_variant **variant = variants; *variant; variant++) {
        answer own = answered(*variant, corpus, &question, within);
        demand(are_same(&own, &all), "every variant finding the best of all");
    }
    free(bits);
}

static void compare_frequencies(const fn_corpus *corpus)
{
    uint32_t segment = 0, term = 0, length;
    uint64_t terms = 0;
    unsigned char *bits = calloc(fn_corpus_ordinals(corpus) / 8 + 1, 1);
    for (const char *text; fn_next_term(corpus, &segment, &term, &text, &length); terms++) {
        if (chance(30))
            continue;
        memset(bits, 0, fn_corpus_ordinals(corpus) / 8 + 1);
        demand(fn_holding(corpus, text, length, bits) == FN_OK, "holding");
        uint64_t held = 0;
        for (uint64_t i = 0; i < fn_corpus_ordinals(corpus); i++)
            held += bits[i / 8] >> i % 8 & 1;
        demand((int64_t)held == fn_frequency(corpus, text, length), "frequencies being those held");
    }
    demand(terms == fn_corpus_terms(corpus), "terms being counted");
    free(bits);
}

static fn_segment *opened(const file *file)
{
    fn_segment *segment;
    demand(fn_segment_open(file->bytes, file->size, &segment) == FN_OK, "opening");
    return segment;
}

/* A corpus of some lots, searched, merged, and the merged one searched. */
static void use_whole(void)
{
    documents lots[3];
    file files[3];
    fn_segment *segments[3];
    unsigned char *removed[3];
    char path[4096];
    uint32_t count = 1 + (uint32_t)chance(3), vocabulary = (uint32_t[]){4, 60, 4000}[chance(3)];
    fn_corpus *corpus = fn_corpus_new(count);
    snprintf(path, sizeof path, "%s/part", folder);
    for (uint32_t i = 0; i < count; i++) {
        uint64_t most = chance(30) ? (uint64_t[]){3, 300, 2000, 5000}[chance(4)] : 40000;
        lots[i] = made((uint32_t)chance(most), vocabulary);
        build(&lots[i], path);
        files[i] = loaded(path);
        segments[i] = opened(&files[i]);
        removed[i] = bitmap(lots[i].passages, chance(3) ? chance(9) : 0);
        if (chance(2))
            demand(fn_segment_check(segments[i]) == FN_OK, "a whole segment");
        demand(fn_corpus_add(corpus, segments[i], removed[i], lots[i].passages / 8 + 1) == FN_OK,
               "adding a segment");
    }
    for (int i = 0; i < 12; i++)
        compare_answers(lots, corpus, vocabulary);
    compare_frequencies(corpus);
    demand(fn_merge(corpus, path) == FN_OK, "merging");
    file merged = loaded(path);
    fn_segment *segment = opened(&merged);
    demand(fn_segment_check(segment) == FN_OK, "a whole merged segment");
    fn_corpus *one = fn_corpus_new(1);
    demand(fn_corpus_add(one, segment, NULL, 0) == FN_OK, "adding the merged segment");
    demand(fn_corpus_tokens(one) == fn_corpus_tokens(corpus), "merging all terms");
    question question = asked(vocabulary);
    answer before = answered(fn_variant_plain, corpus, &question, (fn_bits){0});
    answer after = answered(fn_variant_plain, one, &question, (fn_bits){0});
    demand(before.found == after.found
               && !memcmp(before.scores, after.scores, before.found * sizeof(double)),
           "merging without changing scores");
    fn_corpus_free(one);
    fn_segment_close(segment);
    free(merged.bytes);
    fn_corpus_free(corpus);
    for (uint32_t i = 0; i < count; i++) {
        fn_segment_close(segments[i]);
        documents_free(&lots[i]);
        free(files[i].bytes);
        free(removed[i]);
    }
}

/* Makes checksums fit that a file's damage has broken, as far as its header leads anywhere. */
static void mend_checksums(file *file)
{
    fn_header header;
    memcpy(&header, file->bytes, sizeof header);
    fn_section_place *sums = &header.sections[FN_SUMS];
    if (sums->offset <= file->size && sums->size <= file->size - sums->offset
        && sums->offset >= sizeof header) {
        uint64_t end = sums->offset - sizeof header, each;
        for (uint64_t i = 0; i < fn_pieces_of(end) && i < sums->size / sizeof each; i++) {
            uint64_t from = i * FN_PIECE, size = end - from < FN_PIECE ? end - from : FN_PIECE;
            each = fn_checksum_of(file->bytes + sizeof header + from, size);
            memcpy(file->bytes + sums->offset + i * sizeof each, &each, sizeof each);
        }
        header.sums = fn_checksum_of(file->bytes + sums->offset, sums->size);
    }
    header.checksum = fn_checksum_of(&header, offsetof(fn_header, checksum));
    memcpy(file->bytes, &header, sizeof header);
}

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

static void damage(file *file, bool mended)
{
    for (uint64_t times = 1 + chance(4); times; times--) {
        size_t at = somewhere(file);
        switch (chance(4)) {
        case 0:
            file->bytes[at] ^= (unsigned char)(1 << chance(8));
            break;
        case 1:
            file->bytes[at] = (unsigned char)chance(256);
            break;
        case 2:
            file->bytes[at] = chance(2) ? 0xff : 0;
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
    documents all = made((uint32_t)chance((uint64_t[]){3, 40, 700, 2500}[chance(4)]), vocabulary);
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
    if (count != 3) {
        fprintf(stderr, "usage: segments FOLDER SECONDS\n");
        return 2;
    }
    folder = arguments[1];
    clock_t end = clock() + (clock_t)(atof(arguments[2]) * CLOCKS_PER_SEC);
    uint32_t rounds = 0, passed = 0;
    for (; !rounds || clock() < end; rounds++) {
        use_whole();
        passed += use_damaged();
    }
    printf("%u rounds; %u of %u damaged files could be used\n", rounds, passed, rounds * 60);
    return 0;
}
