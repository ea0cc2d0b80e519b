import SwiftASN1
package import X509

/// Where a certificate says that its revocation list is to be had (RFC 5280, 4.2.1.13).
package enum RevocationListPoint {
    /// What a point may say beside its addresses.
    package enum Restriction: Sendable {
        case none
        /// The list has revocations for some reasons only.
        case someReasons
    }

    /// An extension with one point of so many addresses.
    package static func certificateExtension(
        naming addresses: String...,
        restriction: Restriction = .none
    ) -> Certificate.Extension {
        var points = DER.Serializer()
        points.appendConstructedNode(identifier: .sequence) { list in
            list.appendConstructedNode(identifier: .sequence) { point in
                point.appendConstructedNode(identifier: tag(0)) { name in
                    name.appendConstructedNode(identifier: tag(0)) { names in
                        for address in addresses {
                            names.appendPrimitiveNode(identifier: tag(6)) { $0 += Array(address.utf8) }
                        }
                    }
                }
                if restriction == .someReasons {
                    point.appendPrimitiveNode(identifier: tag(1)) { $0 += [0x06, 0x40] }
                }
            }
        }
        return Certificate.Extension(
            oid: [2, 5, 29, 31],
            critical: false,
            value: points.serializedBytes[...]
        )
    }

    private static func tag(_ number: UInt) -> ASN1Identifier {
        ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific)
    }
}
