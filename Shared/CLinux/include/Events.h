// Waiting for many descriptors, threads, and what the kernel knows of the machine. Each function
// returns -1 where it fails, with `errno` set.
#pragma once

#include <stdint.h>

/// epoll_create1(2).
int clinux_poller(void);

/// Adds a descriptor, or changes what is waited for.
int clinux_poller_set(int poller, int descriptor, int is_new, int reads, int writes);

struct clinux_event {
  int descriptor;
  /// Also where the other end is closed, or the descriptor has failed.
  int is_readable;
  int is_writable;
};

/// epoll_wait(2), for at most 256 events.
int clinux_poller_wait(int poller, struct clinux_event *events, int count, int milliseconds);

/// eventfd(2).
int clinux_wakeup(void);

/// A detached thread with a stack of so many bytes.
int clinux_thread(void *(*body)(void *), void *argument, unsigned long stack);

struct clinux_usage {
  uint64_t bytes, free_bytes, available_bytes, files, free_files;
};

/// statvfs(3), in bytes.
int clinux_file_system(const char *path, struct clinux_usage *usage);

/// Raises the limit of open descriptors as far as it may be. Returns it, at most a million.
long clinux_raise_descriptor_limit(void);

/// The load over 1, 5 and 15 minutes, in processes.
int clinux_load(double loads[3]);
