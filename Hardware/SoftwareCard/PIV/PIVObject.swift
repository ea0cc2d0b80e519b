import SeededKeys
import TestVendor

/// A data object of the PIV application, about a holder who does not exist (SP 800-73-4 part 1, 3 and appendix A).
struct PIVObject {
    let content: [UInt8]
    var needsPIN = false

    /// What a card in its time holds.
    static let current = all(years: 2024...2054)

    /// The same with certificates that nobody takes any more.
    static let expired = all(years: 2019...2022)

    private static let holder = CardIssuer.Holder(name: "Synthia Holder", number: "555000000042")

    private static func all(years: ClosedRange<Int>) -> [UInt32: PIVObject] {
        [
            0x7E: PIVObject(content: discovery),
            0x5FC102: PIVObject(content: holderUniqueIdentifier),
            0x5FC107: PIVObject(content: capabilities),
            0x5FC105: certificate(for: .authentication, years: years),
            0x5FC10A: certificate(for: .signature, years: years),
            0x5FC10B: certificate(for: .keyManagement, years: years),
            0x5FC101: certificate(for: .cardAuthentication, years: years),
            0x5FC109: PIVObject(
                content: wrapped(DataObject.encode(0x01, Array(holder.name.utf8)) + errorDetection),
                needsPIN: true
            ),
        ]
    }

    /// The discovery object: which application, and that the application PIN alone satisfies it.
    private static let discovery = DataObject.encode(
        0x7E,
        DataObject.encode(0x4F, PIVApplication.identifier) + DataObject.encode(0x5F2F, [0x40, 0x00])
    )

    /// The CHUID: number, UUID (RFC 4122, version 4) and expiry; with no signature, so that none is believed.
    private static var holderUniqueIdentifier: [UInt8] {
        let number = FederalNumber(agency: "9999", system: "9999", credential: "000042", person: "5550000042")
        var generator = SeededGenerator(seed: Array(holder.number.utf8), label: "card UUID")
        var uuid = generator.bytes(16)
        uuid[6] = uuid[6] & 0x0F | 0x40
        uuid[8] = uuid[8] & 0x3F | 0x80
        return wrapped(
            DataObject.encode(0x30, number.encoded) + DataObject.encode(0x34, uuid)
                + DataObject.encode(0x35, Array("20531231".utf8)) + DataObject.encode(0x3E, []) + errorDetection
        )
    }

    /// The card capability container with its fields empty, as SP 800-73-4 part 1, 3.1.1 allows.
    private static let capabilities = wrapped(
        DataObject.encode(0xF0, [0xA0, 0x00, 0x00, 0x01, 0x16] + [UInt8](repeating: 0x42, count: 16))
            + DataObject.encode(0xF1, [0x21]) + DataObject.encode(0xF2, [0x21])
            + DataObject.encode(0xF3, []) + DataObject.encode(0xF4, [0x00]) + DataObject.encode(0xF5, [0x10])
            + DataObject.encode(0xF6, []) + DataObject.encode(0xF7, []) + DataObject.encode(0xFA, [])
            + DataObject.encode(0xFB, []) + DataObject.encode(0xFC, []) + DataObject.encode(0xFD, [])
            + errorDetection
    )

    private static let errorDetection = DataObject.encode(0xFE, [])

    private static func certificate(for use: CardIssuer.KeyUse, years: ClosedRange<Int>) -> PIVObject {
        do {
            let certificate = try CardIssuer.touchstone.certificate(for: use, of: holder, years: years)
            let info = DataObject.encode(0x71, [0x00])
            return PIVObject(content: wrapped(DataObject.encode(0x70, certificate) + info + errorDetection))
        } catch {
            preconditionFailure("the certificate for \(use) cannot be made: \(error)")
        }
    }

    private static func wrapped(_ value: [UInt8]) -> [UInt8] { DataObject.encode(0x53, value) }
}
