import TestKit
import Testing

/// What composegen writes, built and run by a real Docker engine, with compose.
@Suite(.serialized, .engine) struct EngineTests {}
