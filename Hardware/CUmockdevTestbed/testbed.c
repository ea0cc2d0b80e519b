#include "CUmockdevTestbed.h"
#include <umockdev.h>
int placeholder_umockdev(void) { return 0; }
