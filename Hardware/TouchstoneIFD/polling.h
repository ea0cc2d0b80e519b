#pragma once
#include <ifdhandler.h>

#pragma GCC visibility push(hidden)

/// Waits until a card came or went, `stop_polling` was called or `timeout` milliseconds have passed.
RESPONSECODE poll_for_change(DWORD lun, int timeout);

/// Ends the wait of the slot's poll, or the next one at once.
RESPONSECODE stop_polling(DWORD lun);

#pragma GCC visibility pop
