package import CBORTree

/// What an authenticator answers to a registration: who made the key, and for whom (WebAuthn L3, 6.5.4).
package struct AttestationObject: Sendable {
    /// Why bytes are no attestation object.
    package struct ParsingError: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    package let format: AttestationFormat
    package let statement: CBORItem
    package let authenticatorData: AuthenticatorData

    /// Takes the parts, as a browser's response or a device's answer has them.
    ///
    /// - Throws: ``ParsingError`` when the authenticator data cannot be read.
    package init(
        format: AttestationFormat,
        statement: CBORItem,
        authenticatorData: [UInt8]
    ) throws(ParsingError) {
        self.format = format
        self.statement = statement
        do throws(AuthenticatorData.ParsingError) {
            self.authenticatorData = try AuthenticatorData(parsing: authenticatorData)
        } catch {
            throw ParsingError(description: "authenticator data: \(error)")
        }
    }

    /// Reads the object that a browser saves: a map of `fmt`, `attStmt` and `authData`.
    ///
    /// - Throws: ``ParsingError`` when the bytes are no such map.
    package init(parsing bytes: [UInt8]) throws(ParsingError) {
        let item = try Self.item(bytes)
        try self.init(format: item["fmt"], statement: item["attStmt"], authenticatorData: item["authData"])
    }

    /// Reads the answer to authenticatorMakeCredential without its status byte (CTAP 2.1, 6.1.2).
    ///
    /// - Throws: ``ParsingError`` when the bytes are no such map.
    package init(makeCredentialAnswer bytes: [UInt8]) throws(ParsingError) {
        let item = try Self.item(bytes)
        try self.init(format: item[1], statement: item[3], authenticatorData: item[2])
    }

    private init(format: CBORItem?, statement: CBORItem?, authenticatorData: CBORItem?) throws(ParsingError) {
        guard let name = format?.text else { throw ParsingError(description: "no attestation format (fmt)") }
        guard let bytes = authenticatorData?.bytes else {
            throw ParsingError(description: "no authenticator data (authData)")
        }
        guard let statement, statement.entries != nil else {
            throw ParsingError(description: "no attestation statement (attStmt)")
        }
        try self.init(
            format: AttestationFormat(rawValue: name),
            statement: statement,
            authenticatorData: bytes
        )
    }

    private static func item(_ bytes: [UInt8]) throws(ParsingError) -> CBORItem {
        do throws(CBORError) {
            return try CBORItem(parsing: bytes)
        } catch {
            throw ParsingError(description: "not CBOR: \(error)")
        }
    }
}

/// The name of an attestation statement format (IANA WebAuthn Attestation Statement Format Identifiers).
package struct AttestationFormat: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }

    package static let packed = Self(rawValue: "packed")
    package static let tpm = Self(rawValue: "tpm")
    package static let androidKey = Self(rawValue: "android-key")
    package static let fidoU2F = Self(rawValue: "fido-u2f")
    package static let apple = Self(rawValue: "apple")
    package static let none = Self(rawValue: "none")
}
