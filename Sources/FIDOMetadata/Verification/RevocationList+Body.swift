import FoundationEssentials
import SwiftASN1
import Vocabulary
import X509

extension RevocationList {
    /// `TBSCertList` (RFC 5280, 5.1.2).
    struct Body {
        let algorithm: ASN1Node
        let issuer: DistinguishedName
        let thisUpdate: Date
        let nextUpdate: Date?
        private(set) var revoked: [Certificate.SerialNumber: Date] = [:]

        init(reading nodes: inout ASN1NodeCollection.Iterator) throws {
            guard var node = nodes.next() else { throw CertificateFault("the list is empty") }
            if node.identifier == .integer {
                guard try Int(derEncoded: node) == 1, let next = nodes.next() else {
                    throw CertificateFault("not a list of version 2")
                }
                node = next
            }
            algorithm = node
            guard let name = nodes.next(), let first = nodes.next() else {
                throw CertificateFault("the list has no issuer or no date")
            }
            issuer = try DistinguishedName(derEncoded: name)
            thisUpdate = try Self.time(first)

            var rest = nodes.next()
            if let node = rest, node.identifier == .utcTime || node.identifier == .generalizedTime {
                nextUpdate = try Self.time(node)
                rest = nodes.next()
            } else {
                nextUpdate = nil
            }
            if let node = rest, node.identifier == .sequence {
                try DER.sequence(node, identifier: .sequence) { entries in
                    while let entry = entries.next() { try insert(entry) }
                }
                rest = nodes.next()
            }
            guard let node = rest else { return }
            guard node.identifier == ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific),
                case .constructed(let children) = node.content
            else { throw CertificateFault("the list has something where its extensions belong") }
            for child in children { try Self.refuseCriticalExtensions(child) }
        }

        private mutating func insert(_ entry: ASN1Node) throws {
            try DER.sequence(entry, identifier: .sequence) { nodes in
                let serial = try ArraySlice<UInt8>(derEncoded: &nodes)
                guard let date = nodes.next() else { throw CertificateFault("an entry of the list has no date") }
                if let extensions = nodes.next() { try Self.refuseCriticalExtensions(extensions) }
                revoked[Certificate.SerialNumber(bytes: serial)] = try Self.time(date)
            }
        }

        /// An extension that is critical can change what the list or an entry is about.
        private static func refuseCriticalExtensions(_ node: ASN1Node) throws {
            try DER.sequence(node, identifier: .sequence) { extensions in
                while let node = extensions.next() {
                    let ext = try Certificate.Extension(derEncoded: node)
                    guard !ext.critical else {
                        throw CertificateFault("the list has the critical extension \(ext.oid)")
                    }
                }
            }
        }

        private static func time(_ node: ASN1Node) throws -> Date {
            let moment: Date?
            if node.identifier == .utcTime {
                let time = try UTCTime(derEncoded: node)
                moment = Date(
                    day: CalendarDate(year: time.year, month: time.month, day: time.day),
                    hours: time.hours,
                    minutes: time.minutes,
                    seconds: time.seconds
                )
            } else {
                let time = try GeneralizedTime(derEncoded: node)
                moment = Date(
                    day: CalendarDate(year: time.year, month: time.month, day: time.day),
                    hours: time.hours,
                    minutes: time.minutes,
                    seconds: time.seconds
                )
            }
            guard let moment else { throw CertificateFault("the list has a date that does not exist") }
            return moment
        }
    }
}
