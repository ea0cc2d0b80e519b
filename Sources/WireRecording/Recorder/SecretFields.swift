import CBORTree
import CTAPMessages

/// Where CTAP2 messages carry what may not be written down (CTAP 2.1, 6 and 12).
///
/// A table, so that a test can take any one row out and see that the leak is found.
struct SecretFields {
    /// One step towards a field: a member of a map, or every element of an array.
    enum Step: Hashable {
        case number(Int64)
        case text(String)
        case each
    }

    struct Field: Hashable {
        let path: [Step]
        let rule: MaskRule

        init(_ rule: MaskRule, _ path: Step...) {
            self.path = path
            self.rule = rule
        }

        private init(_ rule: MaskRule, path: [Step]) {
            self.path = path
            self.rule = rule
        }

        func below(_ steps: Step...) -> Self { Self(rule, path: steps + path) }
    }

    /// The rules that are followed: all of them, but in a test.
    var rules = Set(MaskRule.allCases)

    func request(_ command: CTAPCommand) -> [Field] {
        (Self.requests[command] ?? []).filter { rules.contains($0.rule) }
    }

    func answer(to command: CTAPCommand, subCommand: Int64?) -> [Field] {
        let fields =
            switch (command, subCommand) {
            case (.clientPIN, 2): Self.publicKey(.deviceKeyX, .deviceKeyY).map { $0.below(.number(1)) }
            case (.clientPIN, 5), (.clientPIN, 6), (.clientPIN, 9): [Field(.token, .number(2))]
            case (.makeCredential, _): [Field(.largeBlobKey, .number(5))]
            case (.getAssertion, _), (.getNextAssertion, _): [Field(.largeBlobKey, .number(7))]
            case (.credentialManagement, _), (.credentialManagementPreview, _): [Field(.largeBlobKey, .number(11))]
            default: [Field]()
            }
        return fields.filter { rules.contains($0.rule) }
    }

    /// Which member is the pinUvAuthParam, and which one says by which protocol.
    static let authentication: [CTAPCommand: (parameter: Int64, pinProtocol: Int64)] = [
        .makeCredential: (8, 9), .getAssertion: (6, 7), .credentialManagement: (4, 3),
        .credentialManagementPreview: (4, 3), .bioEnrollment: (5, 4), .bioEnrollmentPreview: (5, 4),
        .authenticatorConfig: (4, 3), .largeBlobs: (5, 6),
    ]

    /// Where an extension carries key, salts and proof.
    static let hmacSecret: [CTAPCommand: (extensions: Int64, name: String)] = [
        .makeCredential: (6, "hmac-secret-mc"), .getAssertion: (4, "hmac-secret"),
    ]

    private static let requests: [CTAPCommand: [Field]] = {
        var table: [CTAPCommand: [Field]] = [
            .clientPIN: publicKey(.hostKeyX, .hostKeyY).map { $0.below(.number(3)) } + [
                Field(.pinAuth, .number(4)), Field(.newPIN, .number(5)), Field(.pinHash, .number(6)),
            ]
        ]
        for (command, members) in authentication {
            table[command, default: []].append(Field(.pinAuth, .number(members.parameter)))
        }
        for (command, place) in hmacSecret {
            let fields = publicKey(.hostKeyX, .hostKeyY).map { $0.below(.number(1)) }
            table[command, default: []] += (fields + [Field(.salts, .number(2)), Field(.saltAuth, .number(3))])
                .map { $0.below(.number(place.extensions), .text(place.name)) }
        }
        table[.largeBlobs, default: []].append(Field(.largeBlobs, .number(2)))
        return table
    }()

    /// The coordinates of a COSE_Key (RFC 9053, 7.1.1).
    private static func publicKey(_ x: MaskRule, _ y: MaskRule) -> [Field] {
        [Field(x, .number(-2)), Field(y, .number(-3))]
    }
}

extension LocatedCBOR {
    /// Every value at a path: more than one where a map has a key twice, or an array is on the way.
    func values(at path: [SecretFields.Step]) -> [LocatedCBOR] {
        path.reduce([self]) { places, step in
            places.flatMap { place in
                switch step {
                case .number(let key): place.values(key)
                case .text(let key): place.values(key)
                case .each: place.elements ?? []
                }
            }
        }
    }
}
