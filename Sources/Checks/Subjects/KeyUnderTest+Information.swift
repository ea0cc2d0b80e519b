import CBORTree
package import CTAPMessages

extension KeyUnderTest {
    /// The bytes of the run's first getInfo, asked for where nobody has yet.
    package func informationBytes() throws(CheckEnd) -> [UInt8] {
        if let known = record.information { return known }
        let reply = try call([CTAPCommand.getInfo.rawValue])
        try demand(reply.status == .success, "authenticatorGetInfo is answered \(reply.status.name)")
        record.information = reply.body
        return reply.body
    }

    /// The run's first getInfo, decoded.
    package func information() throws(CheckEnd) -> AuthenticatorInformation {
        let bytes = try informationBytes()
        do {
            return try AuthenticatorInformation(parsing: bytes)
        } catch {
            throw .failed("\(error)")
        }
    }
}

extension AuthenticatorInformation {
    /// Whether a version is listed: `FIDO_2_1`.
    package func speaks(_ version: String) -> Bool { versions?.contains(version) ?? false }

    /// Whether it speaks CTAP 2.1 or later, without the preview of it.
    package var speaksCTAP21: Bool {
        versions?.contains { $0.hasPrefix("FIDO_2_") && !["FIDO_2_0", "FIDO_2_1_PRE"].contains($0) } ?? false
    }
}
