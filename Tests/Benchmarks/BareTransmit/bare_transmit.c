#include "BareTransmit.h"

#include <stdlib.h>
#include <time.h>
#include <winscard.h>

struct bare_card {
    SCARDCONTEXT context;
    SCARDHANDLE handle;
    DWORD protocol;
};

bare_card *bare_open(long *code)
{
    char readers[4096];
    DWORD length = sizeof readers;
    bare_card *card = calloc(1, sizeof *card);

    if (!card) {
        *code = SCARD_E_NO_MEMORY;
        return NULL;
    }
    *code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &card->context);
    if (*code == SCARD_S_SUCCESS)
        *code = SCardListReaders(card->context, NULL, readers, &length);
    if (*code == SCARD_S_SUCCESS)
        *code = SCardConnect(card->context, readers, SCARD_SHARE_SHARED, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1,
                             &card->handle, &card->protocol);
    if (*code == SCARD_S_SUCCESS)
        return card;
    free(card);
    return NULL;
}

static uint64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

long bare_exchange(bare_card *card, const uint8_t *command, size_t length, uint64_t *nanoseconds, size_t count)
{
    const SCARD_IO_REQUEST *header = card->protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;

    for (size_t i = 0; i < count; i++) {
        uint8_t answer[258];
        DWORD answer_length = sizeof answer;
        uint64_t start = now();
        LONG code = SCardTransmit(card->handle, header, command, length, NULL, answer, &answer_length);

        nanoseconds[i] = now() - start;
        if (code != SCARD_S_SUCCESS)
            return code;
        if (answer_length < 2 || answer[answer_length - 2] != 0x90 || answer[answer_length - 1] != 0x00)
            return -1;
    }
    return 0;
}
