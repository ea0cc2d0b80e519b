package import FoundationEssentials
import SwiftASN1
import Vocabulary
package import X509

/// What a revocation list says (RFC 5280, 5.1), for an authority of the tests to sign with ECDSA and SHA-256.
package struct RevocationListBody {
    package typealias Revocation = (serial: Certificate.SerialNumber, date: Date)

    private let issuer: DistinguishedName
    private let revoked: [Revocation]
    private let thisUpdate: Date
    private let nextUpdate: Date?
    /// Has an extension that only a reader of partial lists may skip.
    private let isPartial: Bool

    package init(
        issuer: DistinguishedName,
        revoked: [Revocation],
        thisUpdate: Date,
        nextUpdate: Date?,
        isPartial: Bool = false
    ) {
        self.issuer = issuer
        self.revoked = revoked
        self.thisUpdate = thisUpdate
        self.nextUpdate = nextUpdate
        self.isPartial = isPartial
    }

    /// The list in DER, with a signature by whatever signs.
    ///
    /// - Throws: What swift-asn1 says about something that it cannot write, and what the signer says.
    package func signed(by sign: ([UInt8]) throws -> [UInt8]) throws -> [UInt8] {
        let list = try unsigned()
        let signature = try sign(list)
        var whole = DER.Serializer()
        try whole.appendConstructedNode(identifier: .sequence) { outer in
            outer.serializeRawBytes(list)
            try outer.appendConstructedNode(identifier: .sequence) { try $0.serialize(Self.algorithm) }
            try outer.serialize(ASN1BitString(bytes: signature[...]))
        }
        return whole.serializedBytes
    }

    private static let algorithm: ASN1ObjectIdentifier = [1, 2, 840, 10045, 4, 3, 2]

    private func unsigned() throws -> [UInt8] {
        var list = DER.Serializer()
        try list.appendConstructedNode(identifier: .sequence) { body in
            try body.serialize(1)
            try body.appendConstructedNode(identifier: .sequence) { try $0.serialize(Self.algorithm) }
            try body.serialize(issuer)
            try body.serialize(Self.time(thisUpdate))
            if let nextUpdate { try body.serialize(Self.time(nextUpdate)) }
            if !revoked.isEmpty {
                try body.appendConstructedNode(identifier: .sequence) { entries in
                    for (serial, date) in revoked {
                        try entries.appendConstructedNode(identifier: .sequence) { entry in
                            try entry.serialize(serial.bytes)
                            try entry.serialize(Self.time(date))
                        }
                    }
                }
            }
            let tag = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)
            try body.appendConstructedNode(identifier: tag) { tagged in
                try tagged.appendConstructedNode(identifier: .sequence) { extensions in
                    let oid: ASN1ObjectIdentifier = isPartial ? [2, 5, 29, 28] : [2, 5, 29, 20]
                    try extensions.serialize(
                        Certificate.Extension(oid: oid, critical: isPartial, value: [0x02, 0x01, 0x01])
                    )
                }
            }
        }
        return list.serializedBytes
    }

    private static func time(_ date: Date) throws -> GeneralizedTime {
        let moment = Int(date.timeIntervalSince1970)
        let seconds = moment % 86400
        let day = CalendarDate(daysSince1970: moment / 86400)
        return try GeneralizedTime(
            year: day.year,
            month: day.month,
            day: day.day,
            hours: seconds / 3600,
            minutes: seconds / 60 % 60,
            seconds: seconds % 60,
            fractionalSeconds: 0
        )
    }
}
