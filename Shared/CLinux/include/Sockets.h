// Sockets, with addresses as text. All are non-blocking and closed on exec; each function returns -1
// where it fails, with `errno` set.
#pragma once

#include <stdint.h>

/// A listener on an IPv4 or IPv6 address; `bound` is its port, also where 0 asked for a free one.
int clinux_listen(const char *address, int port, int *bound);

/// The next connection of a listener, without delay of small packets. `family` is 4, 6, or 0 for a
/// local one; `peer` holds 4 or 16 bytes.
int clinux_accept(int listener, uint8_t peer[16], int *family);

/// A connection that is being made. `patience`: milliseconds that sent data may stay unacknowledged.
int clinux_connect(const char *address, int port, int is_datagram, int patience);

/// The error that a socket holds, 0 for none.
int clinux_socket_error(int descriptor);

/// A listener on a path that isn't there yet, for its owner only (mode 0600).
int clinux_listen_local(const char *path);

int clinux_connect_local(const char *path);

/// The user of the process at the other end of a local connection.
int clinux_peer_user(int descriptor);
