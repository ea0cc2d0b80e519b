/// Something that a list of checks could have and this one never will, with the reason.
struct AbsentCheck: Sendable {
    /// What would be checked, as a clause.
    let subject: String
    let reason: String

    static let all = [
        AbsentCheck(
            subject: "middleware, its version, and the ports of NHS Credential Management on the kiosk",
            reason: "they are on the kiosk, and the bench is another machine; the build manifest says what is installed"
        ),
        AbsentCheck(
            subject: "whether pulling a card out logs the user off",
            reason: "the kiosk's client decides it, and the bench runs none; the manifest names the client"
        ),
        AbsentCheck(
            subject: "the series of an NHS card",
            reason:
                "no answer of a card tells it for certain; `probe` gives a hint with its confidence, the manifest the series"
        ),
        AbsentCheck(
            subject: "readers of SIM slots and of Windows Hello, and the stop of the Windows service",
            reason: "Linux has neither"
        ),
        AbsentCheck(
            subject: "the negotiation of block sizes and clock rates with a card (IFSD, PPS)",
            reason: "the reader's driver does it, and PC/SC shows nothing of it but the protocol in use"
        ),
        AbsentCheck(
            subject: "two readers used at once",
            reason: "a check is made on one device; that several are is what every run of several devices shows"
        ),
        AbsentCheck(
            subject: "whether the service frees a card whose program has died in a transaction",
            reason: "that takes a second program to be killed, and is no property of a device"
        ),
        AbsentCheck(
            subject: "unknown instruction and class bytes",
            reason: "nobody knows what they do to a card, so the guard lets none out"
        ),
        AbsentCheck(
            subject: "when the service powers an idle card down",
            reason: "that is a setting of pcscd's build, and no property of a device"
        ),
        AbsentCheck(
            subject:
                "a full credential store, a blocked PIN or PUK, enterprise attestation and minimum lengths turned on",
            reason: "only a reset takes them back, or nothing does"
        ),
        AbsentCheck(
            subject: "the guard's own rules and the floor of tries",
            reason: "they are no property of a device; the tests of this program prove them"
        ),
    ]
}
