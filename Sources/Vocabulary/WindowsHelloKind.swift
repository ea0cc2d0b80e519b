/// Where a Windows Hello authenticator keeps its keys, by the AAGUID that Microsoft gave each kind.
///
/// The metadata entry of the software kind names no trust anchors, so that it can never be attested.
package enum WindowsHelloKind: String, Hashable, Sendable, CaseIterable {
    /// In a TPM.
    case hardware
    /// In memory that the hypervisor guards (virtualization-based security), sealed by a TPM.
    case virtualizationBased = "virtualization-based"
    case software

    /// Recognises an AAGUID as a UUID is written, in either case.
    package init?(aaguid text: String) {
        guard let kind = Self.allCases.first(where: { $0.aaguid == text.lowercased() }) else { return nil }
        self = kind
    }

    package var aaguid: String {
        switch self {
        case .hardware: "08987058-cadc-4b81-b6e1-30de50dcbe96"
        case .virtualizationBased: "9ddd1817-af5a-4672-a2b9-3e3dd95000a9"
        case .software: "6028b017-b1d4-4c02-b4b3-afcdafc96bb2"
        }
    }

    /// Whether a TPM backs it, as the sign-in service asks of Windows Hello.
    package var isBackedByTPM: Bool { self != .software }
}
