import Emit
import Model

/// A site of files only, served by nginx without privileges.
struct StaticSite {
  let service: Service

  init(_ service: Service) { self.service = service }

  /// It listens above 1024 and writes to /tmp only, whoever runs it.
  static let image = "nginxinc/nginx-unprivileged:1.28-alpine"

  static func path(of service: Service) -> String { "\(service.path)/nginx.conf" }

  var stage: Dockerfile.Stage {
    let user = service.user
    return .init(
      "production", from: Dockerfile.Word(StaticSite.image),
      comment: "Stage 5: the built files, served by nginx without privileges.",
      instructions: [
        .user("0:0"),
        .run(
          .shell([
            "addgroup -S -g \(user.id) \(user.group)",
            "adduser -S -D -H -u \(user.id) -G \(user.group) \(user.name)",
          ])),
        .env([.init("NODE_ENV", "production")]),
        .copy(.init([Dockerfile.Word(StaticSite.path(of: service))], to: "/etc/nginx/nginx.conf")),
        .copy(.init(["\(output)"], to: "/usr/share/nginx/html", from: "builder")), .blank,
        .user(Dockerfile.Word(user.numbers)), .expose(["\(service.port)"]), .stopsignal("SIGQUIT"),
        .healthcheck(service.healthcheck(StaticSite.check(service))),
        .comment("The image's own entry point would rewrite the configuration."),
        .entrypoint(.exec([])), .cmd(.exec(service.command)),
      ])
  }

  private var output: String {
    service.output == "." ? "/app/\(service.path)" : "/app/\(service.path)/\(service.output)"
  }

  /// The image has no Node.js, but busybox.
  static func check(_ service: Service) -> [String] {
    ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:\(service.port)\(service.health.path)"]
  }

  /// Every file is asked for again by its date; unknown paths get the index, whose router may know
  /// them.
  var configuration: String {
    let health =
      service.health.path == "/"
      ? ""
      : """

          location = \(service.health.path) {
            access_log off;
            default_type text/plain;
            return 200 "ok\\n";
          }

      """
    return """
      worker_processes auto;
      pid /tmp/nginx.pid;
      error_log /dev/stderr warn;

      events {
        worker_connections 1024;
      }

      http {
        include /etc/nginx/mime.types;
        default_type application/octet-stream;
        access_log /dev/stdout;
        server_tokens off;
        absolute_redirect off;
        sendfile on;
        gzip on;
        gzip_types text/css application/javascript application/json image/svg+xml;

        # The only place that may be written to.
        client_body_temp_path /tmp/client_temp;
        proxy_temp_path /tmp/proxy_temp;
        fastcgi_temp_path /tmp/fastcgi_temp;
        uwsgi_temp_path /tmp/uwsgi_temp;
        scgi_temp_path /tmp/scgi_temp;

        server {
          listen \(service.port);
          root /usr/share/nginx/html;
          index index.html;
          add_header X-Content-Type-Options nosniff always;
          add_header Cache-Control no-cache always;
      \(health)
          location / {
            try_files $uri $uri.html $uri/ /index.html;
          }
        }
      }

      """
  }
}
