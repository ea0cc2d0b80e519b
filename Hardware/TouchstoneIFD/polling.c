#include "polling.h"
#include "slot.h"
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

/// Takes all changes that have arrived; -1 when the reader was unplugged.
static int take_changes(struct slot *slot)
{
	uint8_t frames[256];
	ssize_t count = recv(slot->events, frames, sizeof frames, MSG_DONTWAIT);
	return count > 0 ? 0 : -1;
}

RESPONSECODE poll_for_change(DWORD lun, int timeout)
{
	struct slot *slot = slot_find(lun);
	if (!slot)
		return IFD_NO_SUCH_DEVICE;
	struct pollfd waits[] = {
		{.fd = slot->stop, .events = POLLIN},
		// Told once that the reader is gone, pcscd asks again until its hotplug thread has removed it: then only a stop
		// ends the wait, or pcscd would spin.
		{.fd = slot->is_unplugged ? -1 : slot->events, .events = POLLIN},
	};
	if (poll(waits, 2, timeout) > 0) {
		if (waits[0].revents) {
			uint64_t count;
			if (read(slot->stop, &count, sizeof count) < 0)
				return IFD_COMMUNICATION_ERROR;
		}
		if (waits[1].revents && take_changes(slot))
			slot->is_unplugged = true;
	}
	return slot->is_unplugged ? IFD_NO_SUCH_DEVICE : IFD_SUCCESS;
}

RESPONSECODE stop_polling(DWORD lun)
{
	struct slot *slot = slot_find(lun);
	uint64_t one = 1;
	if (slot && write(slot->stop, &one, sizeof one) < 0)
		return IFD_COMMUNICATION_ERROR;
	return IFD_SUCCESS;
}
