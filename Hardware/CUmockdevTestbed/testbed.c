#include "CUmockdevTestbed.h"
#include <dlfcn.h>
#include <string.h>
#include <umockdev.h>

static UMockdevTestbed *unwrap(cumockdev_testbed *testbed)
{
	return (UMockdevTestbed *)testbed;
}

static char *take_string(gchar *text)
{
	char *copy = text ? strdup(text) : NULL;
	g_free(text);
	return copy;
}

static void take_error(GError *error, char **message)
{
	*message = strdup(error ? error->message : "libumockdev gave no reason");
	if (error)
		g_error_free(error);
}

bool cumockdev_is_preloaded(void)
{
	// umockdev_in_mock_environment() says whether a testbed is active, not whether one could be.
	void *library = dlopen("libumockdev-preload.so.0", RTLD_LAZY | RTLD_NOLOAD);
	if (library)
		dlclose(library);
	return library != NULL;
}

cumockdev_testbed *cumockdev_testbed_create(void)
{
	return (cumockdev_testbed *)umockdev_testbed_new();
}

char *cumockdev_testbed_copy_root(cumockdev_testbed *testbed)
{
	return take_string(umockdev_testbed_get_root_dir(unwrap(testbed)));
}

bool cumockdev_testbed_add(cumockdev_testbed *testbed, const char *description, char **message)
{
	GError *error = NULL;
	*message = NULL;
	if (umockdev_testbed_add_from_string(unwrap(testbed), description, &error))
		return true;
	take_error(error, message);
	return false;
}

void cumockdev_testbed_announce(cumockdev_testbed *testbed, const char *path, const char *action)
{
	umockdev_testbed_uevent(unwrap(testbed), path, action);
}

void cumockdev_testbed_remove(cumockdev_testbed *testbed, const char *path)
{
	umockdev_testbed_remove_device(unwrap(testbed), path);
}

bool cumockdev_testbed_load_ioctls(cumockdev_testbed *testbed, const char *node, const char *file, char **message)
{
	GError *error = NULL;
	*message = NULL;
	if (umockdev_testbed_load_ioctl(unwrap(testbed), node, file, &error))
		return true;
	take_error(error, message);
	return false;
}

int cumockdev_testbed_descriptor(cumockdev_testbed *testbed, const char *node)
{
	return umockdev_testbed_get_dev_fd(unwrap(testbed), node);
}
