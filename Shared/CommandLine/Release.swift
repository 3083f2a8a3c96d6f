/// The release that this source makes; all six tools share it.
package enum Release {
  /// A semantic version (semver.org 2.0.0). CHANGELOG.md has the same at its top.
  package static let version = "0.1.0"
}
