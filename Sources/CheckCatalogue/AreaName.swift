/// What the areas of ids are called in headings.
enum AreaName {
    private static let names = [
        "hid": "CTAPHID", "gi": "getInfo", "mc": "makeCredential", "ga": "getAssertion", "cp": "clientPIN",
        "at": "Attestation", "lb": "Large blobs", "u2f": "U2F", "ex": "Extensions", "cm": "Credential management",
        "ob": "Observed under every other check", "rd": "Readers", "atr": "Answers to reset", "pr": "Protocols",
        "ap": "Commands to cards", "pin": "Card PINs", "co": "Contention", "lc": "Life cycle", "be": "Enrolment",
        "cf": "Configuration", "nfc": "FIDO behind a reader", "nhs": "NHS cards",
    ]

    static func of(_ area: String) -> String { names[area] ?? area }
}
