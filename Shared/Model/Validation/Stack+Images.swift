import JSON

extension Stack {
  /// What is valid in a Dockerfile, but never right in an image.
  func checkImages(_ faults: inout Faults) {
    if let image = toolchain.image, image.hasSuffix(":latest") {
      faults.add(
        "moving-image", at: ["toolchain", "image"],
        "\"\(image)\" is another image after each release",
        do: "name the release, as \"node:24-alpine\"")
    }
    for (index, path) in toolchain.installFiles.enumerated()
    where path.split(separator: "/").last?.hasPrefix(".env") == true {
      faults.add(
        "secret-in-image", at: ["toolchain", "installFiles", String(index)],
        "\"\(path)\" holds settings and secrets, which no image may hold",
        do: "name what install scripts read, as a schema of Prisma; installs get no settings")
    }
    for (index, service) in services.enumerated()
    where service.target == .docker && service.port == 22 {
      faults.add(
        "ssh-port", at: ["services", String(index), "port"],
        "port 22 of \"\(service.name)\" is SSH's", do: "let the service listen on another port")
    }
  }
}
