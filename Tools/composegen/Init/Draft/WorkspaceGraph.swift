import Diagnostics

/// Which members of a workspace depend on which.
struct WorkspaceGraph {
  let repository: Repository
  private let names: [String: Int]

  init(_ repository: Repository) {
    self.repository = repository
    names = repository.membersByName
  }

  /// The members that a member needs when it runs, itself first; in the order they are met.
  func closure(of member: Member) -> [Member] {
    var seen: Set<String> = [member.path]
    var found = [member]
    var next = 0
    while next < found.count {
      for other in neighbours(of: found[next], forBuild: false)
      where seen.insert(repository.members[other].path).inserted {
        found.append(repository.members[other])
      }
      next += 1
    }
    return found
  }

  private func neighbours(of member: Member, forBuild: Bool) -> [Int] {
    let manifest = member.manifest
    let asked =
      Array(manifest.dependencies.keys)
      + (forBuild ? Array(manifest.developmentDependencies.keys) : [])
    return asked.sorted().compactMap { name in
      names[name].flatMap { repository.members[$0].path == member.path ? nil : $0 }
    }
  }

  /// Refuses members that wait for each other: none could be built first.
  ///
  /// Turborepo looks at what is needed to build, too; others only at what is needed to run.
  ///
  /// - Throws: Exit status 2, naming one whole cycle.
  func checkCycles(_ shown: (String) -> String) throws(Failure) {
    let forBuild = repository.turbo != nil
    var state = [Int](repeating: 0, count: repository.members.count)
    for start in repository.members.indices where state[start] == 0 {
      var path: [(member: Int, rest: [Int])] = [
        (start, neighbours(of: repository.members[start], forBuild: forBuild))
      ]
      state[start] = 1
      while let top = path.indices.last {
        guard let next = path[top].rest.popLast() else {
          state[path[top].member] = 2
          path.removeLast()
          continue
        }
        if state[next] == 1 {
          let first = path.firstIndex { $0.member == next } ?? 0
          throw cycle(path[first...].map(\.member) + [next], shown)
        }
        if state[next] == 0 {
          state[next] = 1
          path.append((next, neighbours(of: repository.members[next], forBuild: forBuild)))
        }
      }
    }
  }

  private func cycle(_ members: [Int], _ shown: (String) -> String) -> Failure {
    let manifests = members.map { repository.members[$0].manifest }
    let names = manifests.map { $0.name ?? $0.folder }
    let place = manifests[0].place(ofDependency: names.count > 1 ? names[1] : names[0])
    return .invalid([
      Finding(
        rule: "dependency-cycle",
        message:
          "\(names.joined(separator: " -> ")) depend on each other, so none can be built first",
        remedy: "take one of the dependencies away", path: shown(place.path), line: place.line)
    ])
  }
}
