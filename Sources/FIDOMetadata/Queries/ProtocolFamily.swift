/// Families of protocols, as statements name them (FIDO Metadata Statement 3.1, 4).
package enum ProtocolFamily: String, Hashable, Sendable, CaseIterable {
    case fido2, u2f, uaf
}
