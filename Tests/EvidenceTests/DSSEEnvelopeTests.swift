import Evidence
import Testing

struct DSSEEnvelopeTests {
    /// The example of the DSSE protocol document.
    @Test func theEncodingIsThatOfTheProtocol() {
        let encoding = DSSEEnvelope.preAuthenticationEncoding(
            of: Array("hello world".utf8),
            type: "http://example.com/HelloWorld"
        )
        #expect(String(decoding: encoding, as: UTF8.self) == "DSSEv1 29 http://example.com/HelloWorld 11 hello world")
    }

    @Test func signaturesHoldForTheirPayloadTypeAndKeyAlone() throws {
        let key = SigningKey()
        let envelope = DSSEEnvelope(signing: Array("payload".utf8), type: "text/plain", with: key)
        let signature = try #require(envelope.signatures.first)
        #expect(envelope.isSigned(by: key.verifyingKey, signature))
        #expect(!envelope.isSigned(by: SigningKey().verifyingKey, signature))
        let retyped = DSSEEnvelope(signing: Array("payload".utf8), type: "text/html", with: key)
        #expect(!retyped.isSigned(by: key.verifyingKey, signature))
        let read = try DSSEEnvelope(reading: envelope.encoded(), path: "e")
        #expect(read == envelope)
    }

    @Test(arguments: ["", "{}", "[]", #"{"payload":"","payloadType":"t","signatures":[]}"#])
    func whatIsNoEnvelopeIsRefused(text: String) {
        #expect(throws: EvidenceError.self) { try DSSEEnvelope(reading: Array(text.utf8), path: "e") }
    }
}
