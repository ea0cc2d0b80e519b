// libcurl, as far as a program needs it that looks the library up only when it fetches something: nothing is linked, and
// no header of libcurl is needed to build. Its functions are variadic, which Swift cannot call through a pointer, so each
// shape of argument has a function here. Numbers are libcurl's stable ABI (soname 4); their names are on the Swift side.
#pragma once
#include <stddef.h>

typedef size_t (*curl_sink)(char *bytes, size_t size, size_t count, void *context);

static inline int curl_set_number(void *setopt, void *handle, int option, long value) {
    return ((int (*)(void *, int, ...))setopt)(handle, option, value);
}

static inline int curl_set_pointer(void *setopt, void *handle, int option, const void *value) {
    return ((int (*)(void *, int, ...))setopt)(handle, option, value);
}

static inline int curl_set_sink(void *setopt, void *handle, int option, curl_sink value) {
    return ((int (*)(void *, int, ...))setopt)(handle, option, value);
}

static inline int curl_get_number(void *getinfo, void *handle, int info, long *value) {
    return ((int (*)(void *, int, ...))getinfo)(handle, info, value);
}
