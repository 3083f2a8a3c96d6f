#include "CLoaded.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

/// PQconninfoOption.
struct option {
  char *keyword, *environment, *compiled, *value, *label, *display;
  int size;
};

static struct {
  void *(*start)(const char *const *, const char *const *, int);
  int (*poll)(void *);
  int (*socket)(const void *);
  char *(*error)(const void *);
  int (*set_verbosity)(void *, int);
  int (*set_nonblocking)(void *, int);
  int (*send)(void *, const char *);
  int (*flush)(void *);
  int (*consume)(void *);
  int (*is_busy)(void *);
  void *(*result)(void *);
  int (*result_status)(const void *);
  char *(*result_field)(const void *, int);
  int (*rows)(const void *);
  char *(*value)(const void *, int, int);
  void (*clear)(void *);
  void (*finish)(void *);
  struct option *(*parse)(const char *, char **);
  void (*free_options)(struct option *);
  void (*free_memory)(void *);
} pq;

enum { sqlstate_only = 3, tuples_ok = 2, command_ok = 1, sqlstate_field = 'C' };

int cpostgres_load(void) {
  void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return -1;
  const struct {
    void *target;
    const char *name;
  } symbols[] = {
      {&pq.start, "PQconnectStartParams"}, {&pq.poll, "PQconnectPoll"},
      {&pq.socket, "PQsocket"},            {&pq.error, "PQerrorMessage"},
      {&pq.set_verbosity, "PQsetErrorVerbosity"},
      {&pq.set_nonblocking, "PQsetnonblocking"},
      {&pq.send, "PQsendQuery"},           {&pq.flush, "PQflush"},
      {&pq.consume, "PQconsumeInput"},     {&pq.is_busy, "PQisBusy"},
      {&pq.result, "PQgetResult"},         {&pq.result_status, "PQresultStatus"},
      {&pq.result_field, "PQresultErrorField"},
      {&pq.rows, "PQntuples"},             {&pq.value, "PQgetvalue"},
      {&pq.clear, "PQclear"},              {&pq.finish, "PQfinish"},
      {&pq.parse, "PQconninfoParse"},      {&pq.free_options, "PQconninfoFree"},
      {&pq.free_memory, "PQfreemem"},
  };
  for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
    void *symbol = dlsym(library, symbols[i].name);
    if (symbol == NULL) return -1;
    memcpy(symbols[i].target, &symbol, sizeof symbol);
  }
  return 0;
}

void *cpostgres_start(const char *const *keywords, const char *const *values) {
  void *connection = pq.start(keywords, values, 1);
  if (connection != NULL) pq.set_verbosity(connection, sqlstate_only);
  return connection;
}

int cpostgres_poll(void *connection) {
  int state = pq.poll(connection);
  if (state == 3) pq.set_nonblocking(connection, 1);
  return state;
}

int cpostgres_socket(void *connection) { return pq.socket(connection); }

const char *cpostgres_error(void *connection) { return pq.error(connection); }

int cpostgres_send(void *connection, const char *query) {
  return pq.send(connection, query) == 1 ? 0 : -1;
}

int cpostgres_flush(void *connection) { return pq.flush(connection); }

int cpostgres_consume(void *connection) {
  if (pq.consume(connection) != 1) return -1;
  return pq.is_busy(connection);
}

int cpostgres_take(void *connection, char *value, int size) {
  void *result = pq.result(connection);
  if (result == NULL) return 0;
  int status = pq.result_status(result);
  int is_good = status == tuples_ok || status == command_ok;
  const char *text = "";
  if (status == tuples_ok && pq.rows(result) > 0) text = pq.value(result, 0, 0);
  if (!is_good) text = pq.result_field(result, sqlstate_field);
  if (text == NULL) text = "";
  strncpy(value, text, (size_t)size - 1);
  value[size - 1] = 0;
  pq.clear(result);
  return is_good ? 1 : 2;
}

void cpostgres_finish(void *connection) { pq.finish(connection); }

int cpostgres_place(const char *uri, char *host, char *port, int size) {
  char *message = NULL;
  struct option *options = pq.parse(uri, &message);
  if (message != NULL) pq.free_memory(message);
  if (options == NULL) return -1;
  host[0] = port[0] = 0;
  for (struct option *option = options; option->keyword != NULL; option++) {
    char *target = strcmp(option->keyword, "host") == 0   ? host
                   : strcmp(option->keyword, "port") == 0 ? port
                                                          : NULL;
    if (target == NULL || option->value == NULL) continue;
    strncpy(target, option->value, (size_t)size - 1);
    target[size - 1] = 0;
  }
  pq.free_options(options);
  return 0;
}
