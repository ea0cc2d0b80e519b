import Checks
import ISO7816

extension CommandAPDU {
    /// NFCCTAP_MSG with a request, all of it or the last part (CTAP 2.1, 11.3.7.1).
    static func nfcMessage(_ request: [UInt8]) -> Self {
        Self(instructionClass: 0x80, instruction: 0x10, data: request, expectedLength: 256)
    }

    /// The same with more to follow.
    static func nfcPart(_ request: [UInt8]) -> Self {
        Self(instructionClass: 0x90, instruction: 0x10, data: request)
    }
}

extension CardUnderTest {
    /// Selects the FIDO applet, as each check has to: its guard lets nothing of FIDO out before.
    func selectFIDO() throws(CheckEnd) {
        let status = try select(ApplicationIdentifier.fido.bytes).statusWord
        try demand(status == .success, "SELECT of FIDO is answered \(status)")
    }
}
