// Calls of Linux and glibc that Swift's Glibc module doesn't show, since it is read without
// _GNU_SOURCE. Each is the call itself, with an `errno` of its own where it fails.
#pragma once

#include "Events.h"
#include "Sockets.h"

#include <spawn.h>
#include <stdint.h>

/// pipe2(2) with O_CLOEXEC.
int clinux_pipe(int descriptors[2]);

/// posix_spawn_file_actions_addchdir_np(3): the folder that the child starts in.
int clinux_spawn_in_folder(posix_spawn_file_actions_t *actions, const char *folder);

/// signalfd(2) for the signals of a set given as numbers, blocked in the calling thread first.
/// Non-blocking, closed on exec. Returns -1 on failure.
int clinux_signal_descriptor(const int *signals, int count);

/// The next signal's number from such a descriptor, or -1 where there is none.
int clinux_next_signal(int descriptor);
