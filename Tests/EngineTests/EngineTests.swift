import TestKit
import Testing

/// What composegen and wfgen write, built and run by a real Docker engine, with compose and act.
@Suite(.serialized, .engine) struct EngineTests {}
