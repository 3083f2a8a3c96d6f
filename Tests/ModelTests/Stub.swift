import Testing
import JSON
import Model
@testable import Model
import Diagnostics
import Glibc

func slurp(_ path: String) -> [UInt8] {
  let fd = open(path, O_RDONLY); defer { close(fd) }
  var out: [UInt8] = []; var buf = [UInt8](repeating: 0, count: 65536)
  while true { let n = read(fd, &buf, buf.count); if n <= 0 { break }; out += buf[0..<n] }
  return out
}
@Test(arguments: ["infrastructure/stack.json", "Tests/Fixtures/stacks/minimal.json", "Tests/Fixtures/stacks/single.json", "Tests/Fixtures/stacks/three-services.json", "Tests/Fixtures/stacks/two-databases.json", "Tests/Fixtures/stacks/production.json", "Tests/Fixtures/stacks/hostile-names.json"])
func decodes(_ path: String) throws {
  let json = try JSONParser.parse(slurp("/work/main/" + path))
  do { _ = try Stack.decode(json) } catch {
    for f in error.findings { Issue.record("\(f.pointer?.description ?? ""): \(f.message); \(f.remedy ?? "")") }
  }
}
@Test func schema() { print(String(decoding: JSONPrinter.pretty(Stack.schema), as: UTF8.self).prefix(3000)) }
