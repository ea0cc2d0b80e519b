package import CBORTree
import Crypto

/// The public half of one side's key agreement: a point on P-256 (CTAP 2.1, 6.5.6, `getPublicKey`).
package struct AgreementKey: Hashable, Sendable {
    /// 32 bytes, big-endian.
    package let x: [UInt8]
    /// 32 bytes, big-endian.
    package let y: [UInt8]

    /// Takes coordinates.
    ///
    /// - Throws: ``PINProtocolError/notOnCurve`` when they are no point on P-256, or not of 32 bytes each.
    package init(x: [UInt8], y: [UInt8]) throws(PINProtocolError) {
        guard x.count == 32, y.count == 32,
            (try? P256.KeyAgreement.PublicKey(x963Representation: [0x04] + x + y)) != nil
        else { throw .notOnCurve }
        self.x = x
        self.y = y
    }

    init(_ key: P256.KeyAgreement.PublicKey) {
        let raw = Array(key.rawRepresentation)
        x = Array(raw[..<32])
        y = Array(raw[32...])
    }

    /// Reads a COSE_Key with exactly the members that key agreement has (CTAP 2.1, 6.5.6).
    ///
    /// - Throws: ``PINProtocolError/notAnAgreementKey`` when a member is missing, too many, or has another value;
    ///   ``PINProtocolError/notOnCurve`` for coordinates of no point.
    package init(cose item: CBORItem) throws(PINProtocolError) {
        guard item.entries?.count == 5, item[1]?.integer == 2, item[3]?.integer == -25, item[-1]?.integer == 1,
            let x = item[-2]?.bytes, let y = item[-3]?.bytes
        else { throw .notAnAgreementKey }
        try self.init(x: x, y: y)
    }

    /// The COSE_Key in canonical form: EC2, ECDH-ES+HKDF-256 in name only, P-256 (CTAP 2.1, 6.5.6).
    package var cose: CBORItem {
        [1: 2, 3: -25, -1: 1, -2: .bytes(x), -3: .bytes(y)]
    }
}
