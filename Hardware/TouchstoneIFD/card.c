#include "slot.h"
#include <stdlib.h>
#include <string.h>

RESPONSECODE IFDHICCPresence(DWORD lun)
{
	struct slot *slot = slot_find(lun);
	struct reply reply;
	if (!slot)
		return IFD_NO_SUCH_DEVICE;
	RESPONSECODE code = slot_request(slot, TOUCHSTONE_IFD_PRESENCE, NULL, 0, &reply);
	// An unplugged reader has no card. An error would make pcscd sleep for a second before it lets go of the reader.
	if (code == IFD_NO_SUCH_DEVICE)
		return IFD_ICC_NOT_PRESENT;
	if (code != IFD_SUCCESS)
		return code;
	code = reply.length == 1 && reply.payload[0] ? IFD_ICC_PRESENT : IFD_ICC_NOT_PRESENT;
	free(reply.payload);
	return code;
}

static RESPONSECODE action_code(DWORD action, uint8_t *code)
{
	switch (action) {
	case IFD_POWER_DOWN: *code = 0; return IFD_SUCCESS;
	case IFD_POWER_UP: *code = 1; return IFD_SUCCESS;
	case IFD_RESET: *code = 2; return IFD_SUCCESS;
	default: return IFD_NOT_SUPPORTED;
	}
}

RESPONSECODE IFDHPowerICC(DWORD lun, DWORD action, PUCHAR atr, PDWORD atr_length)
{
	struct slot *slot = slot_find(lun);
	struct reply reply;
	uint8_t code;
	*atr_length = 0;
	if (!slot)
		return IFD_NO_SUCH_DEVICE;
	RESPONSECODE result = action_code(action, &code);
	if (result != IFD_SUCCESS)
		return result;
	slot->atr_length = 0;
	result = slot_request(slot, TOUCHSTONE_IFD_POWER, &code, 1, &reply);
	if (result != IFD_SUCCESS)
		return result;
	size_t length = reply.length < MAX_ATR_SIZE ? reply.length : MAX_ATR_SIZE;
	memcpy(slot->atr, reply.payload, length);
	memcpy(atr, reply.payload, length);
	slot->atr_length = length;
	*atr_length = length;
	free(reply.payload);
	return IFD_SUCCESS;
}

RESPONSECODE IFDHSetProtocolParameters(DWORD lun, DWORD protocol, UCHAR flags, UCHAR pts1, UCHAR pts2, UCHAR pts3)
{
	struct slot *slot = slot_find(lun);
	struct reply reply;
	if (!slot)
		return IFD_NO_SUCH_DEVICE;
	uint8_t payload[] = {(uint8_t)protocol, flags, pts1, pts2, pts3};
	RESPONSECODE code = slot_request(slot, TOUCHSTONE_IFD_PROTOCOL, payload, sizeof payload, &reply);
	if (code == IFD_SUCCESS)
		free(reply.payload);
	return code;
}

/// Sends `head` and `body` as one request and copies the answer out.
static RESPONSECODE exchange(
	struct slot *slot,
	uint8_t type,
	const uint8_t *head,
	size_t head_length,
	const uint8_t *body,
	size_t body_length,
	uint8_t *answer,
	size_t capacity,
	DWORD *answer_length)
{
	struct reply reply;
	*answer_length = 0;
	if (body_length > TOUCHSTONE_IFD_MAX_BODY)
		return IFD_COMMUNICATION_ERROR;
	uint8_t *payload = malloc(head_length + body_length);
	if (!payload)
		return IFD_COMMUNICATION_ERROR;
	memcpy(payload, head, head_length);
	if (body_length > 0)
		memcpy(payload + head_length, body, body_length);
	RESPONSECODE code = slot_request(slot, type, payload, head_length + body_length, &reply);
	free(payload);
	if (code != IFD_SUCCESS)
		return code;
	if (reply.length > capacity) {
		free(reply.payload);
		return IFD_ERROR_INSUFFICIENT_BUFFER;
	}
	memcpy(answer, reply.payload, reply.length);
	*answer_length = reply.length;
	free(reply.payload);
	return IFD_SUCCESS;
}

RESPONSECODE IFDHTransmitToICC(
	DWORD lun,
	SCARD_IO_HEADER send_pci,
	PUCHAR command,
	DWORD command_length,
	PUCHAR response,
	PDWORD response_length,
	PSCARD_IO_HEADER receive_pci)
{
	struct slot *slot = slot_find(lun);
	DWORD capacity = *response_length;
	*response_length = 0;
	if (!slot)
		return IFD_NO_SUCH_DEVICE;
	uint8_t protocol = (uint8_t)send_pci.Protocol;
	if (receive_pci)
		receive_pci->Protocol = send_pci.Protocol;
	return exchange(
		slot, TOUCHSTONE_IFD_TRANSMIT, &protocol, 1, command, command_length, response, capacity, response_length);
}

RESPONSECODE IFDHControl(
	DWORD lun,
	DWORD code,
	PUCHAR data,
	DWORD data_length,
	PUCHAR answer,
	DWORD capacity,
	LPDWORD answer_length)
{
	struct slot *slot = slot_find(lun);
	*answer_length = 0;
	if (!slot)
		return IFD_NO_SUCH_DEVICE;
	uint8_t head[] = {(uint8_t)(code >> 24), (uint8_t)(code >> 16), (uint8_t)(code >> 8), (uint8_t)code};
	return exchange(slot, TOUCHSTONE_IFD_CONTROL, head, sizeof head, data, data_length, answer, capacity, answer_length);
}
