/* The part of the kernel that holds passages side by side, under sanitizers (make sanitize):
 * profiles made at random are compared and held against questions; then their file is damaged, with
 * and without checksums that still fit, and used as far as the checks let it. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "building.h"
#include "checksum.h"
#include "hash.h"
#include "likeness.h"
#include "random.h"
#include "rescoring.h"
#include "segment.h"

enum { MOST_BYTES = 1 << 20, HEADER = 40, MOST_ASKED = 64 };

static const fn_likeness_model MODEL = {8.3, 2.2, 14.0, -4.9, 0.22, 4.0, 1.0};
static const fn_likeness_bounds BOUNDS = {0.15, 1.0 / 3, 0.3};

static void demand(int held, const char *what)
{
    if (held)
        return;
    fprintf(stderr, "failed: %s (seed state %llu)\n", what, (unsigned long long)state);
    abort();
}

/* A file of profiles as it grows. */
typedef struct {
    uint8_t *bytes; /* at an address divisible by 8 */
    size_t size;
    uint64_t offsets[400];
    uint32_t passages;
} file;

static void put(file *file, uint64_t value, int bytes)
{
    demand(file->size + 8 < MOST_BYTES, "room");
    for (int i = 0; i < bytes; i++)
        file->bytes[file->size++] = (uint8_t)(value >> 8 * i);
}

static void put_at(file *file, size_t at, uint64_t value)
{
    for (int i = 0; i < 8; i++)
        file->bytes[at + (size_t)i] = (uint8_t)(value >> 8 * i);
}

static uint64_t sum_of(const file *file, size_t at, size_t size)
{
    return fn_checksum_of(file->bytes + at, size);
}

/* The hash of a word: those of few numbers are met again and again. */
static uint64_t word(uint64_t number)
{
    char text[24];
    return fn_hash(text, (size_t)sprintf(text, "t%u", (unsigned)number));
}

static void put_record(file *file, uint32_t vocabulary)
{
    size_t begin = file->size;
    uint32_t terms = (uint32_t)chance(chance(9) ? 40 : 400), names = (uint32_t)chance(6);
    uint32_t sentences = (uint32_t)chance(chance(9) ? 6 : 40), words = 0, ends[40];
    for (uint32_t i = 0; i < sentences; i++)
        ends[i] = words += (uint32_t)chance(chance(9) ? 20 : 200);
    put(file, 0, 8);
    put(file, chance(8), 2);
    put(file, terms, 2);
    put(file, names, 2);
    put(file, words, 2);
    put(file, sentences, 2);
    put(file, 0, 2);
    put(file, chance(2000), 4);
    put(file, chance(10), 8);
    for (uint32_t i = 0; i < terms; i++)
        put(file, word(chance(vocabulary)), 8);
    for (uint32_t i = 0; i < terms; i++)
        put(file, chance(3) ? word(chance(vocabulary / 3 + 1)) : 0, 8);
    for (uint32_t i = 0; i < names; i++)
        put(file, word(chance(vocabulary)), 8);
    for (uint32_t i = 0; i < words; i++)
        put(file, word(chance(vocabulary)), 8);
    for (uint32_t i = 0; i < words; i++)
        put(file, terms && chance(3) ? chance(terms) : FN_STOP_WORD, 2);
    for (uint32_t i = 0; i < sentences; i++)
        put(file, ends[i], 2);
    for (uint32_t i = 0; i < 2 * sentences; i++)
        put(file, chance(2000), 2);
    while (file->size % 8)
        put(file, 0, 1);
    put_at(file, begin, sum_of(file, begin + 8, file->size - begin - 8));
}

static void made(file *file, uint32_t vocabulary)
{
    file->size = HEADER;
    file->passages = (uint32_t)chance(40);
    for (uint32_t i = 0; i < file->passages; i++) {
        file->offsets[i] = file->size;
        if (chance(10))
            put_record(file, vocabulary);
    }
    file->offsets[file->passages] = file->size;
    size_t begin = file->size;
    for (uint32_t i = 0; i <= file->passages; i++)
        put(file, file->offsets[i], 8);
    put(file, sum_of(file, begin, file->size - begin), 8);
    put_at(file, 0, UINT64_C(0x31464F5250544E46));
    put_at(file, 8, 2);
    put_at(file, 16, file->passages);
    put_at(file, 24, file->size);
    put_at(file, 32, sum_of(file, 0, 32));
}

/* A segment of some of the words, for their frequencies. */
static fn_corpus *corpus_of(
    uint32_t vocabulary, const char *path, unsigned char **bytes, fn_segment **segment)
{
    fn_builder *builder = fn_builder_new();
    for (int i = 0; i < 30; i++) {
        char text[24];
        uint32_t length = (uint32_t)sprintf(text, "t%u", (unsigned)chance(vocabulary));
        demand(fn_builder_add(builder, &(fn_term_text){text, length}, 1) == FN_OK, "adding");
    }
    demand(fn_builder_write(builder, path) == FN_OK, "writing");
    fn_builder_free(builder);
    FILE *in = fopen(path, "rb");
    demand(in != NULL, "opening");
    fseek(in, 0, SEEK_END);
    size_t size = (size_t)ftell(in);
    rewind(in);
    demand(posix_memalign((void **)bytes, 64, size) == 0, "memory");
    demand(fread(*bytes, 1, size, in) == size, "reading");
    fclose(in);
    demand(fn_segment_open(*bytes, size, segment) == FN_OK, "opening");
    demand(fn_segment_check(*segment) == FN_OK, "a whole segment");
    fn_corpus *corpus = fn_corpus_new(1);
    demand(fn_corpus_add(corpus, *segment, NULL, 0) == FN_OK, "a corpus");
    return corpus;
}

static void ask(fn_table *table, int place, uint32_t vocabulary)
{
    uint64_t terms[MOST_ASKED], words[MOST_ASKED], phrase[2 * MOST_ASKED], held[8];
    uint32_t term_of[MOST_ASKED], pair[2 * MOST_ASKED];
    double weight[MOST_ASKED], pair_weight[MOST_ASKED], features[8];
    uint16_t spans[16];
    size_t count = 1 + chance(chance(9) ? 8 : MOST_ASKED);
    for (size_t i = 0; i < count; i++) {
        terms[i] = word(chance(vocabulary));
        words[i] = word(chance(vocabulary));
        phrase[2 * i] = word(chance(vocabulary));
        phrase[2 * i + 1] = word(chance(vocabulary));
        term_of[i] = (uint32_t)chance(count);
        pair[2 * i] = (uint32_t)chance(count);
        pair[2 * i + 1] = (uint32_t)chance(count);
        weight[i] = pair_weight[i] = (double)chance(9);
    }
    const fn_asked asked = {count, terms, weight,      9.0, count, words,  term_of,
                            count, pair,  pair_weight, 9.0, count, phrase, (uint32_t)chance(5),
                            2};
    fn_rescore(table, place, &asked, features);
    for (int i = 0; i < 8; i++)
        demand(features[i] >= 0.0, "features not below 0");
    fn_sentences(table, place, terms, count, spans, held, 8);
}

/* `mirror` has the same as `table`, which remembers what it was asked. */
static void compare(fn_table *table, fn_table *mirror, const int *places, size_t count)
{
    int one = places[chance(count)], other = places[chance(count)], nearest[FN_MOST_NEAREST];
    uint32_t names[3];
    uint8_t promising, speaks[400];
    double alike = fn_likeness(table, &MODEL, one, other);
    demand(alike >= 0.0 && alike <= 1.0, "a likeness from 0 to 1");
    demand(alike == fn_likeness(mirror, &MODEL, other, one), "a likeness either way round");
    demand(alike == fn_likeness(table, &MODEL, other, one), "a likeness remembered");
    double whole = fn_likeness_in_articles(table, &MODEL, one, other);
    demand(whole <= alike, "articles that lessen it");
    demand(whole == fn_likeness_in_articles(mirror, &MODEL, other, one), "the same of articles");
    demand(fn_likeness_shared(table, one, other) <= 1.0, "a share");
    fn_likeness_names(table, one, other, names);
    fn_likeness_promising(table, &MODEL, &BOUNDS, one, &other, 1, &promising);
    for (size_t i = 0; i < count; i++)
        speaks[i] = chance(3) != 0;
    int most = 1 + (int)chance(FN_MOST_NEAREST);
    int found = fn_likeness_nearest(table, &MODEL, one, places, count, 0.1, most, nearest);
    demand(found <= most, "no more than are asked for");
    for (int i = 1; i < found; i++)
        demand(fn_likeness(table, &MODEL, one, places[nearest[i - 1]])
                   >= fn_likeness(table, &MODEL, one, places[nearest[i]]), "the nearest first");
    double raised = fn_likeness_supported(table, &MODEL, one, places, speaks, count);
    demand(raised >= 0.0 && raised <= 1.0, "a raised likeness from 0 to 1");
}

/* Everything there is to do with a file that has no fault; how many of its records are sound. */
static uint32_t use(const file *file, const fn_corpus *corpus, uint32_t vocabulary)
{
    fn_profiles *profiles = fn_profiles_open(file->bytes, file->size);
    fn_known *known = chance(2) ? fn_known_new() : NULL;
    size_t corpora = chance(4) ? 1 : 0;
    double most = chance(9) ? 3.4 : 0.0;
    fn_table *table = fn_table_new(&corpus, corpora, most, known);
    fn_table *mirror = fn_table_new(&corpus, corpora, most, known);
    int places[400], articles[400];
    size_t count = 0;
    for (uint64_t i = 0; i < fn_profiles_passages(profiles) && i < 400; i++) {
        int place = fn_table_add(table, profiles, i);
        demand(place >= -1, "memory");
        if (place < 0)
            continue;
        const fn_profiles *from[2] = {profiles, profiles};
        uint64_t ordinals[2] = {i, chance(fn_profiles_passages(profiles))};
        uint32_t longest = (uint32_t)chance(3000);
        int article = fn_table_add_article(table, from, ordinals, 2, longest);
        demand(fn_table_add(mirror, profiles, i) == place, "the same place");
        demand(fn_table_add_article(mirror, from, ordinals, 2, longest) == article, "the same");
        if (article >= 0) {
            fn_table_set_article(table, place, article);
            fn_table_set_article(mirror, place, article);
        }
        articles[count] = (int)chance(3);
        places[count++] = place;
    }
    demand(fn_table_add(table, profiles, UINT64_MAX) == -1, "an ordinal that is not there");
    for (size_t i = 0; i < count; i++) {
        ask(table, places[i], vocabulary);
        compare(table, mirror, places, count);
    }
    uint8_t *worth = calloc(count * count + 1, 1);
    fn_likeness_worth(table, &MODEL, &BOUNDS, places, articles, count, worth);
    free(worth);
    fn_table_free(table);
    fn_table_free(mirror);
    fn_known_free(known);
    fn_profiles_close(profiles);
    return (uint32_t)count;
}

/* Makes the checksums of offsets, header and one record fit again. */
static void mend(file *file, uint32_t record)
{
    uint64_t begin = file->offsets[record], end = file->offsets[record + 1];
    if (end > begin)
        put_at(file, begin, sum_of(file, begin + 8, end - begin - 8));
    size_t offsets = file->offsets[file->passages];
    put_at(file, file->size - 8, sum_of(file, offsets, file->size - 8 - offsets));
    put_at(file, 32, sum_of(file, 0, 32));
}

static void use_damaged(const file *whole, file *damaged, const fn_corpus *corpus, uint32_t sound,
                        uint32_t vocabulary)
{
    uint8_t *bytes = damaged->bytes;
    *damaged = *whole;
    damaged->bytes = bytes;
    memcpy(bytes, whole->bytes, whole->size);
    uint32_t record = whole->passages ? (uint32_t)chance(whole->passages) : 0;
    size_t begin = whole->passages && chance(3) ? whole->offsets[record] : 0;
    size_t room = begin ? whole->offsets[record + 1] - begin : whole->size;
    for (uint64_t times = room ? 1 + chance(4) : 0; times; times--)
        bytes[begin + chance(room)] = (uint8_t)(chance(2) ? chance(256) : 0xff);
    int same = !memcmp(bytes, whole->bytes, whole->size);
    int mended = chance(4) != 0;
    if (mended && whole->passages)
        mend(damaged, record);
    if (fn_profiles_fault(bytes, damaged->size))
        return;
    uint32_t found = use(damaged, corpus, vocabulary);
    demand(mended || same || found < sound, "damage being seen");
}

int main(int count, char **arguments)
{
    if (count < 3)
        return 2;
    seed(count, arguments);
    time_t until = time(NULL) + atol(arguments[2]);
    char path[4096];
    snprintf(path, sizeof path, "%s/part", arguments[1]);
    file whole = {0}, damaged = {0};
    demand(posix_memalign((void **)&whole.bytes, 8, MOST_BYTES) == 0, "memory");
    demand(posix_memalign((void **)&damaged.bytes, 8, MOST_BYTES) == 0, "memory");
    uint64_t files = 0;
    for (; time(NULL) < until; files++) {
        uint32_t vocabulary = (uint32_t[]){4, 60, 2000}[chance(3)];
        unsigned char *bytes;
        fn_segment *segment;
        fn_corpus *corpus = corpus_of(vocabulary, path, &bytes, &segment);
        made(&whole, vocabulary);
        demand(fn_profiles_fault(whole.bytes, whole.size) == NULL, "a whole file");
        uint32_t sound = use(&whole, corpus, vocabulary);
        for (int i = 0; i < 40; i++)
            use_damaged(&whole, &damaged, corpus, sound, vocabulary);
        fn_corpus_free(corpus);
        fn_segment_close(segment);
        free(bytes);
    }
    free(whole.bytes);
    free(damaged.bytes);
    printf("profiles: %llu files, each damaged 40 times: no error\n", (unsigned long long)files);
    return 0;
}
