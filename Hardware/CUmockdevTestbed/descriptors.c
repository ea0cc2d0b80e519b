#define _GNU_SOURCE
#include "descriptors.h"
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

int descriptors_accept(int listener)
{
	return accept4(listener, NULL, NULL, SOCK_CLOEXEC);
}

int descriptors_create_event(void)
{
	return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
}

int descriptors_terminal_name(int master, char *name, size_t capacity)
{
	return ptsname_r(master, name, capacity);
}
