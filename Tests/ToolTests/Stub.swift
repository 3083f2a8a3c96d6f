import Testing

@Test func stub() { #expect(Int("1") == 1) }
