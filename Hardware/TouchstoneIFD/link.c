#define _GNU_SOURCE
#include "link.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int read_fully(int connection, void *buffer, size_t length)
{
	uint8_t *next = buffer;
	while (length > 0) {
		ssize_t count = recv(connection, next, length, 0);
		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			return -1;
		next += count;
		length -= (size_t)count;
	}
	return 0;
}

static int write_fully(int connection, const uint8_t *next, size_t length)
{
	while (length > 0) {
		ssize_t count = send(connection, next, length, MSG_NOSIGNAL);
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return -1;
		next += count;
		length -= (size_t)count;
	}
	return 0;
}

int link_send(int connection, uint8_t type, const void *payload, size_t length)
{
	if (length > TOUCHSTONE_IFD_MAX_BODY - 1)
		return -1;
	uint32_t body = (uint32_t)length + 1;
	// One write per frame: a second one would cost the bench another wake-up.
	uint8_t small[512];
	uint8_t *frame = length + 5 <= sizeof small ? small : malloc(length + 5);
	if (!frame)
		return -1;
	frame[0] = (uint8_t)(body >> 24);
	frame[1] = (uint8_t)(body >> 16);
	frame[2] = (uint8_t)(body >> 8);
	frame[3] = (uint8_t)body;
	frame[4] = type;
	if (length > 0)
		memcpy(frame + 5, payload, length);
	int result = write_fully(connection, frame, length + 5);
	if (frame != small)
		free(frame);
	return result;
}

int link_receive(int connection, struct reply *reply)
{
	uint8_t header[5];
	if (read_fully(connection, header, sizeof header))
		return -1;
	uint32_t body = (uint32_t)header[0] << 24 | (uint32_t)header[1] << 16 | (uint32_t)header[2] << 8 | header[3];
	if (body < 1 || body > TOUCHSTONE_IFD_MAX_BODY)
		return -1;
	reply->type = header[4];
	reply->length = body - 1;
	// Never a zero-sized request, whose result may be NULL.
	reply->payload = malloc(body);
	if (!reply->payload)
		return -1;
	if (read_fully(connection, reply->payload, reply->length)) {
		free(reply->payload);
		reply->payload = NULL;
		return -1;
	}
	return 0;
}

static int connect_to_bench(void)
{
	const char *path = getenv(TOUCHSTONE_IFD_SOCKET_VARIABLE);
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	if (!path || strlen(path) >= sizeof address.sun_path)
		return -1;
	strcpy(address.sun_path, path);
	int connection = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (connection < 0)
		return -1;
	if (connect(connection, (struct sockaddr *)&address, sizeof address)) {
		close(connection);
		return -1;
	}
	return connection;
}

int link_open(enum touchstone_ifd_purpose purpose, struct usb_address address, uint8_t slot)
{
	int connection = connect_to_bench();
	if (connection < 0)
		return -1;
	uint8_t hello[] = {
		TOUCHSTONE_IFD_PROTOCOL_VERSION,
		(uint8_t)purpose,
		slot,
		address.interface,
		(uint8_t)(address.bus >> 8),
		(uint8_t)address.bus,
		(uint8_t)(address.device >> 8),
		(uint8_t)address.device,
	};
	if (link_send(connection, TOUCHSTONE_IFD_HELLO, hello, sizeof hello)) {
		close(connection);
		return -1;
	}
	return connection;
}
