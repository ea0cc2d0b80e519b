/// What the holder of a card has to know: the PIN, and the PUK for when the PIN is blocked.
struct CardSecrets {
    /// The application PIN that PIV cards leave the factory with, `123456`, padded to eight bytes.
    static let factoryPIN = Array("123456".utf8) + [0xFF, 0xFF]
    static let factoryPUK = Array("12345678".utf8)

    var pin: ReferenceData
    var puk: ReferenceData

    init(tries: Int) {
        pin = ReferenceData(Self.factoryPIN, tries: tries)
        puk = ReferenceData(Self.factoryPUK, tries: tries)
    }

    /// Takes back what VERIFY has opened.
    mutating func lock() {
        pin.isVerified = false
        puk.isVerified = false
    }
}
