#include "CLoaded.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

static struct {
  const void *(*client_method)(void);
  void *(*context_new)(const void *);
  void (*context_free)(void *);
  long (*context_ctrl)(void *, int, long, void *);
  int (*load_file)(void *, const char *);
  int (*default_paths)(void *);
  void *(*session_new)(void *);
  void (*session_free)(void *);
  long (*session_ctrl)(void *, int, long, void *);
  int (*set_descriptor)(void *, int);
  void *(*parameters)(void *);
  int (*connect)(void *);
  int (*read)(void *, void *, int);
  int (*write)(void *, const void *, int);
  int (*error)(const void *, int);
  long (*verdict)(const void *);
  void *(*certificate)(const void *);
  void (*clear_errors)(void);
  int (*set_host)(void *, const char *, size_t);
  int (*set_address)(void *, const char *);
  const void *(*not_after)(const void *);
  int (*difference)(int *, int *, const void *, const void *);
  void (*certificate_free)(void *);
} ssl;

enum {
  error_want_read = 2,
  error_want_write = 3,
  error_zero_return = 6,
  ctrl_host_name = 55,
  ctrl_least_version = 123,
  version_1_2 = 0x0303,
};

int ctls_load(void) {
  void *tls = dlopen("libssl.so.3", RTLD_NOW | RTLD_LOCAL);
  void *crypto = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
  if (tls == NULL || crypto == NULL) return -1;
  const struct {
    void *handle;
    void *target;
    const char *name;
  } symbols[] = {
      {tls, &ssl.client_method, "TLS_client_method"},
      {tls, &ssl.context_new, "SSL_CTX_new"},
      {tls, &ssl.context_free, "SSL_CTX_free"},
      {tls, &ssl.context_ctrl, "SSL_CTX_ctrl"},
      {tls, &ssl.load_file, "SSL_CTX_load_verify_file"},
      {tls, &ssl.default_paths, "SSL_CTX_set_default_verify_paths"},
      {tls, &ssl.session_new, "SSL_new"},
      {tls, &ssl.session_free, "SSL_free"},
      {tls, &ssl.session_ctrl, "SSL_ctrl"},
      {tls, &ssl.set_descriptor, "SSL_set_fd"},
      {tls, &ssl.parameters, "SSL_get0_param"},
      {tls, &ssl.connect, "SSL_connect"},
      {tls, &ssl.read, "SSL_read"},
      {tls, &ssl.write, "SSL_write"},
      {tls, &ssl.error, "SSL_get_error"},
      {tls, &ssl.verdict, "SSL_get_verify_result"},
      {tls, &ssl.certificate, "SSL_get1_peer_certificate"},
      {crypto, &ssl.clear_errors, "ERR_clear_error"},
      {crypto, &ssl.set_host, "X509_VERIFY_PARAM_set1_host"},
      {crypto, &ssl.set_address, "X509_VERIFY_PARAM_set1_ip_asc"},
      {crypto, &ssl.not_after, "X509_get0_notAfter"},
      {crypto, &ssl.difference, "ASN1_TIME_diff"},
      {crypto, &ssl.certificate_free, "X509_free"},
  };
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    void *symbol = dlsym(symbols[i].handle, symbols[i].name);
    if (symbol == NULL) return -1;
    memcpy(symbols[i].target, &symbol, sizeof symbol);
  }
  return 0;
}

void *ctls_context(const char *authorities) {
  void *context = ssl.context_new(ssl.client_method());
  if (context == NULL) return NULL;
  ssl.context_ctrl(context, ctrl_least_version, version_1_2, NULL);
  int is_loaded =
      authorities != NULL ? ssl.load_file(context, authorities) : ssl.default_paths(context);
  if (is_loaded == 1) return context;
  ssl.clear_errors();
  ssl.context_free(context);
  return NULL;
}

void *ctls_open(void *context, int descriptor, const char *host, int is_address) {
  void *session = ssl.session_new(context);
  if (session == NULL) return NULL;
  // The certificate is judged in the handshake, and the verdict asked for after it.
  int is_ready = ssl.set_descriptor(session, descriptor) == 1;
  if (is_address) {
    is_ready = is_ready && ssl.set_address(ssl.parameters(session), host) == 1;
  } else {
    is_ready = is_ready && ssl.session_ctrl(session, ctrl_host_name, 0, (void *)host) == 1 &&
               ssl.set_host(ssl.parameters(session), host, 0) == 1;
  }
  if (is_ready) return session;
  ssl.session_free(session);
  return NULL;
}

static int outcome(void *session, int code) {
  if (code > 0) return code;
  switch (ssl.error(session, code)) {
    case error_want_read: return -1;
    case error_want_write: return -2;
    case error_zero_return: return 0;
    default: ssl.clear_errors(); return -3;
  }
}

int ctls_handshake(void *session) {
  ssl.clear_errors();
  return outcome(session, ssl.connect(session));
}

int ctls_read(void *session, void *bytes, int count) {
  ssl.clear_errors();
  return outcome(session, ssl.read(session, bytes, count));
}

int ctls_write(void *session, const void *bytes, int count) {
  ssl.clear_errors();
  return outcome(session, ssl.write(session, bytes, count));
}

long ctls_verdict(void *session) { return ssl.verdict(session); }

int ctls_remaining(void *session, long *seconds) {
  void *certificate = ssl.certificate(session);
  if (certificate == NULL) return -1;
  int days = 0, rest = 0;
  int is_known = ssl.difference(&days, &rest, NULL, ssl.not_after(certificate)) == 1;
  ssl.certificate_free(certificate);
  *seconds = (long)days * 86400 + rest;
  return is_known ? 0 : -1;
}

void ctls_close(void *session) { ssl.session_free(session); }

void ctls_release(void *context) { ssl.context_free(context); }
