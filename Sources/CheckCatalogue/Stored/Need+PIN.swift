import Checks
import CTAPMessages

extension Need where Subject == KeyUnderTest {
    /// The key has a PIN, and somebody has given it for this run.
    static let pin = Self("its PIN, given for the run") { key throws(CheckEnd) in
        guard try key.capabilities().contains(.cbor) else { throw .notApplicable("the key does not speak CTAP 2") }
        guard try key.information()[option: "clientPin"] == true else { throw .notApplicable("the key has no PIN") }
        _ = try await key.pin()
    }

    /// The key keeps credentials, and lets go of them: what is stored can be taken back.
    static let storage = Self("discoverable credentials, and their management") { key throws(CheckEnd) in
        guard try key.capabilities().contains(.cbor) else { throw .notApplicable("the key does not speak CTAP 2") }
        guard try key.information()[option: "rk"] == true else {
            throw .notApplicable("the key keeps no discoverable credentials")
        }
        guard try key.managementCommand() != nil else {
            throw .notApplicable("what the key keeps could not be deleted again: it manages no credentials")
        }
    }
}
