package import TestVendor

/// How a model vouches for its credentials (WebAuthn Level 2, 6.5.3).
package enum AttestationKind: Hashable, Sendable {
    /// Packed, by a key that all of a batch have and a vendor has certified.
    case batch(TestVendor.Name, String)
    /// Packed, by the credential's own key.
    case own
    /// As U2F keys do it.
    case fidoU2F(TestVendor.Name, String)
    case none

    var isU2F: Bool {
        if case .fidoU2F = self { true } else { false }
    }
}
