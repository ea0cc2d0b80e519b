import CTAPMessages
import SafetyGuard

extension Need where Subject == KeyUnderTest {
    /// CTAPHID_CBOR is announced in the capabilities (CTAP 2.1, 11.2.9.1.3).
    package static let ctap2 = Self("CTAP 2") { key throws(CheckEnd) in
        guard try key.capabilities().contains(.cbor) else {
            throw .notApplicable("the key does not speak CTAP 2")
        }
    }

    package static let ctap21 = Self("CTAP 2.1") { key throws(CheckEnd) in
        guard try key.capabilities().contains(.cbor), try key.information().speaksCTAP21 else {
            throw .notApplicable("the key does not speak CTAP 2.1")
        }
    }

    /// CTAPHID_MSG is not ruled out in the capabilities.
    package static let u2f = Self("U2F") { key throws(CheckEnd) in
        guard try !key.capabilities().contains(.noMessage) else {
            throw .notApplicable("the key does not speak U2F")
        }
    }

    /// An option of getInfo that is on.
    package static func option(_ name: String) -> Self {
        Self("option \(name)") { key throws(CheckEnd) in
            guard try key.capabilities().contains(.cbor), try key.information()[option: name] == true else {
                throw .notApplicable("the key does not say \(name)")
            }
        }
    }

    /// An option of getInfo that is there, on or off.
    package static func listedOption(_ name: String) -> Self {
        Self("option \(name), on or off") { key throws(CheckEnd) in
            guard try key.capabilities().contains(.cbor), try key.information()[option: name] != nil else {
                throw .notApplicable("the key does not know \(name)")
            }
        }
    }

    package static func extensionNamed(_ name: String) -> Self {
        Self("extension \(name)") { key throws(CheckEnd) in
            guard try key.capabilities().contains(.cbor),
                try key.information().extensions?.contains(name) == true
            else { throw .notApplicable("the key does not know \(name)") }
        }
    }

    /// The key makes credentials without PIN and finger (CTAP 2.1, 6.1.2, and 6.4 for what the options say of it).
    package static let creationByTouch = Self("credentials by a touch alone") { key throws(CheckEnd) in
        guard try key.capabilities().contains(.cbor) else {
            throw .notApplicable("the key does not speak CTAP 2")
        }
        let information = try key.information()
        let isProtected = information[option: "clientPin"] == true || information[option: "uv"] == true
        guard information[option: "alwaysUv"] != true, !isProtected || information[option: "makeCredUvNotRqd"] == true
        else { throw .notApplicable("the key makes no credential without its PIN or a finger") }
    }

    /// A credential that the run has made, or makes now with a touch.
    package static let credential = Self("a credential, made with one touch in each run", danger: .d1) {
        key throws(CheckEnd) in
        guard key.record.credential == nil else { return }
        try await Self.creationByTouch.meet(key)
        key.record.credential = try key.make(key.creation())
    }
}
