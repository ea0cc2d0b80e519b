import DeviceTransport
import Testing
import TransportTesting

@testable import CapabilityProbe

@Suite struct ReaderProbeTests {
    private typealias Answer = Result<[UInt8], TransportError>
    private static let unsupported = Answer.failure(TransportError(.unsupported, operation: "SCardGetAttrib"))

    private func attributes(_ name: Answer, _ version: Answer, _ input: Answer) throws -> ReaderAttributes {
        let channel = ScriptedSmartCardChannel([
            .attribute(0x0001_0100, name), .attribute(0x0001_0102, version), .attribute(0x0007_A007, input),
        ])
        return try ReaderProbe.run(channel: channel, within: .seconds(1))
    }

    @Test func readsWhatTheDriverTells() throws {
        let found = try attributes(
            .success(Array("Example\0\0".utf8)),
            .success([0x00, 0x00, 0x43, 0x05]),
            .success([0x05, 0x01, 0x00, 0x00])
        )
        #expect(found == ReaderAttributes(vendorName: "Example", vendorVersion: "5.43", maximumInput: 261))
    }

    @Test func leavesOutWhatItDoesNotTell() throws {
        #expect(try attributes(Self.unsupported, Self.unsupported, Self.unsupported) == ReaderAttributes())
        #expect(try attributes(.success([]), .success([1]), .success([1, 2, 3, 4, 5])) == ReaderAttributes())
        #expect(try attributes(.success([0xFF]), Self.unsupported, Self.unsupported).vendorName == nil)
    }

    @Test func passesOnThatTheReaderIsGone() {
        let gone = TransportError(.deviceRemoved, operation: "SCardGetAttrib")
        #expect(throws: gone) { try attributes(.failure(gone), Self.unsupported, Self.unsupported) }
    }
}
