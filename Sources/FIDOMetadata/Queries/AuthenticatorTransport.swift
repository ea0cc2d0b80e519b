/// Ways to reach a model (WebAuthn L3, 5.8.4).
package enum AuthenticatorTransport: String, Hashable, Sendable, CaseIterable {
    case usb, nfc, ble, `internal`, hybrid
    case smartCard = "smart-card"

    /// The same in the FIDO Registry of Predefined Values, 3.4, which statements of older models have alone.
    var attachmentHint: String {
        switch self {
        case .usb: "wired"
        case .ble: "bluetooth"
        case .smartCard: "ready"
        case .nfc, .internal, .hybrid: rawValue
        }
    }
}
