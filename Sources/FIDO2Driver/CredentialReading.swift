import CBORTree
import DeviceTransport

/// A registration's answer as it came, beside what libfido2 makes of it.
struct CredentialReading {
    let answer: CredentialAnswer

    init(ours: [UInt8], theirs: ReadCredential?, _ code: FIDOReturnCode) {
        var disagreements: [String] = []
        let item = try? CBORItem(parsing: ours)
        if let theirs {
            func compare(_ what: String, _ isEqual: Bool) {
                if !isEqual { disagreements.append("libfido2 reads another \(what)") }
            }
            let statement = item?[3]
            compare("format", item?[1]?.text == theirs.format)
            compare("authenticator data", item?[2]?.bytes == theirs.authenticatorData)
            compare("signature", (statement?["sig"]?.bytes ?? []) == theirs.signature)
            compare("certificate", (statement?["x5c"]?.elements?.first?.bytes ?? []) == theirs.certificate)
        } else {
            disagreements.append("libfido2 does not read the answer (\(code.original))")
        }
        answer = CredentialAnswer(response: ours, disagreements: disagreements)
    }
}
