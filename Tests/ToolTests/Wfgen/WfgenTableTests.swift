import Model
import TestKit
import Testing

@testable import wfgen

@Suite("Pinned actions") struct ActionTableTests {
  @Test("the table is read whole, and holds each action once") func table() throws {
    let actions = ActionTable.current.actions
    #expect(actions.count == 28)
    #expect(Set(actions.map(\.name)).count == actions.count)
    #expect(actions.allSatisfy { ["node24", "composite"].contains($0.runtime) })
  }

  @Test("what workflows give an action, it takes; what it needs, it gets") func inputs() throws {
    for (name, stack) in Stacks.all {
      let jobs = WfgenGenerator.workflows(of: stack).flatMap(\.workflow.jobs)
      for step in jobs.flatMap(\.steps) {
        guard case .action(let action, let inputs) = step.work else { continue }
        let given = Set(inputs.map(\.0))
        #expect(given.isSubset(of: action.inputs), "\(name): \(action.name) \(given)")
        #expect(given.isSuperset(of: action.requiredInputs), "\(name): \(action.name)")
      }
    }
  }

  @Test(
    "a broken table is refused with the place",
    arguments: [
      ("{", "1:2"), (#"{"$comment":"","actions":[{"name":"a/b"}]}"#, "version"),
      (
        #"{"actions":[{"name":"a/b","version":"v1","commit":"abc","date":"2026-01-01","runtime":"node24","required":[],"inputs":[],"outputs":[]}]}"#,
        "commit"
      ),
    ])
  func broken(_ text: String, _ words: String) {
    let fault = #expect(throws: ActionTable.Fault.self) { try ActionTable(Array(text.utf8)) }
    #expect("\(String(describing: fault))".contains(words))
  }
}

@Suite("Pinned images") struct ImageTableTests {
  @Test("the table is read whole, and holds each tag once, with a digest") func table() {
    let table = ImageTable.current
    #expect(table.names.count == 18)
    #expect(Set(table.names).count == table.names.count)
    for name in table.names {
      let digest = table.digest(of: name) ?? ""
      #expect(digest.dropFirst(7).allSatisfy { "0123456789abcdef".contains($0) }, "\(name)")
      #expect(table.pinned(name) == "\(name)@\(digest)")
    }
  }

  @Test("what new stacks run beside tests is pinned") func standard() {
    for (name, stack) in Stacks.all {
      for store in stack.datastores {
        #expect(ImageTable.current.pins(store.image), "\(name): \(store.image)")
      }
    }
  }

  @Test("an image with a digest stays as it is, and one that is unknown, too") func others() {
    let digest = "@sha256:" + String(repeating: "0a", count: 32)
    #expect(ImageTable.current.pinned("postgres:15-alpine" + digest).hasSuffix(digest))
    #expect(ImageTable.current.pinned("mine:1") == "mine:1")
    #expect(!ImageTable.current.pins("mine:1"))
  }

  @Test(
    "a broken table is refused",
    arguments: ["{", #"{"images":[{"name":"a:1","digest":"sha512:00"}]}"#, #"{"image":[]}"#])
  func broken(_ text: String) {
    #expect(throws: ActionTable.Fault.self) { try ImageTable(Array(text.utf8)) }
  }
}
