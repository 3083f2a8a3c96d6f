import Artifacts
import JSON
import Model
import Platform
import TestKit
import Testing

/// The stacks that composegen's tests go over.
enum Stacks {
  /// The reference stack, every fixture, and stacks that try what those leave out.
  static let all: [(name: String, stack: Stack)] = {
    do {
      let fixtures = try Checkout.names(in: "Tests/Fixtures/stacks").map { name in
        (name, try stack(Checkout.read("Tests/Fixtures/stacks/\(name)")))
      }
      let reference = ("reference", try stack(Checkout.read("infrastructure/stack.json")))
      return try [reference] + fixtures + invented.map { ($0, try stack($1)) }
    } catch {
      return []
    }
  }()

  static func stack(_ text: String) throws -> Stack {
    try Stack.decode(try JSONParser.parse(Array(text.utf8)))
  }

  static func stack(named name: String) throws -> Stack {
    try #require(all.first { $0.name == name }?.stack)
  }

  static func text(_ path: String, in files: [GeneratedFile]) throws -> String {
    try #require(files.first { $0.path == path }?.content, "no \(path)")
  }

  private static let invented = [
    (
      "hidden-folders",
      #"""
      { "project": { "name": "folders" },
        "packages": [{ "path": "coverage/lib" }, { "path": "tests/helpers", "source": "dist/in" }],
        "services": [
          { "name": "site", "framework": "static", "path": "docs" },
          { "name": "a", "path": "infrastructure/app", "uses": [] },
          { "name": "b", "path": "apps/b", "source": "tests", "output": "tests/out" },
          { "name": "c", "path": "apps/.next/node_modules/c", "output": "." } ] }
      """#
    ),
    (
      "no-images",
      #"{ "project": { "name": "hosted" }, "services": [{ "name": "web", "deploy": "vercel" }] }"#
    ),
    (
      "stores-only",
      #"""
      { "project": { "name": "stores" }, "services": [{ "name": "web", "deploy": "none" }],
        "datastores": [{ "name": "db", "engine": "postgres", "image": "postgres:18" }] }
      """#
    ),
    (
      "npm-packages",
      #"""
      { "project": { "name": "plain" },
        "toolchain": { "packageManager": "npm", "turbo": false, "node": "18", "image": "node:18" },
        "packages": [{ "path": "packages/a" }, { "path": "packages/b", "output": "." }],
        "services": [
          { "name": "api", "command": "npm run serve", "user": { "name": "node", "id": 1500 } },
          { "name": "job", "user": { "name": "node", "group": "node", "id": 1000 },
            "writable": ["data", "tmp/files"], "dependsOn": ["api"] } ] }
      """#
    ),
    (
      "public-variables",
      #"""
      { "project": { "name": "shown" },
        "services": [
          { "name": "web", "framework": "nextjs" }, { "name": "site", "framework": "static" },
          { "name": "old", "deploy": "none", "port": 9000 } ],
        "variables": [
          { "name": "NEXT_PUBLIC_TITLE", "default": "it's {odd" },
          { "name": "NEXT_PUBLIC_AUTH_TOKEN", "default": "public" },
          { "name": "SIGNING_SECRET", "secret": true, "minimum": 40 },
          { "name": "PATH", "default": "/bin" },
          { "name": "OLD_URL", "from": "old.address" } ] }
      """#
    ),
    (
      "secret-sounding-names",
      #"""
      { "project": { "name": "sounds" },
        "services": [{ "name": "web", "framework": "nextjs" }, { "name": "site", "framework": "static" }],
        "variables": [
          { "name": "AUTHOR" }, { "name": "AZURE_CLIENT_ID" }, { "name": "VITE_AZURE_CLIENT_ID" },
          { "name": "VITE_FACEBOOK_APP_ID" }, { "name": "FACEBOOK_APP_ID" },
          { "name": "HEROKU_API_USER" }, { "name": "OKTA_CLIENT_ORGURL" },
          { "name": "STRIPE_DEVICE_NAME" }, { "name": "TRAVIS_SUDO" },
          { "name": "LOGIN_USERNAME" }, { "name": "LOGIN_USR" }, { "name": "LOGIN_PSW" },
          { "name": "BASIC_AUTH" }, { "name": "VITE_PRIVATE_HOST" },
          { "name": "AWS_ACCESS_KEY_ID" }, { "name": "VITE_HF_TOKEN" }, { "name": "DB_PASSWD" },
          { "name": "SIGNING_PWORD" }, { "name": "CLIENT_SECRETS" },
          { "name": "GOOGLE_APPLICATION_CREDENTIALS" }, { "name": "VITE_USER" },
          { "name": "PASSPHRASE" }, { "name": "NEXT_PUBLIC_CLIENT_KEY" },
          { "name": "NEXT_PUBLIC_API_KEY" }, { "name": "NEXT_PUBLIC_USERNAME" },
          { "name": "NEXT_PUBLIC_PRIVATE_BETA" }, { "name": "NEXT_PUBLIC_AUTH" },
          { "name": "NEXT_PUBLIC_PSW" }, { "name": "NEXT_PUBLIC_AZURE_CLIENT_ID" } ] }
      """#
    ),
  ]
}
