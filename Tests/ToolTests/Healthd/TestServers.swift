import Glibc
import Platform
import TestKit

/// A free port of this machine, for servers that can't take any by themselves.
enum FreePort {
  /// One that no client is given by chance: those come from 32768 on (ip(7), ip_local_port_range).
  static func next() throws -> Int {
    while true {
      let port = Int.random(in: 10_000...32_000)
      if let (descriptor, _) = try? Sockets.listen(address: "127.0.0.1", port: port) {
        Sockets.close(descriptor)
        return port
      }
    }
  }
}

/// A Redis of a test's own.
final class TestRedis {
  let folder: TemporaryDirectory
  let process: BackgroundProcess
  let port: Int

  /// - Returns: `nil` where Redis isn't installed.
  init?(_ options: [String] = []) throws {
    guard let server = Judge.find("redis-server") else { return nil }
    folder = try TemporaryDirectory()
    port = try FreePort.next()
    process = try BackgroundProcess(
      [
        server, "--port", "\(port)", "--bind", "127.0.0.1", "--save", "", "--dir", folder.path,
        "--enable-debug-command", "local",
      ] + options, in: folder, name: "redis")
    let process = process
    // It listens from then on, also while it loads its data.
    guard Patience.until(.seconds(20), { process.output.contains("Server initialized") }) else {
      throw SystemError("start Redis: \(process.output)", code: ETIMEDOUT)
    }
  }

  /// Says something to it, as `redis-cli` does.
  func command(_ words: String...) throws {
    let client = try RawClient(port: port)
    let text = "*\(words.count)\r\n" + words.map { "$\($0.utf8.count)\r\n\($0)\r\n" }.joined()
    try client.send(text)
    // A command that makes it sleep is answered after that.
    _ = client.read(within: .milliseconds(words.first == "DEBUG" ? 50 : 2000)) { $0.last == 10 }
  }
}

/// A PostgreSQL of a test's own, with a user `app`, whom nobody enters without the password.
final class TestPostgres {
  let folder: TemporaryDirectory
  let port: Int
  let password = "a-good-password"
  private(set) var process: BackgroundProcess
  private let words: [String]

  /// - Returns: `nil` where PostgreSQL isn't installed.
  init?(_ options: [String] = [], prepare: (TemporaryDirectory) throws -> Void = { _ in }) throws {
    let found = try Program.shell("ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1").output
    guard let binaries = found.split(separator: "\n").first else {
      Judge.skip("postgresql")
      return nil
    }
    folder = try TemporaryDirectory()
    port = try FreePort.next()
    try folder.write(password, to: "secret")
    try prepare(folder)
    // The server refuses to run as root; then it is nobody.
    let user =
      Machine.userID == 0 ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : []
    let own = Machine.userID == 0 ? "chown -R 65534:65534 . && chmod 755 ." : "true"
    let made = try Program.shell(
      "\(own) && \(user.joined(separator: " ")) \(binaries)/initdb -D data -U app -A scram-sha-256 "
        + "--pwfile secret --no-sync --locale C >initdb.log 2>&1", directory: folder.path)
    guard made.status == 0 else {
      throw SystemError("make a database: \(try folder.read("initdb.log"))", code: EIO)
    }
    words =
      user + [
        "\(binaries)/postgres", "-D", folder.path("data"), "-p", "\(port)", "-k", folder.path, "-c",
        "listen_addresses=127.0.0.1", "-c", "fsync=off",
      ] + options
    process = try BackgroundProcess(words, in: folder, name: "postgres")
    guard isReady() else {
      throw SystemError("start PostgreSQL: \(process.error)", code: ETIMEDOUT)
    }
  }

  private func isReady() -> Bool {
    Patience.until(.seconds(30)) { process.error.contains("ready to accept connections") }
  }

  /// Starts it again after it has ended.
  func start() throws {
    try? Folder(path: folder.path("data")).remove("postmaster.pid")
    process = try BackgroundProcess(words, in: folder, name: "postgres")
    guard isReady() else {
      throw SystemError("start PostgreSQL: \(process.error)", code: ETIMEDOUT)
    }
  }

  /// Runs a statement as `app`.
  func run(_ statement: String) throws {
    let run = try Program.run(
      "psql", ["-h", "127.0.0.1", "-p", "\(port)", "-U", "app", "-d", "postgres", "-c", statement],
      environment: ["PGPASSWORD": password])
    if run.status != 0 { throw SystemError("run a statement: \(run.error)", code: EIO) }
  }

  /// Signals it and all that it has started, which have process groups of their own.
  func signalAll(_ number: Int32) throws {
    let server = process.identifier
    let list = try Files.read("/proc/\(server)/task/\(server)/children", limit: 1 << 16) ?? []
    let children = String(decoding: list, as: UTF8.self).split(separator: " ").compactMap {
      Int32($0)
    }
    kill(server, number)
    for child in children { kill(child, number) }
  }

  deinit {
    // It ends at once, and takes its shared memory with it.
    process.signal(SIGCONT)
    process.signal(SIGQUIT)
    _ = process.wait(within: .seconds(10))
  }
}

/// Certificates of a test's own, made by openssl.
enum TestCertificates {
  /// Makes an authority `ca.pem`, and `server.pem` with `server.key` for localhost, valid from now on
  /// for so many days.
  static func make(in folder: TemporaryDirectory, days: Int = 30, name: String = "localhost") throws
  {
    let lines = """
      set -e
      openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem \
        -days 30 -subj /CN=authority
      openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key \
        -out server.csr -subj /CN=\(name)
      printf 'subjectAltName=DNS:\(name)' >extension
      openssl x509 -req -in server.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out server.pem \
        -extfile extension -days \(days)
      chmod 600 server.key
      """
    let run = try Program.shell(lines, directory: folder.path)
    if run.status != 0 { throw SystemError("make certificates: \(run.error)", code: EIO) }
  }
}
