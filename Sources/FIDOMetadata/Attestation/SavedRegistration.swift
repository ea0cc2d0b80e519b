/// A registration that somebody saved: the attestation object, and the client data where it came along.
///
/// Three forms are read: the object as it is (CBOR), the object in base64url, and the JSON that a browser makes of the
/// response (WebAuthn L3, 5.1, `RegistrationResponseJSON`).
package struct SavedRegistration: Sendable {
    /// Why bytes are no registration.
    package struct ParsingError: Error, Hashable, Sendable, CustomStringConvertible {
        package let description: String
    }

    package let object: AttestationObject
    /// `clientDataJSON`, as it was hashed.
    package let clientData: [UInt8]?

    /// Reads any of the three forms.
    ///
    /// - Throws: ``ParsingError`` with the part that cannot be read.
    package init(parsing bytes: [UInt8]) throws(ParsingError) {
        let text = bytes.drop(while: Self.isSpace)
        guard let first = text.first else { throw ParsingError(description: "the file is empty") }
        if first == UInt8(ascii: "{") {
            let (object, clientData) = try Self.parts(ofResponse: bytes)
            self.object = try Self.object(object)
            self.clientData = clientData
        } else if first & 0xE0 == 0xA0 {
            // The head of a CBOR map; base64url and JSON are ASCII.
            object = try Self.object(bytes)
            clientData = nil
        } else {
            let digits = text.filter { !Self.isSpace($0) && $0 != UInt8(ascii: "=") }
            let decoded: [UInt8]
            do throws(Base64.ParsingError) {
                decoded = try Base64.decode(digits, .url)
            } catch {
                throw ParsingError(description: "neither CBOR nor JSON, and \(error)")
            }
            object = try Self.object(decoded)
            clientData = nil
        }
    }

    private static func object(_ bytes: [UInt8]) throws(ParsingError) -> AttestationObject {
        do throws(AttestationObject.ParsingError) {
            return try AttestationObject(parsing: bytes)
        } catch {
            throw ParsingError(description: "the attestation object is \(error)")
        }
    }

    private static func parts(ofResponse bytes: [UInt8]) throws(ParsingError) -> ([UInt8], [UInt8]?) {
        let root: JSONNode
        do throws(JSONError) {
            root = try JSONDocument(parsing: bytes).root
        } catch {
            throw ParsingError(description: "not JSON: \(error)")
        }
        let isWhole = root["response"] != nil
        let response = root["response"] ?? root
        let path = isWhole ? "$.response" : "$"
        guard let object = try decoded(response, "attestationObject", path) else {
            throw ParsingError(description: "\(path) has no attestationObject")
        }
        return (object, try decoded(response, "clientDataJSON", path))
    }

    private static func decoded(
        _ node: JSONNode,
        _ name: String,
        _ path: String
    ) throws(ParsingError) -> [UInt8]? {
        guard let member = node[name] else { return nil }
        guard let text = member.string else { throw ParsingError(description: "\(path).\(name) is no string") }
        do throws(Base64.ParsingError) {
            return try Base64.decode(text.utf8, .url)
        } catch {
            throw ParsingError(description: "\(path).\(name) is \(error)")
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
