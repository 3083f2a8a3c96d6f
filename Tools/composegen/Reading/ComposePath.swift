import Platform

/// Paths as compose files have them.
typealias ComposePath = FilePath
