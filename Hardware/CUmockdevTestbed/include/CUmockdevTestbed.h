#pragma once
#include "descriptors.h"
#include <stdbool.h>

// libumockdev's testbed without GLib in the interface. Where something can fail, `message` receives a text that the caller
// frees, or NULL.

typedef struct cumockdev_testbed cumockdev_testbed;

/// Whether this process runs under libumockdev-preload, without which a testbed cannot work.
bool cumockdev_is_preloaded(void);

/// Creates an empty testbed, or returns NULL.
///
/// It is never destroyed: libumockdev would close the device nodes again that the bench had to close to unplug them.
cumockdev_testbed *cumockdev_testbed_create(void);

/// The folder that clients find through UMOCKDEV_DIR; the caller frees it.
char *cumockdev_testbed_copy_root(cumockdev_testbed *testbed);

/// Adds the devices that `description` lists in umockdev's own text format, and announces each.
bool cumockdev_testbed_add(cumockdev_testbed *testbed, const char *description, char **message);

/// Announces that something happens to the device at `path` below /sys.
void cumockdev_testbed_announce(cumockdev_testbed *testbed, const char *path, const char *action);

/// Takes the device at `path` away, without a word.
void cumockdev_testbed_remove(cumockdev_testbed *testbed, const char *path);

/// Answers ioctls on `node` from a file.
bool cumockdev_testbed_load_ioctls(cumockdev_testbed *testbed, const char *node, const char *file, char **message);

/// The bench's end of a device node, or -1.
int cumockdev_testbed_descriptor(cumockdev_testbed *testbed, const char *node);
