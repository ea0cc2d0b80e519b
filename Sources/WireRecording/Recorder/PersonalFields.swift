import CTAPMessages

/// Where CTAP2 messages tell who somebody is, outside of what is signed (CTAP 2.1, 6).
enum PersonalFields {
    struct Field: Hashable {
        let kind: PersonalData
        let path: [SecretFields.Step]

        init(_ kind: PersonalData, _ path: SecretFields.Step...) {
            self.kind = kind
            self.path = path
        }

        fileprivate init(_ kind: PersonalData, path: [SecretFields.Step]) {
            self.kind = kind
            self.path = path
        }
    }

    static func request(_ command: CTAPCommand) -> [Field] {
        switch command {
        case .makeCredential:
            relyingParty(at: .number(2)) + user(at: .number(3))
                + [Field(.credentialID, .number(5), .each, .text("id"))]
        case .getAssertion:
            [Field(.relyingParty, .number(1)), Field(.credentialID, .number(3), .each, .text("id"))]
        case .clientPIN:
            [Field(.relyingParty, .number(10))]
        case .credentialManagement, .credentialManagementPreview:
            [
                Field(.relyingParty, .number(2), .number(1)),
                Field(.credentialID, .number(2), .number(2), .text("id")),
            ] + user(at: .number(2), .number(3))
        case .bioEnrollment, .bioEnrollmentPreview:
            [Field(.userName, .number(3), .number(2))]
        default:
            []
        }
    }

    static func answer(to command: CTAPCommand) -> [Field] {
        switch command {
        case .getAssertion, .getNextAssertion:
            [Field(.credentialID, .number(1), .text("id"))] + user(at: .number(4))
        case .credentialManagement, .credentialManagementPreview:
            relyingParty(at: .number(3)) + [Field(.relyingParty, .number(4))] + user(at: .number(6))
                + [Field(.credentialID, .number(7), .text("id"))]
        case .bioEnrollment, .bioEnrollmentPreview:
            [Field(.userName, .number(7), .each, .number(2))]
        default:
            []
        }
    }

    /// Which member of an answer is authenticator data, which is signed.
    static func authenticatorData(of command: CTAPCommand) -> Int64? {
        switch command {
        case .makeCredential, .getAssertion, .getNextAssertion: 2
        default: nil
        }
    }

    private static func relyingParty(at place: SecretFields.Step) -> [Field] {
        ["id", "name", "icon"].map { Field(.relyingParty, path: [place, .text($0)]) }
    }

    private static func user(at place: SecretFields.Step...) -> [Field] {
        [Field(.userHandle, path: place + [.text("id")])]
            + ["name", "displayName", "icon"].map { Field(.userName, path: place + [.text($0)]) }
    }
}
