#pragma once
#include <stddef.h>

// Calls that glibc declares only under _GNU_SOURCE, which a Swift module cannot define before the first include. All
// descriptors are closed in children.

/// accept4(2); a descriptor or -1.
int descriptors_accept(int listener);

/// eventfd(2), not blocking; a descriptor or -1.
int descriptors_create_event(void);

/// ptsname_r(3); 0 or an error number.
int descriptors_terminal_name(int master, char *name, size_t capacity);
