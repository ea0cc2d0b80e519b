import DeviceTransport
import Foundation
import Testing

@testable import PCSCDriver

@Suite("PC/SC return codes")
struct PCSCReturnCodeTests {
    /// The header that the driver is built against is the list of what has to be named.
    @Test func everyCodeOfTheHeaderIsNamed() throws {
        let header = try String(contentsOfFile: "/usr/include/PCSC/pcsclite.h", encoding: .utf8)
        let definition = /#define (SCARD_[A-Z]_[A-Z_]+)\s+\(\(LONG\)0x([0-9A-Fa-f]{8})\)/
        let defined = header.split(separator: "\n").filter { $0.hasPrefix("#define") }
            .compactMap {
                $0.firstMatch(of: definition)
            }
        #expect(defined.count > 60)
        for match in defined {
            let number = try #require(UInt32(match.2, radix: 16))
            let name = PCSCReturnCode(rawValue: number).name
            // Two names share this number; the driver has to choose.
            if match.1 == "SCARD_E_UNEXPECTED" {
                #expect(number == 0x8010_001F && name == "SCARD_E_UNSUPPORTED_FEATURE")
            } else {
                #expect(name == String(match.1))
            }
        }
        #expect(Set(defined.map(\.2)).count == PCSCReturnCode.known.count)
    }

    @Test(
        arguments: [
            (0x8010_000B, .heldByAnother), (0x8010_001D, .serviceUnavailable), (0x8010_0013, .serviceUnavailable),
            (0x8010_002E, .noReaders), (0x8010_0009, .noSuchDevice), (0x8010_0017, .deviceRemoved),
            (0x8010_0069, .cardRemoved), (0x8010_0068, .cardReset), (0x8010_0066, .unresponsiveCard),
            (0x8010_000C, .noCard), (0x8010_000F, .protocolMismatch), (0x8010_006A, .permissionDenied),
            (0x8010_000A, .deadlineExceeded), (0x8010_0002, .cancelled), (0x8010_001F, .unsupported),
            (0x8010_0016, .inputOutput), (0x8010_0004, .unclassified), (0x8010_0FFF, .unclassified),
        ] as [(UInt32, TransportError.Code)]
    )
    func kindSaysWhatHappened(_ number: UInt32, _ kind: TransportError.Code) {
        #expect(PCSCReturnCode(rawValue: number).kind == kind)
    }

    /// A bench has to tell these apart, so no two may share a kind.
    @Test func whatABenchMeetsIsDistinct() {
        let met: [UInt32] = [
            0x8010_000B, 0x8010_001D, 0x8010_002E, 0x8010_0009, 0x8010_0017, 0x8010_0069, 0x8010_0068, 0x8010_0066,
            0x8010_000C, 0x8010_000F, 0x8010_006A, 0x8010_000A,
        ]
        #expect(Set(met.map { PCSCReturnCode(rawValue: $0).kind }).count == met.count)
    }

    @Test func errorKeepsNumberAndName() {
        let error = PCSCReturnCode(rawValue: 0x8010_000B).error("SCardConnect", subject: "Reader 00 00")
        #expect(
            error.description
                == "Reader 00 00: another process holds the device (SCardConnect returned 0x8010000B, SCARD_E_SHARING_VIOLATION)"
        )
        let unknown = PCSCReturnCode(rawValue: 0x8010_0FFF).error("SCardConnect")
        #expect(unknown.original == TransportError.Original(source: "pcsc-lite", number: 0x8010_0FFF, name: nil))
        #expect(unknown.description == "unexpected return code (SCardConnect returned pcsc-lite 0x80100FFF)")
    }

    @Test func codesOf64BitsAreReadAsCodesOf32() {
        #expect(PCSCReturnCode(0x8010_001D) == .noService)
        #expect(PCSCReturnCode(-0x7FEF_FFE3) == .noService)
    }
}
