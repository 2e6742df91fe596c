/* Numbers by chance, the same for the same seed (SplitMix64: Steele, Lea and Flood, 2014). */
#ifndef RANDOM_H
#define RANDOM_H

#include <stdint.h>
#include <stdlib.h>

static uint64_t state;

static inline uint64_t chance(uint64_t below)
{
    state += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t mixed = (state ^ state >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
    return (mixed ^ mixed >> 31) % below;
}

/* Begins at the seed that a program is given behind its folder and its seconds, if it is. */
static inline void seed(int count, char **arguments)
{
    state = count > 3 ? strtoull(arguments[3], NULL, 10) : 0;
}

#endif
