#include "slot.h"
#include <stdio.h>

/// Reads interface, bus and device from a name such as `usb:1209/5001:libudev:0:/dev/bus/usb/001/002`.
static int parse_device_name(const char *name, struct usb_address *address)
{
	unsigned vendor, product, interface, bus, device;
	const char *form = "usb:%4x/%4x:libudev:%3u:/dev/bus/usb/%3u/%3u";
	if (sscanf(name, form, &vendor, &product, &interface, &bus, &device) != 5)
		return -1;
	address->interface = (uint8_t)interface;
	address->bus = (uint16_t)bus;
	address->device = (uint16_t)device;
	return 0;
}

RESPONSECODE IFDHCreateChannelByName(DWORD lun, LPSTR name)
{
	struct usb_address address;
	if (parse_device_name(name, &address))
		return IFD_NO_SUCH_DEVICE;
	return slot_open(lun, address);
}

RESPONSECODE IFDHCreateChannel(DWORD lun, DWORD channel)
{
	// Only serial readers come this way, and this handler serves none.
	(void)lun;
	(void)channel;
	return IFD_NO_SUCH_DEVICE;
}

RESPONSECODE IFDHCloseChannel(DWORD lun)
{
	slot_close(lun);
	return IFD_SUCCESS;
}
