#pragma once
#include <reader.h>
#include <winscard.h>

// Swift cannot import function-like macros or macros that take an address; each function below stands for one.

static inline const SCARD_IO_REQUEST *cpcsclite_pci_t0(void) { return SCARD_PCI_T0; }
static inline const SCARD_IO_REQUEST *cpcsclite_pci_t1(void) { return SCARD_PCI_T1; }
static inline const SCARD_IO_REQUEST *cpcsclite_pci_raw(void) { return SCARD_PCI_RAW; }
static inline DWORD cpcsclite_feature_request(void) { return CM_IOCTL_GET_FEATURE_REQUEST; }
static inline DWORD cpcsclite_attr_vendor_name(void) { return SCARD_ATTR_VENDOR_NAME; }
static inline DWORD cpcsclite_attr_vendor_ifd_version(void) { return SCARD_ATTR_VENDOR_IFD_VERSION; }
static inline DWORD cpcsclite_attr_vendor_ifd_serial_no(void) { return SCARD_ATTR_VENDOR_IFD_SERIAL_NO; }
static inline DWORD cpcsclite_attr_channel_id(void) { return SCARD_ATTR_CHANNEL_ID; }
static inline DWORD cpcsclite_attr_max_input(void) { return SCARD_ATTR_MAXINPUT; }
static inline DWORD cpcsclite_attr_icc_presence(void) { return SCARD_ATTR_ICC_PRESENCE; }
static inline DWORD cpcsclite_attr_icc_interface_status(void) { return SCARD_ATTR_ICC_INTERFACE_STATUS; }
static inline DWORD cpcsclite_attr_atr_string(void) { return SCARD_ATTR_ATR_STRING; }
static inline DWORD cpcsclite_max_buffer_size_extended(void) { return MAX_BUFFER_SIZE_EXTENDED; }
