#pragma once
#include "TouchstoneIFD.h"
#include <stddef.h>

// pcscd must see the handler's entry points and nothing else.
#pragma GCC visibility push(hidden)

/// Where a reader is plugged in, as the bench knows it.
struct usb_address {
	uint16_t bus;
	uint16_t device;
	uint8_t interface;
};

/// What the bench answered; `payload` belongs to the caller, who frees it.
struct reply {
	uint8_t type;
	uint8_t *payload;
	size_t length;
};

/// Connects to the bench and says hello; a file descriptor, or -1 when there is no bench or it knows no such slot.
int link_open(enum touchstone_ifd_purpose purpose, struct usb_address address, uint8_t slot);

/// Sends one frame; 0, or -1 when the bench is gone.
int link_send(int connection, uint8_t type, const void *payload, size_t length);

/// Waits for one frame; 0, or -1 when the bench is gone or talks nonsense.
int link_receive(int connection, struct reply *reply);

#pragma GCC visibility pop
