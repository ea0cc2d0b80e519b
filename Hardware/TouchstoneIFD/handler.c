#include "TouchstoneIFD.h"
#include <ifdhandler.h>
int touchstone_ifd_placeholder(void) { return 0; }
