/// The classes of control codes to a reader's driver.
///
/// The codes of the features are the driver's own. They are learnt from its answer to the request for features, which
/// has a code of its own (PC/SC part 10, 2.2).
package enum ReaderDangerTable {
    /// `CM_IOCTL_GET_FEATURE_REQUEST`, 3400 as pcsc-lite's `SCARD_CTL_CODE` writes it.
    package static let featureRequest: UInt32 = 0x4200_0000 + 3400

    static let features = DangerRule("CM_IOCTL_GET_FEATURE_REQUEST", .d0, because: "lists what the reader can do")
    static let properties = DangerRule(
        "FEATURE_IFD_PIN_PROPERTIES, FEATURE_IFD_DISPLAY_PROPERTIES, FEATURE_GET_TLV_PROPERTIES",
        when: "nothing sent along",
        .d0,
        because: "tells what the reader is"
    )
    static let verify = DangerRule(
        "FEATURE_VERIFY_PIN_START, _FINISH, _DIRECT, _DIRECT_APP_ID",
        .d3,
        because: "a wrong PIN at the pinpad spends a try"
    )

    package static let rules = [features, properties, verify]

    /// The row that decides about a control code, given the features learnt so far by code.
    package static func rule(for code: UInt32, _ input: [UInt8], features learnt: [UInt32: UInt8]) -> DangerRule {
        if code == featureRequest { return input.isEmpty ? features : .unlisted("a feature request with input") }
        switch learnt[code] {
        case 0x0A?, 0x11?, 0x12?: return input.isEmpty ? properties : .unlisted("a property request with input")
        case 0x01?, 0x02?, 0x06?, 0x0D?: return verify
        case let feature?: return .unlisted("reader feature \(spelled([feature]))")
        case nil: return .unlisted("a control code that the reader has not listed")
        }
    }

    /// Reads the answer to the request for features: tag, a length of 4, the code (PC/SC part 10, 2.2).
    ///
    /// A code that stands under two tags could be either, so it counts as not listed.
    static func codes(in answer: [UInt8]) -> [UInt32: UInt8] {
        var codes: [UInt32: UInt8] = [:]
        var twice: Set<UInt32> = []
        var rest = answer[...]
        while rest.count >= 6 {
            let entry = Array(rest.prefix(6))
            guard entry[1] == 4 else { return [:] }
            let code = entry[2...].reduce(0) { $0 << 8 | UInt32($1) }
            if codes.updateValue(entry[0], forKey: code) != nil { twice.insert(code) }
            rest = rest.dropFirst(6)
        }
        return codes.filter { !twice.contains($0.key) }
    }
}
