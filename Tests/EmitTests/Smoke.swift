import Emit
import Testing
@Suite struct Smoke {
  @Test func builds() {
    let x = true
    let f = HCL.File {
      .comment("hello")
      HCL.block("resource", "digitalocean_vpc", "main") {
        .attribute("name", .reference("var.vpc_name"))
        .attribute("region", .template([.text("a"), .interpolation(.reference("var.region"))]))
        if x {
          .attribute("z", 1)
        }
        .attribute("after_if", ["a", "b"])
        for n in ["p", "q"] {
          .block("rule") { .attribute("n", .string(n)) }
        }
        .blank
        .attribute("text", .heredoc("hi\nthere"))
      }
      .attribute("q", true)
    }
    print(f.text)
  }
}
