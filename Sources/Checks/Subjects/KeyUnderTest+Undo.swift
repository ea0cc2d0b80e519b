import CBORTree
import CTAPMessages
import FIDOMetadata
import SafetyGuard

extension KeyUnderTest {
    /// Takes back what checks have written and left; what cannot be taken back stays among the traces.
    ///
    /// - Returns: Why something is still there, one clause for each reason.
    func undo() async -> [String] {
        var problems: [String] = []
        func attempt(_ work: () async throws(CheckEnd) -> Void) async {
            do throws(CheckEnd) {
                try await work()
            } catch {
                problems.append(error.outcome.reason ?? "")
            }
        }
        // Whatever else is taken back needs the PIN.
        if record.traces.isPINChanged { await attempt { () throws(CheckEnd) in try takeBackPIN() } }
        for trace in record.traces.credentials {
            await attempt { () async throws(CheckEnd) in try await delete(trace) }
        }
        if !record.traces.blobs.isEmpty { await attempt { () async throws(CheckEnd) in try await removeBlobs() } }
        return problems
    }

    /// Changes the temporary PIN to the one that was given.
    private func takeBackPIN() throws(CheckEnd) {
        let end = CheckEnd.notRun(.person, "the key's PIN may be the temporary one, so the given one is not sent")
        guard case .given(let old) = record.pin, let temporary = record.temporaryPIN else { return }
        _ = try triesLeft()
        guard record.traces.mayTakeBackPIN else {
            record.pin = .missing(end)
            return
        }
        let status = try change(temporary, to: old)
        // A key that does not take the temporary one has the other, or nobody knows.
        guard record.traces.isPINChanged else { return }
        record.pin = .missing(end)
        throw .failed("the way back of the PIN is answered \(status.name)")
    }

    /// Deletes a credential, and looks whether it is gone.
    private func delete(_ trace: CredentialTrace) async throws(CheckEnd) {
        let token = try await token(.credentialManagement)
        // Of a credential whose answer was lost only the list knows the id; the guard reads it there as well.
        let found = try listed(of: trace.rpID, by: token).first { $0[0x06]?["id"]?.bytes == trace.userID }
        guard let id = found?[0x07]?["id"]?.bytes ?? trace.id else {
            record.traces.forget(trace)
            return
        }
        let reply = try manage(.deleteCredential, id, by: token)
        // One that is not listed may be there all the same.
        guard found != nil || reply.status != .noCredentials else { return }
        try demand(reply.status == .success, "deleteCredential is answered \(reply.status.name)")
        let rest = try listed(of: trace.rpID, by: token).contains { $0[0x06]?["id"]?.bytes == trace.userID }
        try demand(!rest, "deleteCredential is answered CTAP2_OK, and the credential is still listed")
    }

    /// Writes the large-blob array without what checks have added; what others have added since stays.
    private func removeBlobs() async throws(CheckEnd) {
        let elements = try demand(LargeBlobArray.elements(of: try largeBlobs()), "the large-blob array cannot be read")
        let kept = elements.filter { !record.traces.blobs.contains($0.encoded()) }
        guard kept.count < elements.count else { return }
        try await writeLargeBlobs(LargeBlobArray.bytes(of: kept))
        // A key's word for it is not enough: the guard believes what it reads.
        _ = try largeBlobs()
    }
}

extension KeyTraces {
    /// What is left on the key and how it is removed, one clause each; nothing of it is anybody's.
    package var leftovers: [String] {
        credentials.map { trace in
            guard let id = trace.id else {
                return "a credential of \(trace.rpID) may be left on the key: `fido2-token -L -k \(trace.rpID) DEVICE` "
                    + "lists it, and `fido2-token -D -i ID DEVICE` removes it"
            }
            return
                "a credential of \(trace.rpID) is left on the key: `fido2-token -D -i \(Base64.encode(id, .standard)) DEVICE` "
                + "removes it"
        }
            + (blobs.isEmpty ? [] : ["an element of the large-blob array is left on the key, which nobody can read"])
            + (isPINChanged ? [Self.changedPIN] : [])
    }

    private static let changedPIN =
        "the key's PIN may be the temporary one that was shown at the terminal: `fido2-token -C DEVICE` changes it"
}
