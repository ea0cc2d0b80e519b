#pragma once
#include <pthread.h>

// glibc declares this only under _GNU_SOURCE, which a Swift module cannot define before the first include.
extern int pthread_setname_np(pthread_t thread, const char *name);
