#include "polling.h"
#include "slot.h"
#include <reader.h>
#include <string.h>

static RESPONSECODE give(PDWORD length, PUCHAR value, const void *bytes, size_t count)
{
	if (*length < count)
		return IFD_ERROR_INSUFFICIENT_BUFFER;
	memcpy(value, bytes, count);
	*length = count;
	return IFD_SUCCESS;
}

static RESPONSECODE give_byte(PDWORD length, PUCHAR value, uint8_t byte)
{
	return give(length, value, &byte, 1);
}

static RESPONSECODE give_number(PDWORD length, PUCHAR value, uint32_t number)
{
	return give(length, value, &number, sizeof number);
}

static RESPONSECODE give_text(PDWORD length, PUCHAR value, const char *text)
{
	return *text ? give(length, value, text, strlen(text) + 1) : IFD_ERROR_TAG;
}

static RESPONSECODE give_function(PDWORD length, PUCHAR value, const void *function)
{
	return give(length, value, &function, sizeof function);
}

/// PC/SC part 3, ICC_PRESENCE: 0 no card, 2 a card that is not swallowed.
static RESPONSECODE give_presence(DWORD lun, PDWORD length, PUCHAR value, uint8_t present)
{
	RESPONSECODE code = IFDHICCPresence(lun);
	if (code != IFD_ICC_PRESENT && code != IFD_ICC_NOT_PRESENT)
		return code;
	return give_byte(length, value, code == IFD_ICC_PRESENT ? present : 0);
}

RESPONSECODE IFDHGetCapabilities(DWORD lun, DWORD tag, PDWORD length, PUCHAR value)
{
	struct slot *slot = slot_find(lun);
	if (!slot)
		return IFD_NO_SUCH_DEVICE;
	const struct description *description = &slot->description;
	switch (tag) {
	case TAG_IFD_ATR:
	case SCARD_ATTR_ATR_STRING:
		return give(length, value, slot->atr, slot->atr_length);
	case TAG_IFD_SLOTS_NUMBER:
		return give_byte(length, value, description->slot_count);
	case TAG_IFD_SIMULTANEOUS_ACCESS:
		return give_byte(length, value, MAX_READERS);
	case TAG_IFD_THREAD_SAFE:
	case TAG_IFD_SLOT_THREAD_SAFE:
		return give_byte(length, value, 1);
	case TAG_IFD_POLLING_THREAD_KILLABLE:
		return give_byte(length, value, 0);
	case TAG_IFD_POLLING_THREAD_WITH_TIMEOUT:
		return give_function(length, value, (const void *)poll_for_change);
	case TAG_IFD_STOP_POLLING_THREAD:
		return give_function(length, value, (const void *)stop_polling);
	case SCARD_ATTR_VENDOR_NAME:
		return give_text(length, value, description->vendor);
	case SCARD_ATTR_VENDOR_IFD_SERIAL_NO:
		return give_text(length, value, description->serial);
	case SCARD_ATTR_VENDOR_IFD_VERSION:
		return give_number(length, value, description->version);
	case SCARD_ATTR_MAXINPUT:
		return give_number(length, value, description->max_input);
	case SCARD_ATTR_CHANNEL_ID:
		// PC/SC part 3, CHANNEL_ID: 0x0020 is USB, then bus and device.
		return give_number(
			length, value, 0x00200000u | (uint32_t)(slot->address.bus & 0xFF) << 8 | (slot->address.device & 0xFF));
	case SCARD_ATTR_ICC_PRESENCE:
		return give_presence(lun, length, value, 2);
	case SCARD_ATTR_ICC_INTERFACE_STATUS:
		return give_presence(lun, length, value, 1);
	default:
		return IFD_ERROR_TAG;
	}
}

RESPONSECODE IFDHSetCapabilities(DWORD lun, DWORD tag, DWORD length, PUCHAR value)
{
	(void)lun;
	(void)tag;
	(void)length;
	(void)value;
	return IFD_NOT_SUPPORTED;
}
