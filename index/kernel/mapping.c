#if !defined(_WIN32) && !defined(_POSIX_C_SOURCE)
#define _POSIX_C_SOURCE 200809L
#endif

#include "mapping.h"

#include <errno.h>
#include <stdint.h>

#if defined(_WIN32)

int fn_map(const char *path, unsigned char **bytes, size_t *size)
{
    (void)path, (void)bytes, (void)size;
    return ENOSYS;
}

void fn_unmap(unsigned char *bytes, size_t size)
{
    (void)bytes, (void)size;
}

#else

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static int map_open(int descriptor, unsigned char **bytes, size_t *size)
{
    struct stat state;
    if (fstat(descriptor, &state) != 0)
        return errno;
    if ((uintmax_t)state.st_size > SIZE_MAX)
        return EFBIG;
    *bytes = NULL;
    *size = (size_t)state.st_size;
    if (!*size)
        return 0;
    void *mapped = mmap(NULL, *size, PROT_READ, MAP_SHARED, descriptor, 0);
    if (mapped == MAP_FAILED)
        return errno;
    *bytes = mapped;
    return 0;
}

int fn_map(const char *path, unsigned char **bytes, size_t *size)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return errno;
    int failure = map_open(descriptor, bytes, size);
    close(descriptor);
    return failure;
}

void fn_unmap(unsigned char *bytes, size_t size)
{
    munmap(bytes, size);
}

#endif
