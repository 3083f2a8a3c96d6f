#define _GNU_SOURCE
#include "Sockets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static socklen_t fill(struct sockaddr_storage *storage, const char *address, int port) {
  memset(storage, 0, sizeof *storage);
  struct sockaddr_in *four = (struct sockaddr_in *)storage;
  if (inet_pton(AF_INET, address, &four->sin_addr) == 1) {
    four->sin_family = AF_INET;
    four->sin_port = htons((uint16_t)port);
    return sizeof *four;
  }
  struct sockaddr_in6 *six = (struct sockaddr_in6 *)storage;
  if (inet_pton(AF_INET6, address, &six->sin6_addr) == 1) {
    six->sin6_family = AF_INET6;
    six->sin6_port = htons((uint16_t)port);
    return sizeof *six;
  }
  errno = EINVAL;
  return 0;
}

/// Closes without losing the reason.
static int failed(int descriptor) {
  int code = errno;
  close(descriptor);
  errno = code;
  return -1;
}

int clinux_listen(const char *address, int port, int *bound) {
  struct sockaddr_storage storage;
  socklen_t length = fill(&storage, address, port);
  if (length == 0) return -1;
  int listener = socket(storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (listener < 0) return -1;
  int yes = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(listener, (struct sockaddr *)&storage, length) < 0) return failed(listener);
  if (listen(listener, 4096) < 0) return failed(listener);
  length = sizeof storage;
  if (getsockname(listener, (struct sockaddr *)&storage, &length) < 0) return failed(listener);
  *bound = ntohs(storage.ss_family == AF_INET ? ((struct sockaddr_in *)&storage)->sin_port
                                              : ((struct sockaddr_in6 *)&storage)->sin6_port);
  return listener;
}

int clinux_accept(int listener, uint8_t peer[16], int *family) {
  struct sockaddr_storage storage;
  socklen_t length = sizeof storage;
  int descriptor =
      accept4(listener, (struct sockaddr *)&storage, &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
  if (descriptor < 0) return -1;
  memset(peer, 0, 16);
  *family = 0;
  if (storage.ss_family == AF_INET) {
    *family = 4;
    memcpy(peer, &((struct sockaddr_in *)&storage)->sin_addr, 4);
  } else if (storage.ss_family == AF_INET6) {
    struct in6_addr *address = &((struct sockaddr_in6 *)&storage)->sin6_addr;
    *family = IN6_IS_ADDR_V4MAPPED(address) ? 4 : 6;
    memcpy(peer, *family == 4 ? &address->s6_addr[12] : address->s6_addr, *family == 4 ? 4 : 16);
  }
  if (storage.ss_family != AF_UNIX) {
    int yes = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  }
  return descriptor;
}

int clinux_connect(const char *address, int port, int is_datagram, int patience) {
  struct sockaddr_storage storage;
  socklen_t length = fill(&storage, address, port);
  if (length == 0) return -1;
  int type = (is_datagram ? SOCK_DGRAM : SOCK_STREAM) | SOCK_NONBLOCK | SOCK_CLOEXEC;
  int descriptor = socket(storage.ss_family, type, 0);
  if (descriptor < 0) return -1;
  if (!is_datagram) {
    int yes = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    setsockopt(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, &patience, sizeof patience);
  }
  if (connect(descriptor, (struct sockaddr *)&storage, length) < 0 && errno != EINPROGRESS)
    return failed(descriptor);
  return descriptor;
}

int clinux_socket_error(int descriptor) {
  int code = 0;
  socklen_t length = sizeof code;
  return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &length) < 0 ? errno : code;
}

static socklen_t fill_local(struct sockaddr_un *address, const char *path) {
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  if (strlen(path) >= sizeof address->sun_path) {
    errno = ENAMETOOLONG;
    return 0;
  }
  strcpy(address->sun_path, path);
  return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + strlen(path) + 1);
}

int clinux_listen_local(const char *path) {
  struct sockaddr_un address;
  socklen_t length = fill_local(&address, path);
  if (length == 0) return -1;
  int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (listener < 0) return -1;
  // A socket has its mode from the start, so that nobody can connect before it is set.
  mode_t mask = umask(0177);
  int code = bind(listener, (struct sockaddr *)&address, length);
  int reason = errno;
  umask(mask);
  errno = reason;
  if (code < 0 || listen(listener, 64) < 0) return failed(listener);
  return listener;
}

int clinux_connect_local(const char *path) {
  struct sockaddr_un address;
  socklen_t length = fill_local(&address, path);
  if (length == 0) return -1;
  int descriptor = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return -1;
  if (connect(descriptor, (struct sockaddr *)&address, length) < 0) return failed(descriptor);
  return descriptor;
}

int clinux_peer_user(int descriptor) {
  struct ucred credentials;
  socklen_t length = sizeof credentials;
  if (getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &length) < 0) return -1;
  return (int)credentials.uid;
}
