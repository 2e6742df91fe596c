/* Files whose checksums fit, of which one part says what cannot be (make sanitize): a damaged disk makes none,
 * but whoever can write to a library's folder may. Whatever is told then, it is told about passages that are
 * there, and no memory is touched that is not the file's. */

#include <time.h>

#include "answers.h"

/* Terms of every kind: t0 in all passages, the others in fewer and fewer. */
static const uint32_t one_in[] = {1, 2, 9, 40, 3000};
#define TERMS 5

static documents layered(uint32_t passages)
{
    documents all = {passages, malloc(sizeof(uint32_t) * (passages + 1)),
                     malloc(sizeof(uint32_t) * 2 * TERMS * (passages + 1))};
    uint32_t *term = all.terms;
    for (uint32_t i = 0; i < passages; i++) {
        const uint32_t *first = term;
        for (uint32_t number = 0; number < TERMS; number++)
            if (!chance(one_in[number]))
                for (uint64_t times = 1 + chance(2); times; times--)
                    *term++ = number;
        all.counts[i] = (uint32_t)(term - first);
    }
    return all;
}

/* Any list that is laid out like this; false if there is none. */
static bool find_list(const fn_segment *segment, enum fn_kind kind, fn_list *list)
{
    for (uint32_t term = 0; term < segment->count; term++)
        if (fn_list_of(segment, term, list) && list->kind == kind)
            return true;
    return false;
}

static void fill(const file *file, const void *at, int byte, size_t size)
{
    memset(file->bytes + ((const unsigned char *)at - file->bytes), byte, size);
}

/* A passage is named over and over, so that its sum passes all bounds. */
static void repeat_places(const file *file, const fn_segment *segment)
{
    fn_list list;
    if (!find_list(segment, FN_SPARSE, &list))
        return;
    uint16_t *places = (uint16_t *)(file->bytes + ((const unsigned char *)list.places - file->bytes));
    uint64_t each = 1 + chance(40);
    for (uint32_t i = 0; i < list.frequency; i++)
        places[i] = places[i - i % each];
}

static void lie_about_bounds(const file *file, const fn_segment *segment)
{
    fn_list list;
    if (!find_list(segment, (enum fn_kind)(FN_SPARSE + chance(3)), &list))
        return;
    int byte = chance(2) ? 255 : 0;
    fill(file, list.group_most, byte, segment->groups);
    if (list.block_most)
        fill(file, list.block_most, byte, (size_t)segment->groups * FN_GROUP_BLOCKS);
}

static void lie_about_impacts(const file *file, const fn_segment *segment)
{
    fn_list list;
    if (find_list(segment, (enum fn_kind)(FN_SPARSE + chance(3)), &list))
        fill(file, list.impacts, chance(2) ? 255 : 0, list.frequency);
}

/* More passages than the list has impacts: this one lie is seen. */
static void set_all_bits(const file *file, const fn_segment *segment)
{
    fn_list list;
    if (find_list(segment, FN_MEDIUM, &list))
        fill(file, list.block_bits, 255, (size_t)segment->groups * FN_GROUP_BLOCKS * 8);
}

/* Passages of no length, or of the greatest, and averages that no passages have. */
static void lie_about_lengths(const file *file, const fn_segment *segment)
{
    fn_header *header = (fn_header *)file->bytes;
    fill(file, segment->lengths, chance(2) ? 255 : 0, segment->passages * sizeof(uint32_t));
    header->most_tokens = chance(2) ? FN_MOST_LENGTH : header->terms;
    header->tokens = chance(2) ? header->terms : header->passages * header->most_tokens;
}

/* The first passage has all the terms; without it, the average is 0. */
static void give_all_to_one(const file *file, const fn_segment *segment)
{
    fn_header *header = (fn_header *)file->bytes;
    fill(file, segment->lengths, 0, segment->passages * sizeof(uint32_t));
    header->tokens = header->most_tokens = header->terms;
    uint32_t first = (uint32_t)header->terms;
    memcpy(file->bytes + header->sections[FN_LENGTHS].offset, &first, sizeof first);
}

static void demand_passages(const answer *answer, const question *question, uint64_t passages)
{
    unsigned char *seen = calloc(passages / 8 + 1, 1);
    demand(answer->found <= question->k, "no more than are asked for");
    for (uint32_t i = 0; i < answer->found; i++) {
        uint32_t ordinal = answer->ordinals[i];
        demand(ordinal < passages, "passages that are there");
        demand(!(seen[ordinal / 8] >> ordinal % 8 & 1), "each passage once");
        seen[ordinal / 8] |= (unsigned char)(1 << ordinal % 8);
    }
    free(seen);
}

static void ask_all(const fn_corpus *corpus, uint64_t passages)
{
    fn_variant *variants[FN_MOST_VARIANTS + 1];
    fn_variants(variants);
    for (uint32_t terms = 1; terms < 1 << TERMS; terms++) {
        question question = {.k = (uint32_t[]){1, 3, 10, 1000}[chance(4)]};
        for (uint32_t number = 0; number < TERMS; number++)
            if (terms >> number & 1) {
                question.size += question.terms ? 1 : 0; /* a zero between them */
                question.size += spelled(number, question.text + question.size);
                question.terms++;
            }
        for (fn_variant **variant = variants; *variant; variant++) {
            answer own = {0};
            int status = rank(*variant, corpus, &question, (fn_bits){0}, &own);
            demand(status == FN_OK || status == FN_DAMAGED, "ranking or seeing why not");
            demand_passages(&own, &question, passages);
        }
    }
}

typedef void lie(const file *file, const fn_segment *segment);
static lie *const lies[] = {repeat_places, lie_about_bounds, lie_about_impacts, set_all_bits,
                            lie_about_lengths, give_all_to_one};
#define LIES (sizeof lies / sizeof *lies)

static void use_lies(const file *whole)
{
    file file = {.size = whole->size};
    demand(posix_memalign((void **)&file.bytes, 64, file.size) == 0, "memory");
    memcpy(file.bytes, whole->bytes, file.size);
    fn_list list;
    fn_segment *segment = opened(&file);
    bool is_medium = find_list(segment, FN_MEDIUM, &list);
    uint64_t one = UINT64_C(1) << chance(LIES), some = 1 + chance((1 << LIES) - 1);
    uint64_t which = chance(2) ? one : some;
    for (uint32_t i = 0; i < LIES; i++)
        if (which >> i & 1)
            lies[i](&file, segment);
    fn_segment_close(segment);
    mend_checksums(&file);
    if (fn_segment_open(file.bytes, file.size, &segment) == FN_OK) {
        fn_corpus *corpus = fn_corpus_new(1);
        unsigned char *removed = bitmap(segment->passages, 0);
        removed[0] = 1;
        if (fn_corpus_add(corpus, segment, removed, segment->passages / 8 + 1) == FN_OK)
            ask_all(corpus, segment->passages);
        free(removed);
        fn_corpus_free(corpus);
        if (is_medium && lies[3] == set_all_bits && which >> 3 & 1)
            demand(fn_segment_check(segment) == FN_DAMAGED, "too many passages being seen");
        fn_segment_close(segment);
    }
    free(file.bytes);
}

int main(int count, char **arguments)
{
    if (count < 3) {
        fprintf(stderr, "usage: lies FOLDER SECONDS [SEED]\n");
        return 2;
    }
    folder = arguments[1];
    seed(count, arguments);
    clock_t end = clock() + (clock_t)(atof(arguments[2]) * CLOCKS_PER_SEC);
    uint32_t rounds = 0;
    for (; !rounds || clock() < end; rounds++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/lying", folder);
        documents all = layered((uint32_t)(1 + chance(50000)));
        build(&all, path);
        documents_free(&all);
        file file = loaded(path);
        for (int i = 0; i < 8; i++)
            use_lies(&file);
        free(file.bytes);
    }
    printf("%u files that lie\n", rounds * 8);
    return 0;
}
