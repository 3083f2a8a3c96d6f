#define _GNU_SOURCE
#include "Events.h"

#include <errno.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/sysinfo.h>

int clinux_poller(void) { return epoll_create1(EPOLL_CLOEXEC); }

int clinux_poller_set(int poller, int descriptor, int is_new, int reads, int writes) {
  struct epoll_event event = {.data.fd = descriptor};
  event.events = (reads ? EPOLLIN | EPOLLRDHUP : 0) | (writes ? EPOLLOUT : 0);
  return epoll_ctl(poller, is_new ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, descriptor, &event);
}

int clinux_poller_wait(int poller, struct clinux_event *events, int count, int milliseconds) {
  struct epoll_event raised[256];
  int number = epoll_wait(poller, raised, count < 256 ? count : 256, milliseconds);
  for (int i = 0; i < number; i++) {
    events[i].descriptor = raised[i].data.fd;
    events[i].is_readable = (raised[i].events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
    events[i].is_writable = (raised[i].events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0;
  }
  return number;
}

int clinux_wakeup(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

int clinux_thread(void *(*body)(void *), void *argument, unsigned long stack) {
  pthread_attr_t attributes;
  pthread_t thread;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, stack);
  int code = pthread_create(&thread, &attributes, body, argument);
  pthread_attr_destroy(&attributes);
  errno = code;
  return code == 0 ? 0 : -1;
}

int clinux_file_system(const char *path, struct clinux_usage *usage) {
  struct statvfs status;
  if (statvfs(path, &status) < 0) return -1;
  usage->bytes = status.f_blocks * status.f_frsize;
  usage->free_bytes = status.f_bfree * status.f_frsize;
  usage->available_bytes = status.f_bavail * status.f_frsize;
  usage->files = status.f_files;
  usage->free_files = status.f_ffree;
  return 0;
}

long clinux_raise_descriptor_limit(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) < 0) return -1;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  getrlimit(RLIMIT_NOFILE, &limit);
  return limit.rlim_cur > 1000000 ? 1000000 : (long)limit.rlim_cur;
}

int clinux_load(double loads[3]) {
  struct sysinfo information;
  if (sysinfo(&information) < 0) return -1;
  for (int i = 0; i < 3; i++) loads[i] = (double)information.loads[i] / (1 << SI_LOAD_SHIFT);
  return 0;
}
