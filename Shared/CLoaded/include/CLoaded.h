// libpq and OpenSSL, loaded when they are first needed: what doesn't need them starts without them,
// and runs where they aren't installed. Their headers aren't needed either; what is used of them has
// been the same since libpq 9 and OpenSSL 3.0.
#pragma once

/// Loads libpq.so.5. Returns 0, or -1 where it isn't there or lacks something.
int cpostgres_load(void);

/// PQconnectStartParams: lists that end with NULL; the first keyword may be `dbname` with a URI.
/// Errors are told as severity and SQLSTATE only. NULL where there is no memory.
void *cpostgres_start(const char *const *keywords, const char *const *values);

/// 0 failed, 1 wants to read, 2 wants to write, 3 connected.
int cpostgres_poll(void *connection);

/// The socket, which may be another after each poll.
int cpostgres_socket(void *connection);

/// Why the connection failed, for the time until the next call.
const char *cpostgres_error(void *connection);

/// Sends a query. Returns 0, or -1.
int cpostgres_send(void *connection, const char *query);

/// 0 when everything is sent, 1 when there is more, -1 on failure.
int cpostgres_flush(void *connection);

/// Takes what has come. 0 when a result can be taken, 1 when more must come, -1 on failure.
int cpostgres_consume(void *connection);

/// Takes a result: 0 where none is left, 1 with rows, whose first value is written, 2 with an error,
/// whose SQLSTATE is written.
int cpostgres_take(void *connection, char *value, int size);

void cpostgres_finish(void *connection);

/// The host and the port that a URI says, empty where it says none. Returns 0, or -1.
int cpostgres_place(const char *uri, char *host, char *port, int size);

/// Loads libssl.so.3 and libcrypto.so.3. Returns 0, or -1 where they aren't there or lack something.
int ctls_load(void);

/// A context of clients. `authorities`: a file in PEM, or NULL for the system's. NULL where they can't
/// be read.
void *ctls_context(const char *authorities);

/// A session over a connected socket, for a server's name or address.
void *ctls_open(void *context, int descriptor, const char *host, int is_address);

/// Each: 1 done, or bytes; 0 the end; -1 wants to read; -2 wants to write; -3 failed.
int ctls_handshake(void *session);
int ctls_read(void *session, void *bytes, int count);
int ctls_write(void *session, const void *bytes, int count);

/// What is wrong with the server's certificate, in the codes of X509_STORE_CTX_get_error; 0 is nothing.
long ctls_verdict(void *session);

/// Seconds until the certificate's end; negative afterwards. Returns 0, or -1 where there is none.
int ctls_remaining(void *session, long *seconds);

void ctls_close(void *session);
void ctls_release(void *context);
