import CBORTree
import CTAPMessages
import DeviceTransport
import ISO7816

extension Check where Subject == KeyUnderTest {
    /// Reads the tries at the PIN before anything else is asked; nothing where the key takes no PIN.
    static func triesBefore(_ record: KeyRecord) -> Self {
        Self(
            .keyTriesBefore,
            "the tries at the PIN are read before a run",
            clause: .touchstone("docs/safety.md"),
            needs: [.ctap2, .listedOption("clientPin")],
            because: "What a run has spent shows only against what there was."
        ) { key throws(CheckEnd) in
            let tries = try key.triesAtPIN()
            record.tries = tries
            key.context.note("\(tries) tries left")
        }
    }

    /// Reads them again: a run that has spent one has failed, whatever its checks say.
    ///
    /// Where tries may be spent the right PIN gives them back, and so there may be more of them than before.
    static func triesAfter(_ record: KeyRecord, mayGrow: Bool) -> Self {
        Self(
            "run.tries",
            "the run has spent no try at the PIN",
            clause: .touchstone("docs/safety.md"),
            needs: [.ctap2, .listedOption("clientPin")],
            tags: [.observer],
            because: "Devices belong to people; a run that costs one a try must not go unnoticed."
        ) { key throws(CheckEnd) in
            let after = try key.triesAtPIN()
            if record.wasPINRefused, let before = record.tries, before > after, before - after == 1 {
                throw .notRun(
                    .person,
                    "the PIN that was given has cost a try, and \(after) are left; the right one gives it back"
                )
            }
            try TriesComparison(before: record.tries, after: after, mayGrow: mayGrow).hold()
        }
    }
}

extension Check where Subject == CardUnderTest {
    /// Asks for the tries at the PIN, and sends none.
    static func triesBefore(_ record: CardRecord) -> Self {
        Self(
            .cardTriesBefore,
            "the tries at the card's PIN are read before a run",
            clause: .touchstone("docs/safety.md"),
            because: "What a run has spent shows only against what there was."
        ) { card throws(CheckEnd) in
            guard case .left(let tries) = try card.triesLeft() else {
                throw .notApplicable("the card does not tell of any tries")
            }
            record.tries = tries
            card.context.note("\(tries) tries left")
        }
    }

    static func triesAfter(_ record: CardRecord, mayGrow: Bool) -> Self {
        Self(
            "run.card-tries",
            "the run has spent no try at the card's PIN",
            clause: .touchstone("docs/safety.md"),
            tags: [.observer],
            because: "Devices belong to people; a run that costs one a try must not go unnoticed."
        ) { card throws(CheckEnd) in
            if let cost = card.costOfAsking { throw .failed("\(cost)") }
            guard record.tries != nil, case .left(let after) = try card.triesLeft() else {
                throw .notApplicable("the card does not tell of any tries")
            }
            try TriesComparison(before: record.tries, after: after, mayGrow: mayGrow).hold()
        }
    }
}

/// The tries at a PIN before and after a run.
private struct TriesComparison {
    let before: UInt64?
    let after: UInt64
    let mayGrow: Bool

    func hold() throws(CheckEnd) {
        guard let before else { throw .notRun(.us, "the tries were not read before the run") }
        try demand(
            before == after || mayGrow && after > before,
            "\(before) tries were left before the run, and \(after) are left after it"
        )
    }
}

extension KeyUnderTest {
    /// What getPINRetries says.
    fileprivate func triesAtPIN() throws(CheckEnd) -> UInt64 {
        let number = try information().pinUvAuthProtocols?.first ?? 1
        let call = CTAPCall(.clientPIN, [(0x01, .int(number)), (0x02, 1)])
        return try demand(try self.call(call).map()[0x03]?.unsignedInteger, "getPINRetries names no number")
    }

    /// The tries at the PIN; none on a key that takes no PIN.
    func triesLeft() throws(CheckEnd) -> TriesLeft {
        guard try capabilities().contains(.cbor), try information()[option: "clientPin"] != nil else { return .none }
        return .left(try triesAtPIN())
    }

    /// Why this is not the key that the run has asked before; `nil` where it may be.
    func difference(from record: KeyRecord) -> String? {
        guard let known = record.information,
            let model = (try? AuthenticatorInformation(parsing: known))?.aaguid
        else { return nil }
        do throws(CheckEnd) {
            let reply = try call([CTAPCommand.getInfo.rawValue])
            let found = try? AuthenticatorInformation(parsing: reply.body)
            return found?.aaguid == model ? nil : "its AAGUID is another one"
        } catch {
            return "it does not say which model it is"
        }
    }
}

extension CardUnderTest {
    /// The tries at the PIV card application's PIN (NIST SP 800-73-4 part 2, 3.2.1): VERIFY without a PIN asks for them.
    func triesLeft() throws(CheckEnd) -> TriesLeft {
        guard try select(ApplicationIdentifier.piv.bytes).statusWord == .success else { return .unknown }
        let status = try askForTries()
        if status == .authenticationMethodBlocked { return .left(0) }
        return status.remainingTries.map { .left(UInt64($0)) } ?? .unknown
    }
}
