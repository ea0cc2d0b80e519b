import CBORTree
import CTAPMessages

extension Check where Subject == KeyUnderTest {
    /// Reads the tries at the PIN before anything else is asked; nothing where the key takes no PIN.
    static func triesBefore(_ record: KeyRecord) -> Self {
        Self(
            "run.tries-before",
            "the tries at the PIN are read before a run",
            clause: .touchstone("docs/safety.md"),
            needs: [.ctap2, .listedOption("clientPin")],
            because: "What a run has spent shows only against what there was."
        ) { key throws(CheckEnd) in
            record.tries = try key.triesAtPIN()
        }
    }

    /// Reads them again: a run that has spent one has failed, whatever its checks say.
    static func triesAfter(_ record: KeyRecord) -> Self {
        Self(
            "run.tries",
            "the run has spent no try at the PIN",
            clause: .touchstone("docs/safety.md"),
            needs: [.ctap2, .listedOption("clientPin")],
            tags: [.observer],
            because: "Devices belong to people; a run that costs one a try must not go unnoticed."
        ) { key throws(CheckEnd) in
            guard let before = record.tries else { throw .notRun(.us, "the tries were not read before the run") }
            let after = try key.triesAtPIN()
            try demand(before == after, "\(before) tries were left before the run, and \(after) are left after it")
        }
    }
}

extension KeyUnderTest {
    /// What getPINRetries says.
    fileprivate func triesAtPIN() throws(CheckEnd) -> UInt64 {
        let number = try information().pinUvAuthProtocols?.first ?? 1
        let call = CTAPCall(.clientPIN, [(0x01, .int(number)), (0x02, 1)])
        return try demand(try self.call(call).map()[0x03]?.unsignedInteger, "getPINRetries names no number")
    }
}
