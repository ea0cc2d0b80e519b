#include "polling.h"
#include "slot.h"
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

static void announce_watching(struct slot *slot)
{
	uint32_t count = slot->changes;
	uint8_t payload[] = {(uint8_t)(count >> 24), (uint8_t)(count >> 16), (uint8_t)(count >> 8), (uint8_t)count};
	if (!slot->is_watching_announced && !slot->is_unplugged)
		link_send(slot->events, TOUCHSTONE_IFD_WATCHING, payload, sizeof payload);
	slot->is_watching_announced = true;
}

/// Takes one change, so that pcscd looks once for each.
static void take_change(struct slot *slot)
{
	struct reply reply;
	if (link_receive(slot->events, &reply)) {
		slot->is_unplugged = true;
		return;
	}
	free(reply.payload);
	slot->changes++;
	slot->is_watching_announced = false;
}

/// Waits for a change or for the end of the wait; whether there is something for pcscd to see.
static bool wait_for_change(struct slot *slot, int timeout)
{
	struct pollfd waits[] = {
		{.fd = slot->stop, .events = POLLIN},
		{.fd = slot->is_unplugged ? -1 : slot->events, .events = POLLIN},
	};
	if (poll(waits, 2, timeout) <= 0)
		return true;
	if (waits[0].revents) {
		uint64_t count;
		return read(slot->stop, &count, sizeof count) >= 0;
	}
	take_change(slot);
	// That the reader is gone, pcscd hears from udev, which makes it stop this wait. To return an error now would make it
	// sleep for 1.4 seconds in the slot's thread before it looks at the order to stop.
	return !slot->is_unplugged;
}

RESPONSECODE poll_for_change(DWORD lun, int timeout)
{
	struct slot *slot = slot_find(lun);
	if (!slot)
		return IFD_NO_SUCH_DEVICE;
	announce_watching(slot);
	while (!wait_for_change(slot, timeout)) {
	}
	return IFD_SUCCESS;
}

RESPONSECODE stop_polling(DWORD lun)
{
	struct slot *slot = slot_find(lun);
	uint64_t one = 1;
	if (slot && write(slot->stop, &one, sizeof one) < 0)
		return IFD_COMMUNICATION_ERROR;
	return IFD_SUCCESS;
}
