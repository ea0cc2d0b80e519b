#ifndef SYSTEM_PCSC_SHIM_H
#define SYSTEM_PCSC_SHIM_H

#include <winscard.h>

#endif
