import JSON

/// A workspace package as far as it is guessed.
struct PackageDraft: Sendable {
  let path: String
  var source = "src"
  var output = "dist"
  var notes: [Note] = []

  init(_ member: Member) {
    path = member.path
    let manifest = member.manifest
    if !member.folders.contains("src") {
      source = "."
      notes.append(
        Note(
          "guessed-source", "its whole folder, for its source isn't in \"src\"",
          from: Place(member.path), at: "source"))
    }
    guard manifest.script("build") != nil, let (folder, key) = manifest.imported, folder != "src",
      folder != "dist", StartGuess.buildFolders.contains(folder)
    else { return }
    output = folder
    notes.append(
      Note(
        "guessed-output", "\(folder), as package.json's \"\(key)\" has it",
        from: manifest.file.place(key), at: "output"))
  }
}
