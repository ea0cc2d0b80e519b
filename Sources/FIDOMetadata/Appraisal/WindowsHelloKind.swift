package import CTAPMessages

/// Where a Windows Hello authenticator keeps its keys, by the AAGUID that Microsoft gave each kind.
///
/// The entry of the software kind names no trust anchors, so that it can never be attested.
package enum WindowsHelloKind: String, Hashable, Sendable, CaseIterable {
    /// In a TPM.
    case hardware
    /// In memory that the hypervisor guards (virtualization-based security), sealed by a TPM.
    case virtualizationBased = "virtualization-based"
    case software

    package init?(_ aaguid: AAGUID) {
        guard let kind = Self.allCases.first(where: { $0.aaguid == aaguid }) else { return nil }
        self = kind
    }

    package var aaguid: AAGUID? {
        switch self {
        case .hardware: AAGUID(text: "08987058-cadc-4b81-b6e1-30de50dcbe96")
        case .virtualizationBased: AAGUID(text: "9ddd1817-af5a-4672-a2b9-3e3dd95000a9")
        case .software: AAGUID(text: "6028b017-b1d4-4c02-b4b3-afcdafc96bb2")
        }
    }

    /// Whether a TPM backs it, as the WES asks of Windows Hello.
    package var isBackedByTPM: Bool { self != .software }
}
