#pragma once
#include <stdint.h>

// How the IFD handler inside pcscd and the virtual bench talk to each other.
//
// Each slot has two connections to the bench's Unix socket: on one the handler asks and waits for the answer, on the other
// the bench says that something changed. So no thread is needed inside pcscd, and a slot that the bench keeps waiting
// holds up no other. The end of a connection means that the reader was unplugged.
//
// A frame is the length of its body (4 bytes, big endian), then the body: one byte that says what it is, then its payload.
// Numbers are big endian.

/// The environment variable with the path of the bench's socket.
#define TOUCHSTONE_IFD_SOCKET_VARIABLE "TOUCHSTONE_IFD_SOCKET"

#define TOUCHSTONE_IFD_PROTOCOL_VERSION 1

enum {
	/// A body longer than this is a mistake: an extended APDU has at most 65,544 bytes.
	TOUCHSTONE_IFD_MAX_BODY = 70000,
};

/// The first frame on a connection: version (1), purpose (1), slot (1), USB interface (1), bus (2), device (2).
enum touchstone_ifd_purpose {
	TOUCHSTONE_IFD_COMMANDS = 1,
	TOUCHSTONE_IFD_EVENTS = 2,
};

enum touchstone_ifd_message {
	TOUCHSTONE_IFD_HELLO = 1,
	/// Payload: 0 down, 1 up, 2 warm reset. Answer: the ATR, empty after power down.
	TOUCHSTONE_IFD_POWER = 2,
	/// Payload: protocol (1), command APDU. Answer: response APDU.
	TOUCHSTONE_IFD_TRANSMIT = 3,
	/// Payload: control code (4), data. Answer: data.
	TOUCHSTONE_IFD_CONTROL = 4,
	/// No payload. Answer: one byte, 1 when there is a card.
	TOUCHSTONE_IFD_PRESENCE = 5,
	/// Payload: protocol (1), flags (1), PTS1 to PTS3 (3). Answer: empty.
	TOUCHSTONE_IFD_PROTOCOL = 6,

	/// Bench to handler: the request succeeded. To a hello on the command connection the payload is slots (1), largest
	/// body of an APDU (4), IFD version (4), then vendor name and serial number, each with its length (1) before it.
	TOUCHSTONE_IFD_ANSWER = 0x81,
	/// Bench to handler: the request failed. Payload: the return code that pcscd is to see (4).
	TOUCHSTONE_IFD_REFUSAL = 0x82,
	/// Bench to handler, on the event connection: a card came or went.
	TOUCHSTONE_IFD_CHANGE = 0x83,

	/// Handler to bench, on the event connection: pcscd waits for the next change, and has dealt with as many as the
	/// payload says (4). pcscd asks for presence on several occasions and acts only on one, so nothing else tells the bench
	/// that a card may go again without the two changes cancelling out.
	TOUCHSTONE_IFD_WATCHING = 7,
};
