import CBORTree
import CTAPMessages
import Testing

@testable import SafetyGuard

/// Of the large-blob array a run takes away what it has added, and nothing else.
@Suite struct BlobTraceTests {
    private typealias Keys = KeyTracesTests
    private let traces = KeyTraces()
    private let old = Keys.old
    private let longer = Keys.array([0x82, 0x18, 0x2A, 0x01])

    private func read(_ array: [UInt8]) {
        traces.take([0] + ([1: .bytes(array)] as CBORItem).encoded(), to: Keys.reading)
    }

    private func danger(of array: [UInt8], length: Int? = nil) -> DangerClass {
        traces.rule(for: Keys.piece(array, of: length ?? array.count), .none).danger
    }

    private func write(_ request: [UInt8], status: CTAPStatus = .success) throws {
        try traces.willSend(request)
        traces.take([status.rawValue], to: request)
    }

    @Test func anArrayIsReplacedOnlyByOneThatKeepsIt() throws {
        #expect(danger(of: longer) == .d4, "nobody has read it")
        read(old)
        #expect(danger(of: longer) == .d2)
        #expect(danger(of: Keys.array([0x81, 0x01])) == .d4)
        #expect(danger(of: longer, length: longer.count - 1) == .d4)
        try write(Keys.piece(longer, of: longer.count))
        #expect(traces.blobs == [[0x01]])
        #expect(danger(of: old) == .d4, "it has not been read since")
        read(longer)
        // Back in two pieces; only the whole counts.
        let first = Keys.piece(Array(old.prefix(5)), of: old.count)
        for piece in [first, Keys.piece(Array(old.dropFirst(5)), at: 5, of: nil)] {
            #expect(!traces.isEmpty)
            #expect(traces.rule(for: piece, .none).danger == .d2)
            try write(piece)
        }
        #expect(!traces.isEmpty, "the key's word is not enough")
        read(old)
        #expect(traces.isEmpty)
    }

    /// What another program has added meanwhile stays.
    @Test func whatOthersHaveAddedStays() throws {
        read(old)
        try write(Keys.piece(longer, of: longer.count))
        read(Keys.array([0x83, 0x18, 0x2A, 0x01, 0x02]))
        #expect(danger(of: old) == .d4)
        #expect(danger(of: Keys.array([0x82, 0x18, 0x2A, 0x02])) == .d2)
    }

    /// A write that was refused may have been done: only a look tells.
    @Test func whatWasRefusedMayBeThere() throws {
        read(old)
        try write(Keys.piece(longer, of: longer.count), status: CTAPStatus(rawValue: 0x7F))
        #expect(!traces.isEmpty)
        read(old)
        #expect(traces.isEmpty)
    }

    /// A piece goes on with one that the key was heard to have taken, and with no other.
    @Test func aPieceFollowsOneThatWasTaken() throws {
        read(old)
        let first = Keys.piece(Array(longer.prefix(5)), of: longer.count)
        let second = Keys.piece(Array(longer.dropFirst(5)), at: 5, of: nil)
        try traces.willSend(first)
        #expect(traces.rule(for: second, .none).danger == .d4)
        traces.take([0], to: first)
        #expect(traces.rule(for: second, .none).danger == .d2)
    }

    @Test(arguments: [65_536, 1 << 32, Int.max]) func aLengthThatAKeyMayCutShortIsRefused(length: Int) {
        read(old)
        #expect(danger(of: Keys.array([0x80]), length: length) == .d4)
    }

    @Test func anArrayWithoutItsChecksumIsNoBase() {
        read([0x80] + Array(repeating: 7, count: 16))
        #expect(danger(of: longer) == .d4)
        read([])
        #expect(danger(of: longer) == .d4)
    }

    /// The key that comes back may be another one, with other blobs on it.
    @Test func aKeyThatComesBackIsReadAgain() {
        read(old)
        traces.replugged()
        #expect(danger(of: longer) == .d4)
    }
}
