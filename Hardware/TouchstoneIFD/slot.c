#include "slot.h"
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

static struct slot slots[MAX_READERS][MAX_SLOTS];

static struct slot *slot_at(DWORD lun)
{
	DWORD reader = lun >> 16, number = lun & 0xFFFF;
	return reader < MAX_READERS && number < MAX_SLOTS ? &slots[reader][number] : NULL;
}

struct slot *slot_find(DWORD lun)
{
	struct slot *slot = slot_at(lun);
	return slot && slot->is_open ? slot : NULL;
}

static uint32_t read_number(const uint8_t *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/// Copies a text that has its length before it; how many bytes were used, or 0 when there are not as many.
static size_t read_text(const uint8_t *bytes, size_t available, char *text)
{
	if (available < 1 || available - 1 < bytes[0])
		return 0;
	memcpy(text, bytes + 1, bytes[0]);
	text[bytes[0]] = '\0';
	return 1 + (size_t)bytes[0];
}

static int read_description(const struct reply *reply, struct description *description)
{
	const uint8_t *bytes = reply->payload;
	size_t used = 9;
	if (reply->type != TOUCHSTONE_IFD_ANSWER || reply->length < used)
		return -1;
	description->slot_count = bytes[0];
	description->max_input = read_number(bytes + 1);
	description->version = read_number(bytes + 5);
	size_t vendor = read_text(bytes + used, reply->length - used, description->vendor);
	used += vendor;
	size_t serial = read_text(bytes + used, reply->length - used, description->serial);
	return vendor && serial ? 0 : -1;
}

static int greet(struct slot *slot)
{
	struct reply reply;
	if (link_receive(slot->commands, &reply))
		return -1;
	int result = read_description(&reply, &slot->description);
	free(reply.payload);
	return result;
}

static void close_connections(struct slot *slot)
{
	if (slot->commands >= 0)
		close(slot->commands);
	if (slot->events >= 0)
		close(slot->events);
	if (slot->stop >= 0)
		close(slot->stop);
}

RESPONSECODE slot_open(DWORD lun, struct usb_address address)
{
	struct slot *slot = slot_at(lun);
	if (!slot || slot->is_open)
		return IFD_COMMUNICATION_ERROR;
	uint8_t number = (uint8_t)(lun & 0xFFFF);
	memset(slot, 0, sizeof *slot);
	slot->address = address;
	slot->stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	slot->commands = link_open(TOUCHSTONE_IFD_COMMANDS, address, number);
	slot->events = link_open(TOUCHSTONE_IFD_EVENTS, address, number);
	if (slot->stop < 0 || slot->commands < 0 || slot->events < 0 || greet(slot)) {
		close_connections(slot);
		return IFD_NO_SUCH_DEVICE;
	}
	pthread_mutex_init(&slot->turn, NULL);
	slot->is_open = true;
	return IFD_SUCCESS;
}

void slot_close(DWORD lun)
{
	struct slot *slot = slot_find(lun);
	if (!slot)
		return;
	slot->is_open = false;
	close_connections(slot);
	pthread_mutex_destroy(&slot->turn);
}

RESPONSECODE slot_request(struct slot *slot, uint8_t type, const void *payload, size_t length, struct reply *reply)
{
	pthread_mutex_lock(&slot->turn);
	int failure = link_send(slot->commands, type, payload, length) || link_receive(slot->commands, reply);
	pthread_mutex_unlock(&slot->turn);
	if (failure)
		return IFD_NO_SUCH_DEVICE;
	if (reply->type == TOUCHSTONE_IFD_ANSWER)
		return IFD_SUCCESS;
	RESPONSECODE code = reply->type == TOUCHSTONE_IFD_REFUSAL && reply->length == 4
		? (RESPONSECODE)read_number(reply->payload)
		: IFD_COMMUNICATION_ERROR;
	free(reply->payload);
	reply->payload = NULL;
	return code;
}
