import CBORTree
import Checks
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    static let assertionTampered = Self(
        "ga.tampered",
        "a credential id with one bit changed is no credential",
        clause: .webAuthn("6.3.3"),
        needs: [.ctap2, .credential],
        tags: [.negative],
        because: """
            Many keys keep their credentials inside the id, encrypted; one that does not notice a change can be made \
            to sign with a chosen key.
            """
    ) { key throws(CheckEnd) in
        let credential = try key.credential()
        let places = [0, credential.id.count / 2, credential.id.count - 1]
        let variations = places.map { place in
            var id = credential.id
            id[place] ^= 0x01
            let call = key.assertion(by: credential, touch: false)
                .with(.member(0x03).at(0).key("id"), .bytes(id))
            return RequestVariation(flaw: "a bit of byte \(place) is another", request: call.encoded)
        }
        try key.expectRefusal(of: variations, as: [.noCredentials, .invalidCredential])
    }
}
