#pragma once
#include "link.h"
#include <ifdhandler.h>
#include <pthread.h>
#include <stdbool.h>

#pragma GCC visibility push(hidden)

enum {
	MAX_READERS = 16,
	MAX_SLOTS = 16,
	MAX_TEXT = 255,
};

/// What the bench says about a reader when a slot is opened.
struct description {
	uint8_t slot_count;
	uint32_t max_input;
	uint32_t version;
	char vendor[MAX_TEXT + 1];
	char serial[MAX_TEXT + 1];
};

/// One slot of one reader, from IFDHCreateChannelByName to IFDHCloseChannel.
struct slot {
	bool is_open;
	bool is_unplugged;
	int commands;
	int events;
	/// An eventfd that ends a poll.
	int stop;
	/// How many changes were taken from the event connection, and whether the bench knows that pcscd dealt with them.
	uint32_t changes;
	bool is_watching_announced;
	pthread_mutex_t turn;
	struct usb_address address;
	struct description description;
	uint8_t atr[MAX_ATR_SIZE];
	size_t atr_length;
};

/// Connects the slot that pcscd calls `lun`.
RESPONSECODE slot_open(DWORD lun, struct usb_address address);

void slot_close(DWORD lun);

/// The open slot that pcscd calls `lun`, or NULL.
struct slot *slot_find(DWORD lun);

/// Asks the bench and waits, for as long as it takes.
///
/// On success `reply` holds the answer, which the caller frees; otherwise the bench's own return code comes back.
RESPONSECODE slot_request(struct slot *slot, uint8_t type, const void *payload, size_t length, struct reply *reply);

#pragma GCC visibility pop
