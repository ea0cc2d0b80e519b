import SwiftASN1
package import X509

/// Why bytes are no certificate that we can use.
package struct CertificateFault: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }

    /// Parses DER strictly.
    ///
    /// - Throws: ``CertificateFault`` with the parser's words.
    package static func parse(_ der: some Collection<UInt8>) throws(CertificateFault) -> Certificate {
        do {
            return try Certificate(derEncoded: Array(der))
        } catch {
            throw CertificateFault("\(error)")
        }
    }
}
