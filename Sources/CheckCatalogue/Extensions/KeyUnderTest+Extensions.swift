import CBORTree
import Checks
import FIDOMetadata

extension KeyUnderTest {
    /// Has a credential made with one extension and returns it.
    func make(with name: String, _ input: CBORItem) throws(CheckEnd) -> MadeCredential {
        try make(creation(name).with(.member(0x06), .sortedMap([(.text(name), input)])))
    }
}

extension MadeCredential {
    /// What the key says of an extension in the authenticator data.
    func output(_ name: String) -> CBORItem? { attestation.authenticatorData.extensions?[name] }
}
