#pragma once
int placeholder_umockdev(void);
