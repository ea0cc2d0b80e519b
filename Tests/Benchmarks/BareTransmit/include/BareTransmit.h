#ifndef BARE_TRANSMIT_H
#define BARE_TRANSMIT_H

#include <stddef.h>
#include <stdint.h>

// The card in the daemon's first reader, with nothing between the loop and libpcsclite.
typedef struct bare_card bare_card;

// Connects; NULL and the library's number in `code` when that fails.
bare_card *bare_open(long *code);

// Sends the command `count` times and writes down the nanoseconds that each exchange took.
// Returns 0, or what SCardTransmit returned; -1 when an answer does not end in 9000.
long bare_exchange(bare_card *card, const uint8_t *command, size_t length, uint64_t *nanoseconds, size_t count);

// Keeps this process, and what it starts from now on, on the core that it runs on; returns an errno.
// A round trip between processes takes twice as long across cores, and whether a connection has to go across them is
// luck that lasts as long as the connection.
int bare_stay_on_one_core(void);

#endif
