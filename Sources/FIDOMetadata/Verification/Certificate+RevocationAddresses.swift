import SwiftASN1
import X509

extension Certificate {
    /// Where the issuer publishes the list that speaks for this certificate (RFC 5280, 4.2.1.13): web addresses only.
    ///
    /// A point with reasons or with an issuer of its own leads to a partial or an indirect list, which would not be used.
    /// An extension that cannot be read names no address: revocation is then reported as not checked.
    var revocationListAddresses: [String] {
        guard let points = extensions[oid: [2, 5, 29, 31]] else { return [] }
        let names = try? DER.sequence(DER.parse(points.value), identifier: .sequence) { points in
            var names: [String] = []
            while let point = points.next() { names += try Self.fullNames(of: point) }
            return names
        }
        return (names ?? []).filter { $0.lowercased().hasPrefix("http://") || $0.lowercased().hasPrefix("https://") }
    }

    /// The addresses in `DistributionPoint.distributionPoint.fullName`.
    private static func fullNames(of point: ASN1Node) throws -> [String] {
        try DER.sequence(point, identifier: .sequence) { fields in
            var names: [String] = []
            var isPartial = false
            while let field = fields.next() {
                guard field.identifier == tag(0) else {
                    isPartial = true
                    continue
                }
                for name in children(of: field) where name.identifier == tag(0) {
                    names += children(of: name).compactMap(address)
                }
            }
            return isPartial ? [] : names
        }
    }

    /// `GeneralName.uniformResourceIdentifier` (RFC 5280, 4.2.1.6), in ASCII.
    private static func address(in name: ASN1Node) -> String? {
        guard name.identifier == tag(6), case .primitive(let bytes) = name.content,
            bytes.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func children(of node: ASN1Node) -> [ASN1Node] {
        guard case .constructed(let nodes) = node.content else { return [] }
        return Array(nodes)
    }

    private static func tag(_ number: UInt) -> ASN1Identifier {
        ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
    }
}
