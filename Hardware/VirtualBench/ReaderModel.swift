import SoftwareAuthenticator

/// A kind of reader that pcscd knows on this bench.
///
/// pcscd takes a USB device only when a driver's `Info.plist` lists its ids, and names the reader after that file. So a
/// device with other ids is on the bench but no reader: what happens on a real one when libccid is too old for it.
package struct ReaderModel: Hashable, Sendable {
    /// How commands name it.
    package let name: String
    /// What pcscd calls it.
    package let friendlyName: String
    package let vendor: UInt16
    package let product: UInt16
    package let slotCount: Int

    package init(_ name: String, _ friendlyName: String, _ vendor: UInt16, _ product: UInt16, slotCount: Int = 1) {
        self.name = name
        self.friendlyName = friendlyName
        self.vendor = vendor
        self.product = product
        self.slotCount = slotCount
    }

    package static let plain = Self("touchstone", "Touchstone Virtual Reader", 0x1209, 0x5001)
    package static let twin = Self("touchstone-twin", "Touchstone Virtual Twin Reader", 0x1209, 0x5002, slotCount: 2)

    /// Ours, and some that libccid 1.5.2 lists, with the names it gives them.
    package static let all = readers + keys

    /// The smart card faces of the keys that are made here.
    private static let keys = AuthenticatorModel.all.map { model in
        Self("\(model.slug)-key", "\(model.manufacturer) \(model.product)", model.vendorID, model.productID)
    }

    private static let readers = [
        plain,
        twin,
        Self("omnikey-3x21", "HID Global OMNIKEY 3x21 Smart Card Reader", 0x076B, 0x3031),
        Self("gemalto-pc-twin", "Gemalto PC Twin Reader", 0x08E6, 0x3437),
        Self("scr-3310", "SCM Microsystems Inc. SCR 3310", 0x04E6, 0x5116),
        Self("alcor-au9540", "Alcor Micro AU9540", 0x058F, 0x9540),
        Self("cherry-kc-1000", "Cherry KC 1000 SC", 0x046A, 0x00A1),
        Self("acr1252", "ACS ACR1252 Dual Reader", 0x072F, 0x223B, slotCount: 2),
        Self("utrust-3700f", "Identiv uTrust 3700 F CL Reader", 0x04E6, 0x5790),
        Self("yubikey-otp-fido-ccid", "Yubico YubiKey OTP+FIDO+CCID", 0x1050, 0x0407),
        Self("yubikey-fido-ccid", "Yubico YubiKey FIDO+CCID", 0x1050, 0x0406),
        Self("nitrokey-3", "Nitrokey Nitrokey 3", 0x20A0, 0x42B2),
        Self("solo-2", "SoloKeys Solo 2", 0x1209, 0xBEEE),
    ]

    package static func named(_ name: String) throws(BenchError) -> Self {
        guard let model = all.first(where: { $0.name == name }) else {
            let names = all.map(\.name).joined(separator: ", ")
            throw BenchError(.request, "there is no reader model “\(name)”; there are \(names)")
        }
        return model
    }
}
