// The scheduler's calls are GNU's.
#define _GNU_SOURCE

#include "BareTransmit.h"

#include <dirent.h>
#include <errno.h>
#include <sched.h>
#include <stdlib.h>

int bare_stay_on_one_core(void)
{
    cpu_set_t cores;
    DIR *folder;
    struct dirent *entry;
    int core = sched_getcpu();

    if (core < 0 || core >= CPU_SETSIZE)
        return core < 0 ? errno : ERANGE;
    CPU_ZERO(&cores);
    CPU_SET(core, &cores);
    folder = opendir("/proc/self/task");
    if (!folder)
        return errno;
    while ((entry = readdir(folder))) {
        int thread = atoi(entry->d_name);

        // A thread that has ended since is no failure.
        if (thread > 0)
            sched_setaffinity(thread, sizeof cores, &cores);
    }
    closedir(folder);
    return 0;
}
